"""Who will see what is being written: everybody in a circle, or some of its people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ui.acquaintances import Acquaintance, Acquaintances, with_you
from ui.language import fill, translate

_FACES = 5


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle by the hex of its id, and only these of its people; everybody if that is None.

    Some never become everybody by themselves: not when all of them are chosen, nor when none is left.
    """

    circle: str = ""
    people: frozenset[str] | None = None

    def remembered(self) -> str:
        """Return it as a text."""
        return json.dumps([self.circle, None if self.people is None else sorted(self.people)])


def recalled(remembered: str) -> Audience | None:
    """Return the audience that was remembered, or None."""
    try:
        circle, people = json.loads(remembered)
        return Audience(str(circle), None if people is None else frozenset(str(one) for one in people))
    except (ValueError, TypeError):
        return None


def chosen(audience: Audience, known: Acquaintances) -> list[Acquaintance]:
    """Return the people who were chosen and are still there, by name."""
    people = audience.people or frozenset()
    return [one for one in known.of(audience.circle) if one.person in people]


def toggled(audience: Audience, person: str, known: Acquaintances) -> Audience:
    """Return the audience with a person in it who was not, or without them."""
    people = frozenset(one.person for one in chosen(audience, known))
    return Audience(audience.circle, people ^ {person})


def narrower(one: Audience, other: Audience) -> Audience:
    """Return who may see two texts that become one: nobody who was to see only the other, as far as that can be."""
    if one.people is None:
        return one if other.people is None else other
    if other.people is None or other.circle != one.circle:
        return one
    return Audience(one.circle, one.people & other.people)


def sentence(audience: Audience, name: str, known: Acquaintances) -> str:
    """Return who sees it, as a sentence beside the button."""
    if audience.people is not None:
        some = chosen(audience, known)
        if not some:
            return translate("composer", "Choose who sees it.")
        return fill(translate("composer", "Only %1 see this."), with_you([one.name for one in some]))
    others = len(known.of(audience.circle))
    if not others:
        return fill(translate("composer", "Everybody in %1 sees this."), name)
    return fill(
        translate("composer", "Everybody in %1 sees this: %2."),
        name,
        translate("composer", "%n people and you", "", others)
        if others > 1
        else translate("composer", "one other person and you"),
    )


def faces(audience: Audience, known: Acquaintances) -> list[Mapping[str, str]]:
    """Return the faces to show beside the button."""
    some = known.of(audience.circle) if audience.people is None else chosen(audience, known)
    return [one.face for one in some[:_FACES]]
