"""Names that are chosen to be taken for something else."""

import os
from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.api.codec import to_json
from organic_p2p.cli.commands import refuse
from organic_p2p.records import content
from organic_p2p.services import circles
from organic_p2p.services.state import joined_ms
from tests.organic_p2p.household import FAMILY, household, meet, scene


@scene
async def test_a_name_like_somebodys_id_does_not_stand_in_for_them(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        for digits in (12, 64):
            await eve.write(content.Profile(ben.person.hex()[:digits]))
            await meet(anna, ben, eve)
            await anna.ask(q.Message((ben.person.hex()[:digits],), "for Ben"))
        assert [room.members for room in anna.rooms()] == [{anna.person, ben.person}]
        await eve.write(content.Profile(ben.person.hex()[:6]))
        await meet(anna, ben, eve)
        assert await anna.refusal(q.Promote(ben.person.hex()[:6], FAMILY)) == "ambiguous"


@scene
async def test_a_name_that_differs_in_a_capital_only_is_not_chosen_over_the_other(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await eve.write(content.Profile("ben"))
        await meet(anna, ben, eve)
        for typed in ("ben", "Ben", "BEN"):
            assert await anna.refusal(q.Message((typed,), "a secret")) == "ambiguous"


@scene
async def test_whoever_is_called_as_somebody_before_them_carries_a_number_everywhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Bo", "Cy") as (anna, *others):
        # They may have come in the same millisecond.
        ben, eve = sorted(others, key=lambda one: (joined_ms(anna.circle(), one.person), one.person))
        await ben.write(content.Profile("Ben"))
        for name in ("Ben", "BEN", "B\u0435n", "Anna"):
            await eve.write(content.Profile(name))
            await meet(anna, ben, eve)
            for home in (anna, ben):
                shown = {m.person: m.name for m in (await home.ask(q.ListMembers(FAMILY))).members}
                assert shown == {anna.person: "Anna", ben.person: "Ben", eve.person: f"{name} (2)"}
        await eve.write(content.Profile("Ben"))
        post = (await eve.ask(q.Post(FAMILY, "Send it to my new address."))).post
        await meet(anna, ben, eve)
        (shown_post,) = (await anna.ask(q.ReadPost(post.hex()))).posts
        assert shown_post.author.name == "Ben (2)"
        # One's own name is plain to oneself, and everybody else's is told apart from it.
        mine = {m.person: m.name for m in (await eve.ask(q.ListMembers(FAMILY))).members}
        assert mine == {anna.person: "Anna", eve.person: "Ben", ben.person: "Ben (2)"}
        # Nobody carries a number any more once the other is called otherwise, also after a new start.
        await eve.write(content.Profile("Eve"))
        await meet(anna, ben, eve)
        await anna.reopen()
        assert [anna.engine.core.name_of(who, anna.circle().id) for who in (ben.person, eve.person)] == [
            "Ben",
            "Eve",
        ]


@scene
async def test_a_name_is_the_latest_one_after_a_new_start_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        await eve.write(content.Profile("Eve the first"))
        eve.clock.advance(10)
        await eve.write(content.Profile("Eve the second"))
        await meet(anna, eve)
        await anna.reopen()
        old = (0).to_bytes(8, "big") + os.urandom(32)
        anna.engine.core.names.heard(anna.circle().id, eve.person, "Eve the first", old)
        assert anna.engine.core.name_of(eve.person, anna.circle().id) == "Eve the second"


def test_a_sentence_that_quotes_a_name_does_not_command_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refuse("left", "You left x\x1b]0;gone\x07\u202e.", as_json=False)
    assert capsys.readouterr().err == "You left x\ufffd]0;gone\ufffd.\n"
    refuse("left", "You left x\x1b]0;gone\x07.", as_json=True)
    assert capsys.readouterr().err == '{"error": "left", "message": "You left x\\u001b]0;gone\\u0007."}\n'


@scene
async def test_what_others_wrote_leaves_the_engine_harmless(tmp_path: Path) -> None:
    turning, tower = "Eve\u202egnp.exe", "Z" + "\u0301" * 40
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        await eve.write(content.Profile(turning))
        await eve.write(content.Post(f"a\n\tb \u2066{tower}\x1b[31m\x00"))
        await meet(anna, eve)
        (post,) = (await anna.ask(q.ReadHome(5, ""))).posts
        assert post.author.name == "Evegnp.exe"
        assert post.text == "a\n\tb Z" + "\u0301" * 4 + "\ufffd[31m\ufffd"
        for reply in (
            await anna.ask(q.ListMembers(FAMILY)),
            await anna.ask(q.Find("Eve", 5)),
            await anna.ask(q.ReadPost(post.id.hex())),
            await anna.ask(q.Status()),
        ):
            assert not set("\u202e\u2066\x1b\x00") & set(str(to_json(reply)))
        # What the reader wrote for themselves comes back as it was, and so does what they look for.
        await anna.ask(q.PutDraft("here", turning))
        (draft,) = (await anna.ask(q.ListDrafts())).drafts
        assert draft.text == turning
        assert (await anna.ask(q.Find(turning, 5))).text == turning


@scene
async def test_nobody_is_called_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        for nothing in ("", " \u200b\u2060", "\u202e", "\u2800", "..."):
            eve.clock.advance(10)
            await eve.write(content.Profile(nothing))
            await meet(anna, eve)
            shown = anna.engine.core.name_of(eve.person, anna.circle().id)
            assert shown == f"somebody ({eve.person[:4].hex()})"


@scene
async def test_a_circle_that_its_founder_called_nothing_is_called_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A founder whose program lets them.
    monkeypatch.setattr(circles, "cleaned", lambda typed: typed)
    async with household(tmp_path, "Anna") as (anna,):
        await anna.ask(q.StartCircle("\u200b", "Anna"))
        named = [circle.name for circle in (await anna.ask(q.Status())).circles]
        assert all(named)
        await anna.ask(q.Post(named[1], "hello"))
        (post,) = (await anna.ask(q.ReadHome(5, ""))).posts
        assert post.audience.circle == named[1]
