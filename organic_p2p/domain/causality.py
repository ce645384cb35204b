"""What came before what: the hash-linked past of every operation of one control lane.

Operations name their dependencies by digest, so nobody can alter the past of one that exists. Each is numbered
in the order in which this device learned of it, and a set of operations is a Python integer with one bit for
each: a union is one `|`, a question about the past is one `&`, and ten thousand operations take six megabytes.
The numbers differ from device to device; nothing that is decided here may depend on them.

    add(id, deps) ──▶ number ──▶ past(number), closure(deps), heads()

The rules over these sets are in `authority_stewards`, `authority_members` and `causality_forks`.
"""

import functools
import operator
from collections.abc import Iterable, Iterator, Sequence

from organic_p2p.domain.authority_errors import MissingDepsError
from organic_p2p.domain.ids import OpId


class Causality:
    """A growing set of operations, closed under "is a dependency of"."""

    def __init__(self) -> None:
        self._numbers: dict[OpId, int] = {}
        self._ids: list[OpId] = []
        self._pasts: list[int] = []
        self._heads: set[OpId] = set()
        self._everything = 0

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, op_id: object) -> bool:
        return op_id in self._numbers

    @property
    def everything(self) -> int:
        """The set of all operations known."""
        return self._everything

    def add(self, op_id: OpId, deps: Sequence[OpId]) -> int:
        """Remember a new operation and return its number.

        Raises:
            MissingDepsError: Some of `deps` have not been added yet; nothing was remembered.
        """
        past = self.closure(deps)
        number = len(self._ids)
        self._numbers[op_id] = number
        self._ids.append(op_id)
        self._pasts.append(past)
        self._everything |= 1 << number
        self._heads.difference_update(deps)
        self._heads.add(op_id)
        return number

    def closure(self, deps: Iterable[OpId]) -> int:
        """Return the set of `deps` and all that is in their past.

        Raises:
            MissingDepsError: Some of `deps` are unknown.
        """
        reached = 0
        missing = []
        for dep in deps:
            number = self._numbers.get(dep)
            if number is None:
                missing.append(dep)
            else:
                reached |= self._pasts[number] | 1 << number
        if missing:
            raise MissingDepsError(tuple(missing))
        return reached

    def number(self, op_id: OpId) -> int | None:
        """Return the number of an operation, or None if it is unknown."""
        return self._numbers.get(op_id)

    def name(self, number: int) -> OpId:
        """Return the digest of the operation with this number."""
        return self._ids[number]

    def past(self, number: int) -> int:
        """Return the set of operations before this one, without itself."""
        return self._pasts[number]

    def heads(self) -> tuple[OpId, ...]:
        """Return the operations that no other one depends on, sorted: what a new one should name."""
        return tuple(sorted(self._heads))

    def first(self, candidates: Sequence[int]) -> int:
        """Return the candidate that knew of no other one; of several such, the one with the smallest digest."""
        among = union(1 << number for number in candidates)
        firsts = (number for number in candidates if not self._pasts[number] & among)
        return min(firsts, key=self.name)


def numbers(ops: int) -> Iterator[int]:
    """Yield the number of each operation in the set `ops`, lowest first."""
    while ops:
        lowest = ops & -ops
        yield lowest.bit_length() - 1
        ops ^= lowest


def union(sets: Iterable[int]) -> int:
    """Return the set of all operations that are in one of `sets`."""
    return functools.reduce(operator.or_, sets, 0)
