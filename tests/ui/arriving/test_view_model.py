"""On the way in the page says for what it waits, and always offers another way."""

from __future__ import annotations

from typing import Any

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import NOW_MS, a_circle, a_status, ident
from ui.arriving.view_model import ArrivingViewModel
from ui.session import Session


def a_way(state: str, **fields: Any) -> r.JoinView:
    chosen: dict[str, Any] = {
        "id": ident("join"),
        "state": state,
        "circle": None,
        "name": "",
        "inviter": "",
        "expires_ms": NOW_MS,
        "error": "",
        "sentence": "",
    }
    return r.JoinView(**{**chosen, **fields})


def arriving(*joins: r.JoinView, **fields: Any) -> tuple[ArrivingViewModel, Session, FakeEngine]:
    engine = FakeEngine()
    session = Session(engine)
    page = ArrivingViewModel(engine, session)
    engine.answer(q.Status, a_status(**{"circles": (), "neighbours": (), "joins": joins, **fields}))
    return page, session, engine


@pytest.mark.parametrize(
    ("join", "title", "sentence"),
    [
        (
            a_way("looking"),
            "On your way in",
            "The computer that invited you is off or out of reach. You are in as soon as it is on.",
        ),
        (
            a_way("looking", inviter="Ann"),
            "On your way in",
            "Ann's computer is off or out of reach. You are in as soon as it is on.",
        ),
        (
            a_way("asked", name="The Millers"),
            "On your way into The Millers",
            "You have knocked. Somebody there says yes first.",
        ),
        (
            a_way("admitted", name="The Millers"),
            "On your way into The Millers",
            "You were let in. The first posts are coming.",
        ),
        (
            a_way("refused", error="declined", sentence="A steward of the circle declined."),
            "You did not come in",
            "A steward of the circle declined.",
        ),
        (
            a_way("expired", error="expired", sentence="It has expired."),
            "You did not come in",
            "It has expired.",
        ),
    ],
)
def test_it_says_for_what_it_waits(join: r.JoinView, title: str, sentence: str) -> None:
    page, _, _ = arriving(join)
    (way,) = page.property("ways")
    assert (way["title"], way["sentence"]) == (title, sentence)
    assert way["over"] == (join.state in ("refused", "expired"))


def test_the_familys_page_is_there_while_nobody_was_met_yet() -> None:
    _, session, _ = arriving(a_way("looking"))
    assert session.property("page") == "inside"
    assert session.property("arriving")
    assert session.property("sentence") == "You are on your way in."
    assert session.property("detail") == ""


def test_a_way_into_another_circle_does_not_put_out_of_the_first() -> None:
    page, session, _ = arriving(a_way("looking"), circles=(a_circle(),))
    assert not session.property("arriving")
    assert page.property("count") == 1
    _, session, _ = arriving(a_way("admitted"), circles=(a_circle(state="joining"),))
    assert session.property("arriving")


def test_a_join_that_came_to_nothing_is_put_away_and_the_first_page_is_back() -> None:
    page, session, engine = arriving(a_way("refused", sentence="No."))
    page.forget(ident("join").hex())
    engine.answer(q.ForgetJoin, r.Done())
    engine.answer(q.Status, a_status(circles=(), neighbours=(), joins=()))
    assert session.property("page") == "welcome"
    assert session.property("name") == "Ann Miller"  # so that it need not be typed again


def test_what_cannot_be_put_away_says_why() -> None:
    page, _, engine = arriving(a_way("admitted"))
    page.forget(ident("join").hex())
    engine.refuse(q.ForgetJoin, "You were let in already.")
    assert page.property("refusal") == "You were let in already."
