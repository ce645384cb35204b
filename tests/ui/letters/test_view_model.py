"""Private letters: the list, one conversation, a new one, and what counts as read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, NOW_MS, a_post, a_status, ident, members, person
from tests.ui.waiting import until
from ui.acquaintances import Acquaintances
from ui.attachments import Thumbnails
from ui.drafts import Drafts
from ui.images import PostImages
from ui.letters.conversation import PAGE, ConversationViewModel
from ui.letters.pen import PenViewModel
from ui.letters.view_model import LettersViewModel
from ui.second_thoughts import SecondThoughts
from ui.session import Session

CLEO = person("Cleo")
B, C = BEN.person.hex(), CLEO.person.hex()
SENT = r.MessageReply(b"r" * 32, b"l" * 32, (), 0)
BOTH = ",".join(sorted((B, C)))


def a_conversation(*people: r.PersonRef, author: r.PersonRef = BEN, **fields: Any) -> r.ConversationView:
    chosen: dict[str, Any] = {
        "people": people or (BEN,),
        "letter": b"l" * 32,
        "author": author,
        "text": "hello",
        "pictures": 0,
        "files": 0,
        "created_ms": NOW_MS,
        "unread": False,
    }
    return r.ConversationView(**{**chosen, **fields})


def a_file(path: Path) -> QUrl:
    path.write_text("x")
    return QUrl.fromLocalFile(str(path))


class Page:
    def __init__(self, *conversations: r.ConversationView, kept: dict[str, str] | None = None) -> None:
        self.engine = FakeEngine()
        session = Session(self.engine)
        self.known = Acquaintances(self.engine, session)
        self.drafts = Drafts(self.engine)
        self.thoughts = SecondThoughts(self.engine)
        self.now_ms = NOW_MS
        self.letters = LettersViewModel(
            self.engine, session, self.known, self.thoughts, now_ms=lambda: self.now_ms
        )
        self.talk = ConversationViewModel(
            self.engine,
            session,
            self.known,
            self.letters,
            PostImages(),
            self.thoughts,
            now_ms=lambda: self.now_ms,
        )
        self.pen = PenViewModel(self.engine, self.letters, self.drafts, Thumbnails(self.engine, session))
        self.engine.know(q.ListConversations, r.ConversationsReply(conversations))
        self.engine.know(q.MarkRead, r.Done())
        self.engine.answer(q.Status, a_status())
        self.engine.answer(q.ListMembers, members(ANN, BEN, CLEO))
        if kept is not None:
            self.loads(kept)
        self.rest()

    def rest(self) -> None:
        """Answer everything but what is written and read in a conversation."""
        until(lambda: bool(self.of("settled")) and self._at_rest(), self.engine)

    def _at_rest(self) -> bool:
        return bool(self.talk.property("settled")) or bool(self.engine.waiting(q.ReadConversation))

    def shows(self, *letters: r.PostView) -> None:
        """Wait until the page asks for letters, and answer."""
        until(lambda: bool(self.engine.waiting(q.ReadConversation)), self.engine)
        self.engine.answer(q.ReadConversation, r.PostsReply(letters))

    def loads(self, kept: dict[str, str]) -> None:
        """Answer what was being written when the window was last open."""
        self.engine.answer(q.ListDrafts, r.DraftsReply(tuple(r.Draft(*one) for one in kept.items())))

    def kept(self) -> dict[str, str]:
        """Return what an engine keeps that did all it was asked."""
        put = {one.place: one.text for one in self.engine.all_of(q.PutDraft)}
        return {place: text for place, text in put.items() if text}

    def write(self, text: str, *files: Path) -> None:
        """Write a letter, and send it."""
        self.pen.keep(text)
        self.pen.attach([a_file(path) for path in files])
        self.pen.send(text)

    def written(self) -> tuple[str, list[str]]:
        """Return what stands in the place to write: the text, and the names of the files."""
        return self.pen.text(), [row["name"] for row in self.pen.property("attached")]

    def of(self, name: str) -> Any:
        return self.letters.property(name)

    @property
    def texts(self) -> list[str]:
        return [row["text"] for row in self.talk.model.rows]


def test_the_list_says_who_and_what_came_last() -> None:
    page = Page(
        a_conversation(BEN, unread=True),
        a_conversation(BEN, CLEO, author=CLEO, text="to\nboth"),
        a_conversation(CLEO, author=ANN, text="mine"),
        a_conversation(CLEO, text="", pictures=2),
    )
    assert [row["name"] for row in page.of("conversations")] == ["Ben", "Ben and Cleo", "Cleo", "Cleo"]
    lasts = [row["last"] for row in page.of("conversations")]
    assert lasts == ["hello", "Cleo: to both", "You: mine", "2 pictures"]
    assert page.of("conversations")[0]["spoken"] == "Ben. new. hello. just now"
    assert page.of("unread")


def test_a_conversation_is_read_newest_first_and_says_who_can_read_it() -> None:
    page = Page(a_conversation(BEN, CLEO))
    page.letters.choose(BOTH)
    page.shows(a_post("two"), a_post("one"))
    assert page.texts == ["two", "one"]
    assert page.of("who") == "Only Ben, Cleo and you can read this."
    assert page.of("several")
    assert page.engine.all_of(q.ReadConversation)[0] == q.ReadConversation(
        tuple(BOTH.split(",")), PAGE + 1, ""
    )


def test_it_counts_as_read_once_it_is_looked_at() -> None:
    page = Page(a_conversation(BEN, unread=True))
    page.letters.choose(B)
    page.shows(a_post("hello"))
    page.rest()
    assert not page.engine.all_of(q.MarkRead)
    page.talk.look(True)
    assert page.engine.all_of(q.MarkRead) == [q.MarkRead((B,), a_post("hello").id.hex())]
    page.engine.know(q.ListConversations, r.ConversationsReply((a_conversation(BEN),)))
    until(lambda: not page.of("unread"), page.engine)
    page.rest()
    assert len(page.engine.all_of(q.MarkRead)) == 1


def test_a_letter_that_comes_late_with_an_older_date_counts_as_read_too() -> None:
    page = Page(a_conversation(BEN, unread=True))
    page.letters.choose(B)
    page.talk.look(True)
    page.shows(a_post("hello"))
    newest = q.MarkRead((B,), a_post("hello").id.hex())
    # An engine that finds it new all the same is not asked for ever.
    page.rest()
    assert page.engine.all_of(q.MarkRead) == [newest]
    page.engine.told.emit(e.FeedChanged(b"r" * 32))
    page.shows(a_post("hello"), a_post("late", created_ms=NOW_MS - 60_000))
    page.engine.know(q.ListConversations, r.ConversationsReply((a_conversation(BEN),)))
    until(lambda: not page.of("unread"), page.engine)
    page.rest()
    assert page.engine.all_of(q.MarkRead) == [newest, newest]


def test_an_answer_about_another_conversation_is_not_shown() -> None:
    page = Page(a_conversation(BEN), a_conversation(CLEO))
    page.letters.choose(B)
    until(lambda: bool(page.engine.waiting(q.ReadConversation)), page.engine)
    page.letters.choose(C)
    page.engine.answer(q.ReadConversation, r.PostsReply((a_post("of Ben"),)))
    assert page.texts == []
    page.shows(a_post("of Cleo", CLEO))
    assert page.texts == ["of Cleo"]


def test_what_comes_is_shown() -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.shows(a_post("one"))
    page.engine.told.emit(e.FeedChanged(b"r" * 32))
    page.shows(a_post("two"), a_post("one"))
    assert page.texts == ["two", "one"]


def test_time_goes_on_while_the_page_is_open() -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.shows(a_post("one"))
    page.now_ms += 5 * 60_000
    # As the window's clock has them do.
    page.letters.redress()
    page.talk.redress()
    assert page.talk.model.rows[0]["when"] == page.of("conversations")[0]["when"] == "5 minutes ago"


def test_a_day_is_named_where_it_begins_also_when_older_letters_come() -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.shows(a_post("two"), a_post("one"))
    assert [row["newDay"] for row in page.talk.model.rows] == [False, True]
    page.talk.refresh()
    page.shows(a_post("two"), a_post("one"), a_post("zero"), a_post("old", created_ms=NOW_MS - 86_400_000))
    assert [row["newDay"] for row in page.talk.model.rows] == [False, False, True, True]


def test_how_far_a_letter_has_come_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.letters.conversation._TRAVEL_MS", 0)
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.shows(a_post("mine", ANN, copies=r.Copies(1, 2)))
    assert [(row["travelled"], row["everywhere"]) for row in page.talk.model.rows] == [
        ("On 1 of 2 computers", False)
    ]
    page.engine.told.emit(e.NeighboursChanged())
    page.shows(a_post("mine", ANN, copies=r.Copies(2, 2)))
    assert page.talk.model.rows[0]["everywhere"]


def test_older_letters_come_when_they_are_wanted() -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    letters = [a_post(f"{n}") for n in range(PAGE + 5)]
    page.shows(*letters[: PAGE + 1])
    assert len(page.texts) == PAGE
    page.talk.more()
    page.shows(*letters)
    assert len(page.texts) == PAGE + 5


def test_a_new_letter_is_for_whom_one_chooses() -> None:
    page = Page()
    page.letters.begin()
    assert page.of("choosing")
    page.letters.start()
    assert page.of("choosing")
    page.letters.filter("cl")
    assert [one["name"] for one in page.of("offered")] == ["Cleo"]
    page.letters.toggle(C)
    page.letters.filter("")
    page.letters.toggle(B)
    assert page.of("chosen") == "Only Ben, Cleo and you can read this."
    page.letters.start()
    page.shows()
    assert not page.of("choosing")
    assert page.of("name") in ("Ben and Cleo", "Cleo and Ben")
    page.pen.send("hello, both")
    (asked,) = page.engine.waiting(q.Message)
    assert (set(asked.people), asked.text) == ({B, C}, "hello, both")


def test_what_is_sent_leaves_the_place_to_write(tmp_path: Path) -> None:
    page = Page(a_conversation(BEN))
    said: list[str] = []
    page.pen.left.connect(lambda: said.append("left"))
    page.pen.sent.connect(lambda: said.append("sent"))
    page.letters.choose(B)
    page.shows()
    page.write("Dear Ben", tmp_path / "one.txt")
    assert (said, page.pen.property("sending"), page.written()) == (["left"], True, ("", []))
    page.engine.answer(q.Message, SENT)
    assert (said, page.pen.property("sending")) == (["left", "sent"], False)
    page.drafts.save()
    assert page.kept() == {}


def test_a_letter_that_is_sent_while_another_conversation_is_read_leaves_no_draft() -> None:
    page = Page(a_conversation(BEN), a_conversation(CLEO))
    page.letters.choose(B)
    page.write("Dear Ben")
    page.letters.choose(C)
    page.pen.keep("Dear Cleo")
    page.engine.answer(q.Message, SENT)
    assert page.pen.text() == "Dear Cleo"
    page.letters.choose(B)
    assert page.pen.text() == ""
    page.drafts.save()
    assert list(page.kept().values()) == ["Dear Cleo"]


def test_what_is_written_while_a_letter_is_on_its_way_stays_and_follows_it(tmp_path: Path) -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.write("Dear Ben", tmp_path / "one.txt")
    page.pen.keep("P.S.")
    page.pen.attach([a_file(tmp_path / "two.txt")])
    page.engine.answer(q.Message, SENT)
    assert page.written() == ("P.S.", ["two.txt"])
    page.write("P.S.")
    page.write("P.P.S.")
    # Not side by side: the second could overtake the first.
    assert [one.text for one in page.engine.waiting(q.Message)] == ["P.S."]
    page.engine.answer(q.Message, SENT)
    assert [one.text for one in page.engine.waiting(q.Message)] == ["P.P.S."]


def test_a_window_that_closes_sends_also_what_waited_for_another_letter() -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.write("Dear Ben")
    page.write("P.S.")
    page.pen.finish()
    assert [one.text for one in page.engine.waiting(q.Message)] == ["Dear Ben", "P.S."]


def test_a_window_that_is_killed_finds_what_it_sent_and_knows_no_more_of(tmp_path: Path) -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.write("Dear Ben", tmp_path / "one.txt")
    page.write("P.S.")
    page.pen.keep("More")
    # The engine forgets with each letter what is kept of it.
    (asked,) = page.engine.waiting(q.Message)
    assert "Dear Ben" in page.kept()[asked.draft]
    page.drafts.save()
    again = Page(a_conversation(BEN), kept=page.kept())
    again.letters.choose(B)
    assert again.written() == ("Dear Ben\n\nP.S.\n\nMore", ["one.txt"])


def test_a_refused_letter_comes_back_with_the_reason(tmp_path: Path) -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.shows()
    page.write("Dear Ben", tmp_path / "one.txt")
    page.write("P.S.")
    page.pen.keep("More")
    page.engine.refuse(q.Message, "The disk is full.")
    assert page.pen.property("message") == "The disk is full."
    assert page.written() == ("Dear Ben\n\nP.S.\n\nMore", ["one.txt"])
    assert not page.pen.property("sending")
    assert not page.engine.waiting(q.Message)
    page.write(page.pen.text())
    assert page.pen.property("message") == ""


def test_why_a_letter_came_back_is_said_where_it_was_written() -> None:
    page = Page(a_conversation(BEN), a_conversation(CLEO))
    page.letters.choose(B)
    page.write("Dear Ben")
    page.letters.choose(C)
    page.pen.keep("Dear Cleo")
    page.engine.refuse(q.Message, "The disk is full.")
    assert (page.pen.property("message"), page.pen.text()) == ("", "Dear Cleo")
    assert page.pen.property("cameBack") == "The disk is full. Your letter to Ben waits where you wrote it."
    page.letters.choose(B)
    assert (page.pen.property("message"), page.pen.text()) == ("The disk is full.", "Dear Ben")
    assert page.pen.property("cameBack") == ""


def test_a_conversation_that_was_opened_before_the_drafts_came_gets_all_of_its_own(tmp_path: Path) -> None:
    page = Page(a_conversation(BEN))
    page.letters.choose(B)
    page.pen.keep("Dear Ben")
    page.pen.attach([a_file(tmp_path / "one.txt")])
    page.drafts.save()
    again = Page(a_conversation(BEN))
    again.letters.choose(B)
    assert again.written() == ("", [])
    again.loads(page.kept())
    assert again.written() == ("Dear Ben", ["one.txt"])
    again.pen.attach([a_file(tmp_path / "two.txt")])
    again.drafts.save()
    assert any(str(tmp_path / "one.txt") in text for text in again.kept().values())


def test_each_conversation_has_its_own_draft() -> None:
    page = Page(a_conversation(BEN), a_conversation(CLEO))
    page.letters.choose(B)
    page.pen.keep("Dear Ben")
    page.letters.choose(C)
    assert page.pen.text() == ""
    page.letters.choose(B)
    assert page.pen.text() == "Dear Ben"
    page.drafts.save()
    assert len(page.engine.all_of(q.PutDraft)[0].place) <= 128


def test_a_letter_that_is_deleted_is_hidden_at_once_and_can_be_taken_back() -> None:
    page = Page(a_conversation(ANN, author=ANN, letter=ident("post two Ann Miller"), text="two"))
    page.letters.choose(page.of("conversations")[0]["key"])
    page.shows(a_post("two", ANN), a_post("one"))
    page.thoughts.delete(a_post("two", ANN).id.hex())
    assert page.texts == ["one"]
    assert page.of("conversations")[0]["last"] == "Deleted"
    page.thoughts.undo()
    assert page.texts == ["two", "one"]
    assert page.of("conversations")[0]["last"] == "You: two"
    page.thoughts.delete(a_post("two", ANN).id.hex())
    page.thoughts.finish()
    assert page.engine.waiting(q.Delete) == [q.Delete(a_post("two", ANN).id.hex())]
    page.engine.answer(q.Delete, r.Done())
    page.shows(a_post("one"))
    assert page.texts == ["one"]


def test_a_reaction_to_a_letter_is_shown_with_who_reacted() -> None:
    page = Page(a_conversation(CLEO))
    page.letters.choose(C)
    letter = a_post("of Ann", ANN)
    page.shows(letter)
    page.talk.react(letter.id.hex(), "😂")
    assert page.engine.waiting(q.React) == [q.React(letter.id.hex(), "😂")]
    page.engine.answer(q.React, r.Done())
    signs = (r.ReactionView(ANN.person, "😂"), r.ReactionView(CLEO.person, "❤️"))
    page.shows(a_post("of Ann", ANN, reactions=signs))
    (row,) = page.talk.model.rows
    # Cleo wrote nothing here yet; her name is known from the circle.
    assert [(one["letters"], one["sign"], one["mine"]) for one in row["reactions"]] == [
        ("AM", "😂", True),
        ("C", "❤️", False),
    ]
    assert row["reacted"] == "You and Cleo reacted"
    page.talk.react(letter.id.hex(), "not one word")
    page.engine.refuse(q.React, "A reaction is one emoji or one short word.")
    assert page.talk.property("message") == "A reaction is one emoji or one short word."
