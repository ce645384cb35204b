"""What a post says of its pictures and files: it survives the journey, and nothing malformed gets past."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.files import MAX_FILE_BYTES
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.records import content
from organic_p2p.records.attachments import (
    MAX_ATTACHMENTS,
    MAX_NAME_BYTES,
    MAX_PREVIEW_BYTES,
    Attachment,
    Document,
    FileRef,
    Film,
    Format,
    Image,
    Picture,
    from_value,
    pack,
    to_value,
    unpack,
)
from organic_p2p.records.kinds import Kind
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode
from sync.ops import MAX_BODY_BYTES
from tests.organic_p2p.records.bodies import ids, op_ids, places, texts, values
from tests.organic_p2p.records.test_frozen import CONTENT, CONTENT_KINDS, FROZEN

refs = st.builds(FileRef, ids, st.integers(0, MAX_FILE_BYTES), ids)
images = st.builds(Image, refs, st.sampled_from(Format), st.integers(1, 65_535), st.integers(1, 65_535))
pictures = st.builds(Picture, images, st.none() | images, st.binary(max_size=200), st.integers(1, 1000))
names = st.text(max_size=60)
films = st.builds(
    Film,
    st.binary(min_size=1, max_size=200),
    st.integers(1, 65_535),
    st.integers(1, 65_535),
    st.integers(0, 359_999),
)
documents = st.builds(Document, refs, names, st.none() | films)
attachments = st.lists(pictures | documents, max_size=6).map(tuple)
bodies: st.SearchStrategy[content.ContentBody] = st.one_of(
    st.builds(content.Post, texts, attachments),
    st.builds(content.Message, texts, attachments),
    st.builds(content.Comment, op_ids, op_ids, texts, attachments),
    st.builds(content.Edit, op_ids, op_ids, st.none() | op_ids, texts, places, attachments),
)

REF: list[Value] = [b"k" * 32, 1000, b"l" * 32]
IMAGE: list[Value] = [*REF, "jpeg", 640, 480]
PICTURE: dict[str, Value] = {"t": "picture", "shown": IMAGE, "preview": b"small"}
FILE: dict[str, Value] = {"t": "file", "file": REF, "name": "letter.txt"}
FILM: dict[str, Value] = {"t": "file", "file": REF, "name": "sea.mp4", "film": [b"small", 1920, 1080, 42]}


def read(*listed: Value) -> tuple[Attachment, ...]:
    """Return the attachments of a post whose body lists these."""
    body = content.read(Kind.POST, encode({"t": "post", "text": "hello", "files": list(listed)}))
    assert isinstance(body, content.Post)
    assert body.text == "hello"
    return body.attachments


def with_(sample: dict[str, Value], **fields: Value) -> dict[str, Value]:
    return {**sample, **fields}


@settings(max_examples=40)
@given(bodies)
def test_every_body_with_pictures_and_files_survives_the_round_trip(body: content.Post) -> None:
    assert content.read(content.KIND_OF[type(body)], body.encode()) == body


@settings(max_examples=40)
@given(attachments)
def test_what_is_kept_beside_an_edit_survives_the_round_trip(listed: tuple[Attachment, ...]) -> None:
    assert unpack(pack(listed)) == listed
    assert from_value({"x": decode(encode(to_value(listed)), max_bytes=1 << 20)}, "x") == listed
    assert (pack(listed) == b"") == (listed == ())


def test_the_samples_are_what_this_version_writes() -> None:
    assert to_value(read(PICTURE, FILE)) == [PICTURE, FILE]


@pytest.mark.parametrize(
    "name", [name for name in FROZEN["content"] if hasattr(CONTENT[name], "attachments")]
)
def test_a_text_alone_has_the_very_bytes_that_it_had_before_there_were_pictures(name: str) -> None:
    frozen = bytes.fromhex(FROZEN["content"][name])
    body = content.read(CONTENT_KINDS[name], frozen)
    assert not isinstance(body, content.UnknownContent | content.Reaction | content.Profile)
    assert body.attachments == ()
    assert body.encode() == frozen
    assert b"files" not in frozen


def test_no_list_at_all_and_an_empty_one_say_the_same() -> None:
    same: list[dict[str, Value]] = [{}, {"files": None}, {"files": []}]
    for nothing in same:
        body = content.read(Kind.POST, encode({"t": "post", "text": "hello", **nothing}))
        assert body == content.Post("hello")


BROKEN: dict[str, Value] = {
    "nothing": None,
    "a number": 7,
    "a text": "picture",
    "a list": [PICTURE],
    "no kind": {"shown": IMAGE, "preview": b""},
    "a kind that is no word": with_(PICTURE, t=7),
    "a kind that is bytes": with_(PICTURE, t=b"picture"),
    "no picture in it": {"t": "picture", "preview": b""},
    "no preview": {"t": "picture", "shown": IMAGE},
    "a preview that is text": with_(PICTURE, preview="small"),
    "a preview of 8 KiB and a byte": with_(PICTURE, preview=bytes(MAX_PREVIEW_BYTES + 1)),
    "no frame": with_(PICTURE, frames=0),
    "too many frames": with_(PICTURE, frames=1001),
    "half a frame": with_(PICTURE, frames="1"),
    "true frames": with_(PICTURE, frames=True),
    "frames that are nothing": with_(PICTURE, frames=None),
    "an original that is none": with_(PICTURE, original=[]),
    "an original that is a map": with_(PICTURE, original={"file": REF}),
    "a picture that is a map": with_(PICTURE, shown=PICTURE),
    "a short picture": with_(PICTURE, shown=IMAGE[:5]),
    "a long picture": with_(PICTURE, shown=[*IMAGE, 1]),
    "an unknown format": with_(PICTURE, shown=[*REF, "svg", 640, 480]),
    "a format in capitals": with_(PICTURE, shown=[*REF, "JPEG", 640, 480]),
    "a format that is bytes": with_(PICTURE, shown=[*REF, b"jpeg", 640, 480]),
    "no width": with_(PICTURE, shown=[*REF, "jpeg", 0, 480]),
    "a negative height": with_(PICTURE, shown=[*REF, "jpeg", 640, -1]),
    "too wide": with_(PICTURE, shown=[*REF, "jpeg", 65_536, 480]),
    "a true width": with_(PICTURE, shown=[*REF, "jpeg", True, 480]),
    "a width that is text": with_(PICTURE, shown=[*REF, "jpeg", "640", 480]),
    "no file": {"t": "file", "name": "x"},
    "a file that is a map": with_(FILE, file={"key": REF[0], "size": 1, "list": REF[2]}),
    "a short file": with_(FILE, file=REF[:2]),
    "a long file": with_(FILE, file=[*REF, 0]),
    "a short key": with_(FILE, file=[b"k" * 31, 1000, b"l" * 32]),
    "a long key": with_(FILE, file=[b"k" * 33, 1000, b"l" * 32]),
    "a key that is text": with_(FILE, file=["k" * 32, 1000, b"l" * 32]),
    "a short digest": with_(FILE, file=[b"k" * 32, 1000, b"l" * 16]),
    "no digest": with_(FILE, file=[b"k" * 32, 1000, None]),
    "a negative size": with_(FILE, file=[b"k" * 32, -1, b"l" * 32]),
    "a size that is true": with_(FILE, file=[b"k" * 32, True, b"l" * 32]),
    "a size that is text": with_(FILE, file=[b"k" * 32, "1000", b"l" * 32]),
    "a byte more than 4 GB": with_(FILE, file=[b"k" * 32, MAX_FILE_BYTES + 1, b"l" * 32]),
    "a manifest with a billion pieces": with_(FILE, file=[b"k" * 32, 65_536 * 1_000_000_000, b"l" * 32]),
    "the largest number": with_(FILE, file=[b"k" * 32, (1 << 63) - 1, b"l" * 32]),
    "no name": {"t": "file", "file": REF},
    "a name that is bytes": with_(FILE, name=b"letter.txt"),
    "a film that is a map": with_(FILM, film={"preview": b"small"}),
    "a film that is a picture": with_(FILM, film=b"small"),
    "a short film": with_(FILM, film=[b"small", 1920, 1080]),
    "a long film": with_(FILM, film=[b"small", 1920, 1080, 42, 0]),
    "a film without a picture": with_(FILM, film=[b"", 1920, 1080, 42]),
    "a picture of a film that is too large": with_(FILM, film=[bytes(MAX_PREVIEW_BYTES + 1), 1920, 1080, 42]),
    "a picture of a film that is text": with_(FILM, film=["small", 1920, 1080, 42]),
    "a film of no width": with_(FILM, film=[b"small", 0, 1080, 42]),
    "a film that is too high": with_(FILM, film=[b"small", 1920, 65_536, 42]),
    "a film that is over before it begins": with_(FILM, film=[b"small", 1920, 1080, -1]),
    "a film of a hundred hours": with_(FILM, film=[b"small", 1920, 1080, 360_000]),
    "a film of a true length": with_(FILM, film=[b"small", 1920, 1080, True]),
    "a name of 256 bytes": with_(FILE, name="é" * (MAX_NAME_BYTES // 2 + 1)),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_no_attachment_is_refused(how: str) -> None:
    for listed in ([BROKEN[how]], [PICTURE, BROKEN[how]], [FILE, FILE, BROKEN[how]]):
        with pytest.raises(MalformedError):
            read(*listed)


@settings(max_examples=40)
@given(values)
def test_any_other_value_is_refused_or_left_out(value: Value) -> None:
    try:
        assert read(value) == ()
    except MalformedError:
        return
    assert isinstance(value, dict)
    assert isinstance(value["t"], str)


@settings(max_examples=40)
@given(values)
def test_a_list_that_is_none_is_refused(value: Value) -> None:
    if isinstance(value, list) or value is None:
        return
    with pytest.raises(MalformedError):
        content.read(Kind.POST, encode({"t": "post", "text": "", "files": value}))


def test_a_field_in_anothers_place_is_refused() -> None:
    for field in REF:
        for at in range(3):
            shuffled = [*REF]
            shuffled[at] = field
            if shuffled != REF and not (at in (0, 2) and field in (REF[0], REF[2])):
                with pytest.raises(MalformedError):
                    read(with_(FILE, file=shuffled))


def test_a_hundred_attachments_are_taken_and_one_more_is_refused() -> None:
    assert len(read(*[FILE] * MAX_ATTACHMENTS)) == MAX_ATTACHMENTS
    with pytest.raises(MalformedError):
        read(*[FILE] * (MAX_ATTACHMENTS + 1))
    # What will be left out counts, too: nobody makes a list long by what nobody understands.
    with pytest.raises(MalformedError):
        read(*[{"t": "hologram"}] * (MAX_ATTACHMENTS + 1))


def test_the_largest_of_everything_is_taken() -> None:
    (picture, file, film) = read(
        with_(PICTURE, preview=bytes(MAX_PREVIEW_BYTES), frames=1000, shown=[*REF, "webp", 65_535, 65_535]),
        with_(FILE, file=[b"k" * 32, MAX_FILE_BYTES, b"l" * 32], name="é" * 127 + "x"),
        with_(FILM, film=[bytes(MAX_PREVIEW_BYTES), 65_535, 65_535, 359_999]),
    )
    assert isinstance(film, Document)
    assert film.film == Film(bytes(MAX_PREVIEW_BYTES), 65_535, 65_535, 359_999)
    assert isinstance(picture, Picture)
    assert (len(picture.preview), picture.frames, picture.shown.width) == (MAX_PREVIEW_BYTES, 1000, 65_535)
    assert isinstance(file, Document)
    assert (file.file.size, len(file.name.encode())) == (MAX_FILE_BYTES, 255)


@settings(max_examples=40)
@given(st.text(max_size=20).filter(lambda word: word not in ("picture", "file")), values)
def test_an_attachment_of_a_later_version_is_left_out_and_the_rest_is_read(kind: str, more: Value) -> None:
    later: Value = {"t": kind, "shown": more, "file": more}
    shown = read(FILE, later, PICTURE, later)
    assert [type(one) for one in shown] == [Document, Picture]


def test_fields_of_a_later_version_are_left_out() -> None:
    assert read(with_(PICTURE, caption="sea", place=[1, 2])) == read(PICTURE)
    # So a version that knew no films read them as the files that they are.
    assert read(with_(FILE, pages=7)) == read(with_(FILE, scene=[b"small", 1920, 1080, 42])) == read(FILE)


def test_a_hundred_pictures_with_the_longest_of_everything_still_fit_a_body_that_can_be_kept() -> None:
    longest = Picture(
        Image(FileRef(b"k" * 32, MAX_FILE_BYTES, b"l" * 32), Format.JPEG, 65_535, 65_535),
        None,
        bytes(256),
        1000,
    )
    packed = pack([longest] * MAX_ATTACHMENTS)
    assert len(packed) < MAX_BODY_BYTES
    assert unpack(packed) == (longest,) * MAX_ATTACHMENTS


def test_what_is_written_into_a_log_names_no_key() -> None:
    secret = b"\x11secret key of thirty-two bytes!"
    picture = Picture(
        Image(FileRef(secret, 1000, b"l" * 32), Format.JPEG, 1, 1),
        Image(FileRef(secret, 1000, b"l" * 32), Format.PNG, 1, 1),
        b"a face in few bytes",
    )
    film = Film(b"a face in few bytes", 1000, 1, 1)
    for value in (picture, Document(picture.shown.file, "x", film), content.Post("", (picture,))):
        assert "secret" not in repr(value)
        assert "face" not in repr(value)
        assert "1000" in repr(value)


def test_a_file_is_another_one_by_any_of_what_names_it() -> None:
    circle, person = CircleId(b"c" * 32), PersonId(b"p" * 32)
    ref = FileRef(b"k" * 32, 1000, b"l" * 32)
    others = [
        ref.id_in(CircleId(b"C" * 32), person),
        ref.id_in(circle, PersonId(b"P" * 32)),
        # Not even by swapping the two.
        ref.id_in(CircleId(b"p" * 32), PersonId(b"c" * 32)),
        FileRef(b"K" * 32, 1000, b"l" * 32).id_in(circle, person),
        FileRef(b"k" * 32, 1001, b"l" * 32).id_in(circle, person),
        FileRef(b"k" * 32, 1000, b"L" * 32).id_in(circle, person),
    ]
    assert len({ref.id_in(circle, person), *others}) == 7
    assert ref.id_in(circle, person) == FileRef(b"k" * 32, 1000, b"l" * 32).id_in(circle, person)


def test_the_files_of_an_attachment_are_what_is_shown_first() -> None:
    small, large = FileRef(b"s" * 32, 10, bytes(32)), FileRef(b"o" * 32, 20, bytes(32))
    with_original = Picture(Image(small, Format.JPEG, 1, 1), Image(large, Format.PNG, 2, 2), b"")
    assert with_original.files == (small, large)
    assert Picture(Image(small, Format.JPEG, 1, 1), None, b"").files == (small,)
    assert Document(large, "x").files == (large,)


def test_frozen_bodies_hold_no_pictures_yet_and_the_first_ones_look_like_this() -> None:
    """If this fails, an older program no longer reads what this one writes."""
    ref = FileRef(b"k" * 32, 1000, b"l" * 32)
    listed: Any = to_value(
        [
            Picture(Image(ref, Format.JPEG, 640, 480), None, b"small"),
            Document(ref, "letter.txt"),
            Document(ref, "sea.mp4", Film(b"small", 1920, 1080, 42)),
        ]
    )
    assert listed == [PICTURE, FILE, FILM]
    body = content.Edit(OpId(b"o" * 32), OpId(b"o" * 32), None, "hi", (), unpack(encode(listed)))
    assert decode(body.encode(), max_bytes=4096) == {
        "t": "edit",
        "of": b"o" * 32,
        "post": b"o" * 32,
        "to": None,
        "text": "hi",
        "earlier": [],
        "files": [PICTURE, FILE, FILM],
    }
    assert json.dumps(FROZEN).count("files") == 0
