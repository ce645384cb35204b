"""Rule F: what counts of a feed that continues in two ways.

A device that signs two different operations after the same one was copied, or lies. Both branches are kept, since
devices must hold equal sets, and this rule says which of them have a say in who belongs:

    A branch that no onlooker saw alone is void if an onlooker saw another branch alone.

*Seen alone* by an operation means: the branch is in its past and the others are not. An *onlooker* is somebody else
who belonged to the circle where the branches part, with an operation on a feed that has no fork itself.

Why this wording. An insider who wants to act "in the past", before they were removed, has to fork their feed, and
everybody had by then acknowledged the true branch without the new one: the new one is void. If they could have
their *old* branch voided by showing both to somebody, they would take back every vote and every admission they
ever made; so a branch that an honest onlooker once saw alone can never fall. An innocent fork (a disk image restored
on a second computer) that nobody saw alone, or that was seen from both sides, keeps all its acts.

What no rule over sets of operations can settle is a person who was the *only* one there when the branches part:
the two histories are mirror images.
"""

from collections.abc import Callable
from dataclasses import dataclass

from organic_p2p.domain.authority_acts import ControlOp
from organic_p2p.domain.causality import Causality
from organic_p2p.domain.ids import DeviceId, PersonId

# Answers are kept by set of operations; this many, then all are forgotten. A circle asks about few sets at a time.
_MAX_REMEMBERED = 1024


@dataclass(slots=True)
class _Branch:
    """One of several continuations of a feed."""

    line: int
    """Its operations: the first one and what follows it in the same feed."""
    seen: int
    """All operations, by anybody, that have the first one in their past; and that one itself."""


@dataclass(frozen=True, slots=True)
class _Fork:
    """A place where a feed continues in more than one way."""

    branches: dict[int, _Branch]
    """By number of the first operation."""
    onlookers: frozenset[PersonId]
    """Who else belonged to the circle there."""


class Forks:
    """Knows every feed's branches, and takes void ones out of a set of operations."""

    def __init__(self, dag: Causality, members_at: Callable[[int], frozenset[PersonId]]) -> None:
        """Watch `dag`; `members_at` gives the members that follow from a set of operations."""
        self._dag = dag
        self._members_at = members_at
        self._next: dict[tuple[DeviceId, int], list[int]] = {}
        """Which operations follow one of a device's in its feed (a number, -1 before the first)."""
        self._forks: dict[tuple[DeviceId, int], _Fork] = {}
        self._of_person: dict[PersonId, int] = {}
        self._owner: list[PersonId] = []
        self._seen: dict[int, int] = {}
        """For operations that were asked about: themselves and all that have them in their past."""
        self._remembered: dict[int, int] = {}

    def add(self, number: int, op: ControlOp, previous: int) -> None:
        """Take note of an operation that follows `previous` (a number, or -1) in its feed."""
        bit = 1 << number
        past = self._dag.past(number)
        self._owner.append(op.author)
        for other in self._seen:
            if past >> other & 1:
                self._seen[other] |= bit
        self._of_person[op.author] = self._of_person.get(op.author, 0) | bit
        for fork in self._forks.values():
            for first, branch in fork.branches.items():
                if past >> first & 1:
                    branch.seen |= bit
                    if previous >= 0 and branch.line >> previous & 1:
                        branch.line |= bit
        continuations = self._next.setdefault((op.device, previous), [])
        continuations.append(number)
        if len(continuations) > 1:
            self._note_fork(op, previous, continuations)

    def forked_devices(self) -> frozenset[DeviceId]:
        """Return the devices that have signed two continuations."""
        return frozenset(device for device, _ in self._forks)

    def standing(self, ops: int) -> int:
        """Return `ops` without those that are void. `ops` is closed: with each operation it holds its past."""
        if not self._forks:
            return ops
        answer = self._remembered.get(ops)
        if answer is None:
            if len(self._remembered) >= _MAX_REMEMBERED:
                self._remembered.clear()
            answer = self._remembered[ops] = ops & ~self._void(ops)
        return answer

    def seen_without(self, number: int, other: int, ops: int) -> bool:
        """Say whether an onlooker in `ops` saw one operation of a person and not another, concurrent one.

        Onlookers are here the members that follow from what both have in their past, without the author.
        """
        common = self._dag.past(number) & self._dag.past(other)
        onlookers = self._members_at(common) - {self._owner[number]}
        return bool(self._seen_of(number) & ~self._seen_of(other) & ops & self._by(onlookers))

    def _seen_of(self, number: int) -> int:
        if number not in self._seen:
            self._seen[number] = self._seen_from(number)
        return self._seen[number]

    def _note_fork(self, op: ControlOp, previous: int, continuations: list[int]) -> None:
        key = op.device, previous
        if key not in self._forks:
            # The first operation of a feed follows nothing: then those there from the beginning look on.
            parting = self._dag.past(previous) | 1 << previous if previous >= 0 else 1
            # Asked at once, while forks within `parting` have their answers: forks upon forks need no recursion.
            self._forks[key] = _Fork({}, self._members_at(parting) - {op.author})
        branches = self._forks[key].branches
        for first in continuations:
            if first not in branches:
                branches[first] = _Branch(self._line_from(op.device, first), self._seen_from(first))

    def _void(self, ops: int) -> int:
        forks = []
        forked = 0
        for fork in self._forks.values():
            here = [branch for first, branch in fork.branches.items() if ops >> first & 1]
            if len(here) > 1:
                forks.append((fork, here))
                for branch in here:
                    forked |= branch.line
        void = 0
        for fork, here in forks:
            witnesses = ops & ~forked & self._by(fork.onlookers)
            once = twice = 0
            for branch in here:
                seen = branch.seen & witnesses
                twice |= once & seen
                once |= seen
            alone = once & ~twice
            if alone:
                for branch in here:
                    if not branch.seen & alone:
                        void |= branch.line
        return void

    def _by(self, people: frozenset[PersonId]) -> int:
        theirs = 0
        for person in people:
            theirs |= self._of_person.get(person, 0)
        return theirs

    def _line_from(self, device: DeviceId, first: int) -> int:
        line = 0
        waiting = [first]
        while waiting:
            number = waiting.pop()
            line |= 1 << number
            waiting += self._next.get((device, number), [])
        return line

    def _seen_from(self, first: int) -> int:
        seen = 1 << first
        for other in range(first + 1, len(self._dag)):
            if self._dag.past(other) >> first & 1:
                seen |= 1 << other
        return seen
