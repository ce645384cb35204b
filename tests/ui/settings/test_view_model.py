"""Name, picture, looks and language: what is asked of the engine, what is said of it, what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, a_status
from ui.faces import Faces
from ui.language import Language, choose
from ui.preferences import Preferences
from ui.session import Session
from ui.settings.view_model import SettingsViewModel
from ui.theme import Theme


class Page:
    def __init__(self, folder: Path | None = None) -> None:
        self.engine = FakeEngine()
        self.engine.know(q.ListFaces, r.FacesReply(()))
        self.session = Session(self.engine)
        self.engine.answer(q.Status, a_status())
        preferences = Preferences(folder)
        self.language = Language(preferences.get("language"))
        self.theme = Theme(preferences)
        looks = (self.theme, self.language, preferences)
        self.settings = SettingsViewModel(self.engine, self.session, looks, Faces(self.engine))
        self.engine.settle()

    def of(self, name: str) -> Any:
        return self.settings.property(name)


@pytest.fixture
def page() -> Page:
    return Page()


def test_a_new_name_is_asked_for_once_and_its_end_is_said(page: Page) -> None:
    page.settings.rename("Ann Miller")
    page.settings.rename("Annie")
    page.settings.rename("Anne")
    assert page.engine.waiting(q.Rename) == [q.Rename("Annie")]
    assert page.of("busy")
    page.engine.answer(q.Rename, r.Done())
    assert "Everybody sees your new name" in page.of("message")
    # It is read again, so that every page shows it.
    assert page.engine.waiting(q.Status)


def test_why_a_name_is_none_is_said_and_another_can_be_tried(page: Page) -> None:
    page.settings.rename("x" * 300)
    page.engine.refuse(q.Rename, "A name has at most 40 letters.")
    assert (page.of("trouble"), page.of("message"), page.of("busy")) == (
        "A name has at most 40 letters.",
        "",
        False,
    )
    page.settings.rename("Annie")
    assert page.of("trouble") == ""


def test_of_a_picture_it_is_said_what_was_taken_out(page: Page) -> None:
    page.settings.show_picture(QUrl.fromLocalFile("/home/ann/me.jpg"))
    assert page.engine.waiting(q.SetPicture) == [q.SetPicture("/home/ann/me.jpg", b"")]
    page.engine.answer(q.SetPicture, r.RemovedReply(("place", "time")))
    assert page.of("message").endswith("Taken out of it before it left: place and time.")
    face = r.FaceRef(ANN.person, b"f" * 16)
    page.engine.answer(q.ListFaces, r.FacesReply((face,)))
    assert page.of("hasPicture")
    page.settings.hide_picture()
    assert page.engine.waiting(q.SetPicture) == [q.SetPicture("", b"")]


def test_a_picture_from_elsewhere_is_not_fetched(page: Page) -> None:
    page.settings.show_picture(QUrl("http://example.org/me.jpg"))
    assert not page.engine.all_of(q.SetPicture)
    assert page.of("trouble").startswith("This is no file of this computer.")


def test_looks_hold_at_once_and_after_a_new_start(tmp_path: Path) -> None:
    page = Page(tmp_path)
    try:
        page.settings.appear("dark")
        page.settings.resize(130)
        page.settings.speak("de")
        assert page.theme.is_dark
        assert page.language.code == "de"
        again = Page(tmp_path)
        assert [again.of(name) for name in ("appearance", "percent", "language")] == ["dark", 130, "de"]
        assert [one["text"] for one in again.of("languages")][1:] == ["English", "Deutsch", "العربية"]
        again.settings.speak("")
        assert again.of("language") == ""
    finally:
        choose("en")
