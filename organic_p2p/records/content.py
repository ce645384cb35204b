"""Bodies of the content lane: what people write. Always encrypted under an epoch of the scope.

A plaintext is a canonical map whose key ``"t"`` names its type. Text is data: nothing in it is ever markup.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from crypto import labels
from organic_p2p.domain.ids import OpId
from organic_p2p.records.attachments import Attachment, from_value, to_value
from organic_p2p.records.faces import face_of
from organic_p2p.records.fields import get_bytes, get_places, get_text
from organic_p2p.records.kinds import Kind
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode
from sync.ops import ID_BYTES, MAX_BODY_BYTES, Header

MAX_EMOJI_BYTES = 64
MAX_NAME_BYTES = 256
# Whoever edits more often leaves a few bodies that newcomers ask for in vain.
MAX_EARLIER = 64
_ATTACHED = "files"


@dataclass(frozen=True, slots=True)
class Post:
    """Something to read or to look at, for everybody in the circle."""

    text: str
    attachments: tuple[Attachment, ...] = ()

    def encode(self) -> bytes:
        """Return the plaintext."""
        return encode({"t": "post", "text": self.text} | _attached(self.attachments))


@dataclass(frozen=True, slots=True)
class Message:
    """Something to read or to look at, in a room."""

    text: str
    attachments: tuple[Attachment, ...] = ()

    def encode(self) -> bytes:
        """Return the plaintext."""
        return encode({"t": "message", "text": self.text} | _attached(self.attachments))


@dataclass(frozen=True, slots=True)
class Comment:
    """An answer beneath a post. `reply_to` is the comment it answers, or the post itself."""

    post: OpId
    reply_to: OpId
    text: str
    attachments: tuple[Attachment, ...] = ()

    def encode(self) -> bytes:
        """Return the plaintext."""
        fields: dict[str, Value] = {"t": "comment", "post": self.post, "to": self.reply_to, "text": self.text}
        return encode(fields | _attached(self.attachments))


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji of one person for one post or comment; the latest counts, an empty one takes it back."""

    post: OpId
    emoji: str

    def encode(self) -> bytes:
        """Return the plaintext."""
        return encode({"t": "reaction", "post": self.post, "emoji": self.emoji})


@dataclass(frozen=True, slots=True)
class Edit:
    """A new text for one's own post or comment. What it replaces is erased.

    Attributes:
        target: The post or comment.
        post: The post it stands beneath; `target` itself for a post.
        reply_to: What a comment answers; None for a post. Like `post` repeated from what is erased.
        earlier: Sequence numbers of the author's own edits that this one replaces, the latest ones: their bodies are
            gone wherever this one is known, and whoever comes later need not look for them.
        attachments: The pictures and files of the post from now on, repeated like everything else.
    """

    target: OpId
    post: OpId
    reply_to: OpId | None
    text: str
    earlier: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def encode(self) -> bytes:
        """Return the plaintext."""
        fields: dict[str, Value] = {"t": "edit", "of": self.target, "post": self.post, "to": self.reply_to}
        fields |= {"text": self.text, "earlier": list(self.earlier)}
        return encode(fields | _attached(self.attachments))


@dataclass(frozen=True, slots=True)
class Profile:
    """What the author is called in this scope, and what they look like there; no bytes for no picture."""

    name: str
    picture: bytes = b""

    def encode(self) -> bytes:
        """Return the plaintext."""
        # A name alone has the same bytes as before there were pictures.
        picture: dict[str, Value] = {"picture": self.picture} if self.picture else {}
        return encode({"t": "profile", "name": self.name} | picture)


@dataclass(frozen=True, slots=True)
class UnknownContent:
    """Something that a later version will understand: kept and passed on."""


ContentBody: TypeAlias = Post | Message | Comment | Reaction | Edit | Profile | UnknownContent

KIND_OF: Mapping[type, Kind] = {
    Post: Kind.POST,
    Message: Kind.MESSAGE,
    Comment: Kind.COMMENT,
    Reaction: Kind.REACTION,
    Edit: Kind.EDIT,
    Profile: Kind.PROFILE,
}


def read(kind: int, plaintext: bytes) -> ContentBody:
    """Return what a decrypted body of an operation of `kind` says.

    Raises:
        MalformedError: The body does not fit its kind.
    """
    value = decode(plaintext, max_bytes=MAX_BODY_BYTES)
    if not isinstance(value, Mapping):
        raise MalformedError("content that is no map")
    match kind, value.get("t"):
        case Kind.POST, "post":
            return Post(get_text(value, "text", MAX_BODY_BYTES), from_value(value, _ATTACHED))
        case Kind.MESSAGE, "message":
            return Message(get_text(value, "text", MAX_BODY_BYTES), from_value(value, _ATTACHED))
        case Kind.COMMENT, "comment":
            text = get_text(value, "text", MAX_BODY_BYTES)
            return Comment(_op(value, "post"), _op(value, "to"), text, from_value(value, _ATTACHED))
        case Kind.REACTION, "reaction":
            return Reaction(_op(value, "post"), get_text(value, "emoji", MAX_EMOJI_BYTES))
        case Kind.EDIT, "edit":
            reply_to = None if value.get("to") is None else _op(value, "to")
            return Edit(
                _op(value, "of"),
                _op(value, "post"),
                reply_to,
                get_text(value, "text", MAX_BODY_BYTES),
                get_places(value, "earlier", MAX_EARLIER),
                from_value(value, _ATTACHED),
            )
        case Kind.PROFILE, "profile":
            return Profile(get_text(value, "name", MAX_NAME_BYTES), face_of(value.get("picture")))
        case _:
            if kind in KIND_OF.values():
                raise MalformedError("content of another kind than its header says")
            return UnknownContent()


def place(header: Header) -> bytes:
    """Return the associated data that binds a ciphertext to its one place: scope, author, position."""
    return labels.BODY + header.scope + header.author + header.seq.to_bytes(8, "big") + header.backlink


def _attached(attachments: Sequence[Attachment]) -> dict[str, Value]:
    # A text alone has the same bytes as before there were pictures.
    return {_ATTACHED: to_value(attachments)} if attachments else {}


def _op(fields: Mapping[str, Value], key: str) -> OpId:
    return OpId(get_bytes(fields, key, ID_BYTES))
