"""Circles and conversations are muted where they are read, by a button that says so, and a sign says so elsewhere."""

from __future__ import annotations

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, descriptions, names, press
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_circle, a_status, ident
from tests.ui.people.a_circle import an_engine
from tests.ui.waiting import until
from tests.ui.windows import Open


def a_conversation(*, muted: bool) -> r.ConversationsReply:
    one = r.ConversationView((BEN,), ident("letter"), BEN, "Hello", 0, 0, NOW_MS, True, muted)
    return r.ConversationsReply((one,))


def test_a_circle_is_muted_on_its_page_and_its_sign_stands_beside_its_name(open_window: Open) -> None:
    engine = an_engine()
    window = open_window(engine)
    assert "Mute" not in names(window, Role.Button)  # on the page of all circles
    press(window, "The Millers")
    press(window, "Mute")
    assert engine.waiting(q.Mute) == [q.Mute(MILLERS.hex(), (), True)]
    engine.know(q.Mute, r.Done())
    engine.know(q.Status, a_status(circles=(a_circle(muted=True),)))
    engine.told.emit(e.CirclesChanged())
    engine.settle()
    assert descriptions(window, "The Millers") == ["No notifications come from here."]
    assert any("Everything still arrives" in one for one in names(window, Role.AlertMessage))
    press(window, "People")
    press(window, "Unmute")
    assert engine.waiting(q.Mute) == [q.Mute(MILLERS.hex(), (), False)]
    engine.refuse(q.Mute, "The disk is full.")
    assert "The disk is full." in names(window, Role.AlertMessage)


def test_a_conversation_is_muted_where_it_is_read_and_calls_nobody(open_window: Open) -> None:
    engine = an_engine()
    engine.know(q.ListConversations, a_conversation(muted=False))
    engine.know(q.ReadConversation, r.PostsReply(()))
    window = open_window(engine)
    until(lambda: descriptions(window, "Letters") == ["Something new is here."], engine)
    press(window, "Letters")
    window.letters.choose(BEN.person.hex())
    until(lambda: bool(window.letters.property("settled")), engine)
    press(window, "Mute")
    assert engine.waiting(q.Mute) == [q.Mute("", (BEN.person.hex(),), True)]
    engine.know(q.ListConversations, a_conversation(muted=True))
    engine.know(q.Mute, r.Done())
    engine.told.emit(e.CirclesChanged())
    until(lambda: "Unmute" in names(window, Role.Button), engine)
    assert descriptions(window, "Letters") == [""]
    assert any(". muted. " in one for one in names(window, Role.ListItem))
    assert ANN.person == window.session.me
