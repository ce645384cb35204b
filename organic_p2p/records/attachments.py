"""Pictures and files that a post carries: what its body says of them.

The body holds a small preview of each picture and, for each file, what it takes to fetch, check and open it. The
content itself travels apart (`crypto.files`, `sync.fetching`). What stands here was written by somebody else, so
everything is narrowed, and an offered name is no path: it is cleaned before anything is called by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from crypto.files import MAX_FILE_BYTES, file_id
from organic_p2p.domain.ids import CircleId, FileId, PersonId
from organic_p2p.records.fields import get_bytes, get_int, get_list, get_text
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode

# More than fit beside their previews into one operation would be of no use.
MAX_ATTACHMENTS: Final = 100
MAX_PREVIEW_BYTES: Final = 8192
MAX_NAME_BYTES: Final = 255
_MAX_SIDE: Final = 65_535
_MAX_FRAMES: Final = 1_000
_MAX_SECONDS: Final = 359_999
_KEY_BYTES = _DIGEST_BYTES = 32
_MAX_ENCODED_BYTES: Final = 1 << 20


class Format(Enum):
    """How a picture is encoded. Others are never sent as pictures, and never opened."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class FileRef:
    """What it takes to fetch a file, to check it and to open it.

    Attributes:
        key: 32 secret bytes.
        size: Bytes of content.
        list_digest: 32 bytes that vouch for the list of its pieces.
    """

    key: bytes = field(repr=False)
    size: int
    list_digest: bytes

    def id_in(self, circle: CircleId, person: PersonId) -> FileId:
        """Return the id of this file, put into `circle` by `person`: anywhere else it would have another one."""
        return FileId(file_id(self.key, circle, person, self.size, self.list_digest))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its file, how it is encoded, and its pixels."""

    file: FileRef
    format: Format
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a post.

    Attributes:
        shown: At most 2048 pixels on its longer side.
        original: All pixels, if the author gave them; fetched only when somebody asks.
        preview: A small encoded picture, at most 8 KiB, to be shown at once; maybe empty.
        frames: How many; 1 unless it moves.
    """

    shown: Image
    original: Image | None
    preview: bytes = field(repr=False)
    frames: int = 1

    @property
    def files(self) -> tuple[FileRef, ...]:
        """The files it consists of."""
        return (self.shown.file,) if self.original is None else (self.shown.file, self.original.file)


@dataclass(frozen=True, slots=True)
class Film:
    """What a film looks like, as its author's computer made it out of the file.

    Attributes:
        preview: A small encoded picture out of it, at most 8 KiB; never empty.
        width: Of the film as it is looked at, in pixels.
        height: See there.
        seconds: How long it is; 0 if that is not known.
    """

    preview: bytes = field(repr=False)
    width: int
    height: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Document:
    """Any other file, as it was given. `name` is what its author calls it; `film` is there if it is one, maybe."""

    file: FileRef
    name: str
    film: Film | None = None

    @property
    def files(self) -> tuple[FileRef, ...]:
        """The files it consists of."""
        return (self.file,)


Attachment = Picture | Document


def to_value(attachments: Sequence[Attachment]) -> list[Value]:
    """Return attachments as they stand in a body."""
    return [_value(attachment) for attachment in attachments]


def from_value(fields: Mapping[str, Value], key: str) -> tuple[Attachment, ...]:
    """Return the attachments under `key` of a body; none if there is no such key.

    Raises:
        MalformedError: What stands there is something else.
    """
    if fields.get(key) is None:
        return ()
    found = (_read(value) for value in get_list(fields, key, MAX_ATTACHMENTS))
    return tuple(attachment for attachment in found if attachment is not None)


def pack(attachments: Sequence[Attachment]) -> bytes:
    """Return attachments as bytes, to be kept beside an edit; none at all as no bytes."""
    return encode(to_value(attachments)) if attachments else b""


def unpack(packed: bytes) -> tuple[Attachment, ...]:
    """Undo `pack`."""
    return from_value({"": decode(packed, max_bytes=_MAX_ENCODED_BYTES)}, "") if packed else ()


def _value(attachment: Attachment) -> Value:
    match attachment:
        case Picture(shown, original, preview, frames):
            said: dict[str, Value] = {"t": "picture", "shown": _image_value(shown), "preview": preview}
            if original is not None:
                said["original"] = _image_value(original)
            if frames != 1:
                said["frames"] = frames
            return said
        case Document(file, name, film):
            said = {"t": "file", "file": _file_value(file), "name": name}
            if film is not None:
                said["film"] = [film.preview, film.width, film.height, film.seconds]
            return said


def _image_value(image: Image) -> Value:
    return [*_file_value(image.file), image.format.value, image.width, image.height]


def _file_value(file: FileRef) -> list[Value]:
    return [file.key, file.size, file.list_digest]


def _read(value: Value) -> Attachment | None:
    if not isinstance(value, Mapping):
        raise MalformedError("an attachment that is no map")
    match value.get("t"):
        case "picture":
            original = value.get("original")
            preview = value.get("preview")
            if not isinstance(preview, bytes) or len(preview) > MAX_PREVIEW_BYTES:
                raise MalformedError("a preview that is none")
            frames = get_int(value, "frames", 1, _MAX_FRAMES) if "frames" in value else 1
            return Picture(
                _read_image(value.get("shown")),
                None if original is None else _read_image(original),
                preview,
                frames,
            )
        case "file":
            film = value.get("film")
            return Document(
                _read_file(value.get("file")),
                get_text(value, "name", MAX_NAME_BYTES),
                None if film is None else _read_film(film),
            )
        case str():
            return None  # something that a later version will show; the rest of the post is readable all the same
        case _:
            raise MalformedError("an attachment of no kind")


def _read_image(value: Value) -> Image:
    match value:
        case [_, _, _, str(format_), width, height] if format_ in {known.value for known in Format}:
            sides = {"width": width, "height": height}
            return Image(
                _read_file(value[:3]),
                Format(format_),
                get_int(sides, "width", 1, _MAX_SIDE),
                get_int(sides, "height", 1, _MAX_SIDE),
            )
        case _:
            raise MalformedError("a picture that is none")


def _read_film(value: Value) -> Film:
    match value:
        case [bytes(preview), width, height, seconds] if 0 < len(preview) <= MAX_PREVIEW_BYTES:
            numbers = {"width": width, "height": height, "seconds": seconds}
            return Film(
                preview,
                get_int(numbers, "width", 1, _MAX_SIDE),
                get_int(numbers, "height", 1, _MAX_SIDE),
                get_int(numbers, "seconds", 0, _MAX_SECONDS),
            )
        case _:
            raise MalformedError("a film that is none")


def _read_file(value: Value) -> FileRef:
    if not isinstance(value, list) or len(value) != 3:
        raise MalformedError("a file that is none")
    fields = dict(zip(("key", "size", "list"), value, strict=True))
    return FileRef(
        get_bytes(fields, "key", _KEY_BYTES),
        get_int(fields, "size", 0, MAX_FILE_BYTES),
        get_bytes(fields, "list", _DIGEST_BYTES),
    )
