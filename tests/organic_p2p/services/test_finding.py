"""Finding while somebody types: people, posts, comments and letters, and where in them the words stand."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain import findable
from organic_p2p.domain.findable import folded, places, terms_of
from organic_p2p.services.finding import excerpt
from tests.organic_p2p.household import FAMILY, Home, household, meet, scene
from tests.organic_p2p.services.test_search import HOSTILE


async def find(home: Home, text: str, limit: int = 20) -> r.FindReply:
    reply = await home.ask(q.Find(text, limit))
    assert isinstance(reply, r.FindReply)
    return reply


def marked(post: r.FoundPost) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in post.pieces)


@scene
async def test_posts_comments_and_letters_are_found_with_their_words_marked(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("Crêpes for\nall")
        await anna.comment(post, "more crepes!")
        letter = await anna.ask(q.Message(("Ben",), "no CREPES left"))
        await meet(anna, ben)
        reply = await find(ben, "crep")
        assert [(found.kind, marked(found)) for found in reply.posts] == [
            ("letter", "no [CREP]ES left"),
            ("comment", "more [crep]es!"),
            ("post", "[Crêp]es for all"),
        ]
        assert [found.circle for found in reply.posts] == ["", FAMILY, FAMILY]
        assert [one.name for one in reply.posts[0].people] == ["Anna"]
        assert (reply.posts[0].id, reply.text, reply.more) == (letter.post, "crep", False)
        assert [found.post for found in reply.posts[1:]] == [post, post]
        assert (await find(ben, "crep", limit=2)).more


@scene
async def test_a_found_comment_leads_to_its_post(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await anna.post("the post")
        comment = await anna.comment(post, "the comment")
        for one in (post, comment):
            (read,) = (await anna.ask(q.ReadPost(one.hex()))).posts
            assert (read.id, [c.text for c in read.comments]) == (post, ["the comment"])
        assert await anna.refusal(q.ReadPost("ffff")) == "unknown-post"


@scene
async def test_people_are_found_by_the_beginning_of_any_of_their_names(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Jürgen Ben Smith") as (anna, ben, jurgen):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben, jurgen)
        found = (await find(anna, "BEN")).people
        assert [(one.name, one.circles, one.gone) for one in found] == [
            ("Jürgen Ben Smith", (FAMILY,), ()),
            ("Ben", (), (FAMILY,)),
        ]
        assert [one.shared for one in found] == [(anna.circle().id,), ()]
        assert [one.name for one in (await find(anna, "smi jur")).people] == ["Jürgen Ben Smith"]
        assert [(one.name, one.circles) for one in (await find(anna, "ann")).people] == [
            ("Anna", (FAMILY, "Choir"))
        ]
        assert (await find(anna, "nna")).people == ()


@scene
async def test_whatever_is_typed_finds_something_or_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.post("nothing that any of this could mean")
        for text in ["", " ", *HOSTILE, "\ue000" + anna.circle().id[:8].hex(), "a" * 10_000]:
            reply = await find(anna, text)
            assert len(reply.posts) <= 1
        assert await anna.refusal(q.Find("x", 0)) == "limit"


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("an apple a day", "app", "an [app]le a day"),
        ("an apple a day", "apple day", "an [apple] a [day]"),
        ("pineapple", "apple", "pineapple"),
        ("Zu\u0308rich", "zur", "[Zu\u0308r]ich"),
        ("Zu\u0308", "zu", "[Zu\u0308]"),
        ("straße", "stras", "[straß]e"),
        ("良い天気", "天気", "良い[天気]"),
        ("</script><b>bold</b>", "b", "</script><[b]>[b]old</[b]>"),
        ("a", "", "a"),
    ],
)
def test_words_are_marked_where_they_stand(text: str, typed: str, shown: str) -> None:
    pieces = excerpt(text, terms_of(typed))
    assert "".join(f"[{piece}]" if found else piece for piece, found in pieces) == shown


def test_of_a_long_text_the_lines_around_the_first_word_are_shown() -> None:
    pieces = excerpt("word " * 900 + "apple " + "word " * 900, ["apple"])
    text = "".join(piece for piece, _ in pieces)
    assert ("apple", True) in pieces
    assert text.startswith("…word")
    assert text.endswith("…")
    assert len(text) < 250


@given(st.text(max_size=80), st.text(max_size=8))
def test_what_is_marked_is_what_was_looked_for(text: str, typed: str) -> None:
    terms = terms_of(typed)
    marks = places(text, terms)
    assert all(0 <= first < last <= len(text) for first, last in marks)
    assert all(one[1] <= other[0] for one, other in pairwise(marks))
    for first, last in marks:
        assert any(folded(text[first:last]).split()[0].startswith(term.split()[0]) for term in terms)
    shown = "".join(piece for piece, _ in excerpt(text, terms))
    assert shown.split() == text.split()


def test_what_is_remembered_of_signs_has_an_end() -> None:
    for start in range(0xE000, 0xE000 + 3 * findable.MAX_REMEMBERED, 1000):
        folded("".join(map(chr, range(start, start + 1000))))
        assert len(findable._folding) <= findable.MAX_REMEMBERED
    assert folded("Crêpes") == "crepes"


@given(st.text(max_size=50))
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)).split() == folded(text).split()
    assert set(folded(text)) <= {" "} | {c for c in folded(text) if c.isalnum() or ord(c) > 127}
