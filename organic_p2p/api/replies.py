"""What comes back. Ids are bytes here and hex in JSON; times are Unix milliseconds, UTC.

Texts and names are what people wrote, made harmless for the eye (`organic_p2p.harmless`); they are plain text, and
whoever shows them says so to what draws them. An export keeps what people wrote to the letter.
"""

from organic_p2p.api.value import Value


class Done(Value, frozen=True):
    """It is done; there is nothing more to say."""


class PersonRef(Value, frozen=True):
    """Somebody, with the name they go by here."""

    person: bytes
    name: str


class CircleSummary(Value, frozen=True):
    """A circle I belong to, or belonged to: `state` is joining, member, left or removed.

    `requests`: so many people ask to come in and I can answer; `votes`: so many proposals wait for my vote.
    `muted`: I want no notifications from it.
    """

    circle: bytes
    name: str
    members: int
    state: str
    requests: int = 0
    votes: int = 0
    muted: bool = False


class Neighbour(Value, frozen=True):
    """Somebody whose computer is connected now."""

    person: bytes
    name: str
    in_step: bool


class JoinView(Value, frozen=True):
    """A code that has not led into its circle yet.

    `state` is looking (nobody who can let us in was met yet), asked (a steward must say yes), admitted (the circle is
    on its way), expired, or refused: then `error` is the lasting word for why, and `sentence` says it. `name` of the
    circle and `inviter` are empty while they are not known.
    """

    id: bytes
    state: str
    circle: bytes | None
    name: str
    inviter: str
    expires_ms: int
    error: str
    sentence: str


class StatusReply(Value, frozen=True):
    """How things stand. `person`, `name` and `device` are None in a home that nobody has used yet.

    `waiting_for`: people for whom I wrote something that no other computer has yet.
    """

    person: bytes | None
    name: str | None
    device: bytes | None
    circles: tuple[CircleSummary, ...]
    neighbours: tuple[Neighbour, ...]
    disk: str
    version: str
    running: bool
    waiting_for: tuple[PersonRef, ...] = ()
    joins: tuple[JoinView, ...] = ()


class CirclesReply(Value, frozen=True):
    """My circles, in the order in which I came to them."""

    circles: tuple[CircleSummary, ...]


class CircleReply(Value, frozen=True):
    """A circle and how I stand to it: member, or on the way in (looking, asked, admitted). None: not known yet."""

    circle: bytes | None
    state: str


class CodeGroup(Value, frozen=True):
    """Four characters of a code, or fewer at its end: right, wrong or unfinished."""

    text: str
    state: str


class CodeReply(Value, frozen=True):
    """A code as far as it was typed.

    `state` is empty (nothing of a code is there), part (right so far), wrong (look at `groups`), whole (it can be used)
    or refused (it is whole and no use). `error` and `sentence` say why for wrong and refused. `count`: how many groups
    the whole code has, 0 while that is not known. For a whole one, until when it is good, whether a steward has to say
    yes, and by whom it is, if that person is known here.
    """

    state: str
    error: str
    sentence: str
    groups: tuple[CodeGroup, ...]
    count: int
    expires_ms: int
    ask: bool
    inviter: str


class CodeTextReply(Value, frozen=True):
    """What a square code says."""

    text: str


class RemovedReply(Value, frozen=True):
    """What a picture told besides its pixels, and tells no more: see `AttachedView`."""

    removed: tuple[str, ...]


class FaceRef(Value, frozen=True):
    """Somebody who shows a picture; `face` is another one for another picture."""

    person: bytes
    face: bytes


class FacesReply(Value, frozen=True):
    """Everybody who shows a picture of themselves."""

    faces: tuple[FaceRef, ...]


class FaceReply(Value, frozen=True):
    """Somebody's picture: pixels as in `PixelsReply`."""

    face: bytes
    width: int
    height: int
    pixels: bytes


class InviteReply(Value, frozen=True):
    """A one-time code, to type and as a link. Whoever has it can come in: it is shown once and kept in no log."""

    id: bytes
    code: str
    uri: str
    expires_ms: int


class InvitationSummary(Value, frozen=True):
    """An invitation: `state` is open, used, revoked or expired."""

    id: bytes
    by: str
    expires_ms: int
    ask: bool
    state: str
    used_by: str | None


class InvitationsReply(Value, frozen=True):
    """A circle's invitations, oldest first."""

    invitations: tuple[InvitationSummary, ...]


class RequestSummary(Value, frozen=True):
    """Somebody who waits for a steward: `state` is open, approved or declined."""

    id: bytes
    person: bytes
    name: str
    invited_by: str
    asked_ms: int
    state: str


class RequestsReply(Value, frozen=True):
    """Who asks to come in, oldest first."""

    requests: tuple[RequestSummary, ...]


class ReactionView(Value, frozen=True):
    """One person's reaction."""

    person: bytes
    emoji: str


class Copies(Value, frozen=True):
    """On how many of the members' computers something is known to be."""

    held: int
    of: int


class FileView(Value, frozen=True):
    """Where the content of a picture or file is.

    `state` is here; coming (it is fetched as soon as somebody who has it is reachable); or elsewhere (it is fetched
    when somebody asks: originals, what gave way to others, what there is no room for). `percent`: how much of it is
    here. `held` and `of` as in `Copies`. `on`: the people on whose computers it is known to be.
    """

    size: int
    state: str
    percent: int
    held: int
    of: int
    on: tuple[str, ...]


class ImageView(Value, frozen=True):
    """A picture's pixels; `format` is jpeg, png or webp."""

    format: str
    width: int
    height: int
    file: FileView


class PictureView(Value, frozen=True):
    """A picture in a post. `preview` is a small encoded picture, from anybody; with `frames` above 1 it moves."""

    number: int
    preview: bytes
    frames: int
    shown: ImageView
    original: ImageView | None


class FilmView(Value, frozen=True):
    """What a film looks like. `preview` is a small encoded picture, from anybody; `seconds` is 0 if nobody knows."""

    preview: bytes
    width: int
    height: int
    seconds: int


class DocumentView(Value, frozen=True):
    """Any other file in a post. `name` is cleaned: it names a file, on any system, and no path.

    `film` is there if it is one and a picture could be made of it.
    """

    number: int
    name: str
    file: FileView
    film: FilmView | None = None


class AudienceView(Value, frozen=True):
    """Who can see something: everybody in a circle, or, where `circle` is empty, exactly these people.

    `people` are some of a circle's people then, the first ones, and `count` is how many there are.
    """

    circle: str
    people: tuple[PersonRef, ...]
    count: int


class PostView(Value, frozen=True):
    """A post, letter or comment. `note` says what the reader should know: removed, exposed, or nothing.

    `circle` is the circle or the room in which it stands. `reply_to`: the comment that a comment answers; None if it
    answers the post itself.
    """

    id: bytes
    circle: bytes
    author: PersonRef
    text: str
    created_ms: int
    edited: bool
    reply_to: bytes | None
    comments: tuple["PostView", ...]
    reactions: tuple[ReactionView, ...]
    copies: Copies
    note: str | None
    pictures: tuple[PictureView, ...]
    files: tuple[DocumentView, ...]
    audience: AudienceView


class PostsReply(Value, frozen=True):
    """Posts, newest first."""

    posts: tuple[PostView, ...]


class FoundPerson(Value, frozen=True):
    """Somebody found by name: `circles` are those that we share, `gone` those to which they belonged.

    `shared`: the ids of `circles`, in the same order.
    """

    person: bytes
    name: str
    circles: tuple[str, ...]
    gone: tuple[str, ...]
    shared: tuple[bytes, ...] = ()


class Piece(Value, frozen=True):
    """Some text: `found` if it is what was looked for."""

    text: str
    found: bool


class FoundPost(Value, frozen=True):
    """A post, comment or letter that holds what was looked for, and a few lines of it.

    `post`: what to read to see it in its place. `kind`: post, comment or letter. `circle`: its name; for a letter, and
    for what is for some people only, `people`: who shares it with me.
    """

    id: bytes
    post: bytes
    kind: str
    circle: str
    people: tuple[PersonRef, ...]
    author: PersonRef
    created_ms: int
    pieces: tuple[Piece, ...]
    pictures: int
    files: int


class FindReply(Value, frozen=True):
    """What is found for `text`: people by name, entries newest first. `more`: there are more entries."""

    text: str
    people: tuple[FoundPerson, ...]
    posts: tuple[FoundPost, ...]
    more: bool


class AttachedView(Value, frozen=True):
    """What became of something that was posted.

    `removed` says what a picture told besides its pixels, and tells no more: place, people, device, time, description,
    preview, sound or video, hidden data. `cut`: an animation was too long and ends earlier. `as_is`: it went unchanged
    and may carry traces of its own. `size`: bytes that will travel.
    """

    name: str
    removed: tuple[str, ...]
    cut: bool
    as_is: bool
    size: int


class PostReply(Value, frozen=True):
    """The id of what was written, or changed, and what it carries. `gave_way`: how many older files made room."""

    post: bytes
    attached: tuple[AttachedView, ...]
    gave_way: int


class MessageReply(Value, frozen=True):
    """A message and the conversation it went into."""

    circle: bytes
    post: bytes
    attached: tuple[AttachedView, ...]
    gave_way: int


class ConversationView(Value, frozen=True):
    """The people, without me, with whom I exchange letters, and the last letter: who wrote it, its beginning, when.

    `unread`: something of somebody else's came since I last read. `muted`: I want no notifications from it.
    """

    people: tuple[PersonRef, ...]
    letter: bytes
    author: PersonRef
    text: str
    pictures: int
    files: int
    created_ms: int
    unread: bool
    muted: bool = False


class ConversationsReply(Value, frozen=True):
    """With whom I exchange letters, the latest first."""

    conversations: tuple[ConversationView, ...]


class FileReply(Value, frozen=True):
    """Some of a file's content, what it is called when it is saved, and how long all of it is."""

    name: str
    data: bytes
    size: int


class PixelsReply(Value, frozen=True):
    """A picture as pixels: red, green, blue and alpha, a byte each, row by row; alpha is multiplied already.

    `frames`: one, or all of an animation, each shown for the time at its place in `durations_ms`. `opaque`: alpha says
    nothing.
    """

    width: int
    height: int
    opaque: bool
    durations_ms: tuple[int, ...]
    frames: tuple[bytes, ...]


class SavedFile(Value, frozen=True):
    """A file that was written."""

    number: int
    path: str


class MissingFile(Value, frozen=True):
    """A picture or file that is not here, and the people on whose computers it is."""

    number: int
    name: str
    on: tuple[str, ...]


class SaveReply(Value, frozen=True):
    """What was written, and what was not here to be written."""

    saved: tuple[SavedFile, ...]
    missing: tuple[MissingFile, ...]


class ExportReply(Value, frozen=True):
    """Where an export is, how many posts and files are in it, and how many files were not here.

    The path is empty if it has only begun.
    """

    path: str
    posts: int
    files: int
    missing: int


class PersonStorage(Value, frozen=True):
    """How many bytes of one person's pictures and files are here."""

    person: bytes
    name: str
    size: int


class FileCount(Value, frozen=True):
    """A number of files and the bytes they take."""

    files: int
    size: int


class StorageReply(Value, frozen=True):
    """How much room pictures and files take on this computer.

    `waiting`: what is to be fetched; `gave_way`: what made room for others and can be fetched again; `elsewhere`: what
    is fetched only when somebody asks. `free_bytes` of the disk, of which `reserve_bytes` are never touched.
    """

    limit_bytes: int
    share_bytes: int
    used_bytes: int
    free_bytes: int
    reserve_bytes: int
    keep_originals: bool
    people: tuple[PersonStorage, ...]
    here: FileCount
    waiting: FileCount
    gave_way: FileCount
    elsewhere: FileCount


class MemberView(Value, frozen=True):
    """A member: `role` is steward or member; `invited_by` is None for those there from the start.

    `met_ms`: when a computer of theirs was last connected to this one; None if none ever was.
    """

    person: bytes
    name: str
    role: str
    invited_by: bytes | None
    since_ms: int
    computers: int
    met_ms: int | None


class FormerView(Value, frozen=True):
    """Somebody who was let in once: who took them out, and why; both None if they went by themselves."""

    person: bytes
    name: str
    by: bytes | None
    reason: str | None


class ProposalView(Value, frozen=True):
    """Something that stewards decide by majority: `what` is promote, demote, remove or policy.

    `yes` and `no`: who has answered how, of the `of` stewards there were. `needed`: how many more must say yes.
    `may_answer`: whether I have a vote on it and have not used it.
    """

    motion: bytes
    what: str
    person: bytes | None
    name: str | None
    by: bytes
    reason: str
    yes: tuple[bytes, ...]
    no: tuple[bytes, ...]
    of: int
    needed: int
    may_answer: bool


class MembersReply(Value, frozen=True):
    """The members of a circle, in the order in which they came, who was there before, and what is proposed."""

    members: tuple[MemberView, ...]
    former: tuple[FormerView, ...]
    proposals: tuple[ProposalView, ...]


class MotionReply(Value, frozen=True):
    """A proposal about the stewards: passed, or how many more of them must say yes."""

    motion: bytes
    passed: bool
    needed: int


class ConnectReply(Value, frozen=True):
    """Who answered."""

    person: bytes | None
    name: str | None


class SettingsReply(Value, frozen=True):
    """What this engine does by itself.

    `letters`: tell of letters at once, otherwise with the digest; `digest`: tell of everything else once a day, at
    `digest_minute` of the reader's clock; `quiet`: tell nothing from `quiet_from` until `quiet_until`, in minutes since
    midnight. `notifies`: whether this computer can show notifications now, None while that is being found out
    (`SettingsChanged` tells when it is known). `autostart` is on, off or not-yet (this system is not known yet).
    """

    letters: bool
    digest: bool
    digest_minute: int
    quiet: bool
    quiet_from: int
    quiet_until: int
    notifies: bool | None
    autostart: str


class FindingView(Value, frozen=True):
    """What keeps this computer from others. Words for programs; a window has its own for people.

    `cause`: alone, no-network, vpn, firewall, firewall-both, clock, clock-other, clocks-differ, other-version,
    isolation, no-multicast, nobody-on or well. `sure`: certain, likely or possible. `people`: whom it concerns, if it
    does not concern everybody. `seconds`: how far their clock is ahead of this one's. `newer`: the other version is.
    """

    cause: str
    sure: str
    people: tuple[PersonRef, ...]
    seconds: int
    newer: bool


class CheckView(Value, frozen=True):
    """What one check showed.

    `what`: network, vpn, echo (this computer hears itself), others (it hears others), door (others get in), clock,
    version or people. `result`: good, bad or unknown.
    """

    what: str
    result: str


class ReachView(Value, frozen=True):
    """How it stands with one person's computer: connected, heard in this test, heard last, met last."""

    person: bytes
    name: str
    here: bool
    heard: bool
    heard_ms: int | None
    met_ms: int | None


class AttemptView(Value, frozen=True):
    """An address that was tried. `outcome`: met, stranger, refused, forbidden, silence or no way."""

    address: str
    people: tuple[str, ...]
    outcome: str


class DiagnoseReply(Value, frozen=True):
    """Why others are not reached: findings, at least one, the most helpful first, and what they rest on.

    `addresses`: of this computer, with the length of the network; `port`: on which others find it.
    """

    findings: tuple[FindingView, ...]
    checks: tuple[CheckView, ...]
    people: tuple[ReachView, ...]
    attempts: tuple[AttemptView, ...]
    addresses: tuple[str, ...]
    port: int
    tested_ms: int


class Draft(Value, frozen=True):
    """What was being written at a place."""

    place: str
    text: str


class DraftsReply(Value, frozen=True):
    """What was being written and not sent."""

    drafts: tuple[Draft, ...]


class DiskReply(Value, frozen=True):
    """What protects this computer's disk now: keyring, passphrase or file."""

    disk: str


class Refused(Value, frozen=True):
    """It was not done: a lasting word for programs, a sentence for people."""

    error: str
    message: str
