"""What people are called and look like, in memory: a name in each circle, chosen by the person it belongs to.

Names are labels for eyes. Nothing is ever addressed by one: commands turn a name into an id and refuse if two
fit.
"""

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.domain.text import for_display
from organic_p2p.store.profiles import Wish


class Names:
    """Names by person and circle; the latest wish counts."""

    def __init__(self) -> None:
        self._by_person: dict[PersonId, dict[CircleId, Wish]] = {}

    def load(self, names: Mapping[tuple[CircleId, PersonId], Wish]) -> None:
        """Take in what the database holds."""
        for (circle, person), wish in names.items():
            self._by_person.setdefault(person, {})[circle] = wish

    def heard(self, circle: CircleId, person: PersonId, name: str, stamp: bytes, face: bytes = b"") -> None:
        """Take in a wish, unless a later one is known."""
        names = self._by_person.setdefault(person, {})
        if circle not in names or names[circle].stamp < stamp:
            names[circle] = Wish(stamp, name, face)

    def forget(self, circle: CircleId, person: PersonId) -> None:
        """Drop a name that its person erased."""
        self._by_person.get(person, {}).pop(circle, None)

    def of(self, person: PersonId, circle: CircleId) -> str | None:
        """Return what a person asked to be called in this very circle, or None."""
        wish = self._by_person.get(person, {}).get(circle)
        return None if wish is None else wish.name

    def people(self) -> Mapping[PersonId, Collection[str]]:
        """Return by person what everybody is called anywhere, as it is shown."""
        return {
            person: {name for wish in names.values() if (name := visible(wish.name)) is not None}
            for person, names in self._by_person.items()
        }

    def find(self, person: PersonId, circle: CircleId | None) -> str | None:
        """Return the name of a person in a circle, or else in any other, as it is shown; None if there is none."""
        names = self._by_person.get(person)
        if not names:
            return None
        if circle is not None and circle in names:
            return visible(names[circle].name)
        return visible(_latest(names).name)

    def face_in(self, person: PersonId, circle: CircleId) -> bytes:
        """Return the key of the picture that a person has in this very circle; no bytes if there is none."""
        wish = self._by_person.get(person, {}).get(circle)
        return b"" if wish is None else wish.face

    def faces(self) -> Mapping[PersonId, bytes]:
        """Return the key of the picture of everybody who has one: what they chose last, wherever that was."""
        latest = {person: _latest(names).face for person, names in self._by_person.items() if names}
        return {person: face for person, face in latest.items() if face}


@lru_cache(maxsize=4096)
def visible(name: str) -> str | None:
    """Return a name from anybody as it is shown, in one line; None if nothing of it is to be seen."""
    shown = " ".join(for_display(name, multiline=False).split())
    return shown if any(unicodedata.category(character)[0] in "LNS" for character in shown) else None


def _latest(names: Mapping[CircleId, Wish]) -> Wish:
    return max(names.values(), key=lambda wish: (wish.stamp, wish.name))
