"""A family in which everything that somebody can write is an attack on whoever shows it, and a walk through every page.

    python -m tests.ui.hostile tour URL FILE        the window, page by page, with texts that name URL and FILE
    python -m tests.ui.hostile careless URL FILE    two texts that Qt may take for markup: it asks URL and opens FILE

As a process of its own, so that a test can hear what it does: which files it opens, to whom it speaks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# Before Qt is imported, as `tests.ui.conftest` does it for tests.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qt_compat import qt_api

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.access import everything, name_of
from tests.ui.arriving.test_view_model import a_way
from tests.ui.doctor.test_view_model import a_diagnosis, a_finding
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import (
    ANN,
    INVITATION,
    NOBODY,
    NOW_MS,
    a_circle,
    a_file,
    a_picture,
    a_post,
    a_status,
    a_storage,
    ident,
    knowing,
    members,
)
from tests.ui.family import person as somebody
from tests.ui.people.a_circle import a_proposal, a_request, an_invitation
from tests.ui.search.test_view_model import a_find, a_hit
from tests.ui.waiting import until
from tests.ui.windows import settled
from ui.app import Window
from ui.application import application
from ui.engine import LinkState
from ui.trouble import Trouble

# Pages that show something of somebody else's; the others say only what the program says.
TELLING = ("home", "letters", "search", "post", "albums", "storage", "arriving", "people", "doctor")
Look = Callable[[Window, str], None]


def payload(url: str, file: str) -> str:
    """Return a text with every way to make Qt fetch `url` or open `file` that is known."""
    return (
        f'x<b>y</b><img src="{url}"><img src="file://{file}"><a href="{url}">z</a>'
        f'<table background="{url}"><tr><td>t</td></tr></table>'
        f'<style>@import "{url}"; p {{ background: url({file}) }}</style>'
        f"![m]({url})[l](file://{file})"
    )


def evil_family(evil: str) -> FakeEngine:
    """Return an engine of which every text is `evil`."""
    him = somebody(evil)
    post = a_post(
        evil,
        him,
        comments=(a_post(evil, him), changed(a_post(evil + "2", him), reply_to=a_post(evil, him).id)),
        reactions=(r.ReactionView(him.person, evil), r.ReactionView(b"?" * 32, evil)),
        pictures=(
            a_picture(1, evil.encode(), state="elsewhere", on=(evil,)),
            a_picture(2, evil.encode(), (65_535, 1)),
        ),
        files=(
            r.DocumentView(3, evil, a_file(state="coming", percent=0, on=(evil,))),
            r.DocumentView(4, evil, a_file(), r.FilmView(evil.encode(), 1, 65_535, 359_999)),
            r.DocumentView(5, evil, a_file(), r.FilmView(evil.encode(), 65_535, 1, 0)),
        ),
        audience=r.AudienceView(evil, (ANN, him), 2),
    )
    letter = changed(post, id=ident("letter"), audience=r.AudienceView("", (ANN, him), 2))
    circles = (a_circle(evil), a_circle(evil, circle=b"2" * 32))
    joins = (
        a_way("looking", name=evil, inviter=evil),
        a_way("refused", name=evil, error=evil, sentence=evil),
    )
    engine = knowing(
        post,
        status=a_status(
            name=evil,
            circles=circles,
            neighbours=(r.Neighbour(him.person, evil, True),),
            waiting_for=(him,),
            joins=joins,
        ),
    )
    gone = (r.FormerView(b"?" * 32, evil, him.person, evil),)
    proposals = tuple(a_proposal(what, him, reason=evil, by=him.person) for what in ("promote", "remove"))
    engine.know(q.ListMembers, r.MembersReply(members(ANN, him).members, gone, proposals))
    engine.know(q.ListInvitations, r.InvitationsReply((an_invitation(by=evil), an_invitation("used", evil))))
    engine.know(q.ListRequests, r.RequestsReply((a_request(him, invited_by=evil),)))
    conversation = r.ConversationView((him,), letter.id, him, evil, 1, 1, NOW_MS, True)
    engine.know(q.ListConversations, r.ConversationsReply((conversation,)))
    engine.know(q.ReadConversation, r.PostsReply((letter,)))
    engine.know(q.MarkRead, r.Done())
    found = r.FoundPerson(him.person, evil, (evil,), (evil,))
    hit = a_hit(evil, "y", author=him, circle=evil)
    engine.know(q.Find, lambda asked: a_find(asked.text, hit, changed(hit, people=(him,)), people=(found,)))
    engine.know(q.ReadPost, r.PostsReply((post,)))
    engine.know(
        q.Diagnose,
        a_diagnosis(
            a_finding("nobody-on", "likely", him),
            people=(r.ReachView(him.person, evil, False, False, None, NOW_MS),),
            attempts=(r.AttemptView(evil, (evil,), "refused"),),
        ),
    )
    engine.know(q.Storage, a_storage(people=(r.PersonStorage(him.person, evil, 9),)))
    engine.know(q.ListDrafts, r.DraftsReply((r.Draft("post/" + "1" * 64, evil),)))
    return engine


def tour(window: Window, engine: FakeEngine, evil: str, look: Look) -> None:
    """Show every page, and what lies over them; `look` is called at each with its name."""
    root = window.root
    assert root is not None
    settled(window, engine)
    inside, viewer = (root.findChild(QObject, name) for name in ("inside", "viewer"))
    assert inside is not None
    assert viewer is not None
    him = somebody(evil).person.hex()
    window.searching.look("y")
    window.reading.open("ab" * 32)
    # It waits until nobody types any more.
    until(lambda: window.searching.property("state") == "found", engine)
    for page in inside.property("pages").toVariant():
        inside.setProperty("current", page["name"])
        root.grabWindow()
        until(lambda: _rests(window, engine), engine)
        look(window, page["name"])
    inside.setProperty("current", "letters")
    engine.settle()
    window.letters.choose(window.letters.property("conversations")[0]["key"])
    until(lambda: _rests(window, engine), engine)
    look(window, "a letter")
    inside.setProperty("current", "people")
    window.people.look_at(him)
    look(window, "a person")
    window.invitations.make(7, False)
    engine.answer(q.Invite, INVITATION)
    window.invitations.show_card()
    look(window, "a card")
    window.invitations.hide_card()
    inside.setProperty("current", "home")
    until(lambda: _rests(window, engine), engine)
    row = window.home.model.rows[0]
    viewer.look(row, 1)  # type: ignore[attr-defined]  # a function of QML's
    until(lambda: _rests(window, engine), engine)
    look(window, "the viewer")
    engine.become(LinkState.FAILED, Trouble("crashed", evil))
    look(window, "waiting")


def welcome(window: Window, engine: FakeEngine, evil: str, look: Look) -> None:
    """Show the first page, with a code that is refused in hostile words."""
    window.welcome.offer(f"organic:{evil}")
    look(window, "welcome")
    window.welcome.join(evil)
    if engine.waiting(q.Join):
        engine.refuse(q.Join, evil, evil)
    look(window, "refused")


def shown(window: Window, evil: str) -> int:
    """Return how often a screen reader finds the text as it was written."""
    return sum(evil in name_of(thing) for thing in everything(window))


def _rests(window: Window, engine: FakeEngine) -> bool:
    return not any(type(asked.request) in engine._known for asked in engine.open) and bool(
        window.home.property("settled")
    )


def _draw(window: Window, page: str) -> None:
    assert window.root is not None
    assert not window.root.grabWindow().isNull(), page


def careless(url: str, file: str) -> None:
    """Show a text as nobody must, until whoever started this has seen enough and says so by a file beside `file`."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    code = f'import QtQuick\nText {{ text: \'<img src="{url}"><img src="file://{file}">\' }}'
    component.setData(QByteArray(code.encode()), QUrl())
    text = component.create()
    window = QQuickWindow()
    assert isinstance(text, QQuickItem)
    text.setParentItem(window.contentItem())
    window.show()
    window.grabWindow()
    until(Path(f"{file}.enough").exists)


def main(words: Sequence[str]) -> int:
    """Do what `words` say; return the exit code."""
    what, url, file = words
    application(["organic"])
    qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]  # as its plugin does where pytest runs
    if what == "careless":
        careless(url, file)
        return 0
    evil = payload(url, file)
    for walk, engine in ((tour, evil_family(evil)), (welcome, knowing(status=NOBODY))):
        window = Window(engine)
        engine.settle()
        walk(window, engine, evil, _draw)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
