"""A guest is invited, knocks and is let in, all in the window over a real engine; the guest is another real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, names, press
from tests.ui.seats import Line
from tests.ui.waiting import until
from ui.app import Window

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="engines are found as on Linux")


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[tuple[Line, Line]]:
    """Return lines to two engines of this computer."""
    both = Line(tmp_path / "ann"), Line(tmp_path / "ben")
    for line in both:
        line.link.open()
    yield both
    for line in both:
        line.close()


def test_a_guest_who_must_be_asked_about_is_let_in_by_the_window(lines: tuple[Line, Line]) -> None:
    ann, ben = lines
    ann.ask(q.StartCircle("The Millers", "Ann"))
    until(lambda: bool(ann.replies))
    window = Window(ann.link)
    try:
        until(lambda: window.session.property("page") == "inside")
        press(window, "People")
        until(lambda: "Invite somebody" in names(window, Role.Button))
        press(window, "Invite somebody")
        press(window, "Ask me first", Role.CheckBox)
        press(window, "Make the invitation")
        until(lambda: bool(window.invitations.property("typed")))
        ben.ask(q.Join(window.invitations.property("typed"), "Ben", 20_000))
        until(lambda: "Let Ben in" in names(window, Role.Button))
        until(lambda: bool(ben.replies))
        (reply,) = ben.replies
        assert isinstance(reply, r.CircleReply)
        assert reply.state == "asked"
        press(window, "Let Ben in")
        until(lambda: any(name.startswith("Ben, invited by Ann") for name in names(window, Role.ListItem)))
        until(lambda: any(name.endswith("reachable now") for name in names(window, Role.ListItem)))
        assert "Let Ben in" not in names(window, Role.Button)
        press(window, "Invitations", Role.PageTab)
        assert any(name.startswith("Used by Ben") for name in names(window, Role.ListItem))
    finally:
        ann.link.close()
        window.close()
