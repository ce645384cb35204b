"""The line to a real engine: started when there is none, followed, and made again when it is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode
from organic_p2p.api.frames import ENGINE_FILE
from tests.ui.seats import Line
from tests.ui.waiting import until
from ui.drafts import Drafts
from ui.engine import LinkState
from ui.language import choose, fill, translate
from ui.refusal_words import words_for, words_for_asked

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="engines are found as on Linux")


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    line = Line(tmp_path / "home")
    yield line
    line.close()


def test_an_engine_is_started_asked_and_followed(line: Line) -> None:
    line.ask(q.Status())  # before there is anybody to ask
    line.link.open()
    until(lambda: bool(line.replies))
    (status,) = line.replies
    assert isinstance(status, r.StatusReply)
    assert status.person is None
    line.ask(q.StartCircle("The Millers", "Ann"))
    line.ask(q.StartCircle("", "Ann"))
    until(lambda: bool(line.troubles))
    assert isinstance(line.replies[1], r.CircleReply)
    assert line.troubles[0].kind == "empty"
    assert line.troubles[0].sentence.endswith(".")
    until(lambda: any(isinstance(event, e.CirclesChanged) for event in line.events))
    assert line.states == [LinkState.CONNECTED]


def test_what_the_engine_refuses_is_said_in_the_language_of_the_window(line: Line) -> None:
    choose("de")
    try:
        line.link.open()
        line.ask(q.StartCircle("The Millers", "Ann"))
        line.ask(q.StartCircle("", "Ann"))
        until(lambda: len(line.troubles) == 1)
        line.ask(
            q.Post("The Millers", "", (q.Attach("/no/such.jpg", b"", True, False),))
        )  # over a line of its own
        until(lambda: len(line.troubles) == 2)
        said = [trouble.sentence for trouble in line.troubles]
        file = fill(translate("refusals", "“%1”: %2"), "such.jpg", words_for("no-such-file"))
        assert said == [words_for_asked("empty", q.StartCircle), file]
    finally:
        choose("en")


def test_a_killed_engine_is_started_again_and_whoever_wanted_something_done_is_told(line: Line) -> None:
    line.link.open()
    line.comes(LinkState.CONNECTED)
    first = line.engine
    os.kill(first, signal.SIGSTOP)
    line.ask(q.Rename("Ann"))
    os.kill(first, signal.SIGKILL)
    until(lambda: bool(line.troubles))
    assert line.troubles[0].kind == "engine-gone"
    assert "started again" in line.troubles[0].sentence
    assert line.link.state is LinkState.STARTING
    line.ask(q.Status())
    line.comes(LinkState.CONNECTED)
    until(lambda: bool(line.replies))
    assert line.engine != first
    assert line.states == [LinkState.CONNECTED, LinkState.STARTING, LinkState.CONNECTED]


def test_what_was_only_read_is_asked_again_of_the_next_engine(line: Line) -> None:
    line.link.open()
    line.comes(LinkState.CONNECTED)
    os.kill(line.engine, signal.SIGSTOP)
    line.ask(q.Status())
    line.ask(q.DrawPicture(b"no picture", 64, 64))  # over a line of its own
    os.kill(line.engine, signal.SIGKILL)
    until(lambda: bool(line.replies) and bool(line.troubles))
    assert isinstance(line.replies[0], r.StatusReply)
    assert line.troubles[0].kind == "picture-damaged"


def test_what_breaks_the_line_is_not_asked_again_and_the_rest_goes_on(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(data: bytes) -> object:
        message = decode(data)
        if isinstance(message, r.StatusReply):
            raise CodecError("too long")
        return message

    monkeypatch.setattr("ui.engine_link.decode", unreadable)
    line.link.open()
    line.comes(LinkState.CONNECTED)
    line.ask(q.Status())
    line.ask(q.ListDrafts())
    until(lambda: bool(line.replies))
    assert isinstance(line.replies[0], r.DraftsReply)
    for _ in range(4):
        line.ask(q.Status())
    until(lambda: len(line.troubles) == 5)
    assert {trouble.kind for trouble in line.troubles} == {"too-much"}
    assert line.states == [LinkState.CONNECTED, LinkState.STARTING, LinkState.CONNECTED]


def test_the_last_words_of_a_window_are_heard(line: Line, tmp_path: Path) -> None:
    line.link.open()
    line.ask(q.StartCircle("The Millers", "Ann"))
    until(lambda: bool(line.replies))
    drafts = Drafts(line.link)
    drafts.put("post/", "Dear all")
    drafts.save()
    line.link.close()
    other = Line(tmp_path / "home")
    other.ask(q.ListDrafts())
    other.link.open()
    until(lambda: bool(other.replies))
    assert other.replies == [r.DraftsReply((r.Draft("post/", "Dear all"),))]
    assert line.engine
    other.link.close()


def test_what_a_killed_engine_left_behind_does_not_keep_the_window_shut(line: Line, tmp_path: Path) -> None:
    line.link.open()
    line.comes(LinkState.CONNECTED)
    line.link.close()
    os.kill(line.engine, signal.SIGKILL)
    assert (tmp_path / "home" / ENGINE_FILE).exists()
    other = Line(tmp_path / "home")
    try:
        other.link.open()
        other.comes(LinkState.CONNECTED)
    finally:
        other.link.close()


def test_who_reads_does_not_wait_for_who_is_busy(line: Line, tmp_path: Path) -> None:
    line.link.open()
    line.ask(q.StartCircle("The Millers", "Ann"))
    line.ask(q.Invite("The Millers", 7, False, ()))
    until(lambda: len(line.replies) == 2)
    invitation = line.replies[1]
    assert isinstance(invitation, r.InviteReply)
    guest = Line(tmp_path / "guest")
    try:
        # Loopback engines find each other, and Ann's sleeps: whoever joins must wait.
        os.kill(line.engine, signal.SIGSTOP)
        guest.link.open()
        guest.ask(q.Join(invitation.uri, "Ben", 60_000))
        guest.ask(q.ListCircles())
        until(lambda: bool(guest.replies))
        assert isinstance(guest.replies[0], r.CirclesReply)
        os.kill(line.engine, signal.SIGCONT)
        until(lambda: len(guest.replies) == 2)
        joined = guest.replies[1]
        assert isinstance(joined, r.CircleReply)
        assert joined.state == "member"
    finally:
        os.kill(line.engine, signal.SIGCONT)
        guest.close()


def test_what_was_posted_last_is_posted_though_the_window_closes(line: Line, tmp_path: Path) -> None:
    line.link.open()
    line.ask(q.StartCircle("The Millers", "Ann"))
    until(lambda: bool(line.replies))
    line.ask(q.Post("The Millers", "Good night", ()))
    line.link.close()
    again = Line(line.folder)
    again.link.open()
    again.comes(LinkState.CONNECTED)
    found: list[str] = []

    def look() -> bool:
        again.ask(q.ReadFeed("The Millers", 5, ""))
        found[:] = [p.text for reply in again.replies if isinstance(reply, r.PostsReply) for p in reply.posts]
        return "Good night" in found

    until(look)
    again.link.close()
