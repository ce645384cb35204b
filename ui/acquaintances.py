"""Everybody I share a circle with, by circle: whom a post or a letter can be for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.language import fill, translate
from ui.names import letters_of
from ui.session import Session
from ui.trouble import Trouble
from ui.words import listed


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody, by the hex of their id."""

    person: str
    name: str

    @property
    def face(self) -> dict[str, str]:
        """What a face in QML needs."""
        return {"person": self.person, "name": self.name, "letters": letters_of(self.name)}


class Acquaintances(QObject):
    """Follows who belongs to my circles.

    Signals:
        changed: Somebody came or went, or has another name.
    """

    changed = Signal()

    def __init__(self, engine: Engine, session: Session, parent: QObject | None = None) -> None:
        """Ask as soon as there are circles, and again when they change."""
        super().__init__(parent)
        self._engine, self._session = engine, session
        self._asked: set[bytes] = set()
        self._people: dict[str, tuple[Acquaintance, ...]] = {}
        engine.told.connect(self._on_event)
        session.changed.connect(self._ask)
        self._ask()

    def of(self, circle: str) -> Sequence[Acquaintance]:
        """Return the people of a circle without me, by name."""
        return self._people.get(circle, ())

    @property
    def everybody(self) -> Sequence[Acquaintance]:
        """All of them, by name."""
        found = {one.person: one for people in self._people.values() for one in people}
        return sorted(found.values(), key=_by_name)

    @property
    def names(self) -> Mapping[str, str]:
        """What they are called, by the hex of their ids."""
        return {one.person: one.name for one in self.everybody}

    def _ask(self) -> None:
        for circle in self._session.circles:
            if circle.state == "member" and circle.circle not in self._asked:
                self._asked.add(circle.circle)
                self._ask_one(circle.circle)

    def _ask_one(self, circle: bytes) -> None:
        self._engine.ask(
            q.ListMembers(circle.hex()),
            lambda reply: self._on_members(circle, reply),
            lambda trouble: self._on_trouble(circle, trouble),
        )

    def _on_members(self, circle: bytes, reply: object) -> None:
        if isinstance(reply, r.MembersReply):
            people = [Acquaintance(m.person.hex(), m.name) for m in reply.members]
            others = [one for one in people if one.person != self._session.me.hex()]
            self._people[circle.hex()] = tuple(sorted(others, key=_by_name))
            self.changed.emit()

    def _on_trouble(self, circle: bytes, _trouble: Trouble) -> None:
        self._asked.discard(circle)

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self._asked.clear()
            self._ask()


def with_you(names: Sequence[str]) -> str:
    """Return these names and the reader: Ann, Ben and you."""
    return listed([*names, translate("audience", "you", "at the end of a list of names")])


def seen_by(audience: r.AudienceView, me: bytes) -> str:
    """Return who can see something, in words: the name of a circle, or all of its few people."""
    if audience.circle:
        return audience.circle
    others = [one.name for one in audience.people if one.person != me]
    return with_you(others) if len(others) < len(audience.people) else listed(others)


def only(names: Sequence[str]) -> str:
    """Return the sentence that says who can read a letter."""
    return fill(translate("audience", "Only %1 can read this."), with_you(names))


def _by_name(one: Acquaintance) -> tuple[str, str]:
    return one.name.casefold(), one.person
