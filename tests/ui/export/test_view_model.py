"""An export from its beginning to its end, as the engine tells of it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QUrl

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.export_words import ENGLISH
from organic_p2p.api.value import fields_of
from organic_p2p.exporting.speech import Speech
from tests.ui.fake_engine import FakeEngine
from ui.engine import LinkState
from ui.export.view_model import ExportViewModel
from ui.export.words import words_of_pages
from ui.language import LANGUAGES, choose


class Page:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.export = ExportViewModel(self.engine)

    def of(self, name: str) -> Any:
        return self.export.property(name)

    def begin(self) -> None:
        self.export.export(QUrl.fromLocalFile("/home/ann"))
        self.engine.answer(q.Export, r.ExportReply("", 0, 0, 0))


@pytest.fixture
def page() -> Page:
    return Page()


def test_it_tells_how_far_it_is_and_where_it_is(page: Page) -> None:
    page.export.export(QUrl("http://example.org/"))
    assert page.of("state") == "idle"
    page.begin()
    assert page.engine.all_of(q.Export) == [q.Export("/home/ann", False, words_of_pages())]
    page.engine.told.emit(e.ExportMoved("going", 5, 20, "", 0, 0, "", ""))
    assert (page.of("state"), page.of("part"), page.of("progress")) == (
        "going",
        0.25,
        "5 of 20 posts and letters",
    )
    page.export.export(QUrl.fromLocalFile("/home/ann"))  # not a second one
    assert len(page.engine.all_of(q.Export)) == 1
    page.engine.told.emit(e.ExportMoved("done", 20, 20, "/home/ann/Organic", 3, 1, "", ""))
    assert (page.of("state"), page.of("path")) == ("done", "/home/ann/Organic")
    assert "20" in page.of("summary")
    page.export.again()
    assert page.of("state") == "idle"


COUNTED = {
    "en": ["0 posts", "1 post", "2 posts", "3 posts", "11 posts", "100 posts", "1,234 posts"],
    "de": [
        *("0 Beiträge", "1 Beitrag", "2 Beiträge", "3 Beiträge", "11 Beiträge", "100 Beiträge"),
        "1.234 Beiträge",
    ],
    "ar": [
        *("لا منشورات", "منشور واحد", "منشوران", "3 منشورات", "11 منشورًا", "100 منشور"),
        "1,234 منشورًا",
    ],
}
DAYS = {
    "en": "Thursday, 26 November 2026",
    "de": "Donnerstag, 26. November 2026",
    "ar": "الخميس، 26 نوفمبر 2026",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(language: str) -> None:
    try:
        choose(language)
        words = words_of_pages()
    finally:
        choose("en")
    speech = Speech(words)  # the engine takes them
    assert (words.language, words.rtl) == (language, language == "ar")
    said = [speech.counted(words.posts_counted, number) for number in (0, 1, 2, 3, 11, 100, 1234)]
    assert said == COUNTED[language]
    assert speech.day(1_795_694_400_000) == DAYS[language]
    left_in_english = {name for name, one in fields_of(words).items() if one == getattr(ENGLISH, name)}
    # Numbers and signs may well be the same.
    assert language == "en" or left_in_english <= {
        *("rtl", "zero", "group", "comma", "weekday_and_date", "date", "month_of_year")
    }


def test_it_can_be_stopped(page: Page) -> None:
    page.export.stop()
    assert page.engine.all_of(q.StopExport) == []
    page.begin()
    page.export.stop()
    page.engine.answer(q.StopExport, r.Done())
    page.engine.told.emit(e.ExportMoved("stopped", 0, 0, "", 0, 0, "stopped", "The export was stopped."))
    assert page.of("state") == "idle"


def test_why_it_failed_is_a_sentence(page: Page) -> None:
    page.begin()
    page.engine.told.emit(e.ExportMoved("failed", 0, 0, "", 0, 0, "disk-full", "The disk is full."))
    assert (page.of("state"), page.of("sentence")) == ("failed", "The disk is full.")
    page.export.export(QUrl.fromLocalFile("/root"))
    page.engine.refuse(q.Export, "That folder cannot be used.")
    assert page.of("sentence") == "That folder cannot be used."


def test_an_engine_that_dies_takes_its_export_along(page: Page) -> None:
    page.begin()
    page.engine.become(LinkState.STARTING)
    assert page.of("state") == "failed"
    assert "interrupted" in page.of("sentence")
