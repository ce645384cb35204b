"""Whom we know, as sync sees it: members of our circles, guests who may come, hosts whom we look for.

Two people recognise each other by a key that only the two can compute, from their reach keys; a guest and a
host by one that follows from the code. Nothing of a circle enters into it.
"""

from collections.abc import Callable, Iterable, Sequence

from crypto.errors import CryptoError
from crypto.reach import invitation_key, pair_key
from organic_p2p.domain.codes import Invitation, Kind
from organic_p2p.domain.ids import CircleId, DeviceId, OpId, PersonId
from organic_p2p.records.identity import Identity, decode_identity
from organic_p2p.services.core import Core
from organic_p2p.services.state import CircleState
from organic_p2p.store import guests as guest_table
from organic_p2p.store import me as me_table
from organic_p2p.store import neighbours as neighbour_table
from organic_p2p.store.circles import Status
from organic_p2p.store.guests import Join, JoinState, Request, RequestState
from sync.ops import CONTROL_LANE
from sync.ports import Address, Contact, ContactName, Extent, FeedKey, Guest, Host, Member
from sync.runs import dev8


class Roster:
    """Implements `sync.ports.Roster` from memory; `refresh` reads the database anew."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._keys: dict[PersonId, bytes] = {}
        self._addresses: dict[bytes, list[Address]] = {}
        self._to_remember: dict[tuple[ContactName, Address], int] = {}
        self._met: dict[PersonId, int] | None = None
        self._present: frozenset[PersonId] = frozenset()
        self._to_note: set[PersonId] = set()
        self._contacts: list[Contact] = []
        self._joins: dict[bytes, Join] = {}
        self._hosts: dict[CircleId, Identity] = {}
        """Who let us into circles that are still on their way."""
        self.invitations: dict[OpId, tuple[CircleId, bytes]] = {}
        self.requests: list[Request] = []
        self.circle_names: dict[bytes, str] = {}
        """What circles are called into which no join has led yet, by the join."""
        self.holdings: dict[tuple[CircleId, DeviceId], dict[FeedKey, Extent]] = {}
        self.on_remember: Callable[[], None] = lambda: None

    async def refresh(self) -> None:
        """Read invitations, joins and requests from the database and list the contacts anew."""
        database = self._core.database
        self._joins = {join.id: join for join in await guest_table.joins(database)}
        self._hosts = {}
        for join in self._joins.values():
            if join.host is not None and join.circle is not None and join.state is JoinState.ADMITTED:
                self._hosts.setdefault(join.circle, decode_identity(join.host))
        self.invitations = await guest_table.invitations(database)
        self.requests = await guest_table.requests(database)
        told = await me_table.values_beginning(database, guest_table.CIRCLE_NAME)
        self.circle_names = {bytes.fromhex(join): name.decode() for join, name in told.items()}
        if not self._addresses:
            self._addresses = await neighbour_table.addresses(database)
        if self._met is None:
            self._met = await neighbour_table.met(database)
        self.relist()

    def relist(self) -> None:
        """List the contacts anew from what is in memory: circles may have changed."""
        if not self._core.has_person:
            self._contacts = []
            return
        self._contacts = [*self._members(), *self._guests(), *self._hosts_sought()]

    def contacts(self) -> Sequence[Contact]:
        """Return everybody who may connect now."""
        return self._contacts

    def device_of(self, person: bytes, static: bytes) -> bytes | None:
        """Return the device of `person` whose transport key is `static`, or None."""
        hosts = {host.person: host for host in self._hosts.values()}
        identity = self._core.registry.identity(PersonId(person)) or hosts.get(PersonId(person))
        if identity is None or identity.device.transport != static:
            return None
        return identity.device.id

    def host_of(self, circle: CircleId) -> PersonId | None:
        """Return who let us into a circle that is still on its way, or None."""
        host = self._hosts.get(circle)
        return None if host is None else host.person

    def join(self, invitation: bytes) -> Join | None:
        """Return a join of ours by the invitation's public key, or None."""
        return self._joins.get(invitation)

    @property
    def joins(self) -> list[Join]:
        """All joins, oldest first."""
        return list(self._joins.values())

    def addresses_of(self, name: ContactName) -> Sequence[Address]:
        """Return where a contact was last reached, or where its code says it is."""
        known = list(self._addresses.get(_key(name), ()))
        if isinstance(name, Host) and (join := self._joins.get(name.invitation)) is not None:
            for hint in Invitation.decode(join.code).hints:
                address = Address(hint.host, hint.port)
                if address not in known:
                    known.append(address)
        return known

    def remember_address(self, name: ContactName, address: Address) -> None:
        """Note that a contact was reached; kept on disk a little later, together with others."""
        known = self._addresses.setdefault(_key(name), [])
        if known and known[0] == address:
            return
        self._addresses[_key(name)] = [address, *(a for a in known if a != address)][
            : neighbour_table.MAX_ADDRESSES
        ]
        self._to_remember[name, address] = self._core.now_ms()
        self.on_remember()

    def present(self, people: Iterable[bytes]) -> None:
        """Hear whose computers are connected now; when others last were is kept on disk a little later."""
        now_present = frozenset(map(PersonId, people))
        changed = now_present ^ self._present
        if changed:
            self._see(now_present | self._present)
            self._present = now_present
            self.on_remember()

    def met_ms(self, person: PersonId) -> int | None:
        """Return when a person's computer was last connected; None if it never was."""
        return self._core.now_ms() if person in self._present else (self._met or {}).get(person)

    async def save(self) -> None:
        """Write remembered addresses and meetings to the database."""
        # Whoever is still here is met until now, should this computer lose its power.
        self._see(self._present)
        waiting, self._to_remember = self._to_remember, {}
        noted, self._to_note = self._to_note, set()
        if not waiting and not noted:
            return
        async with self._core.database.transaction() as tx:
            for (name, address), seen_ms in waiting.items():
                await neighbour_table.remember(tx, _key(name), address, seen_ms)
            known = self._met or {}
            await neighbour_table.put_met(tx, {person: known[person] for person in noted})

    def _see(self, people: Iterable[PersonId]) -> None:
        if self._met is None:
            self._met = {}
        for person in people:
            self._met[person] = self._core.now_ms()
            self._to_note.add(person)

    # -- lists --------------------------------------------------------------------------------------

    def _members(self) -> list[Contact]:
        me = self._core.me
        people = {host.person: host for host in self._hosts.values()}
        for circle in self._core.registry:
            if circle.status is Status.MEMBER or self.still_taking_leave(circle):
                people |= {p: circle.identities[p] for p in circle.members if p in circle.identities}
        people.pop(me.person, None)
        found = []
        for person, identity in people.items():
            key = self._pair_key(identity)
            if key is not None:
                found.append(Contact(Member(person), key, 0 if me.person < person else 1))
        return found

    def still_taking_leave(self, circle: CircleState) -> bool:
        """Return whether we left and no other computer is known to have heard of it yet."""
        if circle.status is not Status.LEFT:
            return False
        mine = circle.feed_of(self._core.me.device, CONTROL_LANE)
        if mine is None:
            return False
        key = FeedKey(dev8(self._core.me.device), CONTROL_LANE)
        return not any(
            of == circle.id and held.get(key, Extent(0, 0, b"")).hi >= mine.hi
            for (of, _), held in self.holdings.items()
        )

    def _pair_key(self, identity: Identity) -> bytes | None:
        key = self._keys.get(identity.person)
        if key is None:
            me = self._core.me
            try:
                key = pair_key(me.reach, identity.reach, me.person, identity.person)
            except CryptoError:
                return None  # a reach key that is no key: this person cannot be met
            self._keys[identity.person] = key
        return key

    def _guests(self) -> list[Contact]:
        now = self._core.now_ms()
        waited_for = {r.invitation for r in self.requests if self._is_awaited(r)}
        found = []
        for invite, (circle_id, secret) in self.invitations.items():
            circle = self._core.registry.get(circle_id)
            record = circle.invites.get(invite) if circle is not None else None
            if circle is None or record is None or circle.status is not Status.MEMBER:
                continue
            # A used or revoked code is still answered, so that the guest is told instead of waiting in vain.
            if record.body.expires_ms < now and invite not in waited_for:
                continue
            key = invitation_key(secret, Kind.CIRCLE, record.body.expiry_minutes, record.author[:16])
            found.append(Contact(Guest(invite), key, 0))
        return found

    def _is_awaited(self, request: Request) -> bool:
        """Return whether a guest still has to hear what became of a request."""
        if request.state is not RequestState.APPROVED:
            return request.state is RequestState.OPEN
        circle = self._core.registry.get(request.circle)
        identity = circle.identities.get(request.person) if circle is not None else None
        # Who was let in and has spoken knows it.
        return circle is None or identity is None or circle.feed_of(identity.device.id, CONTROL_LANE) is None

    def _hosts_sought(self) -> list[Contact]:
        found = []
        for join in self._joins.values():
            code = Invitation.decode(join.code)
            if join.state is JoinState.LOOKING and code.expires_ms < self._core.now_ms():
                continue
            if join.state in (JoinState.LOOKING, JoinState.ASKED):
                key = invitation_key(code.secret, code.kind, code.expiry_minutes, code.inviter)
                found.append(Contact(Host(join.id), key, 1))
        return found


def _key(name: ContactName) -> bytes:
    match name:
        case Member(person):
            return b"m" + person
        case Guest(invitation):
            return b"g" + invitation
        case Host(invitation):
            return b"h" + invitation
