"""Real homes under the real sync: what one writes the others read, and nobody gets what is not theirs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import requests as q
from organic_p2p.store.circles import Status
from tests.organic_p2p.household import FAMILY, a_code, household, knock, scene, strangers, view
from tests.organic_p2p.wires import Speaker, Wire, talk


@scene
async def test_what_is_written_reaches_everybody_by_way_of_whoever_is_near(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        speakers = [Speaker(home) for home in homes]
        wires = [Wire(speakers[0], speakers[1]), Wire(speakers[1], speakers[2])]
        await talk(speakers, wires)
        post = await anna.post("hello")
        long = await cleo.post("long " * 5000)
        await talk(speakers, wires)
        await ben.comment(post, "a comment")
        await anna.edit(post, "hello, better")
        await cleo.delete(long)
        await talk(speakers, wires)
        assert await view(anna) == await view(ben) == await view(cleo)
        assert await cleo.texts() == ["hello, better"]
        assert all(wire.in_step and not wire.closed for wire in wires)


@scene
async def test_a_newcomer_receives_the_whole_past_and_is_heard(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        for number in range(40):
            await anna.post(str(number) * 200)
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        speakers = [Speaker(home) for home in (anna, ben, nina)]
        # Nina meets Anna, who let her in; Ben hears of her from Anna first.
        wires = [Wire(speakers[2], speakers[0]), Wire(speakers[0], speakers[1])]
        await talk(speakers, wires)
        assert nina.circle().status is Status.MEMBER
        assert len(await nina.texts()) == 40
        assert {member["name"] for member in (await view(ben))["members"]} == {"Anna", "Ben", "Nina"}
        wires.append(Wire(speakers[2], speakers[1]))
        await nina.post("thank you")
        await talk(speakers, wires)
        assert (await ben.texts())[-1] == "thank you"


@scene
async def test_a_letter_introduces_its_room_to_the_one_it_is_for(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        speakers = [Speaker(home) for home in homes]
        wires = [Wire(speakers[a], speakers[b]) for a, b in ((0, 1), (1, 2), (0, 2))]
        await talk(speakers, wires)
        await anna.ask(q.Message(("Ben",), "just for you"))
        await talk(speakers, wires)
        assert [p.text for p in (await ben.ask(q.ReadConversation(("Anna",), 5, ""))).posts] == [
            "just for you"
        ]
        assert cleo.rooms() == []


@scene
async def test_three_letters_in_one_room_reach_everybody_in_it(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dora") as homes:
        anna, ben, cleo, dora = homes
        speakers = [Speaker(home) for home in homes]
        # Anna and Cleo never meet: what they write goes through Ben, and passes Dora by.
        wires = [Wire(speakers[a], speakers[b]) for a, b in ((0, 1), (1, 2), (1, 3))]
        await talk(speakers, wires)
        await anna.ask(q.Message(("Ben", "Cleo"), "one"))
        await talk(speakers, wires)
        await cleo.ask(q.Message(("Ben", "Anna"), "two"))
        await talk(speakers, wires)
        for home, others in ((anna, ("Ben", "Cleo")), (ben, ("Anna", "Cleo")), (cleo, ("Anna", "Ben"))):
            assert {p.text for p in (await home.ask(q.ReadConversation(others, 5, ""))).posts} == {
                "one",
                "two",
            }
            assert len(home.rooms()) == 1
        assert dora.rooms() == []


@scene
async def test_whoever_was_removed_hears_that_and_nothing_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        speakers = [Speaker(home) for home in homes]
        wires = [Wire(speakers[a], speakers[b]) for a, b in ((0, 1), (1, 2), (0, 2))]
        await talk(speakers, wires)
        await anna.remove(cleo)
        await anna.post("without Cleo")
        await talk(speakers, wires)
        await ben.post("without Cleo, too")
        await talk(speakers, wires)
        assert await ben.texts() == await anna.texts() == ["without Cleo", "without Cleo, too"]
        assert await cleo.texts() == []
        assert cleo.circle().status is Status.REMOVED
        assert anna.epoch(anna.circle()) not in cleo.circle().secrets


@scene
async def test_in_step_a_new_connection_costs_little(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as homes:
        anna, _ = homes
        for number in range(100):
            await anna.post(str(number))
        speakers = [Speaker(home) for home in homes]
        first = Wire(*speakers)
        await talk(speakers, [first])
        await first.cut()
        second = Wire(*speakers)
        await talk(speakers, [second])
        assert second.in_step
        assert max(second.sent_bytes) < 2048


@settings(max_examples=10)
@given(
    cuts=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    at_once=st.sampled_from([1, 7, 100, 4096, 1 << 20]),
)
def test_however_often_the_line_is_cut_both_end_with_the_same(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], at_once: int
) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path_factory.mktemp("homes"), "Anna", "Ben") as homes:
            anna, ben = homes
            for number in range(12):
                await anna.post(f"Anna {number} " * (1 + number * 100))
                await ben.post(f"Ben {number}")
            speakers = [Speaker(home) for home in homes]
            for cut in cuts:
                wire = Wire(*speakers)
                for _ in range(cut):
                    if not await wire.flow(max(at_once, 100)):
                        break
                await wire.cut()
            wire = Wire(*speakers)
            await talk(speakers, [wire], max(at_once, 100))
            assert await view(anna) == await view(ben)
            assert len(await ben.texts(FAMILY)) == 24

    play()
