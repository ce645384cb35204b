"""What is said just before a window closes or the program is quit is neither lost nor said twice: real engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.family import png
from tests.ui.processes import engine
from tests.ui.seats import Seat
from tests.ui.waiting import PATIENCE_MS, until
from ui.engine_link import LinkState

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found as on Linux")

PICTURES = 6
# An engine that hears whoever comes second a good while after the one it knows.
BUSY = """
import asyncio
from organic_p2p.api.server import Server
converse = Server._converse
async def later(self, *streams):
    await asyncio.sleep(1.5 if self._followers else 0)
    await converse(self, *streams)
Server._converse = later
"""


def a_family(folder: Path, seats: list[Seat]) -> tuple[Seat, str]:
    """Return a window in a circle, and a post that stands there."""
    seat = Seat(folder)
    seats.append(seat)
    seat.ask(q.StartCircle("The Millers", "Ann"))
    posted = seat.ask(q.Post("The Millers", "Here we are"))
    assert isinstance(posted, r.PostReply)
    until(lambda: bool(seat.of("circleList")))
    return seat, posted.post.hex()


def again(folder: Path, seats: list[Seat]) -> tuple[Seat, list[r.PostView]]:
    """Open the window again; return it, and what there is to read, once nothing is on its way any more."""
    seat = Seat(folder)
    seats.append(seat)
    seat.comes(LinkState.CONNECTED)
    until(lambda: seat.link.at_rest)
    reply = seat.ask(q.ReadHome(20, ""))
    assert isinstance(reply, r.PostsReply)
    return seat, list(reply.posts)


def test_whoever_quits_right_after_posting_and_answering_loses_nothing_and_finds_no_draft_of_it(
    tmp_path: Path, seats: list[Seat], qtbot: QtBot
) -> None:
    folder = tmp_path / "home"
    answers = {f"Answer {n}" for n in range(3)}
    with engine(folder, before=BUSY) as process:
        seat, post = a_family(folder, seats)
        for answer in answers:
            seat.window.home.comment(post, post, answer)
        seat.window.composer.post("Good night")
        with qtbot.waitSignal(seat.window.desk.quit, timeout=PATIENCE_MS):
            seat.window.desk.leave()
        seat.close()
        assert process.wait(30) == 0
    later, posts = again(folder, seats)
    assert [one.text for one in posts] == ["Good night", "Here we are"]
    assert {one.text for one in posts[1].comments} == answers
    assert later.ask(q.ListDrafts()) == r.DraftsReply(())


def test_what_is_held_while_the_window_closes_is_posted_once(tmp_path: Path, seats: list[Seat]) -> None:
    seat, _ = a_family(tmp_path / "home", seats)
    seat.window.composer.post("Good night")
    seat.window.say_last_words()
    seat.close()
    later, posts = again(seat.folder, seats)
    assert [one.text for one in posts] == ["Good night", "Here we are"]
    assert later.window.composer.draft() == ""
    assert later.ask(q.ListDrafts()) == r.DraftsReply(())


def test_pictures_that_take_longer_than_the_window_stays_are_posted_once(
    tmp_path: Path, seats: list[Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.engine_link._LAST_WORDS_MS", 1)
    seat, _ = a_family(tmp_path / "home", seats)
    for n in range(PICTURES):
        (tmp_path / f"{n}.png").write_bytes(png(1200, 900 + n))
    seat.window.composer.attachments.add_paths(str(tmp_path / f"{n}.png") for n in range(PICTURES))
    until(lambda: seat.link.at_rest)
    seat.window.composer.post("The sea")
    until(lambda: seat.link.at_rest)
    seat.window.say_last_words()
    seat.close()
    later = Seat(seat.folder)
    seats.append(later)
    later.comes(LinkState.CONNECTED)
    # It is opened again before the engine is done with it, and what is being posted is no draft.
    until(lambda: later.link.at_rest)
    assert later.window.composer.draft() == ""

    def stands() -> bool:
        reply = later.ask(q.ReadHome(20, ""))
        return isinstance(reply, r.PostsReply) and [one.text for one in reply.posts] == [
            "The sea",
            "Here we are",
        ]

    until(stands)
    assert later.ask(q.ListDrafts()) == r.DraftsReply(())
