"""What can be asked of an engine.

Circles, people and posts are named as a person would: by name, or by the first characters of an id; the
engine refuses when two things fit. `REPLIES` gives the type of the reply to each request; every request may
also be `Refused`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from organic_p2p.api import replies as r


@dataclass(frozen=True, slots=True)
class Status:
    """Say how things stand."""


@dataclass(frozen=True, slots=True)
class StartCircle:
    """Found a circle. `my_name` is what its members will call me."""

    name: str
    my_name: str


@dataclass(frozen=True, slots=True)
class ListCircles:
    """List the circles."""


@dataclass(frozen=True, slots=True)
class Rename:
    """Be called something else, in every circle and conversation."""

    name: str


@dataclass(frozen=True, slots=True)
class SetPicture:
    """Show a picture of me everywhere: the file at `path`, or else `data`; with neither, none any more."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ListFaces:
    """List who shows a picture of themselves; `CirclesChanged` says when to ask again."""


@dataclass(frozen=True, slots=True)
class ReadFace:
    """Read the picture of a person, by the hex of their id, shrunk to fit a square of so many pixels a side."""

    person: str
    side: int


@dataclass(frozen=True, slots=True)
class Invite:
    """Make a one-time code. `ask`: a steward must approve the guest; `addresses`: where to find us, HOST:PORT."""

    circle: str
    days: int
    ask: bool
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListInvitations:
    """List the invitations to a circle."""

    circle: str


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """Take an invitation back."""

    invitation: str


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Look at a code as it is being typed: what is right so far, what is wrong, and whether it can be used."""

    text: str


@dataclass(frozen=True, slots=True)
class ReadCodePicture:
    """Read the square code in a picture, the file at `path`."""

    path: str


@dataclass(frozen=True, slots=True)
class Join:
    """Use a code. The reply comes when we are in, or must wait, or after `wait_ms`."""

    code: str
    my_name: str
    wait_ms: int


@dataclass(frozen=True, slots=True)
class ForgetJoin:
    """Give up a code on which nobody let us in yet; `join` is the id that `Status` gives."""

    join: str


@dataclass(frozen=True, slots=True)
class ListRequests:
    """List who asks to come into a circle."""

    circle: str


@dataclass(frozen=True, slots=True)
class Approve:
    """Let somebody in who asked."""

    request: str


@dataclass(frozen=True, slots=True)
class Decline:
    """Do not let somebody in who asked."""

    request: str


@dataclass(frozen=True, slots=True)
class Attach:
    """Something to post: the file at `path`, or, if that is empty, `data`.

    `as_picture`: prepare it as a picture, upright, small and without traces; otherwise it goes as it is. `original`:
    give all pixels of a picture, too, to whoever asks for them.
    """

    path: str
    data: bytes
    as_picture: bool
    original: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Write something for a circle, or, with `people`, for these of its people only.

    The text may be empty beside pictures or files.
    """

    circle: str
    text: str
    attached: tuple[Attach, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """Answer a post or a comment."""

    post: str
    text: str
    attached: tuple[Attach, ...] = ()


@dataclass(frozen=True, slots=True)
class React:
    """React to a post or comment; an empty emoji takes it back."""

    post: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Give one's own post or comment a new text."""

    post: str
    text: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a post or comment from all computers."""

    post: str


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """Read a circle's posts, and those for some of its people that I may see, newest first.

    At most `limit`, older than `before` if that is not empty.
    """

    circle: str
    limit: int
    before: str


@dataclass(frozen=True, slots=True)
class ReadHome:
    """Read all posts that I may see, newest first, as `ReadFeed` does those of one circle."""

    limit: int
    before: str


@dataclass(frozen=True, slots=True)
class ReadPosts:
    """Read these posts, and those that these comments answer, by their whole ids: what `ReadFeed` shows of them.

    With an empty `circle` it is what `ReadHome` shows of them.
    """

    posts: tuple[bytes, ...]
    circle: str


@dataclass(frozen=True, slots=True)
class ListMembers:
    """List who belongs to a circle."""

    circle: str


@dataclass(frozen=True, slots=True)
class Message:
    """Write a letter to one or several people."""

    people: tuple[str, ...]
    text: str
    attached: tuple[Attach, ...] = ()


@dataclass(frozen=True, slots=True)
class ListConversations:
    """List with whom I exchange letters."""


@dataclass(frozen=True, slots=True)
class ReadConversation:
    """Read what these people and I wrote to each other, newest first."""

    people: tuple[str, ...]
    limit: int
    before: str


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Remember that I have read what these people and I wrote to each other, up to a letter."""

    people: tuple[str, ...]
    letter: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a member from a circle."""

    person: str
    circle: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a circle; `erase` deletes everything I wrote there first."""

    circle: str
    erase: bool


@dataclass(frozen=True, slots=True)
class Promote:
    """Propose that a member becomes a steward, or agree to it if that is proposed already."""

    person: str
    circle: str


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose that a steward is one no longer (`what` is demote) or goes altogether (remove); all can read why."""

    what: str
    person: str
    circle: str
    reason: str


@dataclass(frozen=True, slots=True)
class Vote:
    """Answer what a steward proposed; an answer is final."""

    proposal: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Connect:
    """Try an address by hand: HOST:PORT."""

    address: str


@dataclass(frozen=True, slots=True)
class Diagnose:
    """Test what keeps this computer from others, and say it. Takes a few seconds, and tests anew each time."""


@dataclass(frozen=True, slots=True)
class Search:
    """Find posts and comments by their words, in one circle or, if `circle` is empty, everywhere."""

    text: str
    circle: str
    limit: int


@dataclass(frozen=True, slots=True)
class Find:
    """Find people by name, and posts, comments and letters everywhere by their words, while somebody types."""

    text: str
    limit: int


@dataclass(frozen=True, slots=True)
class ReadPost:
    """Read one post with its comments; of a comment, the post beneath which it stands."""

    post: str


@dataclass(frozen=True, slots=True)
class ListPictures:
    """List the posts and comments of a circle that show pictures or files, as `ReadFeed` lists posts."""

    circle: str
    limit: int
    before: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Read a picture or file of a post: number `number`, from 1, about a megabyte from `offset` on."""

    post: str
    number: int
    offset: int
    original: bool


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """Read a picture of a post as pixels, shrunk to fit `width` × `height`; `moving`: all frames, not the first alone.

    Whoever shows pictures asks this rather than decode a file that comes from somebody else.
    """

    post: str
    number: int
    width: int
    height: int
    original: bool
    moving: bool


@dataclass(frozen=True, slots=True)
class DrawPicture:
    """Return as pixels a small picture that came inside something, such as a preview: at most 64 KiB, from anybody."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DrawAttached:
    """Return as pixels a small square of a picture that is to be posted: the file at `path`, or else `data`.

    It shows what an `Attach` of the same would post, whatever kind of picture that is.
    """

    path: str
    data: bytes
    side: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """Bring a picture or file here that is elsewhere, as soon as somebody who has it is reachable."""

    post: str
    number: int
    original: bool


@dataclass(frozen=True, slots=True)
class Save:
    """Write a post's pictures and files into a folder: all, or one; fetch first what is not here, up to `wait_ms`."""

    post: str
    folder: str
    number: int
    original: bool
    wait_ms: int


@dataclass(frozen=True, slots=True)
class SaveAs:
    """Write a picture or file of a post to `path`, which the reader chose: what stands there is replaced."""

    post: str
    number: int
    original: bool
    path: str


@dataclass(frozen=True, slots=True)
class Export:
    """Write everything that is here into a new folder in `folder`: pages for a browser, JSON, pictures and files.

    With `wait` the reply comes when it is whole; otherwise at once, and `ExportMoved` tells how it goes.
    """

    folder: str
    wait: bool


@dataclass(frozen=True, slots=True)
class StopExport:
    """Leave the export that is being made: nothing of it stays."""


@dataclass(frozen=True, slots=True)
class Storage:
    """Say how much room pictures and files take here; change the limit or what is kept, where that is not None."""

    limit_bytes: int | None
    keep_originals: bool | None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Say what this engine was told to do by itself."""


@dataclass(frozen=True, slots=True)
class PutNotices:
    """Choose what notifications tell, and when: see `SettingsReply`."""

    letters: bool
    digest: bool
    digest_minute: int
    quiet: bool
    quiet_from: int
    quiet_until: int


@dataclass(frozen=True, slots=True)
class PutNoticeWords:
    """Say in which words notifications speak: sentences with %1 and %2 for names, in the reader's language."""

    letter: str
    open_letter: str
    digest: str
    wrote: str
    both: str
    comma: str
    others: str
    asks: str
    vote: str
    open_vote: str


@dataclass(frozen=True, slots=True)
class Look:
    """Say that a window has the reader's attention, or has it no longer. It holds for a minute and a half."""

    looking: bool


@dataclass(frozen=True, slots=True)
class StartWithComputer:
    """Start this home's engine when somebody logs in, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class PutDraft:
    """Remember what is being written at a place, a word of the client's own; an empty text forgets it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ListDrafts:
    """List what was being written."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Protect this computer's disk by a passphrase from now on; `current` is the one it has now, or empty."""

    passphrase: str
    current: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """Give the passphrase of a locked home."""

    passphrase: str


@dataclass(frozen=True, slots=True)
class Stop:
    """End the engine once everything is written down."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Send events over this connection from now on."""


Request = (
    Status
    | StartCircle
    | ListCircles
    | Rename
    | SetPicture
    | ListFaces
    | ReadFace
    | Invite
    | ListInvitations
    | RevokeInvitation
    | CheckCode
    | ReadCodePicture
    | Join
    | ForgetJoin
    | ListRequests
    | Approve
    | Decline
    | Post
    | Comment
    | React
    | Edit
    | Delete
    | ReadFeed
    | ReadHome
    | ReadPosts
    | ListMembers
    | Message
    | ListConversations
    | ReadConversation
    | MarkRead
    | Remove
    | Leave
    | Promote
    | Propose
    | Vote
    | Connect
    | Diagnose
    | Search
    | Find
    | ReadPost
    | ListPictures
    | ReadFile
    | ReadPicture
    | DrawPicture
    | DrawAttached
    | Fetch
    | Save
    | SaveAs
    | Export
    | StopExport
    | Storage
    | ReadSettings
    | PutNotices
    | PutNoticeWords
    | Look
    | StartWithComputer
    | PutDraft
    | ListDrafts
    | Lock
    | Unlock
    | Stop
    | Follow
)

# What may take longer than a reader's patience: pictures are prepared, others are waited for, an export is written. An
# engine answers one client's requests in order, so whoever has more to ask meanwhile asks each of these over a
# connection of its own. What is asked as a window closes (`Delete`, `Leave`) must not be here: no time is left.
ERRANDS: frozenset[type] = frozenset(
    {
        *(SetPicture, ReadFace, ReadCodePicture, Join, Post, Comment, Message, Connect, Diagnose),
        *(ReadPicture, DrawPicture, DrawAttached, Save, SaveAs, Export, Lock, Unlock),
    }
)

REPLIES: Mapping[type, type] = {
    Status: r.StatusReply,
    StartCircle: r.CircleReply,
    ListCircles: r.CirclesReply,
    Rename: r.Done,
    SetPicture: r.RemovedReply,
    ListFaces: r.FacesReply,
    ReadFace: r.FaceReply,
    Invite: r.InviteReply,
    ListInvitations: r.InvitationsReply,
    RevokeInvitation: r.Done,
    CheckCode: r.CodeReply,
    ReadCodePicture: r.CodeTextReply,
    Join: r.CircleReply,
    ForgetJoin: r.Done,
    ListRequests: r.RequestsReply,
    Approve: r.Done,
    Decline: r.Done,
    Post: r.PostReply,
    Comment: r.PostReply,
    React: r.Done,
    Edit: r.PostReply,
    Delete: r.Done,
    ReadFeed: r.PostsReply,
    ReadHome: r.PostsReply,
    ReadPosts: r.PostsReply,
    ListMembers: r.MembersReply,
    Message: r.MessageReply,
    ListConversations: r.ConversationsReply,
    ReadConversation: r.PostsReply,
    MarkRead: r.Done,
    Remove: r.Done,
    Leave: r.Done,
    Promote: r.MotionReply,
    Propose: r.MotionReply,
    Vote: r.MotionReply,
    Connect: r.ConnectReply,
    Diagnose: r.DiagnoseReply,
    Search: r.PostsReply,
    Find: r.FindReply,
    ReadPost: r.PostsReply,
    ListPictures: r.PostsReply,
    ReadFile: r.FileReply,
    ReadPicture: r.PixelsReply,
    DrawPicture: r.PixelsReply,
    DrawAttached: r.PixelsReply,
    Fetch: r.Done,
    Save: r.SaveReply,
    SaveAs: r.Done,
    Export: r.ExportReply,
    StopExport: r.Done,
    Storage: r.StorageReply,
    ReadSettings: r.SettingsReply,
    PutNotices: r.SettingsReply,
    PutNoticeWords: r.Done,
    Look: r.Done,
    StartWithComputer: r.SettingsReply,
    PutDraft: r.Done,
    ListDrafts: r.DraftsReply,
    Lock: r.DiskReply,
    Unlock: r.DiskReply,
    Stop: r.Done,
    Follow: r.Done,
}
