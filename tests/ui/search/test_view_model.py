"""Looking while one types: one question at a time, and only the last answer counts."""

from __future__ import annotations

from typing import Any

import pytest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_status, ident, person
from tests.ui.waiting import until
from ui.search.view_model import PAGE, SearchViewModel
from ui.session import Session


def a_find(text: str, *posts: r.FoundPost, **fields: Any) -> r.FindReply:
    return r.FindReply(**{"text": text, "people": (), "posts": posts, "more": False, **fields})


def a_hit(text: str = "an apple a day", found: str = "app", **fields: Any) -> r.FoundPost:
    before, _, after = text.partition(found)
    chosen: dict[str, Any] = {
        "id": ident(text),
        "post": ident(text),
        "kind": "post",
        "circle": "The Millers",
        "people": (),
        "author": BEN,
        "created_ms": NOW_MS,
        "pieces": (r.Piece(before, False), r.Piece(found, True), r.Piece(after, False)),
        "pictures": 0,
        "files": 0,
    }
    return r.FoundPost(**{**chosen, **fields})


class Page:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.session = Session(self.engine)
        self.engine.answer(q.Status, a_status())
        self.search = SearchViewModel(self.engine, self.session, now_ms=lambda: NOW_MS)

    def type(self, text: str) -> None:
        """Type a text and pause."""
        asked = len(self.engine.all_of(q.Find))
        self.search.look(text)
        until(lambda: len(self.engine.all_of(q.Find)) > asked)

    def of(self, name: str) -> Any:
        return self.search.property(name)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.of("posts").rows)


@pytest.fixture
def page() -> Page:
    return Page()


def test_whoever_types_fast_asks_once(page: Page) -> None:
    for typed in ("a", "ap", "app "):
        page.search.look(typed)
    assert page.engine.all_of(q.Find) == []
    until(lambda: bool(page.engine.all_of(q.Find)))
    assert page.engine.all_of(q.Find) == [q.Find("app", PAGE)]


def test_questions_do_not_pile_up_and_stale_answers_are_dropped(page: Page) -> None:
    page.type("app")
    for typed in ("pea", "pear"):
        page.search.look(typed)
        until(lambda: not page.search._pause.isActive())
    assert page.engine.waiting(q.Find) == [q.Find("app", PAGE)]
    page.engine.answer(q.Find, a_find("app", a_hit()))
    assert page.rows == []
    assert page.engine.waiting(q.Find) == [q.Find("pear", PAGE)]
    page.engine.answer(q.Find, a_find("pear", a_hit("a pear", "pear")))
    assert [row["text"] for row in page.rows] == ["a pear"]


def test_an_answer_for_the_beginning_is_shown_meanwhile(page: Page) -> None:
    page.type("app")
    page.search.look("appl")
    page.engine.answer(q.Find, a_find("app", a_hit()))
    assert (page.of("state"), len(page.rows)) == ("found", 1)


def test_nothing_is_said_to_be_found_only_when_it_was_looked_for(page: Page) -> None:
    assert page.of("state") == "idle"
    page.type("app")
    assert page.of("state") == "looking"
    page.search.look("appl")
    page.engine.answer(q.Find, a_find("app"))
    assert page.of("state") == "looking"
    page.engine.answer(q.Find, a_find("appl"))
    assert page.of("state") == "nothing"
    page.search.look("  ")
    assert page.of("state") == "idle"


def test_where_something_stands_and_what_was_found_is_said(page: Page) -> None:
    page.type("app")
    people = (
        r.FoundPerson(BEN.person, "Ben Appleby", ("The Millers", "Choir"), ()),
        r.FoundPerson(ident("Cleo"), "Cleo App", (), ("Choir",)),
        r.FoundPerson(ANN.person, "Ann App", ("The Millers",), ()),
    )
    letter = a_hit("🍎 apple", "app", kind="letter", circle="", people=(BEN, person("Cleo")), pictures=1)
    room = a_hit("for apples", "app", circle="", people=(BEN,), author=ANN)
    comment = a_hit("apply", "app", kind="comment")
    page.engine.answer(q.Find, a_find("app", letter, room, comment, people=people))
    assert [row["said"] for row in page.of("people")] == [
        "The Millers and Choir",
        "Was in Choir.",
        "This is you.",
    ]
    assert [row["where"] for row in page.rows] == [
        "Letter with Ben and Cleo",
        "only Ben and you",
        "Answer in The Millers",
    ]
    assert page.rows[0]["conversation"] == ",".join(sorted((BEN.person.hex(), ident("Cleo").hex())))
    # QML counts an emoji as two.
    assert [row["marks"] for row in page.rows] == [[3, 6], [4, 7], [0, 3]]
    assert page.rows[1]["author"] == "You"
    assert page.rows[0]["spoken"].startswith("Ben. Letter with Ben and Cleo, just now. 🍎 apple. ")


def test_more_is_found_on_request_and_changes_are_followed(page: Page) -> None:
    page.search.more()
    page.type("app")
    page.engine.answer(q.Find, a_find("app", a_hit(), more=True))
    page.search.more()
    page.engine.answer(q.Find, a_find("app", a_hit(), a_hit("two apples")))
    assert (page.engine.all_of(q.Find)[-1].limit, len(page.rows)) == (3 * PAGE, 2)
    page.engine.told.emit(e.FeedChanged(MILLERS))
    until(lambda: bool(page.engine.waiting(q.Find)))


def test_a_refusal_is_a_sentence_and_ten_thousand_characters_are_cut(page: Page) -> None:
    page.type("x" * 10_000)
    assert page.engine.waiting(q.Find) == [q.Find("x" * 200, PAGE)]
    page.engine.refuse(q.Find, "The engine stopped.")
    assert (page.of("state"), page.of("message")) == ("trouble", "The engine stopped.")
