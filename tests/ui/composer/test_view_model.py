"""Writing a post: what goes with it, and what was being written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import MILLERS
from ui.composer.view_model import ComposerViewModel, is_picture
from ui.drafts import Drafts


class Page:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.drafts = Drafts(self.engine)
        self.composer = ComposerViewModel(self.engine, self.drafts)

    def of(self, name: str) -> Any:
        return self.composer.property(name)


def test_a_post_goes_with_its_pictures_and_files() -> None:
    page = Page()
    posted: list[int] = []
    page.composer.posted.connect(lambda: posted.append(1))
    page.composer.attach(
        [QUrl.fromLocalFile("/a/b.JPG"), QUrl.fromLocalFile("/a/c.pdf"), QUrl("http://x/y.png")]
    )
    page.composer.attach([QUrl.fromLocalFile("/a/b.JPG")])
    assert [one["name"] for one in page.of("attached")] == ["b.JPG", "c.pdf"]
    page.composer.keep_draft("Look!")
    page.composer.post("Look!", MILLERS.hex())
    page.composer.post("Look!", MILLERS.hex())
    assert page.of("sending")
    (asked,) = page.engine.waiting(q.Post)
    assert asked == q.Post(
        MILLERS.hex(),
        "Look!",
        (q.Attach("/a/b.JPG", b"", True, False), q.Attach("/a/c.pdf", b"", False, False)),
    )
    taken = r.AttachedView("b.JPG", ("place", "device"), False, False, 9)
    page.engine.answer(q.Post, r.PostReply(b"p", (taken, taken), 0))
    assert page.of("message") == "Taken out of your pictures: place and device."
    assert posted == [1]
    assert not page.of("sending")
    assert page.of("attached") == []
    assert page.composer.draft() == ""


def test_a_refused_post_keeps_everything_that_was_written() -> None:
    page = Page()
    page.composer.keep_draft("Look!")
    page.composer.attach([QUrl.fromLocalFile("/a/b.jpg")])
    page.composer.post("Look!", MILLERS.hex())
    page.engine.refuse(q.Post, "There is no file b.jpg.")
    assert page.of("message") == "There is no file b.jpg."
    assert not page.of("sending")
    assert len(page.of("attached")) == 1
    assert page.composer.draft() == "Look!"
    page.composer.detach("/a/b.jpg")
    assert page.of("attached") == []


def test_nothing_is_not_posted() -> None:
    page = Page()
    page.composer.post("  \n", MILLERS.hex())
    assert not page.engine.waiting(q.Post)


# -- drafts --------------------------------------------------------------------------------------


def test_what_was_being_written_is_there_again() -> None:
    page = Page()
    page.engine.answer(q.ListDrafts, r.DraftsReply((r.Draft("post/", "Dear all"),)))
    assert page.composer.draft() == "Dear all"


def test_what_is_being_written_is_newer_than_what_was() -> None:
    page = Page()
    page.composer.keep_draft("New")
    page.engine.answer(q.ListDrafts, r.DraftsReply((r.Draft("post/", "Old"),)))
    assert page.composer.draft() == "New"


def test_a_pause_keeps_a_draft_once() -> None:
    page = Page()
    for text in ("D", "De", "Dear"):
        page.composer.keep_draft(text)
    page.drafts.save()
    page.drafts.save()
    assert page.engine.all_of(q.PutDraft) == [q.PutDraft("post/", "Dear")]


def test_pictures_are_known_by_their_ending() -> None:
    assert [is_picture(name) for name in ("a.JPG", "b.heic", "c.pdf", "jpg")] == [True, True, False, False]
