"""Every refusal is one sentence that says what and why, an exit code, and nothing lost or written."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.domain.codes import Invitation, Kind, to_code
from organic_p2p.services.pen import max_text_bytes
from organic_p2p.store.home import HomeLock
from organic_p2p.store.migrations import STEPS
from tests.organic_p2p.cli.shell import Shell, a_family, opened
from tests.organic_p2p.household import FAMILY, Home, every_op
from tests.organic_p2p.store.databases import raw_connection

UNKNOWN = "abcdef0123456789"
TOO_LONG = "x" * (max_text_bytes() + 1)
FOREVER = 0xFFFF_FFFF


def a_code(**fields: Any) -> str:
    """Return a code that nobody made."""
    chosen = {"expiry_minutes": FOREVER, "secret": bytes(range(16)), "inviter": bytes(16), **fields}
    return to_code(Invitation(**chosen))


def mistyped(code: str) -> str:
    groups = code.split("-")
    groups[3] = groups[3][:-1] + ("Q" if groups[3][-1] != "Q" else "P")
    return "-".join(groups)


async def _everything(home: Home) -> tuple[set[bytes], int]:
    ops = {op.id for circle in home.engine.core.registry for op in await every_op(home, circle.name)}
    rows = await home.engine.core.database.fetch_all("SELECT count(*) FROM joins")
    return ops, rows[0][0]


def kept(organic: Shell) -> Any:
    """Return everything that a home holds."""
    return opened(organic.folder, _everything)


# -- misuse: exit 2 ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["post"],
        ["post", FAMILY],
        ["post", FAMILY, "hello", "more"],
        ["post", FAMILY, "-hello"],
        ["start-circle", FAMILY],
        ["start-circle", FAMILY, "--as"],
        ["feed", FAMILY, "--limit", "many"],
        ["feed", FAMILY, "--limit", "1.5"],
        ["invite", FAMILY, "--days", "a week"],
        ["join", "CODE", "--as", "Nina", "--wait", "long"],
        ["join", "CODE", "--as", "Nina", "--wait", "nan"],
        ["join", "CODE", "--as", "Nina", "--wait", "inf"],
        ["remove", "Ben", "--from", FAMILY],
        ["promote", "Ben"],
        ["status", "--json"],
        ["--unknown", "status"],
    ],
)
def test_what_is_no_command_is_misuse(organic: Shell, words: list[str]) -> None:
    plain, document = organic(*words), organic("--json", *words)
    assert plain.code == document.code == 2
    assert plain.out == document.out == ""
    assert plain.err.count("\n") == 1
    assert "--help" in plain.err
    assert "_" not in plain.err.replace("MY_NAME", "")  # no name of ours in a sentence for others
    assert document.error["error"] == "misused"
    assert not organic.folder.exists()


# -- refusal: exit 1 -----------------------------------------------------------------------------

REFUSED: dict[str, tuple[list[str], str]] = {
    "empty name of a circle": (["start-circle", " ", "--as", "Anna"], "empty"),
    "empty name": (["start-circle", "Choir", "--as", ""], "empty"),
    "long name": (["start-circle", "x" * 65, "--as", "Anna"], "too-long"),
    "control characters in a name": (["start-circle", "Choir\x1b[31m", "--as", "Anna"], "control"),
    "a name of invisible characters": (["start-circle", "Choir", "--as", "\u200b\u202e\u2066"], "empty"),
    "unknown circle": (["post", "Elsewhere", "hello"], "unknown-circle"),
    "empty circle": (["feed", ""], "unknown-circle"),
    "empty text": (["post", FAMILY, ""], "empty"),
    "blank text": (["post", FAMILY, " \n\t\u200b\n"], "empty"),
    "oversized text": (["post", FAMILY, TOO_LONG], "too-long"),
    "unknown post": (["comment", UNKNOWN, "hello"], "unknown-post"),
    "no id": (["comment", "the post", "hello"], "unknown-post"),
    "id too short": (["react", "abc", "🎉"], "unknown-post"),
    "edit of nothing": (["edit", UNKNOWN, "hello"], "unknown-post"),
    "deletion of nothing": (["delete", UNKNOWN], "unknown-post"),
    "page after nothing": (["feed", FAMILY, "--before", UNKNOWN], "unknown-post"),
    "page of nothing": (["feed", FAMILY, "--limit", "0"], "limit"),
    "page of too much": (["search", "x", "--limit", "99999"], "limit"),
    "page of far too much": (["feed", FAMILY, "--limit", "9" * 40], "limit"),
    "search for nothing": (["search", "  "], "empty"),
    "search elsewhere": (["search", "x", "--circle", "Elsewhere"], "unknown-circle"),
    "unknown person": (["message", "Zoe", "hello"], "unknown-person"),
    "oneself": (["message", "Anna", "hello"], "unknown-person"),
    "conversation with nobody": (["conversation", "Zoe"], "unknown-person"),
    "removal of nobody": (["remove", "Zoe", "--from", FAMILY, "--reason", "why"], "unknown-person"),
    "removal without a reason": (["remove", "Ben", "--from", FAMILY, "--reason", ""], "empty"),
    "removal with a long reason": (["remove", "Ben", "--from", FAMILY, "--reason", "x" * 2001], "too-long"),
    "removal of oneself": (["remove", "Anna", "--from", FAMILY, "--reason", "why"], "yourself"),
    "leaving as the last steward": (["leave", FAMILY], "last-steward"),
    "leaving nothing": (["leave", "Elsewhere"], "unknown-circle"),
    "promotion of oneself": (["promote", "Anna", "--in", FAMILY], "about-oneself"),
    "unknown request": (["approve", UNKNOWN], "unknown-request"),
    "unknown invitation": (["revoke-invitation", UNKNOWN], "unknown-invitation"),
    "days": (["invite", FAMILY, "--days", "31"], "days"),
    "far too many days": (["invite", FAMILY, "--days", "9" * 40], "days"),
    "address": (["invite", FAMILY, "--address", "somewhere"], "address"),
    "address by name": (["connect", "example.org:4711"], "address"),
    "no code": (["join", "hello", "--as", "Anna"], "not-a-code"),
    "empty code": (["join", "", "--as", "Anna"], "not-a-code"),
    "mistyped code": (["join", mistyped(a_code()), "--as", "Anna"], "mistyped"),
    "half a code": (["join", a_code()[:40], "--as", "Anna"], "too-short"),
    "expired code": (["join", a_code(expiry_minutes=1), "--as", "Anna"], "expired"),
    "code of another kind": (["join", a_code(kind=Kind.LINK), "--as", "Anna"], "wrong-kind"),
    "code without a name": (["join", a_code(), "--as", " "], "empty"),
    "emoji that is none": (["react", UNKNOWN, "x" * 100], "unknown-post"),
    "no text": (["post", FAMILY, "\udcff\udcfe"], "not-text"),
    "no text in a search": (["search", "\udcff"], "not-text"),
    "no text in a name": (["start-circle", "\udcff", "--as", "Anna"], "not-text"),
    "no passphrase": (["unlock"], "no-terminal"),
}


@pytest.fixture
def family(organic: Shell, tmp_path: Path) -> Shell:
    """Return a shell in the home of Anna, who founded a family with Ben."""
    a_family(tmp_path / "homes", "Anna", "Ben")
    shutil.move(tmp_path / "homes" / "Anna", organic.folder)
    return organic


def test_what_cannot_be_done_is_refused_with_a_sentence_and_changes_nothing(family: Shell) -> None:
    before = kept(family)
    wrong = {}
    for name, (words, kind) in REFUSED.items():
        found = family.refused(*words)
        said = family(*words)
        sentence = said.err.strip()
        if found != kind or said.code != 1 or not (sentence.endswith((".", ")")) or "organic " in sentence):
            wrong[name] = (found, said.code, sentence)
    assert wrong == {}
    assert kept(family) == before


def test_a_mistyped_code_says_which_group(family: Shell) -> None:
    assert "group 3" in family("join", mistyped(a_code()), "--as", "Anna").err


def test_an_oversized_text_says_how_long_it_may_be(family: Shell) -> None:
    said = family("post", FAMILY, TOO_LONG)
    assert f"{max_text_bytes():,}" in said.err
    assert family("post", FAMILY, "-", stdin=b"y" * (2 << 20)).code == 1
    assert family("post", FAMILY, "-", stdin=b"y" * max_text_bytes()).code == 0
    assert family("--json", "feed", FAMILY).json["posts"][0]["text"] == "y" * max_text_bytes()


def test_standard_input_that_is_no_text(family: Shell) -> None:
    for stdin in (b"\xff\xfe", b"", b"\n\n"):
        assert family.refused("post", FAMILY, "-", stdin=stdin) in ("not-text", "empty")


def test_a_picture_that_holds_no_code(family: Shell, tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_bytes(b"no picture")
    assert family.refused("join", str(tmp_path / "cat.png"), "--as", "Anna") == "not-a-picture"
    (tmp_path / "cat.jpg").mkdir()
    assert family.refused("join", str(tmp_path / "cat.jpg"), "--as", "Anna") == "not-a-code"
    assert family.refused("join", str(tmp_path / "nowhere.png"), "--as", "Anna") == "not-a-code"


def test_a_picture_that_cannot_be_written_does_not_cost_the_code(family: Shell, tmp_path: Path) -> None:
    said = family("--json", "invite", FAMILY, "--qr", str(tmp_path / "nowhere" / "code.png"))
    assert said.code == 0
    assert "uri" in said.out
    assert said.err.count("\n") == 1


def test_one_invites_with_the_words_of_a_stranger(family: Shell) -> None:
    made = family.json("invite", FAMILY)
    assert family.refused("join", made["code"], "--as", "Anna") == "own-code"


# -- the home ------------------------------------------------------------------------------------


def files(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and path.name not in ("lock", "organic.db-shm")
    }


def assert_left_alone(organic: Shell, kind: str) -> None:
    before = files(organic.folder)
    for words in (["status"], ["post", FAMILY, "hello"], ["start-circle", "New", "--as", "Anna"]):
        assert organic.refused(*words) == kind
    assert files(organic.folder) == before


def test_a_home_of_a_newer_version(family: Shell) -> None:
    key = (family.folder / "key").read_bytes()[-32:]
    raw = raw_connection(family.folder / "organic.db", _key_in(key, family.folder))
    raw.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    raw.close()
    assert_left_alone(family, "newer")


def _key_in(_: bytes, folder: Path) -> bytes:
    from organic_p2p.store import diskkey

    return diskkey.load(folder, None)


def test_a_damaged_database(family: Shell) -> None:
    path = family.folder / "organic.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    assert_left_alone(family, "damaged")


def test_an_emptied_database(family: Shell) -> None:
    (family.folder / "organic.db").write_bytes(b"")
    assert_left_alone(family, "damaged")


def test_a_lost_database(family: Shell) -> None:
    (family.folder / "organic.db").unlink()
    assert_left_alone(family, "damaged")


def test_a_lost_key(family: Shell) -> None:
    (family.folder / "key").unlink()
    assert_left_alone(family, "damaged")


def test_a_damaged_key(family: Shell) -> None:
    (family.folder / "key").write_bytes(b"\xc1")
    assert_left_alone(family, "damaged")


def test_a_locked_home(family: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").write_text("correct horse battery")
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "words"))
    assert family("lock").code == 0
    monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
    assert_left_alone(family, "locked")
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    assert_left_alone(family, "passphrase-file")
    (tmp_path / "words").write_text("wrong horse battery")
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "words"))
    assert_left_alone(family, "wrong-passphrase")


@pytest.mark.parametrize("words", ["short", "x" * 2000, ""])
def test_a_passphrase_that_will_not_do(
    family: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    (tmp_path / "words").write_text(words)
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(tmp_path / "words"))
    before = files(family.folder)
    assert family.refused("lock") in ("short-passphrase", "long-passphrase")
    assert files(family.folder) == before


def test_a_home_that_another_program_uses(family: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organic_p2p.cli.session._PATIENCE_S", 0.1)
    with HomeLock(family.folder) as lock:
        assert lock.try_acquire()
        assert family.refused("status") == "in-use"
    assert family("status").code == 0


def test_a_home_that_is_a_file(organic: Shell, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    assert organic.refused("status") == "no-home"
    assert (tmp_path / "home").read_text() == "not a folder"


def test_a_home_whose_files_cannot_be_made(organic: Shell) -> None:
    (organic.folder / "lock").mkdir(parents=True)
    assert organic.refused("status") == "no-home"


def test_a_home_without_a_name_is_misuse(
    organic: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    said = organic("--home", "", "status")
    assert said.code == 2
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk(family: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlcipher3 import dbapi2

    from organic_p2p.store.database import Transaction

    async def full(*args: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    before = kept(family)
    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "execute_many", full)
        assert family.refused("post", FAMILY, "hello") == "disk-full"
    assert kept(family) == before
    assert family("post", FAMILY, "hello").code == 0


# -- the process ---------------------------------------------------------------------------------


def run(folder: Path, *words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program itself."""
    argv = [sys.executable, "-m", "organic_p2p", "--home", str(folder), *words]
    return subprocess.run(argv, capture_output=True, check=False, timeout=60, **options)


def test_a_damaged_home_is_one_line_on_the_screen_and_nothing_else(family: Shell) -> None:
    path = family.folder / "organic.db"
    path.write_bytes(os.urandom(path.stat().st_size))
    done = run(family.folder, "status")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"damaged" in done.stderr


def test_a_reader_who_goes_away_is_no_trouble(family: Shell) -> None:
    for number in range(30):
        family("post", FAMILY, "-", stdin=f"{number} ".encode() * 5000)
    argv = f"exec {sys.executable} -m organic_p2p --home {family.folder} feed {FAMILY} --limit 500"
    done = subprocess.run(
        ["/bin/bash", "-c", f"({argv}) | head -c 10"], capture_output=True, check=False, timeout=60
    )
    assert len(done.stdout) == 10
    assert done.stderr == b""


def test_a_terminal_that_knows_no_unicode_shows_what_it_can(family: Shell) -> None:
    family("post", FAMILY, "Grüße 🎉")
    done = run(
        family.folder, "feed", FAMILY, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    assert done.returncode == 0
    assert b"Gr" in done.stdout
    assert done.stderr == b""
