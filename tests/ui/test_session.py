"""Which page is shown, and the one sentence about how things stand."""

from __future__ import annotations

import pytest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import BEN, NOBODY, a_circle, a_status, knowing, person
from ui.engine import LinkState
from ui.session import Session


def told(status: r.StatusReply, state: LinkState = LinkState.CONNECTED) -> Session:
    engine = FakeEngine(state)
    session = Session(engine)
    engine.answer(q.Status, status)
    return session


def said(session: Session) -> tuple[object, object]:
    return session.property("sentence"), session.property("detail")


def test_the_page_follows_what_the_engine_says() -> None:
    engine = FakeEngine(LinkState.STARTING)
    session = Session(engine)
    pages = [session.property("page")]
    engine.become(LinkState.CONNECTED)
    engine.answer(q.Status, NOBODY)
    pages.append(session.property("page"))
    session.refresh()
    engine.answer(q.Status, a_status())
    pages.append(session.property("page"))
    for state in (LinkState.OTHER_VERSION, LinkState.FAILED):
        engine.become(state)
        pages.append(session.property("page"))
    assert pages == ["starting", "welcome", "inside", "version", "failed"]


def test_a_locked_home_says_so_until_it_is_unlocked() -> None:
    engine = FakeEngine(LinkState.LOCKED)
    session = Session(engine)
    assert session.property("page") == "locked"
    engine.become(LinkState.CONNECTED)
    engine.answer(q.Status, a_status())
    assert session.property("page") == "inside"


def test_only_one_question_is_open_and_none_is_lost() -> None:
    engine = FakeEngine()
    session = Session(engine)
    for _ in range(5):
        engine.told.emit(e.NeighboursChanged())
    assert len(engine.waiting(q.Status)) == 1
    engine.answer(q.Status, a_status())
    assert len(engine.waiting(q.Status)) == 1
    engine.answer(q.Status, a_status())
    assert not engine.waiting(q.Status)
    assert session.me == a_status().person


def many(*names: str, in_step: bool = True) -> tuple[r.Neighbour, ...]:
    return tuple(r.Neighbour(person(name).person, name, in_step) for name in names)


@pytest.mark.parametrize(
    ("status", "sentence", "detail"),
    [
        (a_status(), "Everything is up to date.", "Ben is reachable."),
        (
            a_status(neighbours=many("Ben", "Cleo")),
            "Everything is up to date.",
            "Ben and Cleo are reachable.",
        ),
        (
            a_status(neighbours=many("A", "B", "C", "D")),
            "Everything is up to date.",
            "4 of your people are reachable.",
        ),
        (a_status(neighbours=many("Ben", in_step=False)), "Catching up…", "Ben is reachable."),
        (
            a_status(neighbours=()),
            "Nobody's computer is on just now.",
            "What you write waits here and is sent by itself.",
        ),
        (
            a_status(neighbours=(), waiting_for=(BEN,)),
            "Waiting for Ben's computer.",
            "It is sent by itself when that is on.",
        ),
        (
            a_status(waiting_for=(person("Cleo"), person("Dan"))),
            "Waiting for the computers of Cleo and Dan.",
            "It is sent by itself when one of them is on. Ben is reachable.",
        ),
        (
            a_status(neighbours=(), waiting_for=tuple(person(name) for name in "CDEF")),
            "Waiting for somebody's computer.",
            "It is sent by itself when one of them is on.",
        ),
        (a_status(circles=(a_circle(state="joining"),)), "You are on your way in.", "Ben is reachable."),
    ],
)
def test_the_sentence_is_true(status: r.StatusReply, sentence: str, detail: str) -> None:
    assert said(told(status)) == (sentence, detail)


def test_without_an_engine_nothing_is_claimed() -> None:
    engine = FakeEngine()
    session = Session(engine)
    engine.answer(q.Status, a_status())
    engine.become(LinkState.STARTING)
    assert session.property("sentence") == "Waking up…"


def test_circles_have_names_and_so_do_i() -> None:
    session = told(a_status())
    assert session.circle_name(a_circle().circle) == "The Millers"
    assert session.circle_name(b"another") == ""
    assert session.property("letters") == "AM"
    assert BEN.person != session.me


def test_the_list_of_circles_is_made_anew_only_when_they_are_others() -> None:
    """Somebody may stand on one of them with the keyboard, while posts pour in."""
    engine = knowing()
    session = Session(engine)
    engine.settle()
    anew: list[int] = []
    session.circled.connect(lambda: anew.append(len(session.circles)))
    engine.told.emit(e.NeighboursChanged())
    engine.settle()
    assert anew == []
    engine.know(q.Status, a_status(circles=()))
    engine.told.emit(e.CirclesChanged())
    engine.settle()
    assert anew == [0]
