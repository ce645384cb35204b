"""A click on a notification leads to its page: at once, or as soon as there are pages; nonsense leads nowhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import descriptions
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, a_circle, a_status
from tests.ui.people.a_circle import an_engine
from tests.ui.waiting import until
from tests.ui.windows import Open
from ui.app import Window
from ui.engine import LinkState

CHOIR = b"2" * 32


def shown(window: Window) -> object:
    root = window.root
    assert root is not None
    inside = root.findChild(QObject, "inside")
    return "" if inside is None else inside.property("current")


@pytest.fixture
def engine() -> FakeEngine:
    return an_engine(circles=(a_circle(), a_circle("Choir", circle=CHOIR, requests=2, votes=1)))


def test_who_asks_to_come_in_leads_to_the_people_of_that_circle(
    open_window: Open, engine: FakeEngine
) -> None:
    window = open_window(engine)
    window.leading.lead(f"people:{CHOIR.hex()}")
    assert (shown(window), window.people.circle_id) == ("people", CHOIR.hex())
    window.leading.lead(f"people:{MILLERS.hex()}:vote")
    assert (shown(window), window.people.circle_id) == ("people", MILLERS.hex())
    window.leading.lead(f"letters:{BEN.person.hex()}")
    assert (shown(window), window.letters.property("current")) == ("letters", BEN.person.hex())
    window.leading.lead("home")
    assert shown(window) == "home"


@pytest.mark.parametrize("nonsense", ["settings", "people:../..", "letters:x", "people:" + "9" * 64 + ":v:v"])
def test_nonsense_leads_nowhere(open_window: Open, engine: FakeEngine, nonsense: str) -> None:
    window = open_window(engine)
    window.leading.lead(nonsense)
    assert (shown(window), window.letters.property("current")) == ("home", "")


def test_a_window_that_is_only_opened_by_it_goes_there_once_it_can(open_window: Open) -> None:
    engine = an_engine()
    engine.become(LinkState.STARTING)
    engine.forget(q.Status)
    window = open_window(engine)
    window.leading.lead(f"people:{MILLERS.hex()}")
    assert shown(window) == ""
    engine.know(q.Status, a_status())
    engine.become(LinkState.CONNECTED)
    until(lambda: shown(window) == "people", engine)


def test_the_side_says_how_many_wait_for_an_answer(open_window: Open, engine: FakeEngine) -> None:
    engine.know(q.ListRequests, r.RequestsReply(()))
    window = open_window(engine)
    until(lambda: descriptions(window, "People") == ["Waiting for your answer: 1"], engine)
    elsewhere = window.invitations.property("elsewhere").rows
    assert [row["text"] for row in elsewhere] == ["A vote in Choir waits for you"]
    assert ANN.person == window.session.me
