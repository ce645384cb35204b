"""What the connection doctor says, does and tries."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, NOW_MS, person
from ui.doctor.view_model import DoctorViewModel
from ui.doctor.words import advise

CAUSES = (
    "alone",
    "no-network",
    "vpn",
    "firewall",
    "firewall-both",
    "clock",
    "clock-other",
    "clocks-differ",
    "other-version",
    "isolation",
    "no-multicast",
    "nobody-on",
    "well",
)


def a_finding(
    cause: str = "nobody-on", sure: str = "likely", *people: r.PersonRef, **more: Any
) -> r.FindingView:
    return r.FindingView(cause, sure, people, **{"seconds": 0, "newer": False, **more})


def a_diagnosis(*findings: r.FindingView, **fields: Any) -> r.DiagnoseReply:
    chosen: dict[str, Any] = {
        "findings": findings or (a_finding("nobody-on", "likely", BEN),),
        "checks": (
            r.CheckView("network", "good"),
            r.CheckView("door", "unknown"),
            r.CheckView("people", "bad"),
        ),
        "people": (r.ReachView(BEN.person, BEN.name, False, False, None, NOW_MS),),
        "attempts": (r.AttemptView("10.0.0.2:40000", ("Ben",), "no way"),),
        "addresses": ("10.0.0.1/24",),
        "port": 41_234,
        "tested_ms": NOW_MS,
    }
    return r.DiagnoseReply(**{**chosen, **fields})


class Page:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.doctor = DoctorViewModel(self.engine)

    def tested(self, *findings: r.FindingView, **fields: Any) -> Page:
        self.doctor.test()
        self.engine.answer(q.Diagnose, a_diagnosis(*findings, **fields))
        return self

    def of(self, name: str) -> Any:
        return self.doctor.property(name)


@pytest.fixture
def page() -> Page:
    return Page()


def test_it_says_that_it_tests_and_then_what_it_found(page: Page) -> None:
    page.doctor.test()
    assert page.of("testing") is True
    assert page.of("headline") == "Looking at your connections…"
    page.engine.answer(q.Diagnose, a_diagnosis())
    assert (page.of("testing"), page.of("known")) == (False, True)
    assert page.of("headline") == "Ben's computer is not on just now."
    assert 1 <= len(page.of("steps")) <= 3
    assert [(c["text"], c["word"]) for c in page.of("checks")] == [
        ("This computer is in a network", "Yes"),
        ("Others can come to this computer", "Cannot be told"),
        ("Everybody is reached", "No"),
    ]
    assert [(p["name"], p["said"].split(" ")[0]) for p in page.of("people")] == [("Ben", "met")]


def test_that_some_are_out_is_neither_good_nor_bad(page: Page) -> None:
    page.tested(checks=(r.CheckView("people", "unknown"),))
    assert [c["word"] for c in page.of("checks")] == ["Not all"]


def test_what_was_found_stays_while_it_is_tested_again(page: Page) -> None:
    page.tested()
    page.doctor.test()
    assert page.of("headline") == "Ben's computer is not on just now."
    assert page.of("tested") == "Testing…"
    page.doctor.test()
    assert len(page.engine.waiting(q.Diagnose)) == 1, "one test at a time"
    page.engine.answer(q.Diagnose, a_diagnosis(a_finding("well", "certain")))
    assert page.of("headline") == "Everything works."
    assert len(page.engine.waiting(q.Diagnose)) == 1, "and whoever asked meanwhile gets a new one"


def test_a_test_that_fails_says_why_and_can_be_made_again(page: Page) -> None:
    page.doctor.test()
    page.engine.refuse(q.Diagnose, "The engine stopped before it answered.")
    assert page.of("headline") == "The engine stopped before it answered."
    assert page.of("testing") is False
    page.tested()
    assert page.of("headline") == "Ben's computer is not on just now."


@pytest.mark.parametrize("sure", ["certain", "likely", "possible"])
@pytest.mark.parametrize("people", [(), (BEN,), (ANN, BEN), tuple(person(n) for n in "ABCDE")])
@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_has_words_for_everybody(cause: str, people: tuple[r.PersonRef, ...], sure: str) -> None:
    for seconds, newer in ((3 * 86_400, True), (-7200, False)):
        advice = advise(a_finding(cause, sure, *people, seconds=seconds, newer=newer), 41_234)
        said = [advice.headline, advice.meaning, *advice.steps]
        assert len(advice.steps) <= 3
        assert (len(advice.steps) > 0) is (cause != "well")
        for sentence in said:
            assert sentence[0].isupper()
            assert sentence[-1] in ".!"
            assert "%" not in sentence
            if len(people) > 1 and "The computers of" in sentence:
                assert not {"is", "has", "it"} & set(sentence.split())
            assert not {"multicast", "key", "node", "peer", "server", "protocol"} & set(
                sentence.lower().replace(".", "").split()
            )


def test_technical_words_are_for_those_who_ask(page: Page) -> None:
    page.tested()
    details = "\n".join(page.of("details"))
    assert "multicast" in details
    assert "41234" in details
    assert "Tried 10.0.0.2:40000 for Ben" in details


@pytest.mark.parametrize(
    ("typed", "fine"),
    [
        ("192.168.1.20:41234", True),
        ("  192.168.1.20:41234 ", True),
        ("[fd00::1]:41234", True),
        ("", True),
        ("192.168.1.20", False),
        ("192.168.1:41234", False),
        ("ann.example:41234", False),
        ("192.168.1.20:80", False),
        ("192.168.1.20:70000", False),
        ("192.168.1.20:١٢٣٤٥", False),
        ("192.168.1.20:" + "9" * 5000, False),
        ("<b>:1</b>", False),
    ],
)
def test_an_address_is_looked_at_while_it_is_typed(page: Page, typed: str, fine: bool) -> None:
    wrong = page.doctor.why_not(typed)
    assert (wrong == "") is fine
    page.doctor.reach(typed)
    asked = [request.address for request in page.engine.waiting(q.Connect)]
    assert asked == ([typed.strip()] if fine and typed else [])


def test_who_answers_at_an_address_is_named_and_all_is_tested_again(page: Page) -> None:
    page.tested()
    page.doctor.reach("192.168.1.20:41234")
    assert page.of("trying") is True
    page.doctor.reach("192.168.1.21:41234")
    assert len(page.engine.waiting(q.Connect)) == 1
    page.engine.answer(q.Connect, r.ConnectReply(BEN.person, "Ben"))
    assert (page.of("trying"), page.of("reached")) == (False, True)
    assert page.of("outcome") == "Ben's computer answered. You are connected."
    assert page.engine.waiting(q.Diagnose)


def test_nobody_at_an_address_is_said_in_words_for_the_window(page: Page) -> None:
    page.doctor.reach("192.168.1.20:41234")
    page.engine.refuse(q.Connect, "Nobody you know answers at 192.168.1.20:41234.", "unreachable")
    assert page.of("outcome").startswith("Nobody you know answers there.")
    assert page.of("reached") is False


def test_ones_own_address_can_be_given_to_others(page: Page) -> None:
    page.tested(addresses=("fe80::1/64", "fd00::1/64"))
    assert page.of("ownAddress") == "[fd00::1]:41234"
    page.tested()
    assert page.of("ownAddress") == "10.0.0.1:41234"
    page.doctor.copy_address()
    assert QGuiApplication.clipboard().text() == "10.0.0.1:41234"
    assert page.of("copied") is True
    page.tested(addresses=())
    assert page.of("ownAddress") == ""


def test_a_diagnosis_is_asked_over_a_connection_of_its_own() -> None:
    assert q.Diagnose in q.ERRANDS
    assert q.Diagnose in get_args(q.Request)
