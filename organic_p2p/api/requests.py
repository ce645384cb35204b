"""What can be asked of an engine.

Circles, people and posts are named as a person would: by name, or by the first characters of an id; the
engine refuses when two things fit. `REPLIES` gives the type of the reply to each request; every request may
also be `Refused`.
"""

from collections.abc import Mapping

from organic_p2p.api import replies as r
from organic_p2p.api.export_words import ENGLISH, ExportWords
from organic_p2p.api.value import Value


class Status(Value, frozen=True):
    """Say how things stand."""


class StartCircle(Value, frozen=True):
    """Found a circle. `my_name` is what its members will call me."""

    name: str
    my_name: str


class ListCircles(Value, frozen=True):
    """List the circles."""


class Rename(Value, frozen=True):
    """Be called something else, in every circle and conversation."""

    name: str


class SetPicture(Value, frozen=True):
    """Show a picture of me everywhere: the file at `path`, or else `data`; with neither, none any more."""

    path: str
    data: bytes


class ListFaces(Value, frozen=True):
    """List who shows a picture of themselves; `CirclesChanged` says when to ask again."""


class ReadFace(Value, frozen=True):
    """Read the picture of a person, by the hex of their id, shrunk to fit a square of so many pixels a side."""

    person: str
    side: int


class Invite(Value, frozen=True):
    """Make a one-time code. `ask`: a steward must approve the guest; `addresses`: where to find us, HOST:PORT."""

    circle: str
    days: int
    ask: bool
    addresses: tuple[str, ...]


class ListInvitations(Value, frozen=True):
    """List the invitations to a circle."""

    circle: str


class RevokeInvitation(Value, frozen=True):
    """Take an invitation back."""

    invitation: str


class CheckCode(Value, frozen=True):
    """Look at a code as it is being typed: what is right so far, what is wrong, and whether it can be used."""

    text: str


class ReadCodePicture(Value, frozen=True):
    """Read the square code in a picture: the file at `path`, or else `data`."""

    path: str
    data: bytes


class Join(Value, frozen=True):
    """Use a code. The reply comes when we are in, or must wait, or after `wait_ms`."""

    code: str
    my_name: str
    wait_ms: int


class ForgetJoin(Value, frozen=True):
    """Give up a code on which nobody let us in yet; `join` is the id that `Status` gives."""

    join: str


class ListRequests(Value, frozen=True):
    """List who asks to come into a circle."""

    circle: str


class Approve(Value, frozen=True):
    """Let somebody in who asked."""

    request: str


class Decline(Value, frozen=True):
    """Do not let somebody in who asked."""

    request: str


class Attach(Value, frozen=True):
    """Something to post: the file at `path`, or, if that is empty, `data`.

    `as_picture`: prepare it as a picture, upright, small and without traces; otherwise it goes as it is. `original`:
    give all pixels of a picture, too, to whoever asks for them.
    """

    path: str
    data: bytes
    as_picture: bool
    original: bool


class Post(Value, frozen=True):
    """Write something for a circle, or, with `people`, for these of its people only.

    The text may be empty beside pictures or files. `draft` is the place where it was kept until now (`PutDraft`): once
    it is posted, that is forgotten, also when nobody waits for the answer any more.
    """

    circle: str
    text: str
    attached: tuple[Attach, ...] = ()
    people: tuple[str, ...] = ()
    draft: str = ""


class Comment(Value, frozen=True):
    """Answer a post or a comment."""

    post: str
    text: str
    attached: tuple[Attach, ...] = ()


class React(Value, frozen=True):
    """React to a post, comment or letter; an empty emoji takes it back."""

    post: str
    emoji: str


class Edit(Value, frozen=True):
    """Give one's own post or comment a new text."""

    post: str
    text: str


class Delete(Value, frozen=True):
    """Delete a post, comment or letter from all computers."""

    post: str


class ReadFeed(Value, frozen=True):
    """Read a circle's posts, and those for some of its people that I may see, newest first.

    At most `limit`, older than `before` if that is not empty.
    """

    circle: str
    limit: int
    before: str


class ReadHome(Value, frozen=True):
    """Read all posts that I may see, newest first, as `ReadFeed` does those of one circle."""

    limit: int
    before: str


class ReadPosts(Value, frozen=True):
    """Read these posts, and those that these comments answer, by their whole ids: what `ReadFeed` shows of them.

    With an empty `circle` it is what `ReadHome` shows of them.
    """

    posts: tuple[bytes, ...]
    circle: str


class ListMembers(Value, frozen=True):
    """List who belongs to a circle."""

    circle: str


class Message(Value, frozen=True):
    """Write a letter to one or several people. `draft` is as in `Post`."""

    people: tuple[str, ...]
    text: str
    attached: tuple[Attach, ...] = ()
    draft: str = ""


class ListConversations(Value, frozen=True):
    """List with whom I exchange letters."""


class ReadConversation(Value, frozen=True):
    """Read what these people and I wrote to each other, newest first."""

    people: tuple[str, ...]
    limit: int
    before: str


class MarkRead(Value, frozen=True):
    """Remember that I have read what these people and I wrote to each other, up to a letter."""

    people: tuple[str, ...]
    letter: str


class Remove(Value, frozen=True):
    """Remove a member from a circle."""

    person: str
    circle: str
    reason: str


class Leave(Value, frozen=True):
    """Leave a circle; `erase` deletes everything I wrote there first."""

    circle: str
    erase: bool


class Promote(Value, frozen=True):
    """Propose that a member becomes a steward, or agree to it if that is proposed already."""

    person: str
    circle: str


class Propose(Value, frozen=True):
    """Propose that a steward is one no longer (`what` is demote) or goes altogether (remove); all can read why."""

    what: str
    person: str
    circle: str
    reason: str


class Vote(Value, frozen=True):
    """Answer what a steward proposed; an answer is final."""

    proposal: str
    yes: bool


class Connect(Value, frozen=True):
    """Try an address by hand: HOST:PORT."""

    address: str


class Diagnose(Value, frozen=True):
    """Test what keeps this computer from others, and say it. Takes a few seconds, and tests anew each time."""


class Search(Value, frozen=True):
    """Find posts and comments by their words, in one circle or, if `circle` is empty, everywhere."""

    text: str
    circle: str
    limit: int


class Find(Value, frozen=True):
    """Find people by name, and posts, comments and letters everywhere by their words, while somebody types."""

    text: str
    limit: int


class ReadPost(Value, frozen=True):
    """Read one post with its comments; of a comment, the post beneath which it stands."""

    post: str


class ListPictures(Value, frozen=True):
    """List the posts and comments of a circle that show pictures or files, as `ReadFeed` lists posts."""

    circle: str
    limit: int
    before: str


class ReadFile(Value, frozen=True):
    """Read a picture or file of a post: number `number`, from 1, about a megabyte from `offset` on."""

    post: str
    number: int
    offset: int
    original: bool


class ReadPicture(Value, frozen=True):
    """Read a picture of a post as pixels, shrunk to fit `width` × `height`; `moving`: all frames, not the first alone.

    Whoever shows pictures asks this rather than decode a file that comes from somebody else.
    """

    post: str
    number: int
    width: int
    height: int
    original: bool
    moving: bool


class DrawPicture(Value, frozen=True):
    """Return as pixels a small picture that came inside something, such as a preview: at most 64 KiB, from anybody."""

    data: bytes
    width: int
    height: int


class DrawAttached(Value, frozen=True):
    """Return as pixels a small square of a picture or film that is to be posted: the file at `path`, or else `data`.

    It shows what an `Attach` of the same would post, whatever kind of picture that is.
    """

    path: str
    data: bytes
    side: int


class Fetch(Value, frozen=True):
    """Bring a picture or file here that is elsewhere, as soon as somebody who has it is reachable."""

    post: str
    number: int
    original: bool


class Save(Value, frozen=True):
    """Write a post's pictures and files into a folder: all, or one; fetch first what is not here, up to `wait_ms`."""

    post: str
    folder: str
    number: int
    original: bool
    wait_ms: int


class SaveAs(Value, frozen=True):
    """Write a picture or file of a post to `path`, which the reader chose: what stands there is replaced."""

    post: str
    number: int
    original: bool
    path: str


class Export(Value, frozen=True):
    """Write everything that is here into a new folder in `folder`: pages for a browser, JSON, pictures and files.

    With `wait` the reply comes when it is whole; otherwise at once, and `ExportMoved` tells how it goes. The pages say
    it in `words`.
    """

    folder: str
    wait: bool
    words: ExportWords = ENGLISH


class StopExport(Value, frozen=True):
    """Leave the export that is being made: nothing of it stays."""


class Storage(Value, frozen=True):
    """Say how much room pictures and files take here; change the limit or what is kept, where that is not None."""

    limit_bytes: int | None
    keep_originals: bool | None


class ReadSettings(Value, frozen=True):
    """Say what this engine was told to do by itself."""


class PutNotices(Value, frozen=True):
    """Choose what notifications tell, and when: see `SettingsReply`."""

    letters: bool
    digest: bool
    digest_minute: int
    quiet: bool
    quiet_from: int
    quiet_until: int


class Mute(Value, frozen=True):
    """Have no notifications from a circle, or else from the conversation with these people, or some again."""

    circle: str
    people: tuple[str, ...]
    on: bool


class PutNoticeWords(Value, frozen=True):
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


class Look(Value, frozen=True):
    """Say that a window has the reader's attention, or has it no longer. It holds for a minute and a half."""

    looking: bool


class StartWithComputer(Value, frozen=True):
    """Start this home's engine when somebody logs in, or no longer."""

    on: bool


class PutDraft(Value, frozen=True):
    """Remember what is being written at a place, a word of the client's own; an empty text forgets it."""

    place: str
    text: str


class ListDrafts(Value, frozen=True):
    """List what was being written."""


class Lock(Value, frozen=True):
    """Protect this computer's disk by a passphrase from now on; `current` is the one it has now, or empty."""

    passphrase: str
    current: str


class Unlock(Value, frozen=True):
    """Give the passphrase of a locked home."""

    passphrase: str


class Stop(Value, frozen=True):
    """End the engine once everything is written down."""


class Follow(Value, frozen=True):
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
    | Mute
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

# What changes nothing and can be asked again: an engine that went without an answer is no reason to trouble the reader.
READS: frozenset[type] = frozenset(
    {
        *(Status, ListCircles, ListFaces, ReadFace, ListInvitations, ListRequests, ListMembers, CheckCode),
        *(ReadFeed, ReadHome, ReadPosts, ReadPost, ListPictures, ListConversations, ReadConversation),
        *(Search, Find, ReadPicture, DrawPicture, DrawAttached, ReadSettings, ListDrafts),
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
    Mute: r.Done,
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
