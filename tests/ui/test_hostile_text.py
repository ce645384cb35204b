"""Whatever others wrote is text: nothing in it is fetched, opened or drawn, wherever it is shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, everything, name_of, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import (
    ANN,
    INVITATION,
    NOBODY,
    a_circle,
    a_file,
    a_picture,
    a_post,
    a_status,
    knowing,
    members,
)
from tests.ui.family import person as somebody
from tests.ui.people.a_circle import a_proposal, a_request, an_invitation
from tests.ui.waiting import until
from ui.app import Window

QML = Path(__file__).resolve().parent.parent.parent / "ui" / "qml"
Open = Callable[[FakeEngine], Window]


class Trap:
    """A server on this computer that notes who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/x"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


def test_text_that_is_left_to_itself_would_fetch(trap: Trap, qt: object, unheard: list[str]) -> None:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    payload = f'Hello <img src=\\"{trap.url}\\">'
    component.setData(QByteArray(f'import QtQuick\nText {{ text: "{payload}" }}'.encode()), QUrl())
    text = component.create()
    window = QQuickWindow()
    assert isinstance(text, QQuickItem)
    text.setParentItem(window.contentItem())
    window.show()
    until(lambda: bool(trap.asked))
    window.close()
    text.deleteLater()
    unheard.clear()  # it could not open the picture


def test_nothing_that_others_wrote_is_fetched_or_drawn(open_window: Open, trap: Trap) -> None:
    evil = f'Hello <b>you</b> <img src="{trap.url}"><img src="file:///etc/passwd"> <a href="{trap.url}">x</a>'
    him = somebody(evil)
    post = a_post(
        evil,
        him,
        comments=(a_post(evil, him),),
        reactions=(r.ReactionView(him.person, evil), r.ReactionView(b"?" * 32, evil)),
        pictures=(a_picture(1, evil.encode(), state="elsewhere", on=(evil,)),),
        files=(r.DocumentView(1, evil, a_file(state="coming", percent=0, on=(evil,))),),
    )
    circles = (a_circle(evil), a_circle(evil, circle=b"2" * 32))
    engine = knowing(
        post, status=a_status(name=evil, circles=circles, neighbours=(r.Neighbour(him.person, evil, True),))
    )
    people = members(ANN, him)
    gone = (r.FormerView(b"?" * 32, evil, him.person, evil),)
    proposals = tuple(a_proposal(what, him, reason=evil, by=him.person) for what in ("promote", "remove"))
    engine.know(q.ListMembers, r.MembersReply(people.members, gone, proposals))
    invitations = (an_invitation(by=evil), an_invitation("used", evil))
    engine.know(q.ListInvitations, r.InvitationsReply(invitations))
    engine.know(q.ListRequests, r.RequestsReply((a_request(somebody(evil), invited_by=evil),)))
    window = open_window(engine)
    until(lambda: bool(window.home.property("settled")), engine)
    root = window.root
    assert root is not None

    def look() -> None:
        assert not root.grabWindow().isNull()
        assert any(evil in name_of(thing) for thing in everything(window))

    window.composer.attach([QUrl.fromLocalFile(f"/a/{evil.replace('/', '_')}")])
    write(window, "Share something with your people…", evil)
    look()
    window.home.comment("id", "Ha")
    engine.refuse(q.Comment, evil)
    assert evil in names(window, Role.AlertMessage)
    look()
    press(window, "People")
    engine.settle()
    window.invitations.make(7, False)
    engine.answer(q.Invite, INVITATION)
    window.invitations.show_card()
    window.invitations.make(7, False)
    engine.refuse(q.Invite, evil)
    look()
    window.invitations.hide_card()
    window.people.look_at(him.person.hex())
    look()
    press(window, "Tree", Role.PageTab)
    look()
    press(window, "Invitations (1)", Role.PageTab)
    look()
    # A picture that were fetched would be asked for by now: this request goes the same way and is answered.
    assert trap.asked == []


def test_a_refusal_on_the_way_in_is_text(open_window: Open, trap: Trap) -> None:
    evil = f'No. <img src="{trap.url}">'
    engine = knowing(status=NOBODY)
    window = open_window(engine)
    press(window, "I have an invitation")
    window.welcome.join("Ben")
    engine.refuse(q.Join, evil)
    assert evil in names(window, Role.AlertMessage)
    assert window.root is not None
    assert not window.root.grabWindow().isNull()
    assert trap.asked == []


def test_no_page_shows_text_in_any_other_way() -> None:
    """Every word goes through Words, which says PlainText; what of Qt takes markup is not used."""
    for page in QML.glob("*.qml"):
        code = re.sub(r"//.*", "", page.read_text(encoding="utf-8"))
        elements = set(re.findall(r"\b([A-Z]\w+)\s*\{", code))
        assert not elements & {"Text", "TextEdit", "MessageDialog"}, page.name
        assert page.name == "Words.qml" or "Label" not in elements, page.name
        assert "TextArea" not in elements or page.name in ("Writing.qml", "Excerpt.qml"), page.name
        assert "placeholderText" not in code, page.name
        assert "ToolTip." not in code, page.name
        assert not re.search(r"RichText|StyledText|MarkdownText|AutoText", code), page.name
    assert "textFormat: Text.PlainText" in (QML / "Words.qml").read_text(encoding="utf-8")
    for name in ("Writing.qml", "Excerpt.qml"):
        assert "textFormat: TextEdit.PlainText" in (QML / name).read_text(encoding="utf-8")
