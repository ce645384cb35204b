import asyncio
import os
import sys
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from organic_p2p.domain.codes import Hint, Invitation, hints_that_fit, parse, to_code, to_qr_text
from organic_p2p.imaging import Darkroom
from organic_p2p.imaging.codes import texts_in
from organic_p2p.imaging.limits import Limits, RefusedError
from organic_p2p.qr import (
    MAX_QR_CHARS,
    QrError,
    names_a_picture,
    read_code,
    render_text,
    the_one,
    unread,
    write_qr,
)
from tests.organic_p2p.domain.a_code import an_invitation, invitations

TEXT = to_qr_text(an_invitation())
LONGEST = to_qr_text(an_invitation(hints=hints_that_fit([Hint.at(f"fd00::{n}", 5000) for n in range(1, 9)])))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "invitation.png"


def read_qr(path: Path) -> str:
    """Return what a worker finds, without one: they are many pictures."""
    try:
        texts = texts_in(path.read_bytes(), Limits())
    except RefusedError as refused:
        raise unread(refused.kind) from None
    except Exception:
        raise unread("picture-damaged") from None
    return the_one(texts)


def read_by_worker(path: Path, **limits: int) -> str:
    """Return its text, or the kind of the refusal."""

    async def go() -> str:
        room = Darkroom(1, **limits)  # type: ignore[arg-type]  # all that are passed here are whole numbers
        try:
            return await read_code(room, path)
        except QrError as refusal:
            return refusal.kind
        finally:
            await room.close()

    return asyncio.run(go())


def refusal_of(path: Path) -> str:
    with pytest.raises(QrError) as refusal:
        read_qr(path)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.kind


def outcome(path: Path) -> str:
    try:
        return read_qr(path)
    except QrError as refusal:
        return refusal.kind


def level_of(path: Path) -> str:
    with Image.open(path) as picture:
        return zxingcpp.read_barcodes(picture)[0].ec_level


def drawn(rendered: str, *, light: bool) -> Image.Image:
    """Return what a terminal would show of `rendered`, where a block is `light` or dark."""
    lines = [
        line.removeprefix("\x1b[38;5;16;48;5;231m").removesuffix("\x1b[0m") for line in rendered.split("\n")
    ]
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            picture.putpixel((x, 2 * y), 255 * ((block in "█▀") is light))
            picture.putpixel((x, 2 * y + 1), 255 * ((block in "█▄") is light))
    return picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(invitations, st.booleans())
def test_an_invitation_survives_the_picture(path: Path, invitation: Invitation, for_paper: bool) -> None:
    write_qr(to_qr_text(invitation), path, for_paper=for_paper)
    assert parse(read_qr(path)) == invitation


def test_level_l_is_for_the_screen_and_m_for_paper(path: Path) -> None:
    write_qr(TEXT, path)
    assert level_of(path) == "L"
    write_qr(TEXT, path, for_paper=True)
    assert level_of(path) == "M"


@pytest.mark.parametrize("for_paper", [False, True])
def test_the_picture_is_a_white_plate_with_large_modules_and_a_quiet_zone(
    path: Path, for_paper: bool
) -> None:
    write_qr(TEXT, path, for_paper=for_paper)
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert not picture.info.keys() - {"dpi"}
        grey = picture.convert("L")
    left, top, right, bottom = grey.point([255 - value for value in range(256)]).getbbox() or (0, 0, 0, 0)
    assert left == top == grey.width - right == grey.height - bottom == 40
    assert {value for _, value in grey.getcolors() or []} == {0, 255}


def test_letters_of_a_code_are_packed_as_letters(path: Path) -> None:
    write_qr(TEXT, path)
    with Image.open(path) as picture:
        modules = picture.width // 10 - 8
    # 125 characters at level L are version 5 when packed as letters, version 6 as bytes.
    assert modules == 37


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_picture_is_for_its_owner_only_even_in_place_of_another(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_qr(TEXT, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_picture_that_cannot_be_saved_leaves_nothing_behind(path: Path) -> None:
    path.mkdir()
    with pytest.raises(QrError) as refusal:
        write_qr(TEXT, path)
    assert refusal.value.kind == "unwritable"
    with pytest.raises(QrError):
        write_qr(TEXT, path.parent / "missing" / "x.png")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_text_too_long_is_refused(path: Path) -> None:
    with pytest.raises(QrError) as refusal:
        write_qr("A" * (MAX_QR_CHARS + 1), path)
    assert refusal.value.kind == "too-long"
    assert len(LONGEST) <= MAX_QR_CHARS


@pytest.mark.parametrize("text", [TEXT, LONGEST])
@pytest.mark.parametrize("turn", [0, 7, 90, 180, 275])
def test_a_photo_of_the_picture_is_read(path: Path, text: str, turn: int) -> None:
    write_qr(text, path, for_paper=True)
    with Image.open(path) as picture:
        seen = picture.convert("L").rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    seen = seen.filter(ImageFilter.GaussianBlur(2)).point([60 + value // 2 for value in range(256)])
    photo = Image.new("RGB", (1600, 1200), (120, 90, 60))
    photo.paste(seen.convert("RGB"), (300, 100))
    photo.save(path.with_suffix(".jpg"), quality=60)
    assert read_qr(path.with_suffix(".jpg")) == text


def test_a_screenshot_on_nothing_is_read_as_if_on_white(path: Path) -> None:
    write_qr(TEXT, path)
    with Image.open(path) as picture:
        grey = picture.convert("L")
    inverted = grey.point([255 - value for value in range(256)])
    Image.merge("LA", (Image.new("L", grey.size, 0), inverted)).save(path)
    assert read_qr(path) == TEXT


def test_among_several_codes_ours_is_read(path: Path) -> None:
    pictures = []
    for text in ("WIFI:T:WPA;S:HOME;P:SECRET;;", "https://example.org", TEXT):
        write_qr(text, path)
        with Image.open(path) as picture:
            pictures.append(picture.convert("L"))
    poster = Image.new("L", (1500, 600), 255)
    for index, part in enumerate(pictures):
        poster.paste(part, (500 * index, 0))
    poster.save(path)
    assert read_qr(path) == TEXT
    poster.crop((0, 0, 1000, 600)).save(path)
    assert refusal_of(path) == "several-qr"


def test_a_picture_without_a_code_says_so(path: Path) -> None:
    Image.new("RGB", (200, 200), "green").save(path)
    assert refusal_of(path) == "no-qr"


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a\x01\x00\x01\x00"]
)
def test_what_is_no_picture_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal_of(path) == "not-a-picture"


def test_what_is_no_file_is_refused(path: Path) -> None:
    assert read_by_worker(path) == "unreadable"
    assert read_by_worker(path.parent) in ("not-a-picture", "unreadable")
    assert read_by_worker(Path("/dev/zero")) in ("not-a-picture", "unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting(path: Path) -> None:
    os.mkfifo(path)
    assert read_by_worker(path) == "not-a-picture"


def test_a_worker_reads_a_code(path: Path) -> None:
    write_qr(TEXT, path)
    assert read_by_worker(path) == TEXT


@pytest.mark.skipif(sys.platform != "linux", reason="ended by a limit of Linux's")
def test_a_picture_full_of_what_codes_begin_with_is_given_up(path: Path) -> None:
    corner = Image.new("L", (7, 7), 0)
    corner.paste(255, (1, 1, 6, 6))
    corner.paste(0, (2, 2, 5, 5))
    tiles = Image.new("L", (3464, 3464), 255)
    for x in range(0, 3464 - 9, 9):
        for y in range(0, 3464 - 9, 9):
            tiles.paste(corner, (x, y))
    tiles.save(path)
    assert read_by_worker(path, code_cpu_s=1) == "picture-too-large"


@pytest.mark.parametrize("size", [(8_000, 8_000), (33_000, 10), (16_000, 16_000)])
def test_a_small_file_with_a_huge_picture_is_refused_undecoded(path: Path, size: tuple[int, int]) -> None:
    Image.new("1", size).save(path)
    assert path.stat().st_size < 100_000
    assert refusal_of(path) == "picture-too-large"


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_cut_off_anywhere_is_refused_or_read(path: Path, kind: str) -> None:
    write_qr(TEXT, path)
    with Image.open(path) as picture:
        picture.convert("RGB").save(path, format=kind)
    whole = path.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        assert outcome(path) in (TEXT, "not-a-picture", "no-qr")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_picture_is_refused_or_read(path: Path, damage: list[tuple[int, int]]) -> None:
    write_qr(TEXT, path)
    data = bytearray(path.read_bytes())
    for at, value in damage:
        data[at % len(data)] = value
    path.write_bytes(data)
    assert outcome(path) in (TEXT, "not-a-picture", "no-qr", "picture-too-large")


@pytest.mark.parametrize("text", [TEXT, LONGEST])
def test_a_code_in_a_terminal_is_read_from_its_blocks(text: str) -> None:
    on_plate = drawn(render_text(text), light=False)
    on_dark = drawn(render_text(text, colours=False), light=True)
    for picture in (on_plate, on_dark):
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]


def test_a_usual_code_fits_a_terminal_of_80_by_24() -> None:
    lines = render_text(TEXT, colours=False).split("\n")
    assert len(lines) < 24
    assert {len(line) for line in lines} <= set(range(20, 80))


def test_without_colours_nothing_but_blocks_is_drawn() -> None:
    assert set(render_text(TEXT, colours=False)) <= set("█▀▄ \n")


def test_a_path_is_told_from_a_code(path: Path) -> None:
    assert not names_a_picture(str(path))
    path.write_bytes(b"")
    assert names_a_picture(str(path))
    assert not names_a_picture(str(path.parent))
    for text in (to_code(an_invitation()), TEXT, "", "\x00.png", "x" * 5000 + ".png"):
        assert not names_a_picture(text)
