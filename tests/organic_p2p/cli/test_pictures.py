"""Pictures and files on the command line."""

import io
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.services.pen import max_text_bytes
from organic_p2p.services.vault import FOLDER
from tests.organic_p2p.cli.shell import Said, Shell, a_family
from tests.organic_p2p.cli.test_commands import HEX, POST, is_id, only, within
from tests.organic_p2p.household import FAMILY, Home, meet
from tests.organic_p2p.pictures import a_jpeg, pasted, post_with, together

FILE = {"size", "state", "percent", "held", "of", "on"}
IMAGE = {"format", "width", "height", "file"}
PICTURE = {"number", "preview", "frames", "shown", "original"}
DOCUMENT = {"number", "name", "file", "film"}
ATTACHED = {"name", "removed", "cut", "as_is", "size"}


@pytest.fixture
def family(organic: Shell) -> Shell:
    """Return a shell in the home of somebody who has a circle."""
    assert organic("start-circle", FAMILY, "--as", "Anna").code == 0
    return organic


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a picture and a letter."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "sea.jpg").write_bytes(a_jpeg(1))
    (folder / "wide.jpg").write_bytes(a_jpeg(2, (2100, 40)))
    (folder / "letter.txt").write_bytes(b"Liebe Oma")
    return folder


def stored(home: Path) -> list[str]:
    folder = home / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def raw(shell: Shell, patch: pytest.MonkeyPatch, *words: str) -> tuple[Said, bytes]:
    """Return what a command says, and the bytes that it writes to standard output."""
    target = io.BytesIO()
    stdout = io.TextIOWrapper(target, encoding="utf-8", write_through=True)
    with patch.context() as context:
        context.setattr(sys, "stdout", stdout)
        said = shell(*words)
    return said, target.getvalue()


# -- posting -------------------------------------------------------------------------------------


def test_a_post_with_pictures_and_files(family: Shell, desk: Path) -> None:
    posted = family.json(
        "post", FAMILY, "look", "--photo", str(desk / "sea.jpg"), str(desk / "wide.jpg"), "--file",
        str(desk / "letter.txt"), "--original",
    )  # fmt: skip
    assert set(posted) == {"post", "attached", "gave_way"}
    assert posted["gave_way"] == 0
    assert all(set(one) == ATTACHED for one in posted["attached"])
    assert [(one["name"], one["as_is"]) for one in posted["attached"]] == [
        ("sea.jpg", False),
        ("wide.jpg", False),
        ("letter.txt", True),
    ]
    post = only(family.json("feed", FAMILY)["posts"])
    assert set(post) == POST
    assert all(set(picture) == PICTURE for picture in post["pictures"])
    assert [picture["number"] for picture in post["pictures"]] == [1, 2]
    small, wide = post["pictures"]
    assert small["original"] is None
    assert set(wide["original"]) == set(wide["shown"]) == IMAGE
    assert set(wide["shown"]["file"]) == FILE
    assert (wide["original"]["width"], wide["original"]["height"]) == (2100, 40)
    assert wide["shown"]["file"]["state"] == "here"
    assert is_id(small["preview"][:64])
    assert not small["preview"].strip(HEX)
    (document,) = post["files"]
    assert set(document) == DOCUMENT
    assert (document["number"], document["name"]) == (3, "letter.txt")
    assert document["file"] == {"size": 9, "state": "here", "percent": 100, "held": 1, "of": 1, "on": []}
    assert len(stored(family.folder)) == 4


def test_options_may_be_repeated_and_stand_anywhere(family: Shell, desk: Path) -> None:
    letter, sea = str(desk / "letter.txt"), str(desk / "sea.jpg")
    posted = family.json("post", "--file", letter, "--photo", sea, "--file", letter, "--", FAMILY, "")
    assert [one["name"] for one in posted["attached"]] == ["sea.jpg", "letter.txt", "letter.txt"]


def test_a_path_is_the_callers(family: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("HOME", str(desk))
    posted = family.json("post", FAMILY, "", "--file", "letter.txt", "./letter.txt", "~/letter.txt")
    assert [one["name"] for one in posted["attached"]] == ["letter.txt"] * 3


def test_comments_and_letters_carry_pictures(organic: Shell, tmp_path: Path, desk: Path) -> None:
    a_family(tmp_path / "homes", "Anna", "Ben")
    shell = within(organic, tmp_path / "homes" / "Anna")
    post = shell.json("post", FAMILY, "hello")["post"]
    commented = shell.json("comment", post, "", "--file", str(desk / "letter.txt"))
    assert set(commented) == {"post", "attached", "gave_way"}
    sent = shell.json("message", "Ben", "", "--photo", str(desk / "sea.jpg"))
    assert set(sent) == {"circle", "post", "attached", "gave_way"}
    assert only(sent["attached"])["name"] == "sea.jpg"
    shown = only(shell.json("feed", FAMILY)["posts"])
    assert only(only(shown["comments"])["files"])["name"] == "letter.txt"
    assert only(only(shell.json("conversation", "Ben")["posts"])["pictures"])["number"] == 1


def test_a_picture_from_standard_input(family: Shell, tmp_path: Path) -> None:
    posted = family.json("post", FAMILY, "from a pipe", "--photo", "-", stdin=a_jpeg(4))
    assert only(posted["attached"])["name"] == ""
    plain = family("post", FAMILY, "from a pipe", "--photo", "-", stdin=a_jpeg(4))
    assert plain.code == 0
    assert plain.out.startswith(family.json("feed", FAMILY)["posts"][0]["id"][:12])
    assert (
        family.refused("post", FAMILY, "garbage", "--photo", "-", stdin=os.urandom(5000)) == "not-a-picture"
    )
    assert family.refused("post", FAMILY, "nothing", "--photo", "-", stdin=b"") == "not-a-picture"
    assert family.refused("post", FAMILY, "-", "--photo", "-", stdin=a_jpeg(4)) == "twice"
    assert len(family.json("feed", FAMILY)["posts"]) == 2


def test_what_goes_as_it_is_says_so(family: Shell, desk: Path) -> None:
    said = family("post", FAMILY, "", "--file", str(desk / "sea.jpg"))
    assert said.code == 0
    assert "sea.jpg: sent as it is; it may tell where, when and with what it was made" in said.out


def test_a_name_of_a_file_does_not_act_on_the_terminal(family: Shell, desk: Path) -> None:
    hostile = desk / "a\x1b[31m\u202egpj.exe"
    hostile.write_bytes(b"x")
    said = family("post", FAMILY, "", "--file", str(hostile))
    assert said.code == 0
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    for command in ("feed", "pictures"):
        shown = family(command, FAMILY)
        assert "\x1b" not in shown.out
        assert "\u202e" not in shown.out
        assert "gpj.exe" in shown.out
    refused = family("post", FAMILY, "", "--photo", str(hostile))
    assert refused.code == 1
    assert "\x1b" not in refused.err
    assert "\u202e" not in refused.err


# -- looking -------------------------------------------------------------------------------------


def test_pictures_are_listed_page_by_page(family: Shell, desk: Path) -> None:
    assert family.json("pictures", FAMILY) == {"posts": []}
    posts = [family.json("post", FAMILY, "", "--file", str(desk / "letter.txt"))["post"] for _ in range(3)]
    family.json("post", FAMILY, "without")
    listed = family.json("pictures", FAMILY, "--limit", "2")["posts"]
    assert [post["id"] for post in listed] == [posts[2], posts[1]]
    assert all(set(post) == POST for post in listed)
    rest = family.json("pictures", FAMILY, "--before", posts[1])["posts"]
    assert [post["id"] for post in rest] == [posts[0]]
    assert "[1] “letter.txt”, 9 bytes, on 1 of 1 computers" in family("pictures", FAMILY).out
    assert family.refused("pictures", "Elsewhere") == "unknown-circle"
    assert family.refused("pictures", FAMILY, "--limit", "0") == "limit"
    assert family.refused("pictures", FAMILY, "--before", "abcdef0123456789") == "unknown-post"


def test_everything_is_saved_into_a_folder(family: Shell, desk: Path, tmp_path: Path) -> None:
    post = family.json(
        "post", FAMILY, "", "--file", str(desk / "letter.txt"), "--photo", str(desk / "sea.jpg")
    )["post"]
    done = family.json("save", post, str(tmp_path / "out"))
    assert set(done) == {"saved", "missing"}
    assert done["missing"] == []
    assert [set(one) for one in done["saved"]] == [{"number", "path"}] * 2
    assert [one["number"] for one in done["saved"]] == [1, 2]
    assert Path(done["saved"][1]["path"]).read_bytes() == b"Liebe Oma"
    again = family("save", post[:12], str(tmp_path / "out"), "--number", "2")
    assert again.code == 0
    assert again.out.strip() == str(tmp_path / "out" / "letter (2).txt")
    assert stat.S_IMODE((tmp_path / "out" / "letter.txt").stat().st_mode) == 0o600


def test_an_original_is_saved_when_it_is_asked_for(family: Shell, desk: Path, tmp_path: Path) -> None:
    post = family.json("post", FAMILY, "", "--photo", str(desk / "wide.jpg"), "--original")["post"]
    shown = only(family.json("save", post, str(tmp_path / "out"))["saved"])["path"]
    whole = only(family.json("save", post, str(tmp_path / "out"), "--original")["saved"])["path"]
    assert whole == shown.replace(".jpg", " original.jpg")
    assert Path(whole).read_bytes() != Path(shown).read_bytes()


@pytest.mark.parametrize("size", [0, 9, 65_536, 1_048_576, 2_500_000])
def test_one_is_written_to_standard_output_as_it_is(
    family: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = os.urandom(size)
    (desk / "film.mp4").write_bytes(whole)
    post = family.json("post", FAMILY, "", "--file", str(desk / "letter.txt"), str(desk / "film.mp4"))["post"]
    said, data = raw(family, monkeypatch, "save", post, "-", "--number", "2")
    assert (said.code, said.err) == (0, "")
    assert data == whole
    said, data = raw(family, monkeypatch, "save", post, "-")
    assert data == b"Liebe Oma"


def test_nothing_but_the_content_is_written_to_standard_output(
    family: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that always says --json and compares what comes must get the file, and not a document behind it."""
    post = family.json("post", FAMILY, "", "--file", str(desk / "letter.txt"))["post"]
    said, data = raw(family, monkeypatch, "--json", "save", post, "-")
    assert said.code == 0
    assert data == b"Liebe Oma"


def test_what_cannot_be_saved_is_refused(family: Shell, desk: Path, tmp_path: Path) -> None:
    post = family.json("post", FAMILY, "", "--file", str(desk / "letter.txt"), str(desk / "letter.txt"))[
        "post"
    ]
    plain = family.json("post", FAMILY, "without")["post"]
    out = str(tmp_path / "out")
    refused = {
        ("save", plain, out): "no-pictures",
        ("save", plain, "-"): "no-pictures",
        ("save", post, out, "--number", "3"): "no-such-picture",
        ("save", post, out, "--number", "-1"): "no-such-picture",
        ("save", post, out, "--number", "9" * 40): "no-such-picture",
        ("save", post, "-", "--number", "3"): "no-such-picture",
        ("save", post, "-", "--number", "-1"): "no-such-picture",
        ("save", "abcdef0123456789", out): "unknown-post",
        ("save", "abcdef0123456789", "-"): "unknown-post",
        ("save", "the post", out): "unknown-post",
        ("save", post, ""): "no-folder",
        ("save", post, str(desk / "letter.txt")): "no-folder",
        ("save", post, str(desk / "letter.txt" / "x")): "no-folder",
    }
    assert {words: family.refused(*words) for words in refused} == refused
    assert all(family(*words).code == 1 for words in refused)
    assert not (tmp_path / "out").exists()
    assert (desk / "letter.txt").read_bytes() == b"Liebe Oma"


def test_what_is_not_here_says_whose_computer_has_it(organic: Shell, tmp_path: Path) -> None:
    posted: list[bytes] = []

    async def live(anna: Home, ben: Home) -> None:
        posted.append(await post_with(anna, "", pasted(b"x" * 5000), pasted(b"y")))
        await meet(anna, ben)

    a_family(tmp_path / "homes", "Anna", "Ben", before=live)
    shell = within(organic, tmp_path / "homes" / "Ben")
    said = shell("feed", FAMILY)
    assert "on the computer of Anna: it comes by itself when that is on" in said.out
    assert shell.refused("save", posted[0].hex(), str(tmp_path / "out"), "--wait", "0") == "elsewhere"
    assert shell.refused("save", posted[0].hex(), "-") == "elsewhere"
    assert not (tmp_path / "out").exists()


def test_a_damaged_file_is_a_sentence(organic: Shell, tmp_path: Path) -> None:
    posted: list[bytes] = []

    async def live(anna: Home, ben: Home) -> None:
        posted.append(await post_with(anna, "", pasted(b"x" * 5000)))
        await together(anna, ben)

    a_family(tmp_path / "homes", "Anna", "Ben", before=live)
    ben = tmp_path / "homes" / "Ben"
    (name,) = stored(ben)
    data = bytearray((ben / FOLDER / name).read_bytes())
    data[500] ^= 1
    (ben / FOLDER / name).write_bytes(data)
    shell = within(organic, ben)
    said = shell("save", posted[0].hex(), str(tmp_path / "out"))
    assert said.code == 1
    assert "damaged" in said.err
    assert said.err.count("\n") == 1
    assert shell.error("save", posted[0].hex(), str(tmp_path / "out"), "--wait", "0")["error"] == "elsewhere"


# -- what cannot be posted -----------------------------------------------------------------------


def test_what_is_no_file_is_refused_and_nothing_is_posted(family: Shell, desk: Path) -> None:
    os.mkfifo(desk / "pipe")
    (desk / "broken.jpg").write_bytes(a_jpeg(1)[:300])
    good = str(desk / "sea.jpg")
    refused = {
        ("--file", str(desk / "nowhere")): "no-such-file",
        ("--photo", str(desk / "nowhere")): "no-such-file",
        ("--file", str(desk)): "not-a-file",
        ("--photo", str(desk)): "not-a-picture",
        ("--file", str(desk / "pipe")): "not-a-file",
        ("--photo", str(desk / "pipe")): "not-a-picture",
        ("--file", "/dev/zero"): "not-a-file",
        ("--photo", "/dev/zero"): "not-a-picture",
        ("--file", ""): "no-such-file",
        ("--photo", ""): "no-such-file",
        ("--file", good, str(desk / "letter.txt" / "x")): "not-readable",
        ("--photo", good, str(desk / "letter.txt")): "not-a-picture",
        ("--photo", good, str(desk / "broken.jpg")): "picture-damaged",
        ("--photo", good, "--file", str(desk / "nowhere")): "no-such-file",
        ("--file", "/proc/self/mem"): "file-changed",
        ("--file", "\udcff\udcfe"): "not-text",
    }
    found = {words: family.refused("post", FAMILY, "look", *words) for words in refused}
    # A file of no length that can be read without end, or one that cannot be read at all: a sentence in any case.
    for words in [("--file", "/proc/self/mem")]:
        assert found.pop(words) in ("file-changed", "not-readable", "not-a-file", "disk-error")
        refused.pop(words)
    assert found == refused
    assert family.json("feed", FAMILY) == {"posts": []}
    assert stored(family.folder) == []


def test_too_many_and_too_long(family: Shell, desk: Path) -> None:
    letter, sea = str(desk / "letter.txt"), str(desk / "sea.jpg")
    assert family.refused("post", FAMILY, "look", "--file", *[letter] * 101) == "too-many"
    long = "x" * (max_text_bytes() - 2000)
    assert family.refused("post", FAMILY, "-", "--photo", *[sea] * 20, stdin=long.encode()) == "too-long"
    assert (
        family.refused("post", FAMILY, "-", "--file", letter, stdin=b"x" * (max_text_bytes() + 1))
        == "too-long"
    )
    assert family.refused("post", "Elsewhere", "look", "--photo", sea) == "unknown-circle"
    assert family.refused("comment", "abcdef0123456789", "look", "--photo", sea) == "unknown-post"
    assert family.refused("message", "Zoe", "look", "--photo", sea) == "unknown-person"
    assert family.refused("post", FAMILY, "") == "empty"
    assert stored(family.folder) == []


@pytest.mark.parametrize(
    "words",
    [
        ["post", FAMILY, "look", "--photo"],
        ["post", FAMILY, "look", "--file"],
        ["post", FAMILY, "--photo", "a.jpg"],
        ["post", "--photo", "a.jpg", FAMILY, "look"],
        ["comment", "abcd", "--file", "x"],
        ["edit", "abcd", "text", "--photo", "x.jpg"],
        ["save"],
        ["save", "abcd"],
        ["save", "abcd", "out", "--number", "first"],
        ["save", "abcd", "out", "--number", "1.5"],
        ["save", "abcd", "out", "--wait", "nan"],
        ["save", "abcd", "out", "--wait", "inf"],
        ["save", "abcd", "out", "--wait", "long"],
        ["save", "abcd", "out", "more"],
        ["pictures"],
        ["pictures", FAMILY, "--limit", "many"],
        ["storage", "50"],
        ["storage", "--limit"],
        ["storage", "--limit", "nan"],
        ["storage", "--limit", "inf"],
        ["storage", "--limit", "-inf"],
        ["storage", "--limit", "1e999"],
        ["storage", "--limit", "much"],
        ["storage", "--limit", ""],
        ["storage", "--limit", "50GB"],
        ["storage", "--keep-originals"],
        ["storage", "--keep-originals", "maybe"],
    ],
)
def test_what_is_no_command_is_misuse(organic: Shell, words: list[str]) -> None:
    plain, document = organic(*words), organic("--json", *words)
    assert plain.code == document.code == 2
    assert plain.out == document.out == ""
    assert plain.err.count("\n") == 1
    assert document.error["error"] == "misused"
    assert not organic.folder.exists()


# -- storage -------------------------------------------------------------------------------------


def test_how_much_room_is_taken_and_may_be(family: Shell, desk: Path) -> None:
    empty = family.json("storage")
    assert set(empty) == {
        "limit_bytes",
        "share_bytes",
        "used_bytes",
        "free_bytes",
        "reserve_bytes",
        "keep_originals",
        "people",
        "here",
        "waiting",
        "gave_way",
        "elsewhere",
    }
    assert (empty["limit_bytes"], empty["used_bytes"], empty["people"]) == (50_000_000_000, 0, [])
    assert (empty["keep_originals"], empty["reserve_bytes"]) == (False, 1_000_000_000)
    family.json("post", FAMILY, "", "--file", str(desk / "letter.txt"))
    changed = family.json("storage", "--limit", "0.5", "--keep-originals", "yes")
    assert (changed["limit_bytes"], changed["share_bytes"], changed["keep_originals"]) == (
        500_000_000,
        250_000_000,
        True,
    )
    assert changed["here"] == {"files": 1, "size": changed["used_bytes"]}
    (person,) = changed["people"]
    assert set(person) == {"person", "name", "size"}
    assert (person["name"], person["size"]) == ("Anna", changed["used_bytes"])
    again = family.json("storage", "--keep-originals", "no")
    del again["free_bytes"], changed["free_bytes"]  # others use the disk, too
    assert again == {**changed, "keep_originals": False}
    shown = family("storage").out
    assert "of at most 500 MB on this computer" in shown
    assert "Anna: " in shown


@pytest.mark.parametrize(
    "typed", ["-1", "0", "0.001", "-0.0", "1e-300", "1000001", "1e300", "9" * 300, "0x10"]
)
def test_a_limit_that_cannot_be_is_refused(family: Shell, typed: str) -> None:
    said = family("storage", "--limit", typed)
    assert said.code == (2 if typed == "0x10" else 1)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert family.json("storage")["limit_bytes"] == 50_000_000_000


def test_the_smallest_and_the_largest_limit(family: Shell) -> None:
    for typed, limit in (("0.01", 10_000_000), ("1000000", 10**15), (" 5 ", 5 * 10**9)):
        assert family.json("storage", "--limit", typed)["limit_bytes"] == limit


def test_in_a_home_that_nobody_uses_nothing_is_said_and_nothing_changes(organic: Shell) -> None:
    assert organic.refused("storage") == "nobody"
    assert organic.refused("storage", "--limit", "7", "--keep-originals", "yes") == "nobody"
    organic("start-circle", FAMILY, "--as", "Anna")
    found: dict[str, Any] = organic.json("storage")
    assert (found["limit_bytes"], found["keep_originals"]) == (50_000_000_000, False)


def test_a_limit_that_is_too_low_for_a_post_says_what_to_do(
    family: Shell, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("organic_p2p.services.attaching._ROOM_WAIT_S", 0.0)
    (desk / "film.mp4").write_bytes(bytes(11_000_000))
    assert family("storage", "--limit", "0.01").code == 0
    said = family("post", FAMILY, "", "--file", str(desk / "film.mp4"))
    assert said.code == 1
    assert "organic storage --limit GB" in said.err
    assert (
        json.loads(family("--json", "post", FAMILY, "", "--file", str(desk / "film.mp4")).err)["error"]
        == "storage-full"
    )
    assert stored(family.folder) == []
