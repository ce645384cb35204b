"""A timeline that is read in pages and mended by small looks holds what the engine holds, and moves little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, MILLERS, NOW_MS, a_film, a_picture, a_post, ident, png
from tests.ui.models import watch
from tests.ui.waiting import until
from ui.feed import reading as module
from ui.feed.reading import PAGE, Reading
from ui.feed.rows import Row, post_row
from ui.feed.timeline import Timeline
from ui.images import PostImages


@pytest.fixture(autouse=True)
def no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the rests away, which only cost time here."""
    for rest in ("_GATHER_MS", "_REST_MS", "_LONG_REST_MS"):
        monkeypatch.setattr(module, rest, 0)


def shown_of(post: r.PostView) -> Row:
    return post_row(post, me=ANN.person, now_ms=NOW_MS, keep=lambda _: "", names={})


class Home:
    """A home with posts, and a timeline that reads it."""

    def __init__(self, count: int) -> None:
        self.engine = FakeEngine()
        self.posts = {n: self.post(n) for n in range(count)}
        self.images = PostImages()
        self.timeline = Timeline(shown_of, str)
        watch(self.timeline)
        self.reading = Reading(self.engine, self.timeline, self.images)
        self.engine.know(q.ReadHome, self._page)
        self.engine.know(q.ReadPosts, self._named)
        self.reading.open("")
        self.settle()

    @staticmethod
    def post(n: int, text: str = "") -> r.PostView:
        return a_post(text or str(n), id=ident(str(n)), created_ms=NOW_MS + 1000 * n)

    @property
    def shown(self) -> list[str]:
        return [post.text for post in self.timeline.posts]

    @property
    def held(self) -> list[str]:
        return [post.text for post in self.newest()]

    def newest(self) -> list[r.PostView]:
        return sorted(self.posts.values(), key=lambda post: -post.created_ms)

    def settle(self) -> None:
        until(lambda: self.reading.idle, self.engine)

    def read_on(self) -> None:
        self.timeline.wanted.emit()
        self.settle()

    def write(self, n: int, text: str = "") -> bytes:
        self.posts[n] = self.post(n, text)
        return self.posts[n].id

    def _page(self, request: q.ReadHome) -> object:
        posts = self.newest()
        at = next((i + 1 for i, post in enumerate(posts) if post.id.hex() == request.before), 0)
        return r.PostsReply(tuple(posts[at : at + request.limit]))

    def _named(self, request: q.ReadPosts) -> object:
        return r.PostsReply(tuple(p for p in self.newest() if p.id in request.posts and p.circle == MILLERS))


def test_older_posts_come_a_page_at_a_time_until_there_are_none() -> None:
    home = Home(2 * PAGE + 1)
    assert home.shown == home.held[:PAGE]
    assert home.timeline.more
    home.read_on()
    home.read_on()
    assert home.shown == home.held
    assert not home.timeline.more
    asked = len(home.engine.heard)
    home.read_on()
    assert len(home.engine.heard) == asked
    assert [request.limit for request in home.engine.all_of(q.ReadHome)] == 3 * [PAGE + 1]


def test_a_few_posts_are_read_by_their_ids() -> None:
    home = Home(5)
    new, changed, gone = home.write(9), home.write(2, "two"), ident("3")
    del home.posts[3]
    elsewhere = a_post("a letter", id=ident("letter"), circle=b"r" * 32)
    home.posts[7] = elsewhere
    home.reading.look_at(new, changed)
    home.reading.look_at(changed, gone, elsewhere.id)
    home.settle()
    assert home.shown == ["9", "4", "two", "1", "0"]
    assert len(home.engine.all_of(q.ReadPosts)) == 1
    assert len(home.engine.all_of(q.ReadHome)) == 1


def test_what_is_older_than_all_that_was_read_waits_for_its_page() -> None:
    home = Home(PAGE + 5)
    home.reading.look_at(home.write(-1))
    home.settle()
    assert len(home.shown) == PAGE
    home.read_on()
    assert home.shown == home.held


def test_at_the_top_a_flood_costs_one_page() -> None:
    home = Home(3)
    for n in range(10, 500):
        home.reading.look_at(home.write(n))
    home.settle()
    assert home.shown == home.held[:PAGE]
    assert len(home.engine.all_of(q.ReadHome)) == 2


def test_in_the_middle_everything_above_and_around_the_reader_comes() -> None:
    home = Home(5 * PAGE)
    for _ in range(4):
        home.read_on()
    home.reading.seen(PAGE + 3)
    for n in range(1000, 1000 + 2 * PAGE):
        home.write(n)
    home.reading.look_again()
    home.settle()
    assert home.shown == home.held[: len(home.shown)]
    # What the reader saw is still there, and what is far below is forgotten.
    assert 3 * PAGE + 3 < len(home.shown) < 6 * PAGE
    while home.timeline.more:
        home.read_on()
    assert home.shown == home.held


def test_a_page_that_began_at_a_deleted_post_is_asked_again() -> None:
    home = Home(PAGE + 5)
    home.timeline.wanted.emit()
    home.engine.refuse(q.ReadHome, "There is no such post.", "unknown-post")
    home.settle()
    assert home.shown == home.held[:PAGE]


def test_an_answer_to_an_earlier_question_is_not_taken_for_another_circles() -> None:
    home = Home(3)
    home.reading.look_again()
    until(lambda: bool(home.engine.waiting(q.ReadHome)))
    home.reading.open(MILLERS.hex())
    home.engine.answer(q.ReadHome, r.PostsReply((home.post(77),)))
    assert home.shown == []
    home.engine.answer(q.ReadFeed, r.PostsReply((home.post(1),)))
    assert home.shown == ["1"]


def test_previews_are_held_with_the_pictures_and_only_named_here() -> None:
    home = Home(1)
    picture, film = a_picture(), a_film(2, preview=png(9))
    home.posts[0] = changed(home.posts[0], pictures=(picture,), files=(film,))
    home.reading.look_at(home.posts[0].id)
    home.settle()
    key = home.timeline.posts[0].pictures[0].preview.decode()
    assert home.images.get(key) == picture.preview
    named = home.timeline.posts[0].files[0].film
    assert named is not None
    assert home.images.get(named.preview.decode()) == png(9)


def test_previews_of_answers_are_held_with_the_pictures_too() -> None:
    home = Home(1)
    answer = changed(home.post(7), pictures=(a_picture(),), files=(a_film(2, preview=png(9)),))
    home.posts[0] = changed(home.posts[0], comments=(home.post(8), answer))
    home.reading.look_at(home.posts[0].id)
    home.settle()
    plain, slim = home.timeline.posts[0].comments
    assert plain == home.post(8)
    assert home.images.get(slim.pictures[0].preview.decode()) == a_picture().preview
    named = slim.files[0].film
    assert named is not None
    assert home.images.get(named.preview.decode()) == png(9)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 90)),
        st.tuples(st.just("delete"), st.integers(0, 90)),
        st.tuples(st.just("older"), st.just(0)),
        st.tuples(st.just("again"), st.integers(0, 60)),
    ),
    max_size=25,
)


@given(st.integers(0, 60), STEPS)
def test_whatever_happens_it_shows_the_newest_posts_without_a_gap(
    count: int, steps: list[tuple[str, int]]
) -> None:
    home = Home(count)
    for at, (what, n) in enumerate(steps):
        match what:
            case "write":
                home.reading.look_at(home.write(n, f"{n} at {at}"))
            case "delete":
                home.posts.pop(n, None)
                home.reading.look_at(ident(str(n)))
            case "older":
                home.timeline.wanted.emit()
            case _:
                home.reading.seen(n)
                home.reading.look_again()
    home.settle()
    assert home.shown == home.held[: len(home.shown)]
    assert home.timeline.more == (len(home.shown) < len(home.held))
