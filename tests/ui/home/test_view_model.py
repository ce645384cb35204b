"""The first page: reading, answering, deleting."""

from __future__ import annotations

from typing import Any

import pytest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_post, a_status, members, person
from tests.ui.waiting import until
from ui.drafts import Drafts
from ui.engine_link import LinkState
from ui.feed.reading import PAGE
from ui.home.view_model import HomeViewModel
from ui.images import PostImages
from ui.second_thoughts import SecondThoughts
from ui.session import Session

POST = a_post("In blossom", ANN)


class Page:
    def __init__(self, *posts: r.PostView) -> None:
        self.engine = FakeEngine()
        self.images = PostImages()
        self.session = Session(self.engine)
        self.drafts = Drafts(self.engine)
        self.thoughts = SecondThoughts(self.engine)
        self.home = HomeViewModel(
            self.engine, self.session, self.images, self.drafts, self.thoughts, now_ms=lambda: NOW_MS
        )
        self.engine.answer(q.Status, a_status())
        self.engine.answer(q.ListMembers, members())
        self.shows(*posts)

    def shows(self, *posts: r.PostView) -> None:
        """Wait until the page asks for posts, and answer."""
        until(lambda: bool(self.engine.waiting(q.ReadHome)))
        self.engine.answer(q.ReadHome, r.PostsReply(posts))

    def looks_at(self, *posts: r.PostView) -> None:
        """Wait until the page asks for some posts by their ids, and answer."""
        until(lambda: bool(self.engine.waiting(q.ReadPosts)))
        self.engine.answer(q.ReadPosts, r.PostsReply(posts))

    def of(self, name: str) -> Any:
        return self.home.property(name)

    @property
    def texts(self) -> list[str]:
        return [row["text"] for row in self.home.model.rows if not row["hidden"]]


def test_posts_are_shown_with_their_circle() -> None:
    page = Page(POST)
    assert page.texts == ["In blossom"]
    assert page.home.model.rows[0]["audience"] == "The Millers"
    assert page.of("loaded")
    assert page.of("caughtUp")
    assert page.of("settled")


def test_before_the_answer_nothing_is_claimed() -> None:
    engine = FakeEngine()
    home = HomeViewModel(engine, Session(engine), PostImages(), Drafts(engine), SecondThoughts(engine))
    assert not home.property("loaded")
    assert not home.property("caughtUp")


def test_a_burst_of_events_is_one_small_question() -> None:
    page = Page(POST)
    new = a_post("Second", created_ms=NOW_MS + 1)
    for _ in range(50):
        page.engine.told.emit(e.FeedChanged(MILLERS, (new.id,)))
    page.looks_at(new)
    assert page.texts == ["Second", "In blossom"]
    assert page.engine.all_of(q.ReadPosts) == [q.ReadPosts((new.id,), "")]
    assert len(page.engine.all_of(q.ReadHome)) == 1


def test_an_event_that_names_nothing_is_a_look_at_the_page() -> None:
    page = Page(POST)
    page.engine.told.emit(e.FeedChanged(MILLERS))
    page.shows(POST, a_post("Second"))
    assert page.texts == ["In blossom", "Second"]


def test_a_comment_that_goes_is_looked_for_at_its_post() -> None:
    said = a_post("Ha", ANN)
    post = a_post("In blossom", BEN, comments=(said,))
    page = Page(post)
    page.engine.told.emit(e.FeedChanged(MILLERS, (said.id,)))
    until(lambda: bool(page.engine.waiting(q.ReadPosts)))
    assert page.engine.waiting(q.ReadPosts) == [q.ReadPosts((post.id,), "")]
    page.looks_at(a_post("In blossom", BEN))
    assert page.home.model.rows[0]["comments"] == []


def test_a_letter_is_no_post() -> None:
    page = Page(POST)
    letter = a_post("Only for you", circle=b"r" * 32)
    page.engine.told.emit(e.FeedChanged(letter.circle, (letter.id,)))
    page.looks_at()
    assert page.texts == ["In blossom"]


def test_an_answer_about_another_circle_is_not_shown() -> None:
    page = Page(POST)
    page.home.refresh()
    until(lambda: bool(page.engine.waiting(q.ReadHome)))
    page.home.choose(MILLERS.hex())
    page.engine.answer(q.ReadHome, r.PostsReply((a_post("Elsewhere"),)))
    assert page.texts == []
    assert not page.of("loaded")
    page.engine.answer(q.ReadFeed, r.PostsReply((a_post("Here"),)))
    assert page.texts == ["Here"]
    assert page.of("circleName") == "The Millers"


def test_older_posts_come_when_they_are_wanted() -> None:
    posts = [a_post(f"{n}", created_ms=NOW_MS - n) for n in range(PAGE + 5)]
    page = Page(*posts[: PAGE + 1])
    assert len(page.texts) == PAGE
    assert not page.of("caughtUp")
    page.home.more()
    page.home.more()
    assert page.engine.waiting(q.ReadHome) == [q.ReadHome(PAGE + 1, posts[PAGE - 1].id.hex())]
    page.shows(*posts[PAGE:])
    assert len(page.texts) == PAGE + 5
    assert page.of("caughtUp")


def test_time_goes_on_while_the_window_is_open() -> None:
    now_ms = [NOW_MS]
    page = Page(POST)
    page.home._now_ms = lambda: now_ms[0]
    assert page.home.model.rows[0]["when"] == "just now"
    now_ms[0] += 5 * 60_000
    page.home.redress()
    assert page.home.model.rows[0]["when"] == "5 minutes ago"


def test_a_refusal_to_read_is_a_sentence_and_can_be_repeated() -> None:
    page = Page(POST)
    page.home.refresh()
    until(lambda: bool(page.engine.waiting(q.ReadHome)))
    page.engine.refuse(q.ReadHome, "The disk does not answer.")
    assert page.of("message") == "The disk does not answer."
    page.home.hush()
    assert page.of("message") == ""
    page.home.refresh()
    page.shows(POST)


def test_a_new_engine_is_asked_again() -> None:
    page = Page(POST)
    page.engine.become(LinkState.STARTING)
    page.engine.become(LinkState.CONNECTED)
    page.shows(POST, a_post("New"))
    assert page.texts == ["In blossom", "New"]


def test_names_of_those_who_only_reacted_come_from_the_members() -> None:
    page = Page(a_post(reactions=(r.ReactionView(ANN.person, "❤️"),)))
    assert page.home.model.rows[0]["reactions"][0]["letters"] == "AM"


def test_a_newcomer_gets_a_name() -> None:
    cleo = person("Cleo Miller")
    page = Page(a_post(reactions=(r.ReactionView(cleo.person, "❤️"),)))
    page.engine.told.emit(e.CirclesChanged())
    page.engine.answer(q.ListMembers, members(ANN, BEN, cleo))
    assert page.home.model.rows[0]["reactions"][0]["letters"] == "CM"


# -- writing -------------------------------------------------------------------------------------


def test_an_empty_answer_is_none() -> None:
    page = Page()
    page.home.comment("id", "id", " ")
    assert not page.engine.waiting(q.Comment)


def test_a_reaction_an_answer_and_a_change_are_shown_at_once() -> None:
    page = Page(POST)
    ident = POST.id.hex()
    page.home.react(ident, "❤️")
    page.engine.answer(q.React, r.Done())
    page.looks_at(a_post("In blossom", ANN, reactions=(r.ReactionView(ANN.person, "❤️"),)))
    assert page.home.model.rows[0]["reactions"][0]["mine"]
    page.home.comment(ident, ident, "Ha")
    page.engine.answer(q.Comment, r.PostReply(b"c", (), 0))
    page.looks_at(a_post("In blossom", ANN, comments=(a_post("Ha", ANN),)))
    assert page.home.model.rows[0]["comments"][0]["text"] == "Ha"
    page.home.edit(ident, "In full blossom")
    assert page.engine.waiting(q.Edit) == [q.Edit(ident, "In full blossom")]
    page.engine.answer(q.Edit, r.PostReply(POST.id, (), 0))
    page.looks_at(a_post("In full blossom", ANN, id=POST.id, edited=True))
    assert page.texts == ["In full blossom"]


def test_what_is_deleted_is_hidden_at_once_and_can_be_taken_back() -> None:
    said = a_post("Ha", ANN)
    page = Page(a_post("In blossom", ANN, comments=(said,)))
    page.thoughts.delete(said.id.hex())
    assert page.home.model.rows[0]["comments"] == []
    page.thoughts.undo()
    assert len(page.home.model.rows[0]["comments"]) == 1
    page.thoughts.delete(POST.id.hex())
    assert page.texts == []
    assert page.thoughts.property("possible")
    page.thoughts.undo()
    assert page.texts == ["In blossom"]
    assert not page.thoughts.property("possible")
    page.thoughts.finish()
    assert not page.engine.all_of(q.Delete)


def test_what_is_being_deleted_stays_out_of_sight_until_it_is_gone_or_refused() -> None:
    page = Page(POST)
    page.thoughts.delete(POST.id.hex())
    page.thoughts.finish()
    page.home.redress()
    assert page.texts == []
    page.engine.refuse(q.Delete, "The disk is full.")
    assert page.texts == ["In blossom"]
    assert page.thoughts.property("message") == "The disk is full."


def test_a_steward_may_delete_what_others_wrote() -> None:
    page = Page(a_post("In blossom", BEN))
    assert page.home.model.rows[0]["deletable"]
    page.engine.told.emit(e.CirclesChanged())
    page.engine.answer(q.ListMembers, members(BEN, ANN))
    assert not page.home.model.rows[0]["deletable"]


def test_an_answer_that_is_not_sent_is_a_draft() -> None:
    page = Page(POST)
    page.home.keep_answer("id", "Well")
    assert page.home.answer("id") == "Well"
    assert page.home.answer("other") == ""
    page.drafts.save()
    assert page.engine.all_of(q.PutDraft) == [q.PutDraft("answer/id", "Well")]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "http://a b", "x"])
def test_only_pages_of_the_web_are_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("ui.home.view_model.QDesktopServices.openUrl", opened.append)
    page = Page(POST)
    page.home.visit(address)
    assert opened == []
    assert page.of("message") == "This address could not be opened."


def test_what_is_deleted_goes_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.second_thoughts.UNDO_S", 0)
    page = Page(POST)
    page.thoughts.delete(POST.id.hex())
    until(lambda: bool(page.engine.waiting(q.Delete)))
    assert page.engine.waiting(q.Delete) == [q.Delete(POST.id.hex())]


def test_what_is_deleted_goes_when_the_window_closes() -> None:
    page = Page(POST)
    page.thoughts.delete(POST.id.hex())
    page.thoughts.finish()
    assert page.engine.waiting(q.Delete) == [q.Delete(POST.id.hex())]
