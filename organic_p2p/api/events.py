"""What an engine tells those who follow it. An event says that something changed; a request says what it is now."""

from typing import Final

from organic_p2p.api.value import Value


class CirclesChanged(Value, frozen=True):
    """Circles, their people, invitations or joins are different, or whether something is muted."""


class FeedChanged(Value, frozen=True):
    """Something to read came to this circle, changed or went.

    `posts`: the ids of the posts and comments that it concerns. None of them: too many to name, or anything may be
    different.
    """

    circle: bytes
    posts: tuple[bytes, ...] = ()


class SettingsChanged(Value, frozen=True):
    """What `ReadSettings` says is different, though nobody chose it: notifications can be shown now, or not."""


class NeighboursChanged(Value, frozen=True):
    """Somebody's computer came, went, or came into step."""


class FileComing(Value, frozen=True):
    """So much of a picture or file that somebody asked for (`Fetch`) is here; at 100 it can be looked at."""

    post: bytes
    number: int
    original: bool
    percent: int


class ExportMoved(Value, frozen=True):
    """How an export goes (`Export` without `wait`): `state` is going, done, failed or stopped.

    So many posts of `of` are done. At the end: where it is, how many pictures and files are in it, and how many were
    not here. `error` and `sentence`: why it failed, as in `Refused`.
    """

    state: str
    done: int
    of: int
    path: str
    files: int
    missing: int
    error: str
    sentence: str


class PicturesPrepared(Value, frozen=True):
    """Of the pictures and files that are to be posted, so many are ready."""

    ready: int
    of: int


# All of the above: whoever reads a connection tells by it an event from the reply that is waited for.
EVENTS: Final = (
    CirclesChanged,
    FeedChanged,
    SettingsChanged,
    NeighboursChanged,
    FileComing,
    ExportMoved,
    PicturesPrepared,
)
