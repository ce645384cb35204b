"""The way in: one question at a time, and a refusal in the engine's own words."""

from __future__ import annotations

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from ui.welcome.view_model import Choosing, Refused, WelcomeViewModel, Working


def test_whoever_founds_a_circle_is_in_at_the_answer() -> None:
    engine = FakeEngine()
    welcome = WelcomeViewModel(engine)
    done: list[int] = []
    welcome.done.connect(lambda: done.append(1))
    welcome.found("The Millers", "Ann")
    assert engine.waiting(q.StartCircle) == [q.StartCircle("The Millers", "Ann")]
    assert welcome.property("busy")
    assert not done
    engine.answer(q.StartCircle, r.CircleReply(b"c" * 32, "member"))
    assert done == [1]
    assert welcome.state == Choosing()


def test_a_code_is_taken_with_the_spaces_around_it() -> None:
    engine = FakeEngine()
    WelcomeViewModel(engine).join("  ORG1C-AAAA \n", "Ben")
    (asked,) = engine.waiting(q.Join)
    assert (asked.code, asked.my_name) == ("ORG1C-AAAA", "Ben")


def test_a_second_press_asks_nothing_more() -> None:
    engine = FakeEngine()
    welcome = WelcomeViewModel(engine)
    welcome.join("CODE", "Ben")
    welcome.join("CODE", "Ben")
    welcome.found("A", "B")
    assert len(engine.open) == 1
    assert welcome.state == Working()


def test_a_refusal_is_shown_until_the_reader_types_again() -> None:
    engine = FakeEngine()
    welcome = WelcomeViewModel(engine)
    welcome.join("CODE", "Ben")
    engine.refuse(q.Join, "This invitation was used already.")
    assert welcome.state == Refused("This invitation was used already.")
    assert welcome.property("refusal") == "This invitation was used already."
    assert not welcome.property("busy")
    welcome.forget()
    assert welcome.property("refusal") == ""
    welcome.join("CODE", "Ben")
    assert welcome.property("busy")
