"""Time goes on for every page at once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.doctor.test_view_model import a_diagnosis
from tests.ui.family import BEN, NOW_MS, a_post
from tests.ui.letters.test_view_model import a_conversation
from tests.ui.people.a_circle import an_engine
from tests.ui.search.test_view_model import a_find, a_hit
from tests.ui.waiting import until
from tests.ui.windows import Open, settled


def test_five_minutes_later_every_page_says_so(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [NOW_MS / 1000]
    monkeypatch.setattr("ui.clock.time", SimpleNamespace(time=lambda: now[0]))
    engine = an_engine()
    post = a_post("Hello")
    for reading in (q.ReadHome, q.ReadPost):
        engine.know(reading, r.PostsReply((post,)))
    engine.know(q.Find, lambda asked: a_find(asked.text, a_hit()))
    engine.know(q.Diagnose, a_diagnosis())
    engine.know(q.ListConversations, r.ConversationsReply((a_conversation(BEN),)))
    engine.know(q.ReadConversation, r.PostsReply((a_post("A letter"),)))
    window = open_window(engine)
    settled(window, engine)
    window.reading.open(post.id.hex())
    window.doctor.test()
    window.letters.choose(BEN.person.hex())
    window.searching.look("app")
    until(lambda: window.searching.property("state") == "found", engine)
    until(
        lambda: bool(window.conversation.model.rows) and bool(window.letters.property("conversations")),
        engine,
    )

    def said() -> dict[str, Any]:
        return {
            "home": window.home.model.rows[0]["when"],
            "post": heard["post"],
            "search": window.searching.property("posts").rows[0]["when"],
            "people": window.people.property("members").rows[2]["state"],
            "doctor": heard["doctor"],
            "letters": window.letters.property("conversations")[0]["when"],
            "letter": window.conversation.model.rows[0]["when"],
        }

    # What QML knows of a page that says everything by one signal.
    heard: dict[str, Any] = {}

    def hear() -> None:
        heard["post"] = window.reading.property("post")["when"]
        heard["doctor"] = window.doctor.property("tested")

    window.reading.changed.connect(hear)
    window.doctor.changed.connect(hear)
    hear()
    before = said()
    assert (before["home"], before["doctor"]) == ("just now", "Tested just now.")
    window.clock.ticked.emit()
    assert said() == before
    now[0] += 5 * 60
    window.clock.ticked.emit()
    assert said() == {
        "home": "5 minutes ago",
        "post": "5 minutes ago",
        "search": "5 minutes ago",
        "people": before["people"],
        "doctor": "Tested 5 minutes ago.",
        "letters": "5 minutes ago",
        "letter": "5 minutes ago",
    }
