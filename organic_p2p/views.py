"""From what services know to what clients are shown: the replies of the API."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from organic_p2p import __version__
from organic_p2p.api import replies as r
from organic_p2p.domain.codes import to_code, to_uri
from organic_p2p.domain.ids import OpId, PersonId
from organic_p2p.engine import Engine
from organic_p2p.services.circles import joined_ms
from organic_p2p.services.invitations import Made
from organic_p2p.services.state import CircleState
from organic_p2p.store import entries as entry_table
from organic_p2p.store.entries import Entry
from organic_p2p.store.guests import Request

# A reply has at most 64 MiB, half of which the posts themselves may take; a character can have four bytes.
_MAX_COMMENT_CHARACTERS = 6 << 20
_COMMENT_COST = 300


def status(engine: Engine) -> r.StatusReply:
    """Show how things stand."""
    core = engine.core
    me = core.me if core.has_person else None
    return r.StatusReply(
        person=me.person if me else None,
        name=me.name if me else None,
        device=me.device if me else None,
        circles=circles(engine),
        neighbours=neighbours(engine),
        disk=engine.protection.value,
        version=__version__,
        running=engine.is_running,
    )


def neighbours(engine: Engine) -> tuple[r.Neighbour, ...]:
    """Show who is connected, by name."""
    found = engine.network.neighbours() if engine.network is not None else []
    shown = [r.Neighbour(n.person, engine.core.name_of(PersonId(n.person)), n.in_step) for n in found]
    return tuple(sorted(shown, key=lambda n: (n.name, n.person)))


def circles(engine: Engine) -> tuple[r.CircleSummary, ...]:
    """Show the circles; conversations are found by person instead."""
    return tuple(
        r.CircleSummary(c.id, c.name, len(c.members), c.status.value)
        for c in engine.core.registry
        if not c.is_room
    )


def made(invitation: Made) -> r.InviteReply:
    """Show a new invitation, code and all."""
    code = invitation.code
    return r.InviteReply(invitation.id, to_code(code), to_uri(code), code.expires_ms)


def invitations(engine: Engine, circle: CircleState) -> r.InvitationsReply:
    """Show a circle's invitations, oldest first."""
    return r.InvitationsReply(
        tuple(
            r.InvitationSummary(
                record.id,
                engine.core.name_of(record.author, circle.id),
                record.body.expires_ms,
                record.body.ask,
                engine.invitations.state_of_invite(circle, record),
                None
                if (used_by := circle.used_by(record.id)) is None
                else engine.core.name_of(used_by, circle.id),
            )
            for record in circle.invites.values()
        )
    )


def requests(engine: Engine, found: Iterable[Request]) -> r.RequestsReply:
    """Show who asks to come in."""
    shown = []
    for request in found:
        record = engine.core.circle(request.circle).invites.get(request.invitation)
        by = engine.core.name_of(record.author, request.circle) if record is not None else ""
        shown.append(
            r.RequestSummary(
                request.id, request.person, request.name, by, request.asked_ms, request.state.value
            )
        )
    return r.RequestsReply(tuple(shown))


def members(engine: Engine, circle: CircleState) -> r.MembersReply:
    """Show a circle's people in the order in which they came."""
    if circle.genesis is None:
        return r.MembersReply((), (), ())
    state = circle.authority.state()
    shown = [
        r.MemberView(
            person,
            engine.core.name_of(person, circle.id),
            "steward" if person in state.stewards else "member",
            state.invited_by.get(person),
            joined_ms(circle, person),
        )
        for person in state.members
    ]
    return r.MembersReply(
        tuple(sorted(shown, key=lambda m: (m.since_ms, m.person))),
        _former(engine, circle),
        _proposals(engine, circle),
    )


def _former(engine: Engine, circle: CircleState) -> tuple[r.FormerView, ...]:
    shown = []
    for person in sorted(circle.authority.state().former):
        departure = circle.departure_of(person)
        by = None if departure is None or departure.by == person else departure.by
        reason = None if departure is None or by is None else departure.reason
        shown.append(r.FormerView(person, engine.core.name_of(person, circle.id), by, reason))
    return tuple(shown)


def _proposals(engine: Engine, circle: CircleState) -> tuple[r.ProposalView, ...]:
    def name(person: PersonId | None) -> str | None:
        return None if person is None else engine.core.name_of(person, circle.id)

    motions = sorted(circle.authority.state().open_motions.items())
    return tuple(
        r.ProposalView(
            motion, tally.kind.value, tally.target, name(tally.target), tally.proposer, tally.needed
        )
        for motion, tally in motions
    )


async def posts(engine: Engine, entries: Sequence[Entry], *, with_comments: bool) -> r.PostsReply:
    """Show entries, with their comments beneath them if asked."""
    database = engine.core.database
    beneath = await entry_table.beneath(database, [e.id for e in entries]) if with_comments else {}
    _shorten(beneath, entries)
    everything = [*entries, *(comment for comments in beneath.values() for comment in comments)]
    reactions = await entry_table.reactions_to(database, [e.id for e in everything])
    shown = {}
    for entry in everything:
        shown[entry.id] = r.PostView(
            id=entry.id,
            circle=entry.circle,
            author=r.PersonRef(entry.person, engine.core.name_of(entry.person, entry.circle)),
            text=entry.text,
            created_ms=entry.created_ms,
            edited=entry.edited,
            comments=(),
            reactions=tuple(r.ReactionView(person, emoji) for person, emoji in reactions.get(entry.id, ())),
            copies=copies(engine, entry),
            note=await engine.feed.note(entry),
        )
    return r.PostsReply(
        tuple(
            replace(shown[e.id], comments=tuple(shown[c.id] for c in beneath.get(e.id, ()))) for e in entries
        )
    )


def _shorten(beneath: dict[OpId, list[Entry]], entries: Sequence[Entry]) -> None:
    """Leave out the last comments of the last posts where all of them would not fit into one reply."""
    room = _MAX_COMMENT_CHARACTERS
    for entry in entries:
        comments = beneath.get(entry.id, [])
        for at, comment in enumerate(comments):
            room -= len(comment.text) + _COMMENT_COST
            if room < 0:
                del comments[at:]
                break


def copies(engine: Engine, entry: Entry) -> r.Copies:
    """Show on how many of the members' computers an entry is known to be."""
    circle = engine.core.circle(entry.circle)
    devices = [device.id for device in circle.devices(circle.members)]
    return r.Copies(engine.shelf.holders(circle, entry.feed, entry.seq, devices), len(devices))
