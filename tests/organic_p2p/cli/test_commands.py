"""Every command, and the document that it prints: other programs rely on these words."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from organic_p2p import __version__
from organic_p2p.api import requests as q
from organic_p2p.cli.arguments import parser
from organic_p2p.domain.codes import parse
from tests.organic_p2p.cli.shell import Shell, a_family
from tests.organic_p2p.household import Home, a_code, knock, strangers

HEX = "0123456789abcdef"
POST = {
    "id",
    "circle",
    "author",
    "text",
    "created_ms",
    "edited",
    "reply_to",
    "comments",
    "reactions",
    "copies",
    "note",
}
POST |= {"pictures", "files", "audience"}


def is_id(value: object, length: int = 64) -> bool:
    return isinstance(value, str) and len(value) == length and not value.strip(HEX)


def assert_post(post: dict[str, Any], text: str, author: str) -> None:
    assert set(post) == POST
    assert is_id(post["id"])
    assert is_id(post["circle"])
    assert set(post["author"]) == {"person", "name"}
    assert post["author"]["name"] == author
    assert post["text"] == text
    assert type(post["created_ms"]) is int
    assert type(post["edited"]) is bool
    assert set(post["copies"]) == {"held", "of"}
    assert all(set(reaction) == {"person", "emoji"} for reaction in post["reactions"])
    for comment in post["comments"]:
        assert set(comment) == POST


def only(documents: list[Any]) -> Any:
    (document,) = documents
    return document


# -- alone ---------------------------------------------------------------------------------------


def test_a_home_that_nobody_has_used_yet(organic: Shell) -> None:
    assert organic.json("status") == {
        "person": None,
        "name": None,
        "device": None,
        "circles": [],
        "neighbours": [],
        "joins": [],
        "waiting_for": [],
        "disk": "file",
        "version": __version__,
        "running": False,
    }
    assert organic.json("circles") == {"circles": []}


def test_the_first_circle(organic: Shell) -> None:
    made = organic.json("start-circle", "Family", "--as", "Anna")
    assert set(made) == {"circle", "state"}
    assert is_id(made["circle"])
    assert made["state"] == "member"
    status = organic.json("status")
    assert is_id(status["person"])
    assert is_id(status["device"])
    assert status["name"] == "Anna"
    assert status["circles"] == [
        {
            "circle": made["circle"],
            "name": "Family",
            "members": 1,
            "state": "member",
            "requests": 0,
            "votes": 0,
            "muted": False,
        }
    ]
    assert organic.json("circles") == {"circles": status["circles"]}


def test_writing_and_reading(organic: Shell) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    before = int(time.time() * 1000)
    posted = organic.json("post", "Family", "hello")
    assert set(posted) == {"post", "attached", "gave_way"}
    commented = organic.json("comment", posted["post"], "a comment")
    assert set(commented) == {"post", "attached", "gave_way"}
    assert organic.json("react", posted["post"][:8], "🎉") == {"done": True}
    assert organic.json("edit", posted["post"], "hello, better") == posted
    feed = organic.json("feed", "Family")
    assert set(feed) == {"posts"}
    post = only(feed["posts"])
    assert_post(post, "hello, better", "Anna")
    assert post["id"] == posted["post"]
    assert post["edited"]
    assert before <= post["created_ms"] <= int(time.time() * 1000)
    assert post["copies"] == {"held": 1, "of": 1}
    assert post["reactions"] == [{"person": organic.json("status")["person"], "emoji": "🎉"}]
    assert_post(only(post["comments"]), "a comment", "Anna")
    assert post["comments"][0]["id"] == commented["post"]
    found = organic.json("search", "better")["posts"]
    assert_post(only(found), "hello, better", "Anna")
    assert organic.json("react", posted["post"], "") == {"done": True}
    assert organic.json("delete", posted["post"]) == {"done": True}
    assert organic.json("feed", "Family") == {"posts": []}
    assert organic.json("search", "better", "--circle", "Family", "--limit", "3") == {"posts": []}


def test_the_newest_come_first_page_by_page(organic: Shell) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    for number in range(5):
        organic("post", "Family", str(number))
    first = organic.json("feed", "Family", "--limit", "2")["posts"]
    assert [post["text"] for post in first] == ["4", "3"]
    second = organic.json("feed", "Family", "--limit", "2", "--before", first[-1]["id"])["posts"]
    assert [post["text"] for post in second] == ["2", "1"]


def test_a_text_from_standard_input(organic: Shell) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    post = organic.json("post", "Family", "-", stdin="Zeile eins\r\nZeile zwei ☕\n\n".encode())["post"]
    organic.json("comment", post, "-", stdin=b"from a pipe")
    organic.json("edit", post, "-", stdin=b"-\n")
    shown = only(organic.json("feed", "Family")["posts"])
    assert (shown["text"], shown["comments"][0]["text"]) == ("-", "from a pipe")
    organic.json("edit", post, "-", stdin="Zeile eins\r\nZeile zwei ☕\n\n".encode())
    assert only(organic.json("feed", "Family")["posts"])["text"] == "Zeile eins\nZeile zwei ☕"


def test_a_text_that_looks_like_an_option(organic: Shell) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    for text in ("-5", "- milk", "--", "-x"):
        organic.json("post", "Family", "--", text)
        assert organic.json("feed", "Family")["posts"][0]["text"] == text


def _read(picture: Path) -> str:
    with Image.open(picture) as image:
        (found,) = zxingcpp.read_barcodes(image)
    return found.text


def test_invitations(organic: Shell, tmp_path: Path) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    picture = tmp_path / "code.png"
    made = organic.json(
        "invite", "Family", "--days", "2", "--ask", "--qr", str(picture), "--address", "192.168.1.20:4711"
    )
    assert set(made) == {"id", "code", "uri", "expires_ms"}
    assert is_id(made["id"])
    code = parse(made["code"])
    assert parse(made["uri"]) == parse(_read(picture)) == code
    assert picture.stat().st_mode & 0o777 == 0o600
    assert code.expires_ms == made["expires_ms"]
    assert [str(hint) for hint in code.hints] == ["192.168.1.20:4711"]
    assert not code.auto_approve
    listed = organic.json("invitations", "Family")
    assert listed == {
        "invitations": [
            {
                "id": made["id"],
                "by": "Anna",
                "expires_ms": made["expires_ms"],
                "ask": True,
                "state": "open",
                "used_by": None,
            }
        ]
    }
    assert organic.json("revoke-invitation", made["id"][:8]) == {"done": True}
    assert only(organic.json("invitations", "Family")["invitations"])["state"] == "revoked"
    assert organic.json("requests", "Family") == {"requests": []}


@pytest.mark.parametrize("how", ["code", "uri", "picture", "stdin", "letter"])
def test_a_code_is_taken_in_every_form(organic: Shell, tmp_path: Path, how: str) -> None:
    a_family(tmp_path / "homes", "Anna")
    anna = tmp_path / "homes" / "Anna"
    made = organic("--json", "invite", "Family", "--qr", str(tmp_path / "code.png"), home=anna).json
    given, stdin = {
        "code": (made["code"], b""),
        "uri": (made["uri"], b""),
        "picture": (str(tmp_path / "code.png"), b""),
        "stdin": ("-", made["code"].encode()),
        "letter": (f"Dear Nina, come in: “{made['code'].lower()}”. Yours, Anna", b""),
    }[how]
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        joined = organic.json("join", given, "--as", "Nina", "--wait", "0", stdin=stdin)
    assert joined == {"circle": None, "state": "looking"}
    assert organic.json("status")["name"] == "Nina"


def without_network(patch: pytest.MonkeyPatch) -> None:
    """Have commands that need the network run without one."""

    async def none(self: object) -> None:
        return None

    patch.setattr("organic_p2p.engine.Engine.ensure_network", none)


def test_leaving(organic: Shell) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    assert organic.json("leave", "Family", "--erase") == {"done": True}
    assert only(organic.json("circles")["circles"])["state"] == "left"


# -- with others ---------------------------------------------------------------------------------


def test_people(organic: Shell, tmp_path: Path) -> None:
    a_family(tmp_path, "Anna", "Ben")
    shell = within(organic, tmp_path / "Anna")
    members = shell.json("members", "Family")
    assert set(members) == {"members", "former", "proposals"}
    by_name = {member["name"]: member for member in members["members"]}
    known = {"person", "name", "role", "invited_by", "since_ms", "computers", "met_ms"}
    assert all(set(m) == known for m in by_name.values())
    assert by_name["Anna"]["role"] == "steward"
    assert by_name["Anna"]["invited_by"] is None
    assert by_name["Ben"]["role"] == "member"
    assert by_name["Ben"]["invited_by"] == by_name["Anna"]["person"]
    assert type(by_name["Ben"]["since_ms"]) is int
    promoted = shell.json("promote", "Ben", "--in", "Family")
    assert set(promoted) == {"motion", "passed", "needed"}
    assert promoted["passed"]
    two = shell.error("propose", "demote", "Ben", "--in", "Family", "--reason", "He asked for it.")
    assert two["error"] == "cannot-pass"


def test_proposals(organic: Shell, tmp_path: Path) -> None:
    a_family(tmp_path, "Anna", "Ben*", "Cleo*")
    shell = within(organic, tmp_path / "Anna")
    proposed = shell.json("propose", "demote", "Ben", "--in", "Family", "--reason", "He asked for it.")
    assert (proposed["passed"], proposed["needed"]) == (False, 1)
    (proposal,) = shell.json("members", "Family")["proposals"]
    assert (proposal["what"], proposal["reason"], proposal["of"]) == ("demote", "He asked for it.", 3)
    assert shell.error("vote", proposed["motion"], "no")["error"] == "already-voted"


def test_letters(organic: Shell, tmp_path: Path) -> None:
    a_family(tmp_path, "Anna", "Ben")
    shell = within(organic, tmp_path / "Anna")
    sent = shell.json("message", "Ben", "just for you")
    assert set(sent) == {"circle", "post", "attached", "gave_way"}
    conversation = shell.json("conversation", "Ben", "--limit", "5")
    assert set(conversation) == {"posts"}
    assert_post(only(conversation["posts"]), "just for you", "Anna")
    assert conversation["posts"][0]["circle"] == sent["circle"]
    assert shell.json("conversation", "Ben", "--before", sent["post"]) == {"posts": []}
    listed = only(shell.json("conversations")["conversations"])
    assert ([p["name"] for p in listed["people"]], listed["text"], listed["unread"]) == (
        ["Ben"],
        "just for you",
        False,
    )


def test_several_at_once(organic: Shell, tmp_path: Path) -> None:
    a_family(tmp_path, "Anna", "Ben", "Cleo")
    shell = within(organic, tmp_path / "Anna")
    shell.json("message", "Ben", "Cleo", "for you two")
    assert_post(only(shell.json("conversation", "Cleo", "Ben")["posts"]), "for you two", "Anna")
    assert shell("conversations").out.startswith("Ben and Cleo: Anna, ")
    shell.json("post", "Family", "a secret", "--for", "Ben")
    assert only(shell.json("home")["posts"])["audience"]["circle"] == ""
    assert "for Anna and Ben" in shell("home").out


def test_removing(organic: Shell, tmp_path: Path) -> None:
    a_family(tmp_path, "Anna", "Ben")
    shell = within(organic, tmp_path / "Anna")
    assert shell.json("remove", "Ben", "--from", "Family", "--reason", "too loud") == {"done": True}
    assert [member["name"] for member in shell.json("members", "Family")["members"]] == ["Anna"]


@pytest.mark.parametrize("command", ["approve", "decline"])
def test_requests(organic: Shell, tmp_path: Path, command: str) -> None:
    async def ask(anna: Home) -> None:
        async with strangers(tmp_path / "guests", "Nina", clock=anna.clock) as (nina,):
            await nina.ask(q.Join(await a_code(anna, ask=True), "Nina", 0))
            assert await knock(nina, anna) == "asked"

    a_family(tmp_path, "Anna", before=ask)
    shell = within(organic, tmp_path / "Anna")
    request = only(shell.json("requests", "Family")["requests"])
    assert set(request) == {"id", "person", "name", "invited_by", "asked_ms", "state"}
    assert (request["name"], request["invited_by"], request["state"]) == ("Nina", "Anna", "open")
    assert shell.json(command, request["id"][:8]) == {"done": True}
    state = {"approve": "approved", "decline": "declined"}[command]
    assert only(shell.json("requests", "Family")["requests"])["state"] == state
    assert len(shell.json("members", "Family")["members"]) == (2 if command == "approve" else 1)


def within(organic: Shell, folder: Path) -> Shell:
    """Return the same shell in another home."""
    return Shell(folder, organic._capsys, organic._patch)


def test_everything_is_exported_to_a_folder(organic: Shell, tmp_path: Path) -> None:
    organic.json("start-circle", "Family", "--as", "Anna")
    organic.json("post", "Family", "hello")
    document = organic.json("export", str(tmp_path / "out"))
    assert set(document) == {"path", "posts", "files", "missing"}
    assert "hello" in next(Path(document["path"]).glob("circle-1/2*.html")).read_text()
    assert "not locked" in organic("export", str(tmp_path / "out")).out
    assert organic("--json", "export", "").error["error"] == "no-folder"


# -- the lock of the disk ------------------------------------------------------------------------


def test_locking_and_unlocking(organic: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    words = tmp_path / "words"
    words.write_text("correct horse battery\n")
    monkeypatch.setenv("ORGANIC_PASSPHRASE_FILE", str(words))
    assert organic.json("lock") == {"disk": "passphrase"}
    assert organic.json("unlock") == {"disk": "passphrase"}
    assert organic.json("status")["disk"] == "passphrase"
    new = tmp_path / "new words"
    new.write_text("another eight characters\n")
    monkeypatch.setenv("ORGANIC_NEW_PASSPHRASE_FILE", str(new))
    assert organic.json("lock") == {"disk": "passphrase"}
    assert organic.error("status")["error"] == "wrong-passphrase"
    words.write_text(new.read_text())
    assert organic.json("status")["name"] == "Anna"
    monkeypatch.delenv("ORGANIC_PASSPHRASE_FILE")
    assert organic.error("post", "Family", "hello")["error"] == "locked"


def test_a_passphrase_is_typed_twice(organic: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    organic("start-circle", "Family", "--as", "Anna")
    typed: list[str] = []

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    def at_a_terminal(*answers: str) -> Callable[[str], str]:
        typed[:] = answers
        return lambda question: typed.pop(0)

    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    monkeypatch.setattr("getpass.getpass", at_a_terminal("correct horse", "correct hose"))
    assert organic.error("lock")["error"] == "different"
    monkeypatch.setattr("getpass.getpass", at_a_terminal("correct horse", "correct horse"))
    assert organic.json("lock") == {"disk": "passphrase"}
    monkeypatch.setattr("getpass.getpass", at_a_terminal("correct horse"))
    assert organic.json("status")["name"] == "Anna"
    monkeypatch.setattr("getpass.getpass", at_a_terminal("wrong horse"))
    assert organic.error("status")["error"] == "wrong-passphrase"
    assert sys.stdin is not None


# -- words ---------------------------------------------------------------------------------------

COMMANDS = [
    *("node", "stop", "status", "start-circle", "circles", "open", "integrate"),
    *("invite", "invitations", "revoke-invitation", "requests", "approve", "decline"),
    *("check-code", "join", "forget-join"),
    *("post", "comment", "react", "edit", "delete", "feed", "home", "search"),
    *("pictures", "save", "export", "storage"),
    *("members", "message", "conversations", "conversation", "remove", "leave", "promote", "propose", "vote"),
    *("mute", "unmute", "connect", "doctor", "lock", "unlock", "demo"),
]


def test_these_are_the_commands() -> None:
    (commands,) = [action.choices for action in parser()._subparsers._group_actions]  # type: ignore[union-attr]
    assert commands is not None
    assert set(commands) == set(COMMANDS)


def test_without_a_command_and_a_screen_a_sentence_says_what_to_do(
    organic: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    said = organic()
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "organic --help" in said.err
    assert not organic.folder.exists()


def test_without_a_command_the_window_of_the_home_opens(
    organic: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import run

    opened: list[tuple[Path, str, str]] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(run, "run", lambda *where, shown: opened.append(where))
    organic()
    organic("open")
    organic("open", "-", stdin=b"organic:ORG1C\n")
    organic("open", "--at", "-", stdin=b"home")
    assert opened == [
        *[(organic.folder, "", "")] * 2,
        (organic.folder, "organic:ORG1C\n", ""),
        (organic.folder, "", "home"),
    ]


def test_a_window_prints_no_document(organic: Shell) -> None:
    assert organic("--json").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(organic: Shell, command: str) -> None:
    said = organic(command, "--help")
    assert said.code == 0
    assert command in said.out
    assert said.err == ""


def test_the_home_is_what_was_typed_or_what_the_surroundings_say(
    organic: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from organic_p2p.__main__ import main

    monkeypatch.setenv("ORGANIC_HOME", str(tmp_path / "elsewhere"))
    organic("start-circle", "Family", "--as", "Anna")
    assert (tmp_path / "home" / "key").exists()
    assert not (tmp_path / "elsewhere").exists()
    assert main(["status"]) == 0
    assert (tmp_path / "elsewhere" / "key").exists()
    assert "Nobody lives" in capsys.readouterr().out


def test_the_version(organic: Shell) -> None:
    assert organic("--version").out == f"organic {__version__}\n"
