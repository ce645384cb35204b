"""What people are called, in memory: a name in each circle, chosen by the person it belongs to.

Names are labels for eyes. Nothing is ever addressed by one: commands turn a name into an id and refuse if two
fit.
"""

from collections.abc import Mapping

from organic_p2p.domain.ids import CircleId, PersonId


class Names:
    """Names by person and circle; the latest wish counts."""

    def __init__(self) -> None:
        self._by_person: dict[PersonId, dict[CircleId, tuple[bytes, str]]] = {}

    def load(self, names: Mapping[tuple[CircleId, PersonId], tuple[bytes, str]]) -> None:
        """Take in what the database holds: stamps and names."""
        for (circle, person), wish in names.items():
            self._by_person.setdefault(person, {})[circle] = wish

    def heard(self, circle: CircleId, person: PersonId, name: str, stamp: bytes) -> None:
        """Take in a wish, unless a later one is known."""
        names = self._by_person.setdefault(person, {})
        if circle not in names or names[circle][0] < stamp:
            names[circle] = (stamp, name)

    def forget(self, circle: CircleId, person: PersonId) -> None:
        """Drop a name that its person erased."""
        self._by_person.get(person, {}).pop(circle, None)

    def of(self, person: PersonId, circle: CircleId) -> str | None:
        """Return what a person asked to be called in this very circle, or None."""
        wish = self._by_person.get(person, {}).get(circle)
        return None if wish is None else wish[1]

    def find(self, person: PersonId, circle: CircleId | None) -> str | None:
        """Return the name of a person in a circle, or else in any other, or None."""
        names = self._by_person.get(person)
        if not names:
            return None
        if circle is not None and circle in names:
            return names[circle][1]
        return max(names.values())[1]
