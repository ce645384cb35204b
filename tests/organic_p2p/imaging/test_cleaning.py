"""What must not be sent: it is in the files, it is named, and it is in nothing that is made of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from organic_p2p.imaging import REMOVED, Picture
from tests.organic_p2p.imaging import planted
from tests.organic_p2p.imaging.planted import PLANTED, VECTORS, holds
from tests.organic_p2p.imaging.rooms import encoded, prepared
from tests.organic_p2p.imaging.scene import a_drawing, a_photograph, an_arrow

ALL = set(REMOVED)
SIZE = (2200, 300)

FILES: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: planted.jpeg(a_photograph(SIZE)),
    "png": lambda: planted.png(a_photograph(SIZE)),
    "webp": lambda: planted.webp(a_photograph(SIZE)),
    "avif": lambda: planted.avif(a_photograph(SIZE)),
    "gif": lambda: planted.gif(a_photograph((320, 200))),
    "heic": lambda: planted.heic(0),
    "heic turned": lambda: planted.heic(6),
}
IN = {
    "jpeg": set(PLANTED) - {planted.TEXT, planted.PACKED, planted.INTERNATIONAL},
    "png": set(PLANTED) - {planted.THUMBNAIL, planted.MORE_XMP, planted.CAPTION},
    "webp": {*planted.IN_HEIC, planted.THUMBNAIL, planted.PRIVATE, planted.TRAILING},
    "avif": {*planted.IN_HEIC, planted.PRIVATE},
    "gif": {planted.COMMENT, planted.XMP, planted.PLACE, planted.PEOPLE, planted.MAKE, planted.PRIVATE}
    | {planted.TRAILING},
    "heic": {*planted.IN_HEIC, planted.PRIVATE},
    "heic turned": {*planted.IN_HEIC, planted.PRIVATE},
}
SAID = {
    "jpeg": ALL,
    "png": ALL - {"preview", "sound or video"},
    "webp": ALL - {"sound or video"},
    "avif": ALL - {"preview", "sound or video"},
    "gif": ALL - {"preview", "sound or video"},
    "heic": ALL - {"sound or video"},
    "heic turned": ALL - {"sound or video"},
}


def made_of(picture: Picture) -> list[bytes]:
    files = [picture.shown.data, picture.preview]
    return [*files, picture.original.data] if picture.original else files


def chunks_of_webp(data: bytes) -> set[bytes]:
    names, at = set(), 12
    while at < len(data):
        names.add(data[at : at + 4])
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return names


@pytest.mark.parametrize("kind", FILES)
def test_nothing_planted_survives_and_the_reader_hears_what_it_was(kind: str) -> None:
    data = FILES[kind]()
    assert {secret for secret in PLANTED if holds(data, secret)} >= IN[kind]
    (picture,) = prepared(data, original=True)
    assert (picture.original is None) == (kind in ("gif", "heic", "heic turned"))
    assert picture.preview
    for file in made_of(picture):
        assert [secret for secret in PLANTED if holds(file, secret)] == []
    assert set(picture.removed) == SAID[kind]
    assert picture.removed == tuple(word for word in REMOVED if word in picture.removed)


def test_everything_of_the_list_is_planted_somewhere(tmp_path: Path) -> None:
    files = [path.read_bytes() for path in planted.planted(tmp_path, 6, seed=3)]
    assert [secret for secret in PLANTED if not any(holds(file, secret) for file in files)] == []


def test_packed_text_is_found_where_it_is_hidden() -> None:
    data = planted.png(an_arrow())
    assert planted.PACKED not in data
    assert holds(data, planted.PACKED)
    assert not holds(data, b"PLANTED-NOWHERE")


@pytest.mark.parametrize("kind", FILES)
def test_what_comes_out_has_nothing_more_to_remove(kind: str) -> None:
    (picture,) = prepared(FILES[kind](), original=True)
    for again in prepared(*made_of(picture)):
        assert again.removed == ()


@pytest.mark.parametrize("kind", FILES)
def test_files_that_come_out_hold_pixels_and_no_other_segment(kind: str) -> None:
    (picture,) = prepared(FILES[kind](), original=True)
    for file in made_of(picture):
        if file.startswith(b"\xff\xd8"):
            # JFIF of constant bytes, then tables.
            assert file[2:20] == b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
            assert file[20:22] == b"\xff\xdb"
        else:
            assert chunks_of_webp(file) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpeg", encoded(a_photograph((300, 200)), "JPEG", progressive=True)),
        ("grey jpeg", encoded(a_photograph((300, 200)).convert("L"), "JPEG")),
        ("cmyk jpeg", encoded(a_photograph((300, 200)).convert("CMYK"), "JPEG")),
        ("png", encoded(a_drawing((300, 200)), "PNG")),
        ("palette png", encoded(a_drawing((300, 200)).quantize(16), "PNG", transparency=0)),
        ("webp", encoded(a_photograph((300, 200)), "WEBP")),
        ("webp with alpha", encoded(a_photograph((300, 200)).convert("RGBA"), "WEBP", lossless=True)),
        ("gif", encoded(a_drawing((300, 200)), "GIF")),
        ("avif", encoded(a_photograph((300, 200)), "AVIF", speed=10)),
        ("heic", (VECTORS / "clean.heic").read_bytes()),
    ],
)
def test_a_clean_file_has_nothing_to_remove(kind: str, data: bytes) -> None:
    (picture,) = prepared(data)
    assert picture.removed == ()


def test_an_orientation_and_a_profile_are_used_and_are_no_trace() -> None:
    from PIL import ImageCms

    block = Image.Exif()
    block[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = a_photograph((300, 200))
    (done,) = prepared(encoded(picture, "JPEG", exif=block.tobytes(), icc_profile=profile))
    assert (done.shown.width, done.shown.height) == (200, 300)
    assert done.removed == ()


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (b"<html><script>alert(1)</script></html>", ("hidden data",)),
        (b"PK\x03\x04" + bytes(26) + b"secret.txt", ("hidden data",)),
        (b"\0\0\0\x18ftypmp42", ("sound or video", "hidden data")),
        (b"\xff\xd8\xff\xdb\0\2\xff\xd9", ("preview",)),
        (bytes(4096), ()),
    ],
)
def test_what_follows_a_picture_is_left_out_and_named(rest: bytes, words: tuple[str, ...]) -> None:
    (picture,) = prepared(encoded(a_photograph((300, 200)), "JPEG") + rest)
    assert picture.removed == words
    assert rest.strip(b"\0") == b"" or rest not in picture.shown.data


def test_a_gif_that_is_a_program_too_is_a_picture_only_afterwards() -> None:
    # The width is "/*", so that a browser may read the file as JavaScript.
    data = bytearray(encoded(a_drawing((0x2A2F, 20)), "GIF"))
    assert data[6:8] == b"/*"
    (picture,) = prepared(bytes(data) + b"*/=1;alert(document.cookie)")
    assert b"alert" not in picture.shown.data
    assert picture.removed == ("hidden data",)
