"""Whose computers are waited for, while what I wrote is on no other computer."""

from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.services.waiting import waited_for
from tests.organic_p2p.household import Home, household, meet, scene


async def waits(home: Home) -> list[str]:
    return sorted(person.name for person in (await home.ask(q.Status())).waiting_for)


@scene
async def test_whoever_is_to_get_it_is_named_until_one_other_computer_has_it(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await meet(anna, ben, cleo)
        assert await waits(anna) == []
        await anna.post("hello")
        assert await waits(anna) == ["Ben", "Cleo"]
        assert await waits(ben) == []
        # On its way to one of them: nobody is waited for.
        assert waited_for(anna.engine.core, anna.engine.roster, {ben.person}) == ()
        await meet(anna, cleo)
        assert await waits(anna) == []


@scene
async def test_a_letter_waits_for_its_reader_alone(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await meet(anna, ben, cleo)
        await anna.ask(q.Message(("Ben",), "just for you"))
        await meet(anna, cleo)
        assert await waits(anna) == ["Ben"]
        await meet(anna, ben)
        assert await waits(anna) == []
        await anna.reopen()
        assert await waits(anna) == []


@scene
async def test_in_a_circle_of_one_nobody_is_waited_for(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.post("to myself")
        assert await waits(anna) == []
