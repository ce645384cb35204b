"""On the way in a guest is told what the code is worth, whom it waits for, and why it came to nothing."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from organic_p2p import qr
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.codes import Kind, to_code
from tests.organic_p2p.domain.a_code import an_invitation
from tests.organic_p2p.household import FAMILY, Home, a_code, household, knock, meet, scene, settle, strangers

DAY_S = 24 * 3600


async def ways(home: Home) -> tuple[r.JoinView, ...]:
    status: r.StatusReply = await home.ask(q.Status())
    return status.joins


async def state(home: Home) -> tuple[str, str, str]:
    (way,) = await ways(home)
    assert (way.error == "") == (way.sentence == "")
    return way.state, way.name, way.error


async def checked(home: Home, text: str) -> r.CodeReply:
    reply: r.CodeReply = await home.ask(q.CheckCode(text))
    return reply


@scene
async def test_a_home_that_nobody_uses_yet_tells_what_a_code_is_worth(tmp_path: Path) -> None:
    async with household(tmp_path / "family", "Anna") as (anna,):
        code = await a_code(anna, ask=True)
        async with strangers(tmp_path, "Ben", clock=anna.clock) as (ben,):
            assert (await checked(ben, "")).state == "empty"
            part = await checked(ben, code[:30])
            assert (part.state, part.sentence) == ("part", "")
            assert part.groups[0].state == "right"
            whole = await checked(ben, code)
            assert (whole.state, whole.ask, whole.inviter) == ("whole", True, "")
            assert len(whole.groups) == whole.count
            wrong = await checked(ben, code[:6] + "QQQQ")
            assert (wrong.state, wrong.error, wrong.groups[0].state) == ("wrong", "mistyped", "wrong")
            anna.clock.advance(8 * DAY_S)
            late = await checked(ben, code)
            assert (late.state, late.error) == ("refused", "expired")
            # Looking keeps nothing, and makes nobody.
            status: r.StatusReply = await ben.ask(q.Status())
            assert (status.person, status.joins) == (None, ())


@scene
async def test_ones_own_code_and_one_for_something_else_are_named(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        assert (await checked(anna, await a_code(anna))).error == "own-code"
        friend = to_code(replace(an_invitation(), kind=Kind.FRIEND))
        assert (await checked(anna, friend)).error == "wrong-kind"


@scene
async def test_somebody_who_is_known_from_another_circle_is_named_as_the_inviter(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        assert (await checked(ben, await a_code(anna, "Choir"))).inviter == "Anna"


@scene
async def test_a_join_is_told_from_looking_to_being_in(tmp_path: Path) -> None:
    async with household(tmp_path / "family", "Anna") as (anna,):
        code = await a_code(anna, ask=True)
        async with strangers(tmp_path, "Ben", clock=anna.clock) as (ben,):
            await ben.ask(q.Join(code, "Ben", 0))
            assert await state(ben) == ("looking", "", "")
            assert await knock(ben, anna) == "asked"
            assert await state(ben) == ("asked", FAMILY, "")
            await ben.reopen()
            assert await state(ben) == ("asked", FAMILY, "")
            (request,) = (await anna.ask(q.ListRequests(FAMILY))).requests
            await anna.ask(q.Approve(request.id.hex()))
            assert await knock(ben, anna) == "admitted"
            assert await state(ben) == ("admitted", FAMILY, "")
            assert await ben.refusal(q.ForgetJoin((await ways(ben))[0].id.hex())) == "admitted"
            await settle(anna, ben)
            await meet(anna, ben)
            assert await ways(ben) == ()


@scene
async def test_a_join_that_came_to_nothing_says_why_and_can_be_put_away(tmp_path: Path) -> None:
    async with household(tmp_path / "family", "Anna") as (anna,):
        code = await a_code(anna, ask=True)
        async with strangers(tmp_path, "Ben", clock=anna.clock) as (ben,):
            await ben.ask(q.Join(code, "Ben", 0))
            await knock(ben, anna)
            (request,) = (await anna.ask(q.ListRequests(FAMILY))).requests
            await anna.ask(q.Decline(request.id.hex()))
            assert await knock(ben, anna) == "refused"
            assert await state(ben) == ("refused", FAMILY, "declined")
            (way,) = await ways(ben)
            await ben.ask(q.ForgetJoin(way.id.hex()))
            assert await ways(ben) == ()
            assert await ben.refusal(q.ForgetJoin(way.id.hex())) == "unknown-invitation"
            await ben.reopen()
            assert await ways(ben) == ()


@scene
async def test_a_code_that_runs_out_while_nobody_is_there_is_told(tmp_path: Path) -> None:
    async with household(tmp_path / "family", "Anna") as (anna,):
        code = await a_code(anna)
        async with strangers(tmp_path, "Ben", clock=anna.clock) as (ben,):
            await ben.ask(q.Join(code, "Ben", 0))
            anna.clock.advance(8 * DAY_S)
            assert await state(ben) == ("expired", "", "expired")


@scene
async def test_the_picture_of_an_invitation_is_read_by_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody reads one within this process.
    monkeypatch.setitem(sys.modules, "organic_p2p.imaging.codes", None)
    link = "ORGANIC:ORG1CQPZRY9X8"
    qr.write_qr(link, tmp_path / "code.png")
    code = Image.open(tmp_path / "code.png").convert("L")
    clear = Image.new("RGBA", code.size, "black")
    clear.putalpha(ImageOps.invert(code))
    clear.save(tmp_path / "clear.png")
    Image.new("RGB", (40, 30), "white").save(tmp_path / "empty.jpg")
    (tmp_path / "cut.png").write_bytes((tmp_path / "code.png").read_bytes()[:60])
    (tmp_path / "a.svg").write_text("<svg/>")
    async with household(tmp_path / "homes", "Anna") as (anna,):
        for name in ("code.png", "clear.png"):
            assert (await anna.ask(q.ReadCodePicture(str(tmp_path / name), b""))).text == link
        copied = (tmp_path / "code.png").read_bytes()
        assert (await anna.ask(q.ReadCodePicture("", copied))).text == link
        assert await anna.refusal(q.ReadCodePicture("", b"")) == "not-a-picture"
        for name, kind in {
            "empty.jpg": "no-qr",
            "cut.png": "not-a-picture",
            "a.svg": "not-a-picture",
            "none.png": "unreadable",
            ".": "not-a-picture",
        }.items():
            assert await anna.refusal(q.ReadCodePicture(str(tmp_path / name), b"")) == kind
