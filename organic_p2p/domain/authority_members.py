"""The member layer: who belongs to a circle, decided by single stewards (`PROTOCOL.md`, "Authority", B1 to B3).

Whether an act of a steward is valid depends on the steward layer alone, so there are no circles to break:

    Stewards (layer below) ──▶ valid ADMIT, EXPEL, INVITE, ERASE ──▶ members

Removal wins over an admission that did not know of it; a majority's promotion wins over a single steward's removal.
Sets of operations are integers as in `causality`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from organic_p2p.domain.authority_invites import Invites
from organic_p2p.domain.authority_stewards import Stewards
from organic_p2p.domain.causality import Causality, numbers, union
from organic_p2p.domain.ids import PersonId

_GENESIS = 0


@dataclass(frozen=True, slots=True)
class _Deed:
    """An act of somebody who was a steward in its past."""

    author: PersonId
    decided: int
    """Motions that had passed there."""


@dataclass(frozen=True, slots=True)
class _Admission:
    person: PersonId
    invite: int | None


@dataclass(frozen=True, slots=True)
class Roll:
    """Who belongs, for one set of operations."""

    since: Mapping[PersonId, int]
    """For each member the operation that let them in."""
    former: Mapping[PersonId, tuple[int, ...]]
    """People once let in who do not belong, and what took them out."""
    live_invites: tuple[int, ...]


class MemberLayer:
    """Collects the acts of single stewards, and answers for any set of operations who the members are."""

    def __init__(self, dag: Causality, seen_without: Callable[[int, int, int], bool]) -> None:
        """Judge operations of `dag`; for `seen_without` see `Forks.seen_without`."""
        self._dag = dag
        self._seen_without = seen_without
        self._deeds: dict[int, _Deed] = {}
        self._admissions: dict[int, _Admission] = {}
        self._admitting: dict[PersonId, list[int]] = {}
        self._expelling: dict[PersonId, int] = {}
        self._departures: dict[PersonId, int] = {}
        self.invites = Invites(dag, self.valid)
        self.looked_at = 1 << _GENESIS
        """All operations that matter here, unless `is_contested`: then whoever saw what matters as well."""
        self.is_contested = False
        """Whether somebody acted as a steward on one computer and left, without knowing of it, on another."""
        self._deeds_of: dict[PersonId, int] = {}

    def found(self, people: frozenset[PersonId]) -> None:
        """Let in those who are there from the start, by the genesis operation, which is number 0."""
        for person in people:
            self._admitting[person] = [_GENESIS]

    def deed(self, number: int, author: PersonId, there: Stewards) -> None:
        """Note that this operation was made by a steward of its own past, `there`."""
        self._deeds[number] = _Deed(author, there.passed)
        self._deeds_of[author] = self._deeds_of.get(author, 0) | 1 << number
        self._notice_contest(number, self._departures.get(author, 0))
        self.looked_at |= 1 << number

    def admit(self, number: int, person: PersonId, invite: int | None) -> None:
        """Note that a deed lets a person in, with the code of `invite` if any."""
        self._admissions[number] = _Admission(person, invite)
        self._admitting.setdefault(person, []).append(number)
        if invite is not None:
            self.invites.use(number, person, invite)

    def expel(self, number: int, person: PersonId) -> None:
        """Note that a deed removes a person who was no steward in its past."""
        self._expelling[person] = self._expelling.get(person, 0) | 1 << number

    def revoke(self, number: int, author: PersonId, invite: int) -> None:
        """Note that a code is revoked, by a deed or by whoever published it."""
        self.invites.revoke(number, author, invite)
        self.looked_at |= 1 << number

    def depart(self, number: int, person: PersonId) -> None:
        """Note that a person left."""
        self._departures[person] = self._departures.get(person, 0) | 1 << number
        self._notice_contest(number, self._deeds_of.get(person, 0))
        self.looked_at |= 1 << number

    def admitted(self, number: int) -> PersonId | None:
        """Return whom a deed lets in, or None if no operation of that number lets anybody in."""
        admission = self._admissions.get(number)
        return None if admission is None else admission.person

    def valid(self, number: int, ops: int, stewards: Stewards) -> bool:
        """Say whether an act of a single steward counts in `ops` (B1): its author held office, and was not cut.

        Being unseated cuts off whatever the decision did not know of. So does leaving, or a second computer that
        never heard of it would hold office for ever; but leaving takes nothing back that others had seen by then.
        """
        deed = self._deeds.get(number)
        if deed is None or not ops >> number & 1:
            return False
        past = self._dag.past(number)
        unknown = stewards.unseated.get(deed.author, 0) & ~deed.decided
        departures = self._departures.get(deed.author, 0) & ops & ~past
        return all(self._dag.past(motion) >> number & 1 for motion in numbers(unknown)) and all(
            self._dag.past(departure) >> number & 1 or self._seen_without(number, departure, ops)
            for departure in numbers(departures)
        )

    def belongs(self, person: PersonId, ops: int, stewards: Stewards) -> bool:
        """Say whether a person is a member in `ops`, out of which void operations have been taken."""
        return person in stewards.people or bool(self._standing_admissions(person, ops, stewards))

    def roll(self, ops: int, stewards: Stewards) -> Roll:
        """Return who belongs in `ops`, and which codes are live."""
        since: dict[PersonId, int] = {}
        former: dict[PersonId, tuple[int, ...]] = {}
        for person, admitting in self._admitting.items():
            offered = [number for number in admitting if ops >> number & 1]
            standing = self._standing_admissions(person, ops, stewards)
            if person in stewards.seats:
                # A promotion can outlive the admission before it, so the weaker answers are asked in turn.
                since[person] = self._dag.first(standing or offered or [stewards.seats[person]])
            elif standing:
                since[person] = self._dag.first(standing)
            elif offered:
                former[person] = self._takers(person, ops, stewards)
        return Roll(since, former, self.invites.live(ops, stewards))

    def removals(self, ops: int, stewards: Stewards) -> int:
        """Return the departures in `ops`, and the expulsions that are valid."""
        return union(
            self._gone(person, ops, stewards) for person in self._departures.keys() | self._expelling.keys()
        )

    def _notice_contest(self, number: int, others: int) -> None:
        self.is_contested = self.is_contested or bool(others & ~self._dag.past(number))

    def _standing_admissions(self, person: PersonId, ops: int, stewards: Stewards) -> list[int]:
        """Return the admissions of a person that hold: valid, and nothing took the person out since."""
        admitting = [n for n in self._admitting.get(person, ()) if self._admits(n, ops, stewards)]
        if not admitting:
            return []
        removed = stewards.removed.get(person, 0)
        gone = self._gone(person, ops, stewards)
        return [n for n in admitting if not removed & ~self._decided(n) and not gone & ~self._dag.past(n)]

    def _admits(self, number: int, ops: int, stewards: Stewards) -> bool:
        if number == _GENESIS:
            return bool(ops & 1)
        if not self.valid(number, ops, stewards):
            return False
        admission = self._admissions[number]
        return admission.invite is None or admission.person in self.invites.users(
            admission.invite, ops, stewards
        )

    def _gone(self, person: PersonId, ops: int, stewards: Stewards) -> int:
        """Return the departures of a person and the valid expulsions."""
        gone = self._departures.get(person, 0) & ops
        for number in numbers(self._expelling.get(person, 0) & ops):
            if self.valid(number, ops, stewards):
                gone |= 1 << number
        return gone

    def _takers(self, person: PersonId, ops: int, stewards: Stewards) -> tuple[int, ...]:
        admitting = [n for n in self._admitting[person] if self._admits(n, ops, stewards)]
        removed = stewards.removed.get(person, 0)
        gone = self._gone(person, ops, stewards)
        takers = 0
        for number in admitting:
            takers |= removed & ~self._decided(number) | gone & ~self._dag.past(number)
        return tuple(numbers(takers))

    def _decided(self, number: int) -> int:
        return 0 if number == _GENESIS else self._deeds[number].decided
