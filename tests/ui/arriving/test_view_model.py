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
        (a_way("looking"), "On your way in", "Looking for the computer that invited you…"),
        (a_way("looking", inviter="Ann"), "On your way in", "Looking for Ann's computer…"),
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


TESTED = r.DiagnoseReply((), (), (), (), (), 0, NOW_MS)


@pytest.mark.parametrize(
    ("inviter", "sentence"),
    [
        ("", "The computer that invited you is off or out of reach. You are in as soon as it is on."),
        ("Ann", "Ann's computer is off or out of reach. You are in as soon as it is on."),
    ],
)
def test_nobody_is_said_to_be_off_before_everything_was_tried(inviter: str, sentence: str) -> None:
    page, _, engine = arriving(a_way("looking", inviter=inviter))
    page.property("ways")
    assert engine.waiting(q.Diagnose) == [q.Diagnose()]
    engine.answer(q.Diagnose, TESTED)
    assert page.property("ways")[0]["sentence"].startswith("Looking for ")
    engine.answer(q.Status, a_status(circles=(), joins=(a_way("looking", inviter=inviter),)))
    assert page.property("ways")[0]["sentence"] == sentence
    # What was tried is not tried again with each change.
    assert engine.waiting(q.Diagnose) == []


def test_whoever_is_met_at_the_last_moment_is_not_said_to_be_off() -> None:
    page, _, engine = arriving(a_way("looking"))
    said: list[str] = []
    page.changed.connect(lambda: said.extend(way["sentence"] for way in page.property("ways")))
    engine.answer(q.Diagnose, TESTED)
    engine.answer(q.Status, a_status(circles=(), joins=(a_way("asked"),)))
    assert set(said) == {"You have knocked. Somebody there says yes first."}


def test_an_engine_that_went_during_the_test_is_followed_by_one_that_tests() -> None:
    page, session, engine = arriving(a_way("looking"))
    engine.refuse(q.Diagnose, "It is gone.", "engine-gone")
    session.refresh()
    engine.answer(q.Status, a_status(circles=(), joins=(a_way("looking"),)))
    assert page.property("ways")[0]["sentence"].startswith("Looking for ")
    engine.refuse(q.Diagnose, "The network is not up here.", "no-network")
    engine.answer(q.Status, a_status(circles=(), joins=(a_way("looking"),)))
    assert "is off or out of reach" in page.property("ways")[0]["sentence"]


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
