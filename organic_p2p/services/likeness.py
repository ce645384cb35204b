"""People who are called alike, told apart: of two Annas the second is "Anna (2)" wherever her name stands.

Nothing stops a newcomer from calling himself what somebody else is called, or almost so, with the very same picture.
Who was let in first keeps the plain name, and so does whoever reads; whoever came later carries a number. It is a label
for eyes, as names are: commands go by the plain ones and refuse when two fit.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from organic_p2p.domain.ids import PersonId
from organic_p2p.domain.text import skeletons
from organic_p2p.services.names import Names
from organic_p2p.services.registry import Registry
from organic_p2p.services.state import joined_ms


@dataclass(frozen=True, slots=True)
class _Order:
    """Who came before whom (a small rank is early), and who is called by names of one skeleton."""

    ranks: Mapping[PersonId, int]
    alike: Mapping[str, frozenset[PersonId]]


class Likeness:
    """Numbers for those who are called as somebody else is who belongs to a circle of this home."""

    def __init__(self, registry: Registry, names: Names) -> None:
        self._registry, self._names = registry, names
        self._order: _Order | None = None

    def forget(self) -> None:
        """Hear that names or members are different now."""
        self._order = None

    def told_apart(self, person: PersonId, name: str, me: PersonId) -> str:
        """Return `name`, with a number if it looks like that of somebody who came before `person`."""
        order = self._order = self._order or self._ordered(me)
        rank = order.ranks.get(person, len(order.ranks))
        same = {other for form in skeletons(name) for other in order.alike.get(form, ())}
        before = sum(order.ranks[other] < rank for other in same)
        return f"{name} ({before + 1})" if before else name

    def _ordered(self, me: PersonId) -> _Order:
        since: dict[PersonId, tuple[int, bool]] = {}
        for circle in self._registry:
            if not circle.is_room:
                for person in circle.members:
                    # Whoever founded a circle was there before all others, whatever their clocks say.
                    inviter = circle.authority.state().invited_by.get(person)
                    came = joined_ms(circle, person), inviter is not None
                    since[person] = min(since.get(person, came), came)
        people = sorted(since, key=lambda person: (person != me, *since[person], person))
        ranks = {person: rank for rank, person in enumerate(people)}
        alike: defaultdict[str, set[PersonId]] = defaultdict(set)
        for person, names in self._names.people().items():
            if person in ranks:
                for name in names:
                    for form in skeletons(name):
                        alike[form].add(person)
        return _Order(ranks, {form: frozenset(found) for form, found in alike.items()})
