"""The way in against real engines: the family's page before anybody is there, and being in as soon as somebody is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.frames import ENGINE_FILE
from tests.ui.processes import engine, engines_of
from tests.ui.seats import Seat
from tests.ui.waiting import PATIENCE_MS, until
from ui.engine import LinkState
from ui.trouble import Trouble

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found as on Linux")

PASSPHRASE = "correct horse battery"
OLDER = "import organic_p2p.api as a\na.API_VERSION = {version}"


def test_a_guest_is_on_the_familys_page_at_once_and_in_when_somebody_is_there(
    tmp_path: Path, seats: list[Seat]
) -> None:
    ann = Seat(tmp_path / "ann")
    seats.append(ann)
    ann.ask(q.StartCircle("The Millers", "Ann"))
    ann.ask(q.Post("The Millers", "Welcome, Ben!"))
    invitation = ann.ask(q.Invite("The Millers", 7, False, ()))
    assert isinstance(invitation, r.InviteReply)
    ann.window.desk.leave()
    until(lambda: not engines_of(ann.folder))

    ben = Seat(tmp_path / "ben")
    seats.append(ben)
    until(lambda: ben.of("page") == "welcome")
    ben.window.welcome.offer(invitation.uri)
    until(lambda: bool(ben.window.welcome.property("whole")))
    ben.window.welcome.join("Ben")
    until(lambda: ben.of("page") == "inside")
    assert ben.of("arriving")
    (way,) = ben.window.arriving.property("ways")
    assert way["sentence"] == "Looking for the computer that invited you…"
    until(lambda: "as soon as it is on" in ben.window.arriving.property("ways")[0]["sentence"])
    with engine(ann.folder):
        until(lambda: not ben.of("arriving") and ben.window.arriving.property("count") == 0)
        assert [circle["name"] for circle in ben.window.session.property("circleList")] == ["The Millers"]
        until(lambda: ben.window.home.model.rowCount() > 0)
    # The code was used up, and stands nowhere in the clear.
    code = invitation.uri.removeprefix("organic:").encode()
    assert not any(code in path.read_bytes() for path in ben.folder.rglob("*") if path.is_file())


def test_whoever_quits_ends_the_engine_too_and_whoever_closes_does_not(
    tmp_path: Path, seats: list[Seat], qtbot: QtBot
) -> None:
    seat = Seat(tmp_path / "home")
    seats.append(seat)
    seat.comes(LinkState.CONNECTED)
    seat.ask(q.StartCircle("The Millers", "Ann"))
    seat.close()
    assert engines_of(seat.folder)
    again = Seat(tmp_path / "home")
    seats.append(again)
    again.comes(LinkState.CONNECTED)
    again.window.drafts.put("post/", "Dear all")
    with qtbot.waitSignal(again.window.desk.quit, timeout=PATIENCE_MS):
        again.window.desk.leave()
    until(lambda: not engines_of(again.folder))
    assert not (again.folder / ENGINE_FILE).exists()
    third = Seat(tmp_path / "home")
    seats.append(third)
    assert third.ask(q.ListDrafts()) == r.DraftsReply((r.Draft("post/", "Dear all"),))


def test_a_locked_home_waits_for_its_passphrase(
    tmp_path: Path, seats: list[Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGANIC_PASSPHRASE_MIB", "8")
    seat = Seat(tmp_path / "home")
    seats.append(seat)
    seat.ask(q.StartCircle("The Millers", "Ann"))
    assert seat.ask(q.Lock(PASSPHRASE, "")) == r.DiskReply("passphrase")
    seat.window.desk.leave()
    until(lambda: not engines_of(seat.folder))
    locked = Seat(tmp_path / "home")
    seats.append(locked)
    locked.comes(LinkState.LOCKED)
    assert locked.of("page") == "locked"
    answers: list[object] = []
    locked.link.ask(q.ListCircles(), answers.append, answers.append)
    locked.window.waiting.unlock("wrong words")
    until(lambda: bool(locked.window.waiting.property("refusal")))
    assert "not the passphrase" in str(locked.window.waiting.property("refusal"))
    assert not answers
    locked.window.waiting.unlock(PASSPHRASE)
    until(lambda: bool(answers) and locked.of("page") == "inside")
    assert isinstance(answers[0], r.CirclesReply)


def test_an_engine_that_will_not_start_says_why_and_can_be_tried_again(
    tmp_path: Path, seats: list[Seat]
) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "organic.db").write_bytes(b"not a database")
    seat = Seat(folder)
    seats.append(seat)
    seat.comes(LinkState.FAILED)
    assert seat.link.trouble is not None
    assert seat.link.trouble.kind == "damaged"
    assert "key file" in str(seat.window.waiting.property("reason"))
    (folder / "organic.db").unlink()
    seat.window.waiting.again()
    seat.comes(LinkState.CONNECTED)


def test_an_engine_that_breaks_leaves_its_last_words(
    tmp_path: Path, seats: list[Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # a Python that cannot begin
    seat = Seat(tmp_path / "home")
    seats.append(seat)
    seat.comes(LinkState.FAILED)
    assert seat.link.trouble == Trouble(
        "crashed",
        f"It stopped by a mistake of its own. Its last words are in {tmp_path / 'home' / 'engine.log'}.",
    )
    assert "Python" in (tmp_path / "home" / "engine.log").read_text()


@pytest.mark.parametrize("version", [0, 999])
def test_an_engine_of_another_version_is_replaced_or_waited_for(
    tmp_path: Path, seats: list[Seat], version: int
) -> None:
    folder = tmp_path / "home"
    with engine(folder, before=OLDER.format(version=version)) as other:
        seat = Seat(folder)
        seats.append(seat)
        seat.comes(LinkState.OTHER_VERSION)
        assert seat.of("page") == "version"
        assert seat.link.newer == (version == 999)
        if version == 999:
            return
        seat.window.waiting.settle()
        seat.comes(LinkState.CONNECTED)
        assert other.wait(30) == 0
