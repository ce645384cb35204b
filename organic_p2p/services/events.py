"""What services announce after a commit. The API turns them into events for windows; services react to some."""

from dataclasses import dataclass

from organic_p2p.domain.ids import CircleId, OpId, PersonId


@dataclass(frozen=True, slots=True)
class CircleAdded:
    """A circle or room is new in this home."""

    circle: CircleId


@dataclass(frozen=True, slots=True)
class CircleChanged:
    """Control operations came: people, invitations, rules or secrets may be different."""

    circle: CircleId


@dataclass(frozen=True, slots=True)
class FeedChanged:
    """Something to read came, changed or went: one post or comment, or more than can be named."""

    circle: CircleId
    entry: OpId | None = None


@dataclass(frozen=True, slots=True)
class NameChanged:
    """Somebody wants to be called something, and to look like `face`, by its key; `stamp` orders such wishes."""

    circle: CircleId
    person: PersonId
    name: str
    stamp: bytes
    face: bytes = b""


@dataclass(frozen=True, slots=True)
class NameErased:
    """Somebody's name is gone from a circle, together with everything else they wrote there."""

    circle: CircleId
    person: PersonId


@dataclass(frozen=True, slots=True)
class GuestsChanged:
    """Invitations, requests or joins are different."""


@dataclass(frozen=True, slots=True)
class MutingChanged:
    """From something there are to be no notifications any more, or some again."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """It turned out whether notifications can be shown here."""


@dataclass(frozen=True, slots=True)
class NeighboursChanged:
    """Somebody's computer came, went, or came into step."""


@dataclass(frozen=True, slots=True)
class FileComing:
    """So many percent of a file that the reader asked for are here."""

    post: OpId
    number: int
    original: bool
    percent: int


@dataclass(frozen=True, slots=True)
class ExportMoved:
    """An export is going, done, failed or stopped; `done` of its `of` posts are written."""

    state: str
    done: int = 0
    of: int = 0
    path: str = ""
    files: int = 0
    missing: int = 0
    error: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PicturesPrepared:
    """Of what is to be posted, so much is ready."""

    ready: int
    of: int
