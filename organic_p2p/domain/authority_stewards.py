"""The steward layer: who governs a circle, decided by strict majorities only (`PROTOCOL.md`, "Authority", A).

It looks at motions, votes and departures and at nothing of the member layer, so nothing a single steward does can
change who the stewards are. Two strict majorities always share a person: there is no duel to settle.

A motion's electorate is frozen by the motion's own past, and yes votes only accumulate, so a motion that passed
stays passed. Somebody unseated is seated again only by a motion put after that decision was known.

Sets of operations are integers as in `causality`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from organic_p2p.domain.authority_acts import Motion, MotionKind
from organic_p2p.domain.authority_state import Tally
from organic_p2p.domain.causality import Causality, numbers
from organic_p2p.domain.ids import PersonId

# The operation that everything else has in its past is always the first to be added.
_GENESIS = 0

# Answers are kept by set of operations; this many, then all are forgotten. A circle asks about few sets at a time.
_MAX_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Stewards:
    """What the steward layer says about one set of operations."""

    seats: Mapping[PersonId, int]
    """The stewards, and by which operation each holds office: the genesis, or a promotion."""
    passed: int
    """The motions that have passed."""
    unseated: Mapping[PersonId, int]
    """Passed DEMOTE and REMOVE motions by whom they are about."""
    removed: Mapping[PersonId, int]
    """The REMOVE ones among them."""

    @property
    def people(self) -> frozenset[PersonId]:
        """The stewards."""
        return frozenset(self.seats)


@dataclass(slots=True)
class _Put:
    """An admissible motion and the votes on it that bind."""

    motion: Motion
    proposer: PersonId
    electorate: frozenset[PersonId]
    decided: int
    """Motions that had passed where this one was put."""
    yes: dict[PersonId, int] = field(default_factory=dict)
    no: dict[PersonId, int] = field(default_factory=dict)

    def voters(self, sides: Mapping[PersonId, int], ops: int) -> frozenset[PersonId]:
        return frozenset(person for person, votes in sides.items() if votes & ops)


class StewardLayer:
    """Collects motions and votes, and answers for any set of operations who the stewards are."""

    def __init__(self, dag: Causality) -> None:
        self._dag = dag
        self._founders: frozenset[PersonId] = frozenset()
        self._put: dict[int, _Put] = {}
        self._motions = 0
        self._about_people = 0
        self._latest = 0, 0
        """The set last asked about, and which of its motions had passed."""
        self._answered: dict[tuple[int, PersonId], int] = {}
        self._departures: dict[PersonId, int] = {}
        self.looked_at = 0
        """All operations that matter here."""
        self._remembered: dict[int, Stewards] = {}

    def found(self, founders: frozenset[PersonId]) -> None:
        """Seat the founders by the genesis operation, which is number 0."""
        self._founders = founders
        self.looked_at |= 1 << _GENESIS

    def put(self, number: int, motion: Motion, proposer: PersonId, there: Stewards) -> None:
        """Note an admissible motion; `there` is what held in its past. The proposer votes yes by putting it."""
        self._put[number] = _Put(motion, proposer, there.people, there.passed, {proposer: 1 << number})
        self.looked_at |= 1 << number
        self._motions |= 1 << number
        if motion.kind is not MotionKind.POLICY:
            self._about_people |= 1 << number

    def vote(self, number: int, motion: int, person: PersonId, *, yes: bool, there: Stewards) -> None:
        """Note a vote on a motion in its past; `there` is what held in the past of the vote.

        It counts if its author belongs to the electorate and is not the target, if it is their first answer as far
        as it knows, and if as far as it knows its author and the proposer are stewards still: who helped to unseat
        somebody cannot carry that person's motion afterwards.
        """
        bit = 1 << number
        answered = self._answered.get((motion, person), 0)
        self._answered[motion, person] = answered | bit
        put = self._put.get(motion)
        if put is None or person not in put.electorate or person in (put.motion.target, put.proposer):
            return
        if answered & self._dag.past(number) or not {person, put.proposer} <= there.seats.keys():
            return
        # Two computers of one person may have answered differently without knowing: then yes counts, because a
        # majority that was seen once must not dissolve.
        side = put.yes if yes else put.no
        side[person] = side.get(person, 0) | bit
        self.looked_at |= bit

    def depart(self, number: int, person: PersonId) -> None:
        """Note that a person left."""
        self._departures[person] = self._departures.get(person, 0) | 1 << number
        self.looked_at |= 1 << number

    def stewards(self, ops: int) -> Stewards:
        """Return what follows from `ops`, out of which void operations have been taken."""
        key = ops & self.looked_at
        answer = self._remembered.get(key)
        if answer is None:
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            answer = self._remembered[key] = self._judge(key)
        return answer

    def open_motions(self, ops: int, there: Stewards) -> dict[int, Tally]:
        """Return the motions in `ops` that have not passed and still can, by number."""
        tallies = {}
        for number in numbers(ops & self._motions & ~there.passed):
            put = self._put[number]
            tally = self._tally(put, ops)
            undecided = tally.electorate & there.people - tally.yes - tally.no - {tally.target}
            if put.proposer in there.seats and len(undecided) >= tally.needed:
                tallies[number] = tally
        return tallies

    def tally(self, motion: int, ops: int) -> Tally | None:
        """Return how a motion stands, passed or not; None if it is no admissible motion."""
        put = self._put.get(motion)
        return None if put is None else self._tally(put, ops)

    def _tally(self, put: _Put, ops: int) -> Tally:
        yes = put.voters(put.yes, ops)
        no = put.voters(put.no, ops) - yes
        return Tally(put.motion.kind, put.motion.target, put.proposer, put.electorate, yes, no)

    def _judge(self, ops: int) -> Stewards:
        passed = self._passed(ops)
        seated: dict[PersonId, list[int]] = {}
        """By which operations each person was seated: the genesis, or a promotion."""
        if ops >> _GENESIS & 1:
            seated.update((founder, [_GENESIS]) for founder in self._founders)
        unseated: dict[PersonId, int] = {}
        removed: dict[PersonId, int] = {}
        for number in numbers(passed & self._about_people):
            bit = 1 << number
            put = self._put[number]
            target = put.motion.target
            if target is None:
                continue
            match put.motion.kind:
                case MotionKind.PROMOTE:
                    seated.setdefault(target, []).append(number)
                case MotionKind.DEMOTE:
                    unseated[target] = unseated.get(target, 0) | bit
                case MotionKind.REMOVE:
                    unseated[target] = unseated.get(target, 0) | bit
                    removed[target] = removed.get(target, 0) | bit
                case MotionKind.POLICY:
                    pass
        seats = {}
        for person, by in seated.items():
            holding = [seat for seat in by if self._holds(seat, person, unseated.get(person, 0), ops)]
            if holding:
                seats[person] = min(holding, key=self._dag.name)
        return Stewards(seats, passed, unseated, removed)

    def _passed(self, ops: int) -> int:
        """Return the motions in `ops` that have their majority."""
        # More operations never undo a majority, so what the latest answer for a smaller set found still holds.
        passed = 0 if self._latest[0] & ~ops else self._latest[1]
        for number in numbers(self._motions & ops & ~passed):
            put = self._put[number]
            if 2 * len(put.voters(put.yes, ops)) > len(put.electorate):
                passed |= 1 << number
        self._latest = ops, passed
        return passed

    def _holds(self, seat: int, person: PersonId, unseated: int, ops: int) -> bool:
        """Say whether a seat still holds: no unseating that was not known as decided, no departure after it."""
        put = self._put.get(seat)
        known_decided = 0 if put is None else put.decided
        departed = self._departures.get(person, 0) & ops
        return not unseated & ~known_decided and not departed & ~self._dag.past(seat)
