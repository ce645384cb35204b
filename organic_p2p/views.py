"""From what services know to what clients are shown: the replies of the API."""

from collections.abc import Iterable, Sequence

from organic_p2p import __version__
from organic_p2p.api import replies as r
from organic_p2p.api.value import changed
from organic_p2p.domain.codes import to_code, to_uri
from organic_p2p.domain.filenames import clean_file_name
from organic_p2p.domain.ids import CircleId, DeviceId, FileId, OpId, PersonId
from organic_p2p.domain.storage import RESERVE_BYTES, SHARE
from organic_p2p.engine import Engine
from organic_p2p.records.attachments import Document, FileRef, Film, Image, Picture
from organic_p2p.services.albums import Saved, name_of
from organic_p2p.services.attaching import Attached
from organic_p2p.services.circles import joined_ms
from organic_p2p.services.invitations import Made
from organic_p2p.services.letters import Conversation
from organic_p2p.services.state import CircleState
from organic_p2p.services.waiting import waited_for
from organic_p2p.store import entries as entry_table
from organic_p2p.store import files as file_table
from organic_p2p.store.entries import Entry
from organic_p2p.store.files import FileRow, FileState
from organic_p2p.store.guests import Request

# A reply has at most 64 MiB, half of which the posts themselves may take; a character can have four bytes.
_MAX_COMMENT_CHARACTERS = 6 << 20
_COMMENT_COST = 300
# Of a circle so many faces are shown; of a room everybody.
_FACES = 6
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


async def posts(engine: Engine, entries: Sequence[Entry], *, with_comments: bool) -> r.PostsReply:
    """Show entries, with their comments beneath them if asked."""
    database = engine.core.database
    beneath = await entry_table.beneath(database, [e.id for e in entries]) if with_comments else {}
    _shorten(beneath, entries)
    everything = [*entries, *(comment for comments in beneath.values() for comment in comments)]
    reactions = await entry_table.reactions_to(database, [e.id for e in everything])
    desk = await _Desk.of(engine, everything)
    seen_by = {circle: audience(engine, circle) for circle in {entry.circle for entry in everything}}
    shown = {}
    for entry in everything:
        shown[entry.id] = r.PostView(
            id=entry.id,
            circle=entry.circle,
            author=r.PersonRef(entry.person, engine.core.name_of(entry.person, entry.circle)),
            text=entry.text,
            created_ms=entry.created_ms,
            edited=entry.edited,
            reply_to=None if entry.reply_to == entry.post else entry.reply_to,
            comments=(),
            reactions=tuple(r.ReactionView(person, emoji) for person, emoji in reactions.get(entry.id, ())),
            copies=copies(engine, entry),
            note=await engine.feed.note(entry),
            pictures=desk.pictures(entry),
            files=desk.documents(entry),
            audience=seen_by[entry.circle],
        )
    return r.PostsReply(
        tuple(
            changed(shown[e.id], comments=tuple(shown[c.id] for c in beneath.get(e.id, ()))) for e in entries
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


def audience(engine: Engine, circle_id: CircleId) -> r.AudienceView:
    """Show who can see what is written in a circle or room."""
    circle = engine.core.circle(circle_id)
    if circle.is_room:
        people = sorted(circle.members, key=lambda p: (engine.core.name_of(p, circle_id), p))
    else:
        people = sorted(circle.members, key=lambda p: (joined_ms(circle, p), p))[:_FACES]
    return r.AudienceView(
        "" if circle.is_room else circle.name,
        tuple(r.PersonRef(p, engine.core.name_of(p, circle_id)) for p in people),
        len(circle.members),
    )


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


def copies(engine: Engine, entry: Entry) -> r.Copies:
    """Show on how many of the members' computers an entry is known to be."""
    circle = engine.core.circle(entry.circle)
    devices = [device.id for device in circle.devices(circle.members)]
    return r.Copies(engine.shelf.holders(circle, entry.feed, entry.seq, devices), len(devices))


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
    desk = await _Desk.of(engine, [missing.entry for missing in done.missing])
    return r.SaveReply(
        tuple(r.SavedFile(number, str(path)) for number, path in done.paths),
        tuple(
            r.MissingFile(
                m.number, name_of(m.entry, m.number, m.attachment, m.ref), desk.people(m.entry, m.ref)
            )
            for m in done.missing
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


class _Desk:
    """Entries with what is known of their files, ready to be shown."""

    def __init__(
        self, engine: Engine, files: dict[FileId, FileRow], holders: dict[FileId, set[DeviceId]]
    ) -> None:
        self._engine, self._files, self._holders = engine, files, holders

    @classmethod
    async def of(cls, engine: Engine, entries: Sequence[Entry]) -> "_Desk":
        """Look up everything that these entries show."""
        carrying = [entry for entry in entries if entry.packed]
        if not carrying:
            return cls(engine, {}, {})
        files = await engine.albums.files_of(carrying)
        return cls(engine, files, await engine.vault.holders(list(files)))

    def pictures(self, entry: Entry) -> tuple[r.PictureView, ...]:
        return tuple(
            r.PictureView(
                number,
                picture.preview,
                picture.frames,
                self._image(entry, picture.shown),
                None if picture.original is None else self._image(entry, picture.original),
            )
            for number, picture in enumerate(entry.attachments if entry.packed else (), 1)
            if isinstance(picture, Picture)
        )

    def documents(self, entry: Entry) -> tuple[r.DocumentView, ...]:
        return tuple(
            r.DocumentView(
                number, clean_file_name(document.name), self._file(entry, document.file), _film(document.film)
            )
            for number, document in enumerate(entry.attachments if entry.packed else (), 1)
            if isinstance(document, Document)
        )

    def people(self, entry: Entry, ref: FileRef) -> tuple[str, ...]:
        """Return the names of those on whose computers a file is known to be, without oneself."""
        core = self._engine.core
        circle = core.circle(entry.circle)
        devices = self._devices(entry, ref)
        people = {
            person
            for person, identity in circle.identities.items()
            if identity.device.id in devices and person != core.me.person
        }
        return tuple(sorted(core.name_of(person, entry.circle) for person in people))

    def _image(self, entry: Entry, image: Image) -> r.ImageView:
        return r.ImageView(image.format.value, image.width, image.height, self._file(entry, image.file))

    def _file(self, entry: Entry, ref: FileRef) -> r.FileView:
        row = self._files.get(ref.id_in(entry.circle, entry.person))
        core = self._engine.core
        circle = core.circle(entry.circle)
        devices = {device.id for device in circle.devices(circle.members)}
        holding = self._devices(entry, ref) & devices
        states = {FileState.HELD: "here", FileState.WANTED: "coming"}
        state = "elsewhere" if row is None else states.get(row.state, "elsewhere")
        if row is not None and row.id in self._engine.vault.storage.turned_away:
            state = "elsewhere"
        if state == "here":
            holding.add(core.me.device)
        percent = 0 if row is None else int(100 * self._engine.vault.progress(row))
        return r.FileView(
            ref.size, state, percent, len(holding & devices), len(devices), self.people(entry, ref)
        )

    def _devices(self, entry: Entry, ref: FileRef) -> set[DeviceId]:
        known = set(self._holders.get(ref.id_in(entry.circle, entry.person), ()))
        author = self._engine.core.circle(entry.circle).identities.get(entry.person)
        if author is not None and entry.person != self._engine.core.me.person:
            # It was made there, and one's own pictures never give way.
            known.add(author.device.id)
        return known


def _film(film: Film | None) -> r.FilmView | None:
    return None if film is None else r.FilmView(film.preview, film.width, film.height, film.seconds)
