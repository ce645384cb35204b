"""Who is told of what: not of one's own, of what was seen or deleted, and after a restart neither twice nor never."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.domain.notices import Notice, Wishes
from organic_p2p.services.notices import LOOKING_S, REST_S
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    household,
    knock,
    meet,
    newcomer,
    scene,
    strangers,
    table,
)

NOON = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 — a clock on the wall


class Screen:
    """Implements `Notifier`: what is on somebody's screen, by place."""

    def __init__(self) -> None:
        self.shown: dict[str, Notice] = {}
        self.times = 0
        self.works = True

    async def available(self) -> bool:
        return self.works

    async def show(self, place: str, notice: Notice) -> bool:
        self.times += self.works
        self.shown |= {place: notice} if self.works else {}
        return self.works

    async def take_back(self) -> None:
        self.shown.clear()

    async def close(self) -> None:
        pass

    @property
    def titles(self) -> list[str]:
        return [notice.title for notice in self.shown.values()]


def before(home: Home) -> Screen:
    """Put a screen before a home, whose clock on the wall shows noon; its last digest was yesterday."""
    screen = Screen()
    home.engine.notices.notifier = screen
    home.engine.notices._now = lambda: NOON
    home.engine.notices.memory.day = NOON.toordinal() - 1
    return screen


@scene
async def test_letters_are_told_at_once_by_who_wrote_them_and_never_what(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        screen = before(anna)
        for _ in range(2):
            await ben.ask(q.Message(("Anna",), "a <b>secret</b>"))
        await anna.ask(q.Message(("Ben",), "my own"))
        await meet(anna, ben)
        assert await anna.engine.notices.tell() is None
        assert list(screen.shown.values()) == [
            Notice("A letter from Ben", "It is waiting for you in Organic.")
        ]
        await anna.engine.notices.tell()
        assert screen.times == 1


@scene
async def test_who_writes_all_the_time_is_told_once_in_a_while_and_no_letter_is_lost(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        screen = before(anna)

        async def written(home: Home) -> float | None:
            anna.clock.advance(1)
            await home.ask(q.Message(("Anna",), "a letter"))
            await meet(anna, home)
            return await anna.engine.notices.tell()

        assert await written(ben) is None
        assert [await written(ben) for _ in range(5)] == [REST_S - second for second in range(1, 6)]
        assert screen.times == 1
        # Another conversation is not kept waiting by this one.
        assert await written(cleo) == REST_S - 6
        assert screen.titles == ["A letter from Ben", "A letter from Cleo"]
        anna.clock.advance(REST_S - 6)
        assert await anna.engine.notices.tell() is None
        assert screen.times == 3
        # Who looked in between hears of the next one at once.
        await anna.ask(q.Look(True))
        await anna.ask(q.Look(False))
        assert await written(ben) is None
        assert screen.times == 4
        # What still waits when the day's news are told is told with them.
        await written(ben)
        await ben.post("hello")
        await meet(anna, ben)
        anna.engine.notices._now = lambda: NOON + timedelta(hours=7)
        await anna.engine.notices.tell()
        assert screen.shown["home"] == Notice("News from your people", f"Ben\nBen in {FAMILY}")
        anna.clock.advance(REST_S)
        await anna.engine.notices.tell()
        assert screen.times == 5


@scene
async def test_everything_else_waits_for_the_digest(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        screen = before(anna)
        post = await ben.post("hello")
        await meet(anna, ben, cleo)
        await cleo.comment(post, "hello, too")
        await anna.comment(post, "mine")
        await meet(anna, ben, cleo)
        assert await anna.engine.notices.tell() == 6 * 3600
        assert screen.shown == {}
        anna.engine.notices._now = lambda: NOON + timedelta(hours=7)
        await anna.engine.notices.tell()
        assert list(screen.shown.values()) == [Notice("News from your people", f"Ben and Cleo in {FAMILY}")]
        await anna.engine.notices.tell()
        assert screen.times == 1


@scene
async def test_what_was_seen_or_deleted_is_told_no_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        screen = before(anna)
        await ben.ask(q.Message(("Anna",), "a letter"))
        await meet(anna, ben)
        await anna.engine.notices.tell()
        assert screen.titles == ["A letter from Ben"]
        # Whoever opens the window sees it there.
        await anna.ask(q.Look(True))
        while screen.shown:  # noqa: ASYNC110 — done beside the answer
            await asyncio.sleep(0)
        await ben.ask(q.Message(("Anna",), "another, while she looks"))
        await meet(anna, ben)
        await anna.engine.notices.tell()
        anna.clock.advance(LOOKING_S + 1)
        await anna.engine.notices.tell()
        assert screen.shown == {}
        await ben.ask(q.Message(("Anna",), "a third, which is taken back"))
        await meet(anna, ben)
        (third, *_) = (await ben.ask(q.ReadConversation(("Anna",), 1, ""))).posts
        await ben.delete(third.id)
        await meet(anna, ben)
        await anna.engine.notices.tell()
        assert screen.shown == {}


@scene
async def test_a_restart_repeats_nothing_and_loses_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        screen = before(anna)
        await anna.ask(q.PutNotices(True, False, 600, True, 1320, 420))
        await ben.ask(q.Message(("Anna",), "a letter"))
        await meet(anna, ben)
        screen.works = False
        assert await anna.engine.notices.tell() is not None
        await anna.reopen()
        assert anna.engine.notices.memory.wishes == Wishes(True, False, 600, True, 1320, 420)
        screen = before(anna)
        await anna.engine.notices.tell()
        assert screen.titles == ["A letter from Ben"]
        await anna.reopen()
        screen = before(anna)
        await anna.engine.notices.tell()
        assert screen.shown == {}


@scene
async def test_the_history_of_a_circle_is_no_news_to_a_newcomer(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.post("long ago")
        anna.clock.advance(8 * 24 * 3600)
        await meet(anna, ben)
        async with newcomer(tmp_path / "more", anna) as nina:
            await meet(anna, ben, nina)
            assert "long ago" in await nina.texts()
            assert await table(nina, "SELECT * FROM news") == []


@scene
async def test_words_come_from_the_window_and_stay(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        german = q.PutNoticeWords(
            *("Ein Brief von %1", "Er wartet.", "Neues", "%1 in %2", "%1 und %2", ", ", "…%1"),
            *("Jemand möchte in %1", "Abstimmung in %1", "In Organic"),
        )
        await anna.ask(german)
        await anna.reopen()
        screen = before(anna)
        await ben.ask(q.Message(("Anna",), "a letter"))
        await meet(anna, ben)
        await anna.engine.notices.tell()
        assert screen.titles == ["Ein Brief von Ben"]
        for bad in ("", "x" * 301):
            assert await anna.refusal(q.PutNoticeWords(bad, *"abcdefghi")) == "too-long"
        assert await anna.refusal(q.PutNotices(True, True, 1440, True, 0, 0)) == "time"


@scene
async def test_who_asks_to_come_in_is_told_at_once_to_stewards_and_once(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path / "more", "Kofi", "Ama", clock=anna.clock) as guests,
    ):
        screen, other = before(anna), before(ben)
        for guest in guests:
            await guest.ask(q.Join(await a_code(anna, ask=True), guest.name, 0))
            assert await knock(guest, anna) == "asked"
            await meet(anna, ben)
            anna.engine.notices._now = lambda: NOON.replace(hour=23)
            assert await anna.engine.notices.tell() == 8 * 3600
        (circle,) = (await anna.ask(q.Status())).circles
        assert (circle.requests, circle.votes) == (2, 0)
        assert screen.shown == {}
        anna.engine.notices._now = lambda: NOON
        await anna.engine.notices.tell()
        place = f"people:{anna.circle().id.hex()}"
        assert screen.shown == {place: Notice(f"Somebody asks to come into {FAMILY}", "Kofi and Ama")}
        await anna.engine.notices.tell()
        await anna.reopen()
        again = before(anna)
        await knock(guests[0], anna)
        await anna.engine.notices.tell()
        await ben.engine.notices.tell()
        assert (screen.times, again.times, other.times) == (1, 0, 0)
        request, _ = (await anna.ask(q.ListRequests(FAMILY))).requests
        await anna.ask(q.Approve(request.id.hex()))
        (circle,) = (await anna.ask(q.Status())).circles
        assert circle.requests == 1


@scene
async def test_where_letters_wait_for_the_digest_so_do_questions(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, _),
        strangers(tmp_path / "more", "Kofi", clock=anna.clock) as (kofi,),
    ):
        screen = before(anna)
        await anna.ask(q.PutNotices(False, True, 18 * 60, True, 1320, 420))
        await kofi.ask(q.Join(await a_code(anna, ask=True), "Kofi", 0))
        await knock(kofi, anna)
        assert await anna.engine.notices.tell() == 6 * 3600
        anna.engine.notices._now = lambda: NOON.replace(hour=18)
        for _ in range(2):
            await anna.engine.notices.tell()
        assert screen.shown == {
            "home": Notice("News from your people", f"Somebody asks to come into {FAMILY}")
        }
        assert screen.times == 1


@scene
async def test_a_vote_waits_for_those_who_have_one_until_they_used_it(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*", "Dan") as (anna, ben, cleo, dan):
        await ben.ask(q.Propose("demote", "Anna", FAMILY, "a reason"))
        await meet(anna, ben, cleo, dan)
        screens = [before(home) for home in (anna, ben, cleo, dan)]
        for home in (anna, ben, cleo, dan):
            await home.engine.notices.tell()
        assert [screen.titles for screen in screens] == [[], [], [f"A vote in {FAMILY} waits for you"], []]
        (circle,) = (await cleo.ask(q.Status())).circles
        assert circle.votes == 1
        (proposal,) = (await cleo.ask(q.ListMembers(FAMILY))).proposals
        await cleo.ask(q.Vote(proposal.motion.hex(), False))
        (circle,) = (await cleo.ask(q.Status())).circles
        assert circle.votes == 0


@scene
async def test_from_a_muted_conversation_nothing_is_told_and_everything_arrives(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        screen = before(anna)
        await anna.ask(q.Mute("", ("Ben",), True))
        await anna.reopen()
        screen = before(anna)
        await ben.ask(q.Message(("Anna",), "to her alone"))
        await ben.ask(q.Message(("Anna", "Cleo"), "to both"))
        await meet(anna, ben, cleo)
        await anna.engine.notices.tell()
        assert screen.times == 1
        (shown,) = screen.shown
        assert shown == "letters:" + ",".join(sorted(one.person.hex() for one in (ben, cleo)))
        letters = (await anna.ask(q.ListConversations())).conversations
        assert {len(one.people): (one.muted, one.unread) for one in letters} == {
            1: (True, True),
            2: (False, True),
        }
        # What came meanwhile is not told afterwards either.
        await anna.ask(q.Mute("", ("Ben",), False))
        await anna.engine.notices.tell()
        assert screen.times == 1
        await ben.ask(q.Message(("Anna",), "again"))
        await meet(anna, ben)
        await anna.engine.notices.tell()
        assert screen.times == 2


@scene
async def test_from_a_muted_circle_neither_posts_nor_questions_are_told_and_nobody_hears_of_it(
    tmp_path: Path,
) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path / "more", "Kofi", clock=anna.clock) as (kofi,),
    ):
        screen, held = before(anna), anna.circle().vector()
        await anna.ask(q.Mute(FAMILY, (), True))
        assert anna.circle().vector() == held
        assert [one.muted for one in (await anna.ask(q.ListCircles())).circles] == [True]
        await kofi.ask(q.Join(await a_code(anna, ask=True), "Kofi", 0))
        await knock(kofi, anna)
        await ben.post("hello")
        await meet(anna, ben)
        anna.engine.notices._now = lambda: NOON.replace(hour=19)
        await anna.engine.notices.tell()
        assert (screen.shown, await anna.texts()) == ({}, ["hello"])
        # Who waits still does, and is told when that is over.
        await anna.ask(q.Mute(FAMILY, (), False))
        await anna.engine.notices.tell()
        assert screen.titles == [f"Somebody asks to come into {FAMILY}"]
        for circle, people in (("", ()), (FAMILY, ("Ben",))):
            assert await anna.refusal(q.Mute(circle, people, True)) == "mute"
        assert await anna.refusal(q.Mute("Nobody's", (), True)) == "unknown-circle"
        assert await anna.refusal(q.Mute("", ("Nobody",), True)) == "unknown-person"


@scene
async def test_of_a_circle_that_i_left_nothing_is_told(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        screen = before(ben)
        await anna.post("hello")
        await meet(anna, ben)
        await ben.ask(q.Leave(FAMILY, False))
        ben.engine.notices._now = lambda: NOON + timedelta(hours=7)
        await ben.engine.notices.tell()
        assert screen.shown == {}


@scene
async def test_a_name_in_a_notification_commands_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        screen = before(anna)
        await ben.ask(q.Rename("Ben\u202ergb"))
        await ben.ask(q.Message(("Anna",), "a letter"))
        await meet(anna, ben)
        await anna.engine.notices.tell()
        assert "\u202e" not in screen.titles[0]
