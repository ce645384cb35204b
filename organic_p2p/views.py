"""From what services know to what clients are shown: the replies of the API."""

from collections.abc import Iterable, Sequence

from organic_p2p import __version__
from organic_p2p.api import replies as r
from organic_p2p.api.value import changed
from organic_p2p.desk import SHOWN, Bounds, Desk
from organic_p2p.domain.codes import to_code, to_uri
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.domain.storage import RESERVE_BYTES, SHARE
from organic_p2p.engine import Engine
from organic_p2p.records.attachments import Document, Picture
from organic_p2p.services.albums import Saved, name_of
from organic_p2p.services.attaching import Attached
from organic_p2p.services.invitations import Made
from organic_p2p.services.letters import Conversation
from organic_p2p.services.state import CircleState, joined_ms
from organic_p2p.services.waiting import waited_for
from organic_p2p.store import files as file_table
from organic_p2p.store.entries import Entry
from organic_p2p.store.files import FileState
from organic_p2p.store.guests import Request

# As much of a letter as stands in a list.
_BEGINNING = 200


def status(engine: Engine, joins: tuple[r.JoinView, ...] = ()) -> r.StatusReply:
    """Show how things stand; `joins` are the codes that have not led in yet."""
    core = engine.core
    me = core.me if core.has_person else None
    here = {n.person for n in engine.network.neighbours()} if engine.network is not None else set()
    return r.StatusReply(
        person=me.person if me else None,
        name=me.name if me else None,
        device=me.device if me else None,
        circles=circles(engine),
        neighbours=neighbours(engine),
        disk=engine.protection.value,
        version=__version__,
        running=engine.is_running,
        waiting_for=tuple(
            r.PersonRef(person, core.name_of(person)) for person in waited_for(core, engine.roster, here)
        ),
        joins=joins,
    )


def neighbours(engine: Engine) -> tuple[r.Neighbour, ...]:
    """Show who is connected, by name."""
    found = engine.network.neighbours() if engine.network is not None else []
    shown = [r.Neighbour(n.person, engine.core.name_of(PersonId(n.person)), n.in_step) for n in found]
    return tuple(sorted(shown, key=lambda n: (n.name, n.person)))


def circles(engine: Engine) -> tuple[r.CircleSummary, ...]:
    """Show the circles; rooms are found by their people instead."""
    shown = []
    for c in engine.core.registry:
        if not c.is_room:
            waiting = engine.asking.of(c) if engine.core.has_person else []
            votes = sum(one.guest is None for one in waiting)
            shown.append(
                r.CircleSummary(
                    c.id,
                    c.name,
                    len(c.members),
                    c.status.value,
                    len(waiting) - votes,
                    votes,
                    engine.muting.mutes(c.id),
                )
            )
    return tuple(shown)


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
                request.id,
                request.person,
                engine.core.told_apart(request.person, request.name),
                by,
                request.asked_ms,
                request.state.value,
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
            len(circle.devices([person])),
            engine.roster.met_ms(person),
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
            motion,
            tally.kind.value,
            tally.target,
            name(tally.target),
            tally.proposer,
            circle.reasons.get(motion, ""),
            tuple(sorted(tally.yes)),
            tuple(sorted(tally.no)),
            len(tally.electorate),
            tally.needed,
            engine.proposals.may_answer(circle, motion),
        )
        for motion, tally in motions
    )


async def posts(
    engine: Engine, entries: Sequence[Entry], *, with_comments: bool, bounds: Bounds = SHOWN
) -> r.PostsReply:
    """Show entries, with their comments beneath them if asked, as far as `bounds` go."""
    desk = Desk(engine, bounds)
    shown = await desk.posts(entries)
    if with_comments:
        beneath = await desk.beneath(shown)
        shown = [changed(post, comments=tuple(beneath.get(OpId(post.id), ()))) for post in shown]
    return r.PostsReply(tuple(shown))


def conversations(engine: Engine, found: Iterable[Conversation]) -> r.ConversationsReply:
    """Show with whom letters are exchanged."""

    def person(who: PersonId, room: CircleId) -> r.PersonRef:
        return r.PersonRef(who, engine.core.name_of(who, room))

    return r.ConversationsReply(
        tuple(
            r.ConversationView(
                people=tuple(
                    sorted((person(p, one.last.circle) for p in one.people), key=lambda p: (p.name, p.person))
                ),
                letter=one.last.id,
                author=person(one.last.person, one.last.circle),
                text=one.last.text[:_BEGINNING],
                pictures=sum(isinstance(a, Picture) for a in one.last.attachments),
                files=sum(isinstance(a, Document) for a in one.last.attachments),
                created_ms=one.last.created_ms,
                unread=one.unread,
                muted=engine.muting.mutes_people(one.people),
            )
            for one in found
        )
    )


def attached(done: Iterable[Attached]) -> tuple[r.AttachedView, ...]:
    """Show what became of what was posted, by the names it has here."""
    return tuple(
        r.AttachedView(
            one.offered.name,
            one.removed,
            one.cut,
            isinstance(one.attachment, Document),
            sum(ref.size for ref in one.attachment.files),
        )
        for one in done
    )


async def saved(engine: Engine, done: Saved) -> r.SaveReply:
    """Show what was saved, and who has the rest."""
    owners = await Desk(engine).people([m.entry for m in done.missing], [m.ref for m in done.missing])
    return r.SaveReply(
        tuple(r.SavedFile(number, str(path)) for number, path in done.paths),
        tuple(
            r.MissingFile(m.number, name_of(m.entry, m.number, m.attachment, m.ref), people)
            for m, people in zip(done.missing, owners, strict=True)
        ),
    )


async def storage(engine: Engine) -> r.StorageReply:
    """Show how much room pictures and files take."""
    room = await engine.vault.storage.room()
    counts = await file_table.counts(engine.core.database)

    def count(state: FileState) -> r.FileCount:
        return r.FileCount(*counts.get(state, (0, 0)))

    people = sorted(room.used.items(), key=lambda entry: -entry[1])
    return r.StorageReply(
        limit_bytes=room.limit,
        share_bytes=int(room.limit * SHARE),
        used_bytes=room.total,
        free_bytes=room.free,
        reserve_bytes=RESERVE_BYTES,
        keep_originals=engine.vault.storage.keep_originals,
        people=tuple(r.PersonStorage(person, engine.core.name_of(person), size) for person, size in people),
        here=count(FileState.HELD),
        waiting=count(FileState.WANTED),
        gave_way=count(FileState.GIVEN_UP),
        elsewhere=count(FileState.ELSEWHERE),
    )
