"""One circle or room in memory: everything that follows from its control operations, and where its feeds stand.

Nothing here touches the database. `apply` takes control operations one by one, in the order in which they
were learned, both at start and as they arrive, so there is one way in which a circle comes to be what it is.
If a transaction fails half-way, the registry throws this object away and builds it again from what was
committed.
"""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crypto import labels
from crypto.errors import CryptoError
from crypto.hashing import digest
from crypto.keys import PublicKey
from organic_p2p.domain import authority as rules
from organic_p2p.domain.authority import Authority
from organic_p2p.domain.epochs import EpochInfo, Renew, WriteWith, choose, shut_out
from organic_p2p.domain.ids import CircleId, DeviceId, OpId, PersonId
from organic_p2p.errors import NotAllowedError
from organic_p2p.records import control
from organic_p2p.records.identity import Device, Identity
from organic_p2p.services.claims import Claims, Doubt
from organic_p2p.services.names import visible
from organic_p2p.store.circles import CircleKind, CircleRow, Status
from organic_p2p.store.ops import MAIN, FeedRow
from sync.errors import MalformedError
from sync.messages import MAX_FEEDS
from sync.ops import CONTROL_LANE, Op
from sync.ports import Extent, FeedKey
from sync.runs import dev8

# What others should soon be known to have seen; the rest are words that follow from these.
_ACTS = (rules.Admit, rules.Expel, rules.Leave, rules.Motion, rules.Vote, rules.Erase, rules.InviteRevoke)
# Writers name the same few heads again and again; this many answers, then all are forgotten.
_MAX_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class InviteRecord:
    """An INVITE as it stands in the circle."""

    id: OpId
    author: PersonId
    body: control.Invite
    op: Op


@dataclass(frozen=True, slots=True)
class Departure:
    """Why somebody is no member any more."""

    person: PersonId
    by: PersonId
    reason: str


class CircleState:
    """A circle as this home knows it."""

    def __init__(self, row: CircleRow) -> None:
        self.id: CircleId = row.id
        self.kind: CircleKind = row.kind
        self.name: str = row.name
        self.status: Status = row.status
        self.genesis: Op | None = None
        self.history = "all"
        self.authority = Authority()
        self.identities: dict[PersonId, Identity] = {}
        self._introductions: dict[DeviceId, dict[OpId, PersonId]] = {}
        self._authors: dict[tuple[DeviceId, tuple[OpId, ...]], PersonId | None] = {}
        self.feeds: dict[FeedKey, FeedRow] = {}
        self._chains: dict[tuple[DeviceId, int], set[FeedKey]] = {}
        self._keys: dict[int, FeedKey] = {}
        self._advanced: set[FeedKey] = set()
        self.epochs: dict[OpId, EpochInfo] = {}
        self._by_generation: list[tuple[int, OpId]] = []
        self.commits: dict[OpId, bytes] = {}
        self._sealed: dict[OpId, list[tuple[OpId, frozenset[bytes]]]] = {}
        self._fits: dict[tuple[OpId, tuple[OpId, ...]], bool] = {}
        self.secrets: dict[OpId, bytes] = {}
        self.invites: dict[OpId, InviteRecord] = {}
        self.departures: dict[OpId, Departure] = {}
        self.reasons: dict[OpId, str] = {}
        self.latest_act: OpId | None = None
        self.stamps: dict[OpId, int] = {}
        self.erased: dict[DeviceId, list[tuple[int, int]]] = {}
        # Whether operations of our own turned up that we never wrote, and what others only say of that kind.
        self.copied = False
        self.claims = Claims()

    @property
    def row(self) -> CircleRow:
        """The circle as it is kept."""
        return CircleRow(self.id, self.kind, self.name, self.status)

    @property
    def is_room(self) -> bool:
        """Whether its people never change."""
        return self.kind is CircleKind.ROOM

    @property
    def members(self) -> frozenset[PersonId]:
        """Who belongs now."""
        return self.authority.state().members if self.genesis is not None else frozenset()

    @property
    def stewards(self) -> frozenset[PersonId]:
        """Who governs now."""
        return self.authority.state().stewards if self.genesis is not None else frozenset()

    def devices(self, people: Iterable[PersonId]) -> list[Device]:
        """Return the computers of these people, in the order of their ids."""
        found = [self.identities[person].device for person in people if person in self.identities]
        return sorted(found, key=lambda device: device.id)

    def writing(self, own: DeviceId) -> WriteWith | Renew:
        """Say with which epoch our computer, `own`, writes now, by the eligibility rule."""
        return choose(self.epochs, self.secrets.keys(), *self._entitled(), dev8(own))

    def is_shut_out(self, own: DeviceId) -> bool:
        """Return whether others write with a secret that was not really given to our computer, `own`."""
        return shut_out(self.epochs, self.secrets.keys(), *self._entitled(), dev8(own))

    def is_erased(self, device: DeviceId, seq: int) -> bool:
        """Return whether nobody may keep the body at this place."""
        return any(lo <= seq < hi for lo, hi in self.erased.get(device, ()))

    def feed_of(self, device: DeviceId, lane: int) -> FeedRow | None:
        """Return what is held of a device's own chain, up to a fork."""
        return self.feeds.get(FeedKey(dev8(device), lane))

    def extent(self, key: FeedKey) -> Extent:
        """Return what is held of a feed, as vectors say it."""
        feed = self.feeds[key]
        return Extent(feed.lo, feed.hi, feed.head[:8])

    def vector(self) -> dict[FeedKey, Extent]:
        """Return what is held of every feed, as far as it can be told.

        One device can sign any number of continuations. Of too many those are told that somebody built on: what
        honest people wrote can be understood by whoever has these.
        """
        keys: Iterable[FeedKey] = self.feeds
        if len(self.feeds) > MAX_FEEDS:
            loose = frozenset(self.authority.heads())
            keys = sorted(keys, key=lambda key: (_importance(self.feeds[key], loose), key))[:MAX_FEEDS]
        return {key: self.extent(key) for key in keys}

    def chains(self, device: DeviceId, lane: int) -> list[FeedRow]:
        """Return a device's own chain, if it is held, and all branches of it."""
        return [self.feeds[key] for key in sorted(self._chains.get((device, lane), ()))]

    def is_fork(self, feed: FeedRow) -> bool:
        """Return whether branches part at the end of this chain: nothing is added to it any more."""
        return any(
            other.branch != MAIN and other.lo == feed.hi and other.lowest_backlink == feed.head
            for other in self.chains(feed.author, feed.lane)
        )

    def is_forked(self, device: DeviceId) -> bool:
        """Return whether a device has signed two continuations: it was copied, or lies."""
        return any(row.branch != MAIN for lane in (0, 1) for row in self.chains(device, lane))

    def key_of(self, feed: int) -> FeedKey | None:
        """Return how vectors name the feed with this row number."""
        return self._keys.get(feed)

    def put_feed(self, feed: FeedRow) -> None:
        """Note what is held of a feed now."""
        key = FeedKey(dev8(feed.author, feed.branch), feed.lane)
        self.feeds[key] = feed
        self._keys[feed.feed] = key
        self._chains.setdefault((feed.author, feed.lane), set()).add(key)
        self._advanced.add(key)

    def take_advanced(self) -> dict[FeedKey, Extent]:
        """Return what is held of the feeds that changed since this was last asked."""
        advanced, self._advanced = self._advanced, set()
        return {key: self.extent(key) for key in advanced if key in self.feeds}

    def drop_feed(self, feed: FeedRow) -> None:
        """Forget a feed of which nothing is held any more."""
        key = self._keys.pop(feed.feed)
        del self.feeds[key]
        self._chains[feed.author, feed.lane].discard(key)

    def author_of(self, device: DeviceId, deps: tuple[OpId, ...]) -> PersonId | None:
        """Return whose computer wrote something that names `deps`; None if nobody there had let such a one in.

        One computer can show itself as two people, and the ADMITs of the two can arrive in any order. So the answer
        follows from what the author knew, which is the same everywhere, and not from what is known here.

        Raises:
            MissingDepsError: Some of `deps` are unknown.
        """
        missing = tuple(dep for dep in deps if not self.authority.known(dep))
        if missing:
            raise rules.MissingDepsError(missing)
        if (device, deps) not in self._authors:
            if len(self._authors) >= _MAX_REMEMBERED:
                self._authors.clear()
            introduced = self._introductions.get(device, {}).items()
            people = (person for by, person in introduced if self.authority.knew(deps, by))
            self._authors[device, deps] = min(people, default=None)
        return self._authors[device, deps]

    def knows(self, device: DeviceId) -> bool:
        """Return whether anybody has let this computer in."""
        return device in self._introductions

    def is_taken(self, identity: Identity) -> bool:
        """Return whether the computer of this person is, or by its short name seems to be, somebody else's."""
        short = dev8(identity.device.id)
        return any(
            known.person != identity.person and dev8(known.device.id) == short
            for known in self.identities.values()
        )

    def standing(self, device: DeviceId, deps: tuple[bytes, ...]) -> rules.Standing:
        """Say how to take content that a computer wrote knowing `deps`.

        Raises:
            MissingDepsError: Some of `deps` are unknown: wait for them.
        """
        known = tuple(map(OpId, deps))
        person = self.author_of(device, known)
        return (
            rules.Standing.NOT_A_MEMBER if person is None else self.authority.accepts_content(person, known)
        )

    def used_by(self, invite: OpId) -> PersonId | None:
        """Return whom a code has let in, or None."""
        return self.authority.used_by(invite) if self.authority.known(invite) else None

    def read(self, op: Op) -> tuple[control.ControlBody, rules.ControlOp]:
        """Return what a control operation says, and what of it the rules look at. Changes nothing.

        Raises:
            MalformedError: It says nothing that an honest program would write, or comes from a computer that
                nobody had let in as far as it knows.
            MissingDepsError: Something that it builds on is not known here.
        """
        body = control.read(op)
        device = DeviceId(op.header.author)
        links = {*op.header.deps, op.header.backlink} if op.header.seq else set(op.header.deps)
        deps = tuple(map(OpId, sorted(links)))
        if isinstance(body, control.CircleGenesis | control.RoomGenesis):
            people = (body.founder,) if isinstance(body, control.CircleGenesis) else body.people
            author = next(p.person for p in people if p.device.id == device)
        else:
            known = self.author_of(device, deps)
            if known is None:
                raise MalformedError("an operation of a computer that nobody let in")
            author = known
        act = self._act(body, deps)
        backlink = OpId(op.header.backlink) if op.header.seq else None
        return body, rules.ControlOp(OpId(op.id), author, device, op.header.seq, deps, act, backlink)

    def apply(self, op: Op, body: control.ControlBody, judged: rules.ControlOp) -> None:
        """Take in a control operation whose signature was checked; `read` returned the other two.

        Raises:
            MissingDepsError: Something that it builds on is not known here; nothing was changed.
            MalformedOpError: No honest program writes it; nothing was changed.
        """
        self.authority.add(judged)
        if isinstance(judged.act, _ACTS):
            self.latest_act = judged.id
        if isinstance(judged.act, rules.Admit | rules.Genesis | rules.Expel | rules.Motion):
            self.stamps[judged.id] = op.header.created_ms
        match body:
            case control.CircleGenesis():
                self._begin(op, (body.founder,))
                # A circle without a name that can be seen would pass for a few people: "for Ann and you".
                self.name = visible(body.name) or f"circle ({self.id[:4].hex()})"
                self.history = body.history
            case control.RoomGenesis():
                self._begin(op, body.people)
            case control.Admit():
                # Whether it counts in the end is for the rules. But only a steward brings new computers in:
                # theirs are the words that everybody keeps.
                if self.authority.is_admission(judged.id):
                    self._meet(body.identity, judged.id)
            case control.Expel():
                self.departures[judged.id] = Departure(body.person, judged.author, body.reason)
            case control.Leave():
                self.departures[judged.id] = Departure(judged.author, judged.author, "")
            case control.Motion():
                self.reasons[judged.id] = body.reason
                if body.person is not None and control.MOTIONS.get(body.what) is rules.MotionKind.REMOVE:
                    # It took them out if it passed: only then do the rules name it.
                    self.departures[judged.id] = Departure(body.person, judged.author, body.reason)
            case control.Invite():
                if self.authority.is_invitation(judged.id):
                    self.invites[judged.id] = InviteRecord(judged.id, judged.author, body, op)
            case control.Epoch():
                recipients = frozenset(slot.device for slot in body.slots)
                self.commits[judged.id] = body.commit
                self._sealed[judged.id] = [(judged.id, recipients)]
                # What the body says of its generation is for eyes: see `EpochInfo`.
                generation = self._generation(judged.id)
                self.epochs[judged.id] = EpochInfo(
                    judged.id, generation, recipients, self.authority.author_was_member(judged.id)
                )
                bisect.insort(self._by_generation, (generation, judged.id))
            case control.Grant():
                self._granted(body, judged.id)
            case _:
                pass

    def departure_of(self, person: PersonId) -> Departure | None:
        """Return how somebody went who was let in once; None if their admission itself has fallen."""
        takers = self.authority.state().former.get(person, ())
        return next((self.departures[taker] for taker in takers if taker in self.departures), None)

    def epoch_fits(self, epoch: OpId, deps: tuple[OpId, ...]) -> bool:
        """Return whether an author who knew `deps` was right to write under `epoch` (PROTOCOL "Eligibility").

        All devices answer alike: it depends on the past of the content and on nothing that came later.
        """
        answer = self._fits.get((epoch, deps))
        if answer is None:
            if len(self._fits) >= _MAX_REMEMBERED:
                self._fits.clear()
            answer = self._fits[epoch, deps] = self._epoch_fitted(epoch, deps)
        return answer

    def _epoch_fitted(self, epoch: OpId, deps: tuple[OpId, ...]) -> bool:
        info = self.epochs.get(epoch)
        if info is None or not info.author_was_member:
            return False
        present = {dev8(device.id) for device in self.devices(self.authority.state_at(deps).members)}
        return all(
            recipients <= present
            for sealing, recipients in self._sealed[epoch]
            if self.authority.knew(deps, sealing)
        )

    def _generation(self, epoch: OpId) -> int:
        """Return one more than the highest generation in the past of an EPOCH."""
        known = (
            generation for generation, e in reversed(self._by_generation) if self.authority.in_past(e, epoch)
        )
        return 1 + next(known, -1)

    def add_erased(self, device: DeviceId, lo: int, hi: int) -> None:
        """Note that nobody keeps the bodies lo..hi-1 of this device's content."""
        self.erased.setdefault(device, []).append((lo, hi))

    def _entitled(self) -> tuple[frozenset[bytes], frozenset[OpId]]:
        """Return the short names of all members' computers, and the epochs made in ignorance of a removal."""
        present = frozenset(dev8(device.id) for device in self.devices(self.members))
        return present, self.authority.unaware(self.epochs.keys())

    def _begin(self, op: Op, people: Iterable[Identity]) -> None:
        self.genesis = op
        for identity in people:
            self._meet(identity, OpId(op.id))

    def _meet(self, identity: Identity, by: OpId) -> None:
        self.identities.setdefault(identity.person, identity)
        self._introductions.setdefault(identity.device.id, {})[by] = identity.person

    def _granted(self, body: control.Grant, grant: OpId) -> None:
        epoch = self.epochs.get(body.epoch)
        # A GRANT by somebody who does not belong counts for nothing: else an outsider could spoil an epoch. Nor does
        # one that does not know its epoch: whether that came first is different on every computer.
        if (
            epoch is not None
            and self.authority.in_past(body.epoch, grant)
            and self.authority.author_was_member(grant)
        ):
            added = frozenset(slot.device for slot in body.slots)
            self.epochs[body.epoch] = replace(epoch, recipients=epoch.recipients | added)
            self._sealed[body.epoch].append((grant, added))

    def _act(self, body: control.ControlBody, deps: tuple[OpId, ...]) -> rules.Act:
        match body:
            case control.CircleGenesis():
                return rules.Genesis(founders=(body.founder.person,))
            case control.RoomGenesis():
                return rules.Genesis(founders=tuple(p.person for p in body.people), fixed=True)
            case control.Hello():
                return rules.Hello()
            case control.Ack():
                return rules.Ack()
            case control.Admit():
                return rules.Admit(body.identity.person, body.via) if self._redeemed(body) else rules.Other()
            case control.Expel():
                return rules.Expel(body.person)
            case control.Leave():
                return rules.Leave()
            case control.Motion():
                kind = control.MOTIONS.get(body.what)
                return rules.Other() if kind is None else rules.Motion(kind, body.person)
            case control.Vote():
                return rules.Vote(body.motion, body.yes)
            case control.Invite():
                return rules.Invite()
            case control.InviteRevoke():
                return rules.InviteRevoke(body.invite)
            case control.Epoch():
                return rules.Epoch()
            case control.Grant():
                return rules.Grant(body.epoch)
            case control.Erase():
                return rules.Erase(
                    tuple(
                        rules.EraseTarget(self._owner(t.device, deps), t.device, t.lo, t.hi - 1)
                        for t in body.targets
                    )
                )
            case control.Unknown():
                return rules.Other()

    def _owner(self, device: DeviceId, deps: tuple[OpId, ...]) -> PersonId:
        # A device that nobody here has owns nothing: no person has an id of zeros, so only a steward may erase it.
        return self.author_of(device, deps) or PersonId(bytes(32))

    def _redeemed(self, body: control.Admit) -> bool:
        invite = self.invites.get(body.via)
        if invite is None:
            return True  # then it is not in the operation's past, and the rules give it no effect
        try:
            PublicKey(invite.body.key).verify(
                labels.REDEEM,
                control.redeem_message(self.id, body.identity.person, body.handshake_hash),
                body.proof,
            )
        except CryptoError:
            return False
        return True


def _importance(feed: FeedRow, loose: frozenset[OpId]) -> int:
    if feed.branch == MAIN:
        return 0
    return 1 if feed.lane == CONTROL_LANE and feed.head not in loose else 2


def slot_for(slots: Iterable[control.Slot], device: Device) -> control.Slot | None:
    """Return the slot that was sealed for this computer's present key, or None."""
    short, key = dev8(device.id), control.seal8(device.sealing.raw)
    return next((slot for slot in slots if slot.device == short and slot.key == key), None)


def commit_to(secret: bytes) -> bytes:
    """Return the digest by which an EPOCH fixes its secret for everybody alike."""
    return digest(labels.COMMIT, secret)


def check_may_write(circle: CircleState, device: DeviceId, now_s: float) -> None:
    """Return quietly unless `device`, our own, must not sign in `circle`, lest two operations claim one place.

    Args:
        circle: Where.
        device: Our own computer.
        now_s: Monotonic time in seconds: others are believed for a while only.

    Raises:
        NotAllowedError: Others hold later operations of ours than we do, or different ones.
    """
    doubt = circle.claims.doubt(circle.feeds, now_s)
    if circle.copied or circle.is_forked(device) or doubt is Doubt.COPIED:
        raise NotAllowedError(
            "copied",
            "Another computer writes with the keys of this one: its folder was copied. Nothing more is written here. "
            "Use the other one, or move this folder away and join again.",
        )
    if doubt is Doubt.BEHIND:
        raise NotAllowedError(
            "behind",
            "This computer was put back from an older copy, and the others hold newer posts of yours. They are being "
            "fetched; please try again in a moment.",
        )


def joined_ms(circle: CircleState, person: PersonId) -> int:
    """Return when a member came, by the clock of whoever let them in."""
    since = circle.authority.state().since_op.get(person)
    return 0 if since is None else circle.stamps.get(since, 0)
