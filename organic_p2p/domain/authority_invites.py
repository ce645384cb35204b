"""One-time codes: which are live, and whom each has let in.

A steward's INVITE publishes the public half of a code, an ADMIT names the INVITE whose code a person brought, and an
INVITE_REVOKE makes a code dead for whoever knows of it. Clocks have no say: whether a code has run out is judged once,
by the steward who approves.
"""

from collections.abc import Callable

from organic_p2p.domain.authority_stewards import Stewards
from organic_p2p.domain.causality import Causality, numbers
from organic_p2p.domain.ids import PersonId


class Invites:
    """The codes of one circle. Sets of operations are integers as in `causality`."""

    def __init__(self, dag: Causality, valid: Callable[[int, int, Stewards], bool]) -> None:
        """Judge codes by `valid`: whether an act of a single steward counts, see `MemberLayer.valid`."""
        self._dag = dag
        self._valid = valid
        self._inviters: dict[int, PersonId] = {}
        self._revoking: dict[int, int] = {}
        self._revokers: dict[int, PersonId] = {}
        self._using: dict[int, dict[int, PersonId]] = {}

    def publish(self, number: int, author: PersonId) -> None:
        """Note that a steward publishes a code."""
        self._inviters[number] = author

    def revoke(self, number: int, author: PersonId, invite: int) -> None:
        """Note that a code is revoked, by a steward or by whoever published it."""
        self._revoking[invite] = self._revoking.get(invite, 0) | 1 << number
        self._revokers[number] = author

    def use(self, number: int, person: PersonId, invite: int) -> None:
        """Note that a steward lets a person in with a code."""
        self._using.setdefault(invite, {})[number] = person

    def inviter(self, invite: int) -> PersonId | None:
        """Return who published a code, or None if no operation of that number does."""
        return self._inviters.get(invite)

    def revoked(self, invite: int, ops: int, stewards: Stewards) -> bool:
        """Say whether a code is revoked in `ops`."""
        return any(
            self._revokers[number] == self._inviters[invite] or self._valid(number, ops, stewards)
            for number in numbers(self._revoking.get(invite, 0) & ops)
        )

    def users(self, invite: int, ops: int, stewards: Stewards) -> frozenset[PersonId]:
        """Return whom the code has let in: one person, or nobody yet.

        Of several people admitted with the same code the one stands whose ADMIT came first; if neither knew of the
        other, the one with the smaller digest.
        """
        using = self._using.get(invite, {})
        rivals = [
            number
            for number in using
            if self._valid(number, ops, stewards)
            and not self.revoked(invite, ops & self._dag.past(number), stewards)
        ]
        return frozenset({using[self._dag.first(rivals)]} if rivals else ())

    def live(self, ops: int, stewards: Stewards) -> tuple[int, ...]:
        """Return the valid codes in `ops` that are neither revoked nor used."""
        return tuple(
            invite
            for invite in self._inviters
            if self._valid(invite, ops, stewards)
            and not self.revoked(invite, ops, stewards)
            and not self.users(invite, ops, stewards)
        )
