"""A post in its ten seconds: nobody has it yet, so it can be taken back as if it had never been written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ui.attachments import Attached
from ui.composer.audience import Audience
from ui.language import translate


@dataclass(frozen=True, slots=True)
class Held:
    """What was posted.

    Attributes:
        draft: Where it is kept until it is posted.
        place: Where it was written, for it to go back there.
        circle: Whose people it is for, by the hex of its id.
        people: Only these of them, by the hex of theirs; everybody if there are none.
    """

    draft: str
    place: str
    circle: str
    people: tuple[str, ...]
    text: str
    attached: tuple[Attached, ...]

    @property
    def audience(self) -> Audience:
        """Who is to see it."""
        return Audience(self.circle, frozenset(self.people) or None)

    def said(self) -> str:
        """Return what it says, for a reader; what goes with it follows in numbers."""
        pictures = sum(one.is_picture for one in self.attached)
        files = len(self.attached) - pictures
        carried = [
            translate("composer", "%n picture(s)", "", pictures) if pictures else "",
            translate("composer", "%n file(s)", "", files) if files else "",
        ]
        return "\n".join(filter(None, (self.text.strip(), " · ".join(filter(None, carried)))))

    def remembered(self) -> str:
        """Return what a window finds that was closed by force before this was on its way."""
        paths = [one.path for one in self.attached if one.path]
        value = {"place": self.place, "circle": self.circle, "people": self.people, "text": self.text}
        return json.dumps(value | {"paths": paths}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What `Held.remembered` wrote down."""

    place: str
    audience: Audience
    text: str
    paths: tuple[str, ...]


def recalled(remembered: str) -> Remembered | None:
    """Return what was remembered, or None if it is nothing."""
    try:
        value = json.loads(remembered) if remembered else None
    except ValueError:
        return None
    if not isinstance(value, Mapping):
        return None
    return Remembered(
        str(value.get("place", "")),
        Audience(str(value.get("circle", "")), frozenset(_texts(value.get("people"))) or None),
        str(value.get("text", "")),
        _texts(value.get("paths")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()
