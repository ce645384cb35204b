"""Who will see what is being written: everybody in a circle, or some of its people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ui.acquaintances import Acquaintance, Acquaintances, with_you
from ui.language import fill, translate

_FACES = 5


@dataclass(frozen=True, slots=True)
class Audience:
    """A circle by the hex of its id, and only these of its people; everybody if there are none."""

    circle: str = ""
    people: frozenset[str] = frozenset()

    def remembered(self) -> str:
        """Return it as a text."""
        return json.dumps([self.circle, sorted(self.people)])


def recalled(remembered: str) -> Audience | None:
    """Return the audience that was remembered, or None."""
    try:
        circle, people = json.loads(remembered)
        return Audience(str(circle), frozenset(str(person) for person in people))
    except (ValueError, TypeError):
        return None


def chosen(audience: Audience, known: Acquaintances) -> list[Acquaintance]:
    """Return the people who were chosen and are still there, by name."""
    return [one for one in known.of(audience.circle) if one.person in audience.people]


def toggled(audience: Audience, person: str, known: Acquaintances) -> Audience:
    """Return the audience with a person in it who was not, or without them; all of them are everybody."""
    people = audience.people ^ {person}
    return Audience(audience.circle, frozenset() if len(people) == len(known.of(audience.circle)) else people)


def sentence(audience: Audience, name: str, known: Acquaintances) -> str:
    """Return who sees it, as a sentence beside the button."""
    some = chosen(audience, known)
    if some:
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
    return [one.face for one in (chosen(audience, known) or known.of(audience.circle))[:_FACES]]
