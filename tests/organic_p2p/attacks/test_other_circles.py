"""What is said in one circle has no effect in another, whatever it names."""

import os
from pathlib import Path

from crypto.bodies import seal_body
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.records import content
from organic_p2p.records.kinds import Kind
from sync.ops import Op
from tests.organic_p2p.household import (
    Home,
    a_code,
    bring_in,
    household,
    knock,
    meet,
    pass_on_scope,
    scene,
    settle,
)

CLUB = "Club"


async def found_club(founder: Home, *members: Home) -> None:
    await founder.ask(q.StartCircle(CLUB, founder.name))
    for member in members:
        await bring_in(founder, member, CLUB)
    await settle(founder, *members)


async def enter_club(host: Home, guest: Home) -> None:
    await guest.ask(q.Join(await a_code(host, CLUB), guest.name, 0))
    assert await knock(guest, host) == "admitted"
    await settle(host, guest)


def under_the_clubs_secret(author: Home, secrets_of: Home) -> Op:
    """Return a post in the family under a secret of the club."""
    club, family = secrets_of.circle(CLUB), author.circle()
    epoch = secrets_of.epoch(club)
    draft = author.draft(family, Kind.POST.value, b"\0", epoch=epoch)
    sealed = seal_body(club.secrets[epoch], content.place(draft), content.Post("in the club?").encode())
    return author.forge(family, Kind.POST.value, sealed, epoch=epoch, hlc=draft.hlc)


@scene
async def test_a_post_that_names_another_circles_secret_keeps_nobody_from_getting_it(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await found_club(ben)
        epoch = ben.epoch(ben.circle(CLUB))
        await anna.take(eve.forge(eve.circle(), Kind.POST.value, b"\1" + os.urandom(300), epoch=epoch))
        await enter_club(ben, anna)
        assert epoch in anna.circle(CLUB).secrets


@scene
async def test_a_post_under_another_circles_secret_stands_in_neither(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await found_club(ben, eve)
        await anna.take(under_the_clubs_secret(eve, eve))
        await ben.remove(eve, CLUB)
        await enter_club(ben, anna)
        assert anna.circle(CLUB).secrets
        assert await anna.texts(CLUB) == []
        assert await anna.texts() == []


@scene
async def test_who_was_removed_says_nothing_beneath_a_post_by_way_of_another_circle(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await anna.post("hello")
        await meet(anna, ben, eve)
        await found_club(ben, anna, eve)
        await anna.remove(eve)
        await meet(anna, ben, eve)
        await eve.write(content.Comment(post, post, "I am still here"), CLUB)
        await eve.write(content.Reaction(post, "👎"), CLUB)
        await meet(anna, ben, eve)
        (shown,) = await anna.posts()
        assert (shown.comments, shown.reactions) == ((), ())


@scene
async def test_an_edit_in_another_circle_changes_nothing_and_its_post_can_be_deleted(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await found_club(ben, anna, eve)
        post = await eve.post("as it was")
        await eve.write(content.Edit(OpId(post), OpId(post), None, "as it is told elsewhere"), CLUB)
        await pass_on_scope(eve, anna, eve.circle(CLUB).id)
        await pass_on_scope(eve, anna, eve.circle().id)
        assert await anna.texts() == ["as it was"]
        await anna.delete(post)
        assert await anna.texts() == []
