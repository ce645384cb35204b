"""Tells the reader what came while no window was looked at: letters and questions at once, the rest once a day.

    reader ── news ──▶ table `news` ──▶ Notices ── domain.notices.judge ──▶ Notifier (`organic_p2p.desktop`)
    asking ── who waits for an answer ──▶┘
    window ── looking ──▶ whatever came is seen

A row of `news` goes once its notification is shown, so an engine that is killed in between repeats at most one. Names
are cleaned for display; of what somebody wrote nothing is ever said. Where a notification stands also says where it
leads: "letters:" and the ids of people, "people:" and the id of a circle, or "home".

A desktop may take many seconds to answer, or never do. Only `run` waits for it; whatever else needs it goes on beside
what is asked of the engine.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from typing import Final

from organic_p2p.domain import notices as rules
from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.domain.notices import Notice, Wishes
from organic_p2p.domain.text import for_display
from organic_p2p.errors import OrganicError
from organic_p2p.services.asking import Asking, Question
from organic_p2p.services.core import Core
from organic_p2p.services.events import CircleChanged, FeedChanged, GuestsChanged, SettingsChanged
from organic_p2p.services.muting import Muting
from organic_p2p.services.notice_memory import NoticeMemory
from organic_p2p.services.notifier import NoNotifier, Notifier
from organic_p2p.store import news as news_table
from organic_p2p.store.circles import Status
from organic_p2p.store.news import News

# A window says again that it is looked at before this is over; one that was killed says nothing any more.
LOOKING_S: Final = 90.0
# Several letters that come together are one notification.
GATHER_S: Final = 1.0
# And of one conversation there is no other for so long: who writes every second is no alarm clock.
REST_S: Final = 60.0
# A computer that slept, or a clock that was set, is noticed by looking at the clock.
LOOK_AGAIN_S: Final = 300.0
_DIGEST: Final = "home"

logger = logging.getLogger("organic.notices")


class Notices:
    """The telling; what the reader wants to be told is in `memory`."""

    def __init__(self, core: Core, asking: Asking, muting: Muting, tell: Callable[[object], None]) -> None:
        self._core, self._asking, self._muting, self._announce = core, asking, muting, tell
        self._now = self._wall
        self.notifier: Notifier = NoNotifier()
        self.works: bool | None = None
        """Whether notifications could be shown here when that was last looked at; None if it never was."""
        self._finding_out: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self.memory = NoticeMemory(core.database)
        self._looking_until_s = float("-inf")
        self._rests_until_s: dict[str, float] = {}
        self._changed = asyncio.Event()
        core.database.listen(self._hear)

    async def choose(self, wishes: Wishes) -> None:
        """Tell the reader what these wishes say from now on."""
        await self.memory.choose(wishes)
        self._changed.set()

    async def look(self, *, looking: bool) -> None:
        """Take note that a window of this home has the reader's attention, for a while, or has it no longer."""
        self._looking_until_s = self._core.clock.monotonic_s() + LOOKING_S if looking else float("-inf")
        if looking:
            self._rests_until_s.clear()
            await self._seen()
            self._do_beside(self.notifier.take_back())
        self._changed.set()

    def find_out(self) -> None:
        """Look whether notifications can be shown here now; `works` knows it later, and an event says so."""
        if self._finding_out is None or self._finding_out.done():
            self._finding_out = self._do_beside(self._find_out())

    async def _find_out(self) -> None:
        works = await self.notifier.available()
        if works != self.works:
            self.works = works
            self._announce(SettingsChanged())

    def _do_beside(self, what: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task

    async def run(self) -> None:
        """Tell what is to be told, until cancelled."""
        self.find_out()
        try:
            async with self._core.database.transaction() as tx:
                await news_table.tidy(tx, self._core.now_ms() - rules.STALE_MS)
            while True:
                self._changed.clear()
                wait_s = await self._step()
                try:
                    async with asyncio.timeout(None if wait_s is None else min(wait_s, LOOK_AGAIN_S)):
                        await self._changed.wait()
                except TimeoutError:
                    continue
                await asyncio.sleep(GATHER_S)
        finally:
            for task in tuple(self._beside):
                task.cancel()
            await self.notifier.close()

    async def _step(self) -> float | None:
        """Do what is due; return after how many seconds to look again, None for when something comes."""
        try:
            return await self.tell()
        except OrganicError as trouble:
            logger.warning("telling was put off: %s", trouble.kind)
        except Exception:
            # A desktop can answer in any way. The engine must outlive it.
            logger.exception("a mistake of this program while telling")
        return LOOK_AGAIN_S

    async def tell(self) -> float | None:
        """Tell now what is to be told now; return after how many seconds to look again."""
        if self._core.clock.monotonic_s() < self._looking_until_s:
            await self._seen()
            # Something that comes is a reason to look again; that nobody looks any more is none.
            return None
        if not self._core.has_person:
            return None
        newest = await news_table.newest(self._core.database)
        news = [one for one in await self._waiting() if self._is_new(one)]
        letters: dict[str, list[News]] = {}
        rest: list[News] = []
        for one in news:
            if one.letter:
                letters.setdefault(self._leads_to(one.circle), []).append(one)
            else:
                rest.append(one)
        held, rests_s = self._held_back(letters)
        open_now = [one for one in self._asking.everywhere() if not self._muting.mutes(one.circle)]
        questions = [one for one in open_now if one.id not in self.memory.asked]
        moment = rules.judge(
            self.memory.wishes,
            self._now(),
            self.memory.day,
            letters_wait=bool(letters or questions),
            rest_waits=bool(rest),
        )
        if self.memory.day is None:
            await self._digested(moment.digest_day, 0)
        if moment.letters:
            for place, some in letters.items():
                if not await self.notifier.show(place, rules.letter(self.memory.words, self._names(some))):
                    return LOOK_AGAIN_S
                self._rests_until_s[place] = self._core.clock.monotonic_s() + REST_S
                async with self._core.database.transaction() as tx:
                    await news_table.told(tx, [one.arrival for one in some])
            for place, notice in self._questions(questions, open_now):
                if not await self.notifier.show(place, notice):
                    return LOOK_AGAIN_S
            await self._asked(open_now)
        if moment.digest:
            told = [*held, *rest] if self.memory.wishes.letters else news
            asked = [] if self.memory.wishes.letters else self._questions(questions, open_now)
            circles = [
                (self._called(circle), self._names([one for one in told if one.circle == circle]))
                for circle in dict.fromkeys(one.circle for one in told)
            ]
            notice = rules.digest(self.memory.words, circles, [one for _, one in asked])
            if not await self.notifier.show(_DIGEST, notice):
                return LOOK_AGAIN_S
            await self._digested(moment.digest_day, newest)
            if asked:
                await self._asked(open_now)
            return moment.again_s
        return min((wait_s for wait_s in (moment.again_s, rests_s) if wait_s is not None), default=None)

    def _held_back(self, letters: dict[str, list[News]]) -> tuple[list[News], float | None]:
        """Take out what comes too soon after the last one; return it, and after how many seconds it may come."""
        now_s = self._core.clock.monotonic_s()
        self._rests_until_s = {place: until for place, until in self._rests_until_s.items() if until > now_s}
        if not self.memory.wishes.letters:
            return [], None
        resting = self._rests_until_s.keys() & letters.keys()
        held = [one for place in resting for one in letters.pop(place)]
        return held, min((self._rests_until_s[place] - now_s for place in resting), default=None)

    def _questions(self, new: Iterable[Question], open_now: Iterable[Question]) -> list[tuple[str, Notice]]:
        """Return what is said of new questions, circle by circle, and where: with those that are open still."""
        said: dict[str, Notice] = {}
        for circle, is_vote in dict.fromkeys((one.circle, one.guest is None) for one in new):
            called = self._called(circle)
            if is_vote:
                said[f"people:{circle.hex()}:vote"] = rules.vote(self.memory.words, called)
            else:
                guests = [one.guest for one in open_now if one.circle == circle and one.guest is not None]
                said[f"people:{circle.hex()}"] = rules.request(self.memory.words, called, guests)
        return list(said.items())

    async def _waiting(self) -> list[News]:
        """Return what nobody was told of; of what is muted nobody will be, also when that is over."""
        news = await news_table.waiting(self._core.database)
        muted = [one.arrival for one in news if self._muting.mutes(one.circle)]
        if muted:
            async with self._core.database.transaction() as tx:
                await news_table.told(tx, muted)
        return [one for one in news if one.arrival not in muted]

    def _is_new(self, one: News) -> bool:
        circle = self._core.registry.get(one.circle)
        if circle is None or circle.status is not Status.MEMBER:
            return False
        return one.created_ms >= self._core.now_ms() - rules.STALE_MS

    def _leads_to(self, room: CircleId) -> str:
        state = self._core.registry.get(room)
        people = () if state is None else sorted(state.members - {self._core.me.person})
        return "letters:" + ",".join(person.hex() for person in people)

    def _names(self, news: Iterable[News]) -> list[str]:
        people: dict[PersonId, CircleId] = {}
        for one in news:
            people.setdefault(one.person, one.circle)
        return [
            for_display(self._core.name_of(person, circle), multiline=False)
            for person, circle in people.items()
        ]

    def _called(self, circle: CircleId) -> str:
        state = self._core.registry.get(circle)
        return "" if state is None else for_display(state.name, multiline=False)

    async def _seen(self) -> None:
        if self._core.has_person:
            everything = {one.id for one in self._asking.everywhere()}
            await self.memory.note_asked(everything, everything)
        newest = await news_table.newest(self._core.database)
        if newest:
            async with self._core.database.transaction() as tx:
                await news_table.told_until(tx, newest)

    async def _asked(self, told: Iterable[Question]) -> None:
        still_open = {one.id for one in self._asking.everywhere()}
        await self.memory.note_asked({one.id for one in told}, still_open)

    async def _digested(self, day: int, until: int) -> None:
        async with self._core.database.transaction() as tx:
            await news_table.told_until(tx, until)
            await self.memory.note_day(tx, day)

    def _hear(self, event: object) -> None:
        if isinstance(event, FeedChanged | GuestsChanged | CircleChanged):
            self._changed.set()

    def _wall(self) -> datetime:
        return datetime.fromtimestamp(self._core.clock.wall_s())  # noqa: DTZ006 — the reader's own clock
