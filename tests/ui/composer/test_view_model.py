"""Writing a post: who sees it, what goes with it, its ten seconds, and what was being written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, a_circle, a_status, members, person, pixels, png
from tests.ui.waiting import until
from ui.acquaintances import Acquaintances
from ui.attachments import Thumbnails, is_picture
from ui.composer.view_model import ComposerViewModel
from ui.drafts import Drafts
from ui.session import Session

CLEO = person("Cleo")
CHOIR = b"2" * 32
M = MILLERS.hex()


class Page:
    def __init__(self, *drafts: r.Draft, more: tuple[r.PersonRef, ...] = ()) -> None:
        self.engine = FakeEngine()
        self.session = Session(self.engine)
        self.drafts = Drafts(self.engine)
        self.known = Acquaintances(self.engine, self.session)
        self.composer = ComposerViewModel(
            self.engine, self.session, self.known, self.drafts, Thumbnails(self.engine, self.session)
        )
        circles = (a_circle(), a_circle("Choir", circle=CHOIR))
        self.engine.answer(q.Status, a_status(circles=circles))
        self.engine.answer(q.ListMembers, members(ANN, BEN, CLEO, *more))
        self.engine.answer(q.ListMembers, members(ANN, CLEO))
        self.engine.answer(q.ListDrafts, r.DraftsReply(drafts))

    def of(self, name: str) -> Any:
        return self.composer.property(name)

    @property
    def posts(self) -> list[q.Post]:
        return self.engine.waiting(q.Post)

    @property
    def kept(self) -> dict[str, str]:
        """What a later window would find."""
        self.drafts.save()
        last = {draft.place: draft.text for draft in self.engine.all_of(q.PutDraft)}
        return {place: text for place, text in last.items() if text}


# -- who sees it ---------------------------------------------------------------------------------


def test_at_first_everybody_in_the_first_circle_sees_it() -> None:
    page = Page()
    assert page.of("audience") == "Everybody in The Millers sees this: 2 people and you."
    assert page.of("audienceName") == "The Millers"
    assert page.of("everyone")
    assert [face["letters"] for face in page.of("faces")] == ["B", "C"]


def test_some_of_its_people_are_chosen_and_never_become_everybody_by_their_number() -> None:
    page = Page()
    page.composer.toggle(BEN.person.hex())
    assert page.of("audience") == "Only Ben and you see this."
    assert [one["chosen"] for one in page.of("people")] == [True, False]
    page.composer.toggle(CLEO.person.hex())
    # Who comes into the circle before it is sent does not see it.
    assert page.of("audience") == "Only Ben, Cleo and you see this."
    assert not page.of("everyone")
    for one in (BEN, CLEO):
        page.composer.toggle(one.person.hex())
    assert not page.of("everyone")
    assert (page.of("audience"), page.of("audienceName")) == ("Choose who sees it.", "Nobody yet")
    assert page.of("faces") == []
    page.composer.post("psst")
    assert (page.of("held"), page.of("message")) == ("", "Choose who sees it.")
    page.composer.everybody()
    assert page.of("everyone")


def test_a_post_for_two_goes_to_two_though_a_third_who_was_chosen_has_left() -> None:
    dan, gone = person("Dan"), person("Gone")
    chosen = json.dumps([M, [BEN.person.hex(), gone.person.hex()]])
    page = Page(r.Draft("for/", chosen), more=(dan,))
    page.composer.toggle(CLEO.person.hex())
    page.composer.post("psst")
    page.composer.send_now()
    assert set(page.posts[0].people) == {BEN.person.hex(), CLEO.person.hex()}


def test_a_post_for_some_names_them() -> None:
    page = Page()
    page.composer.toggle(BEN.person.hex())
    page.composer.post("psst")
    page.composer.send_now()
    (asked,) = page.posts
    assert (asked.circle, asked.text, asked.people) == (M, "psst", (BEN.person.hex(),))


def test_another_circle_has_other_people() -> None:
    page = Page()
    page.composer.toggle(BEN.person.hex())
    page.composer.choose_circle(CHOIR.hex())
    assert [one["name"] for one in page.of("people")] == ["Cleo"]
    assert page.of("everyone")
    page.composer.go(M)
    assert page.of("circle") == M
    assert page.of("circles") == []


def test_who_sees_it_is_remembered() -> None:
    page = Page()
    page.composer.choose_circle(CHOIR.hex())
    page.composer.choose_circle(M)
    page.composer.toggle(BEN.person.hex())
    later = Page(*(r.Draft(place, text) for place, text in page.kept.items()))
    assert later.of("audience") == "Only Ben and you see this."


def test_who_has_left_is_not_written_to_and_nobody_else_instead() -> None:
    page = Page(r.Draft("for/", json.dumps([M, [person("Gone").person.hex()]])))
    page.composer.post("psst")
    assert page.of("audience") == "Choose who sees it."
    assert page.of("held") == ""
    assert page.of("message") == "Nobody of those you chose is here any more. Choose who sees it."


# -- the ten seconds -----------------------------------------------------------------------------


def test_what_was_meant_for_a_circle_that_is_left_goes_to_nobody_in_another() -> None:
    page = Page()
    page.composer.choose_circle(CHOIR.hex())
    page.session.refresh()
    page.engine.answer(
        q.Status, a_status(circles=(a_circle(), a_circle("Choir", circle=CHOIR, state="removed")))
    )
    assert page.of("audience") == "Choose who sees it."
    page.composer.post("Only for the choir")
    assert (page.of("held"), page.of("message")) == ("", "Choose who sees it.")
    page.composer.everybody()
    page.composer.post("For the family")
    page.composer.send_now()
    assert [(post.circle, post.people) for post in page.posts] == [(M, ())]


def test_a_post_waits_ten_seconds_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.composer.view_model._SECOND_MS", 0)
    page = Page()
    sent: list[int] = []
    page.composer.sent.connect(lambda: sent.append(1))
    page.composer.keep_draft("Look!")
    page.composer.post("Look!")
    assert page.posts == []
    assert page.of("held") == "Goes to The Millers in 10 seconds."
    assert page.composer.draft() == ""
    until(lambda: bool(page.posts))
    assert page.of("held") == ""
    assert page.engine.waiting(q.Post)
    page.engine.answer(q.Post, r.PostReply(b"p", (), 0))
    assert sent == [1]
    assert page.kept == {}


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    page = Page()
    (tmp_path / "a.png").write_bytes(png())
    moved: list[int] = []
    page.composer.moved.connect(lambda: moved.append(1))
    page.composer.toggle(BEN.person.hex())
    page.composer.attach([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    page.composer.post("Look!")
    page.composer.everybody()
    page.composer.keep_draft("and then")
    page.composer.undo()
    page.composer.undo()
    assert page.posts == []
    assert moved == [1]
    assert page.composer.draft() == "Look!\n\nand then"
    assert [one["name"] for one in page.of("attached")] == ["a.png"]
    assert page.of("audienceName") == "Ben"
    assert "held" not in page.kept


def test_what_is_held_can_be_read_and_is_awaited_where_it_will_stand(tmp_path: Path) -> None:
    page = Page()
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    page.composer.attach([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "a.pdf")])
    page.composer.post("Look! ")
    assert page.of("heldText") == "Look!\n1 picture · 1 file"
    assert page.of("leaving") == M
    page.composer.undo()
    assert (page.of("heldText"), page.of("leaving")) == ("", "")
    page.composer.post("Look!")
    page.composer.arrived()  # of other posts: this one has not left
    page.composer.send_now()
    page.engine.answer(q.Post, r.PostReply(b"p", (), 0))
    assert page.of("leaving") == M
    page.composer.arrived()
    assert page.of("leaving") == ""


def test_a_window_that_closes_sends_it() -> None:
    page = Page()
    page.composer.post("Look!")
    page.composer.finish()
    assert [post.text for post in page.posts] == ["Look!"]


def test_a_window_that_is_killed_finds_it_again_and_for_whom_it_was(tmp_path: Path) -> None:
    page = Page()
    (tmp_path / "a.png").write_bytes(png())
    page.composer.toggle(BEN.person.hex())
    page.composer.attach([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    page.composer.post("Look!")
    later = Page(*(r.Draft(place, text) for place, text in page.kept.items()))
    assert later.composer.draft() == "Look!"
    assert [one["name"] for one in later.of("attached")] == ["a.png"]
    assert later.of("audience") == "Only Ben and you see this."
    assert not any(place.startswith("held") for place in later.kept)


def test_what_comes_back_beside_something_for_fewer_is_seen_by_nobody_else() -> None:
    page = Page()
    page.composer.post("for all")
    page.composer.toggle(BEN.person.hex())
    page.composer.keep_draft("for Ben")
    kept = page.kept
    page.composer.undo()
    later = Page(*(r.Draft(place, text) for place, text in kept.items()))
    for one in (page, later):
        assert one.composer.draft() == "for all\n\nfor Ben"
        assert one.of("audience") == "Only Ben and you see this."


def test_the_next_post_lets_the_first_go() -> None:
    page = Page()
    page.composer.post("one")
    page.composer.post("two")
    assert [post.text for post in page.posts] == ["one"]
    assert page.engine.waiting(q.Post)
    page.composer.post("three")
    assert [post.text for post in page.posts] == ["one", "two"]
    page.engine.answer(q.Post, r.PostReply(b"p", (), 0))
    # Neither the second, which has no answer yet, nor the third, which is held, is forgotten or shown as done.
    assert page.engine.waiting(q.Post)
    assert [json.loads(text)["text"] for text in page.kept.values()] == ["two", "three"]
    page.engine.refuse(q.Post, "The disk is full.")
    assert not page.engine.waiting(q.Post)
    assert page.composer.draft() == "two"
    assert [json.loads(text)["text"] for place, text in page.kept.items() if "held/" in place] == ["three"]


def test_a_refused_post_comes_back_with_the_reason() -> None:
    page = Page()
    page.composer.attach([QUrl.fromLocalFile("/a/b.jpg")])
    page.composer.post("Look!")
    page.composer.send_now()
    page.engine.refuse(q.Post, "There is no file b.jpg.")
    assert page.of("message") == "There is no file b.jpg."
    assert not page.engine.waiting(q.Post)
    assert page.composer.draft() == "Look!"
    (one,) = page.of("attached")
    page.composer.detach(one["key"])
    assert page.of("attached") == []


def test_nothing_is_not_posted() -> None:
    page = Page()
    page.composer.post("  \n")
    assert page.of("held") == ""


# -- what goes with it ---------------------------------------------------------------------------


def test_a_post_goes_with_its_pictures_and_files() -> None:
    page = Page()
    page.composer.attach(
        [QUrl.fromLocalFile("/a/b.JPG"), QUrl.fromLocalFile("/a/c.pdf"), QUrl("http://x/y.png")]
    )
    page.composer.attach([QUrl.fromLocalFile("/a/b.JPG")])
    assert [one["name"] for one in page.of("attached")] == ["b.JPG", "c.pdf"]
    page.composer.post("Look!")
    page.composer.send_now()
    (asked,) = page.posts
    assert asked.attached == (q.Attach("/a/b.JPG", b"", True, False), q.Attach("/a/c.pdf", b"", False, False))
    taken = r.AttachedView("b.JPG", ("place", "device"), False, False, 9)
    page.engine.answer(q.Post, r.PostReply(b"p", (taken, taken), 0))
    assert page.of("message") == "Taken out of your 2 pictures: place and device."
    page.composer.hush()
    assert page.of("message") == ""


def test_a_picture_is_pasted_seen_small_and_posted() -> None:
    page = Page()
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x2D6A4F)
    mime = QMimeData()
    mime.setImageData(image)
    assert page.composer.attachments.paste(mime)
    (asked,) = page.engine.waiting(q.DrawAttached)
    assert (asked.path, asked.data[:4]) == ("", b"\x89PNG")
    page.engine.answer(q.DrawAttached, pixels(192))
    assert page.of("attached")[0]["thumb"] != ""
    page.composer.post("")
    page.composer.send_now()
    assert page.posts[0].attached[0].data.startswith(b"\x89PNG")


def test_a_picture_of_another_program_is_not_decoded_here() -> None:
    page = Page()
    mime = QMimeData()
    mime.setData("image/bmp", b"BM, it says")
    mime.setData("image/jpeg", b"\xff\xd8\xff, it says")
    assert page.composer.attachments.paste(mime)
    assert page.engine.waiting(q.DrawAttached) == [q.DrawAttached("", b"\xff\xd8\xff, it says", 192)]
    mime = QMimeData()
    mime.setData("image/bmp", b"BM, it says")
    assert page.composer.attachments.paste(mime)
    assert page.of("message") == "This picture cannot be pasted. Save it to a file, and add that."
    assert len(page.of("attached")) == 1


def test_text_is_pasted_as_text_also_when_a_picture_of_it_comes_along() -> None:
    page = Page()
    mime = QMimeData()
    mime.setText("a cell")
    mime.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    assert not page.composer.attachments.paste(mime)
    assert page.of("attached") == []


def test_what_is_no_picture_is_shown_by_its_name() -> None:
    page = Page()
    page.composer.attach([QUrl.fromLocalFile(f"/a/{name}") for name in ("a.png", "b.png", "c.png")])
    page.engine.refuse(q.DrawAttached, "No.", "not-a-picture")
    page.engine.answer(q.DrawAttached, pixels(192))
    # What is not as large as it says is none either.
    page.engine.answer(q.DrawAttached, changed(pixels(192), width=4000))
    assert [bool(row["thumb"]) for row in page.of("attached")] == [False, True, False]


def test_a_film_is_seen_by_a_picture_out_of_it() -> None:
    page = Page()
    page.composer.attach([QUrl.fromLocalFile(f"/a/{name}") for name in ("sea.mp4", "pie.pdf")])
    assert [one.path for one in page.engine.waiting(q.DrawAttached)] == ["/a/sea.mp4"]
    page.engine.answer(q.DrawAttached, pixels(192))
    rows = page.of("attached")
    assert [(bool(row["thumb"]), row["moves"], row["symbol"]) for row in rows] == [
        (True, True, "film"),
        (False, False, "file-text"),
    ]
    # It goes along as it is.
    assert [one.request.as_picture for one in page.composer.attachments.items] == [False, False]


def test_no_file_that_goes_with_a_text_is_opened_by_the_window(tmp_path: Path) -> None:
    """A picture of the reader's own may be from anybody: a worker of the engine's decodes it."""
    page = Page()
    os.mkfifo(tmp_path / "a.png")  # who opened this would wait for ever
    page.composer.attach([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    assert page.engine.waiting(q.DrawAttached) == [q.DrawAttached(str(tmp_path / "a.png"), b"", 192)]


def test_pictures_are_known_by_their_ending() -> None:
    assert [is_picture(name) for name in ("a.JPG", "b.heic", "c.pdf", "jpg")] == [True, True, False, False]


# -- drafts --------------------------------------------------------------------------------------


def test_each_place_has_its_own_draft_and_its_own_pictures() -> None:
    page = Page()
    page.composer.keep_draft("to all")
    page.composer.attach([QUrl.fromLocalFile("/a/b.jpg")])
    page.composer.go(M)
    assert (page.composer.draft(), page.of("attached")) == ("", [])
    page.composer.go("")
    assert page.composer.draft() == "to all"
    assert len(page.of("attached")) == 1


def test_what_was_being_written_is_there_again() -> None:
    assert Page(r.Draft("post/", "Dear all")).composer.draft() == "Dear all"


def test_a_pause_keeps_a_draft_once() -> None:
    page = Page()
    for text in ("D", "De", "Dear"):
        page.composer.keep_draft(text)
    page.drafts.save()
    page.drafts.save()
    assert page.engine.all_of(q.PutDraft) == [q.PutDraft("post/", "Dear")]
