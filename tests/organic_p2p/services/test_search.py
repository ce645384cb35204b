"""Full-text search over what this person may read. What is typed is words, never a language."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import requests as q
from tests.organic_p2p.household import FAMILY, Home, household, meet, pass_on, scene

# Each of these means something to FTS5, or to SQL.
HOSTILE = [
    '"',
    '""',
    '"unclosed',
    "NEAR(a b)",
    "NEAR(",
    "a AND",
    "OR",
    "NOT",
    "a*",
    "*",
    "^a",
    "nosuch:x",
    "text:x",
    "-x",
    "+x",
    "{text}: x",
    "(" * 5000,
    ")",
    "a\0b",
    "\0",
    "'; DROP TABLE entries; --",
    "%",
    "_",
    "\\",
    "!!!",
    "…",
    "🎉",
    "x" * 100_000,
    " ".join("abcdefghij" * 100),
    "\u202e\u200b",
]


async def found(home: Home, text: str, circle: str = "", limit: int = 20) -> list[str]:
    return [post.text for post in (await home.ask(q.Search(text, circle, limit))).posts]


@scene
async def test_posts_and_comments_are_found_by_their_words_newest_first(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("We baked Apfelstrudel today")
        await anna.post("Nothing to do with it")
        await anna.comment(post, "More strudel, please: apfelstrudel!")
        await meet(anna, ben)
        for home in (anna, ben):
            both = ["More strudel, please: apfelstrudel!", "We baked Apfelstrudel today"]
            assert await found(home, "Apfelstrudel") == both
            assert await found(home, "APFELSTRUDEL") == both
            assert await found(home, "apfelst") == both
            assert await found(home, "today baked") == both[1:]
            assert await found(home, "baked yesterday") == []
            assert await found(home, "strudel") == both[:1]
            assert await found(home, "apfelstrudel", limit=1) == both[:1]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Grüße aus Zürich", ["zurich", "ZÜRICH", "gruss", "grüße aus", "Zu\u0308r"]),
        ("Mother-in-law's apples", ["app", "mother-in", "law's", "LAW APPLES"]),
        ("Привет всем, ёлка", ["привет", "прив", "елка"]),
        ("مَرحبا يا أحمد", ["مرحبا", "مرح", "احمد"]),
        ("שָׁלוֹם לכולם", ["שלום", "שלו"]),
        ("안녕하세요", ["안녕하세요", "안녕"]),
        ("今日は良い天気です", ["天気", "良い天", "今日は", "天気 今日"]),
        ("วันนี้อากาศดี", ["อากาศ", "ดี"]),
        ("हिन्दी में", ["हिन्दी", "हि"]),
        ("A cake 🎂🎉 ❤️", ["🎉", "🎂🎉", "❤", "cake 🎂"]),
    ],
)
def test_accents_and_scripts_do_not_stand_in_the_way(tmp_path: Path, text: str, typed: list[str]) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            await anna.post("気天 है 🎁 nothing of the kind")
            await anna.post(text)
            for words in typed:
                assert await found(anna, words) == [text], words

    play()


@scene
async def test_what_was_written_earlier_and_came_later_stands_behind(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for number in range(3):
            await ben.post(f"apples {number}")
            ben.clock.advance(60)
        await anna.post("apples 3")
        await meet(anna, ben)  # Anna held the newest first
        for home in (anna, ben):
            assert await found(home, "app") == [f"apples {number}" for number in (3, 2, 1, 0)]
            assert await found(home, "app", limit=2) == ["apples 3", "apples 2"]


@scene
async def test_a_search_in_one_circle_finds_nothing_of_another(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        await anna.post("rehearsal of the family")
        await anna.post("rehearsal of the choir", "Choir")
        assert await found(anna, "rehearsal", "Choir") == ["rehearsal of the choir"]
        assert len(await found(anna, "rehearsal")) == 2
        assert await anna.refusal(q.Search("rehearsal", "Elsewhere", 5)) == "unknown-circle"


@scene
async def test_an_edited_text_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("on Monday")
        await pass_on(anna, ben)
        await anna.edit(post, "on Tuesday")
        await pass_on(anna, ben)
        for home in (anna, ben):
            assert await found(home, "monday") == []
            assert await found(home, "tuesday") == ["on Tuesday"]


@scene
async def test_what_cannot_be_read_is_not_found(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await anna.post("hidden from Cleo")
        await meet(anna, ben)
        assert await found(ben, "hidden") == ["hidden from Cleo"]
        assert await found(cleo, "hidden") == []


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_a_search_for_nothing_is_refused(tmp_path: Path, text: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            assert await anna.refusal(q.Search(text, "", 5)) == "empty"

    play()


@pytest.mark.parametrize("limit", [0, -1, 501, 1 << 62])
def test_a_page_has_a_size(tmp_path: Path, limit: int) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben") as (anna, _):
            assert await anna.refusal(q.Search("x", "", limit)) == "limit"
            assert await anna.refusal(q.ReadFeed(FAMILY, limit, "")) == "limit"
            assert await anna.refusal(q.ReadConversation(("Ben",), limit, "")) == "limit"

    play()


@scene
async def test_whatever_is_typed_is_looked_for_as_words(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.post("nothing that any of this could mean")
        for text in HOSTILE:
            assert await found(anna, text) in ([], ["nothing that any of this could mean"])
        assert await anna.texts() == ["nothing that any of this could mean"]


@settings(max_examples=10)
@given(texts=st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=10, max_size=20))
def test_no_text_is_an_error(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path_factory.mktemp("home"), "Anna") as (anna,):
            await anna.post("hello")
            for text in texts:
                await found(anna, text.encode(errors="replace").decode())

    play()
