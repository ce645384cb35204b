"""Rooms that nobody asked for."""

import os
from collections.abc import Sequence
from pathlib import Path

from organic_p2p.records import control
from organic_p2p.records.kinds import Kind
from organic_p2p.services.shelf import MAX_ROOMS_BY_PERSON
from sync.ops import ZERO_ID, Header, Op, hash_body, sign
from sync.ports import Member
from tests.organic_p2p.household import Home, household, meet, scene


def room(author: Home, people: Sequence[Home], deps: tuple[bytes, ...] = ()) -> Op:
    body = control.RoomGenesis(tuple(p.engine.core.me.identity for p in people), os.urandom(16)).encode()
    header = Header(
        kind=Kind.CIRCLE_GENESIS.value,
        scope=ZERO_ID,
        author=author.device,
        seq=0,
        hlc=1 << 20,
        backlink=ZERO_ID,
        body_hash=hash_body(body),
        body_len=len(body),
        deps=deps,
    )
    return sign(header, author.engine.core.me.keys.signing, body)


@scene
async def test_a_room_that_cannot_begin_leaves_nothing_behind(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        assert not await anna.engine.shelf.introduced(room(eve, (eve, anna), (os.urandom(32),)), eve.peer)
        assert anna.rooms() == []


@scene
async def test_one_person_opens_so_many_rooms_and_no_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        taken = [await anna.engine.shelf.introduced(room(eve, (eve, anna)), eve.peer) for _ in range(70)]
        assert taken.count(True) == len(anna.rooms()) == MAX_ROOMS_BY_PERSON


@scene
async def test_nobody_brings_somebody_who_was_removed_into_reach_by_a_room(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await anna.remove(eve)
        await meet(anna, ben)
        for people in ((ben, anna, eve), (eve, anna, ben)):
            assert not await anna.engine.shelf.introduced(room(people[0], people), ben.peer)
        anna.engine.roster.relist()
        assert Member(eve.person) not in {contact.name for contact in anna.engine.roster.contacts()}
