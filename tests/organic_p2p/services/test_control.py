"""What is believed of the operations that say who belongs and which secrets protect what is written."""

import os
from pathlib import Path
from typing import Any

import pytest

from crypto.sealing import seal
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.records import control
from organic_p2p.records.control import Slot, seal8
from organic_p2p.records.kinds import Kind
from organic_p2p.services.keeper import epoch_info
from organic_p2p.services.state import CircleState, commit_to
from organic_p2p.store.circles import Status
from sync.omp1 import encode
from sync.ops import CONTROL_LANE, Op
from sync.runs import dev8
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    anna_and_nina,
    every_op,
    feed_key,
    hand_over,
    household,
    kept,
    knock,
    meet,
    newcomer,
    pass_on,
    scene,
    settle,
    strangers,
    table,
    view,
)


def an_epoch(writer: Home, circle: CircleState, *to: Home, secrets: dict[str, bytes] | None = None) -> Op:
    """Return an EPOCH that promises the secret of the first recipient, and gives each what `secrets` says."""
    given = {home.name: (secrets or {}).get(home.name, b"s" * 32) for home in to}
    commit = commit_to(given[to[0].name])
    place = writer.draft(circle, Kind.EPOCH, b"\0")
    generation = max(info.generation for info in circle.epochs.values()) + 1
    slots = tuple(a_slot(writer, circle, place, commit, home, given[home.name]) for home in to)
    return writer.forge(circle, Kind.EPOCH, control.Epoch(commit, generation, slots).encode())


def a_slot(writer: Home, circle: CircleState, place: Any, commit: bytes, to: Home, secret: bytes) -> Slot:
    del writer
    keys = to.engine.core.me.keys.sealing.public
    box = seal(keys, epoch_info(place, circle.id, commit, to.device), secret)
    return Slot(dev8(to.device), seal8(keys.raw), box)


def a_grant(writer: Home, circle: CircleState, epoch: OpId, to: Home, secret: bytes) -> Op:
    place = writer.draft(circle, Kind.GRANT, b"\0")
    slot = a_slot(writer, circle, place, circle.commits[epoch], to, secret)
    return writer.forge(circle, Kind.GRANT, control.Grant(epoch, (slot,)).encode())


# -- shape ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.EXPEL, b"\xc1"),
        (Kind.EXPEL, encode({"person": bytes(31), "reason": ""})),
        (Kind.ADMIT, encode({"identity": [], "via": bytes(32), "h": bytes(32), "proof": bytes(64)})),
        (Kind.EPOCH, encode({"commit": bytes(32), "gen": 0, "slots": [[]]})),
        (Kind.ERASE, encode({"targets": [[bytes(32), 5, 5]], "reason": ""})),
        (Kind.VOTE, encode({"motion": bytes(32)})),
        (Kind.INVITE, None),
    ],
)
def test_a_malformed_body_is_refused_and_hurts_nobody_else(
    tmp_path: Path, kind: Kind, body: bytes | None
) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo):
            op = ben.forge(ben.circle(), kind, body)
            before = await view(anna)
            assert (await anna.take(op)).refused == 1
            assert not await kept(anna, op)
            assert await view(anna) == before
            await cleo.post("hello")
            await meet(anna, cleo)
            assert await anna.texts() == ["hello"]

    play()


@scene
async def test_a_circle_begins_once(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*") as (anna, ben):
        genesis = anna.circle().genesis
        assert genesis is not None
        assert await hand_over(anna, anna.circle().id, [genesis]) is not None
        assert len(await table(anna, "SELECT 1 FROM ops WHERE id = ?", genesis.id)) == 1
        with_deps = ben.forge(anna.circle(), 0x7D, b"something new")
        assert not (await anna.take(with_deps)).refused


@scene
async def test_an_operation_of_a_computer_that_nobody_let_in_is_not_kept(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Mallory", clock=anna.clock) as (mallory,),
    ):
        await mallory.ask(q.StartCircle("Elsewhere", "Mallory"))
        op = mallory.forge(ben.circle(), Kind.HELLO, None)
        await anna.take(op)
        assert not await kept(anna, op)


@scene
async def test_a_first_word_that_comes_before_its_admission_is_asked_for_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben), newcomer(tmp_path, anna) as nina:
        await nina.tend()
        hello = [op for op in await every_op(nina) if op.header.author == nina.device]
        assert hello
        taken = await hand_over(ben, anna.circle().id, hello[:1])
        assert taken.deps_missing
        assert not taken.refused
        await pass_on(anna, ben)
        assert not (await hand_over(ben, anna.circle().id, hello)).deps_missing
        assert await kept(ben, hello[0])


@scene
async def test_a_control_lane_is_kept_from_its_beginning_or_not_at_all(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        ops = [op for op in await every_op(anna) if op.header.lane == CONTROL_LANE]
        await hand_over(nina, anna.circle().id, ops[1:])
        assert nina.circle().vector() == {}
        await hand_over(nina, anna.circle().id, ops)
        key = feed_key(anna, CONTROL_LANE)
        assert nina.circle().vector() == {key: anna.circle().extent(key)}


# -- who may -------------------------------------------------------------------------------------


@scene
async def test_what_a_member_does_as_if_a_steward_has_no_effect(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        for request, kind in (
            (q.Remove(cleo.person.hex(), FAMILY, "a reason"), "not-a-steward"),
            (q.Invite(FAMILY, 7, False, ()), "not-a-steward"),
            (q.Promote(cleo.person.hex(), FAMILY), "not-a-steward"),
        ):
            assert await ben.refusal(request) == kind
        before = (await view(anna))["members"]
        await ben.write(control.Expel(cleo.person, "because"))
        await ben.write(control.Motion(1, cleo.person, ""))
        await ben.write(control.Invite(bytes(32), 1 << 31, False, ()))
        await meet(anna, ben, cleo)
        for home in (anna, ben, cleo):
            seen = await view(home)
            assert seen["members"] == before
            assert len(seen["invitations"]) == 2
            assert home.circle().status is Status.MEMBER


@scene
async def test_a_steward_removes_a_member_and_no_steward(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo):
        assert await anna.refusal(q.Remove(ben.person.hex(), FAMILY, "a reason")) == "target-is-a-steward"
        assert await anna.refusal(q.Remove(anna.person.hex(), FAMILY, "a reason")) == "yourself"
        assert await anna.refusal(q.Remove(cleo.person.hex(), FAMILY, "  ")) == "empty"
        await anna.remove(cleo)
        assert await anna.refusal(q.Remove(cleo.person.hex(), FAMILY, "a reason")) == "unknown-person"
        await meet(anna, ben)
        assert cleo.person not in ben.circle().members


@scene
async def test_stewards_make_a_steward_by_majority(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo", "Dan") as (anna, ben, cleo, dan):
        first = await anna.ask(q.Promote(cleo.person.hex(), FAMILY))
        assert (first.passed, first.needed) == (False, 1)
        assert await anna.refusal(q.Promote(cleo.person.hex(), FAMILY)) == "already-voted"
        await meet(anna, ben)
        second = await ben.ask(q.Promote(cleo.person.hex(), FAMILY))
        assert (second.motion, second.passed) == (first.motion, True)
        await meet(anna, ben, cleo, dan)
        for home in (anna, ben, cleo, dan):
            assert home.circle().stewards == {anna.person, ben.person, cleo.person}
        await cleo.remove(dan)


@scene
async def test_stewards_take_a_steward_out_by_majority_and_say_why(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*", "Dan") as (anna, ben, cleo, dan):
        asked = q.Propose("remove", cleo.person.hex(), FAMILY, "She has gone away.")
        assert await dan.refusal(asked) == "not-a-steward"
        first = await anna.ask(asked)
        assert (first.passed, first.needed) == (False, 1)
        assert await anna.refusal(q.Vote(first.motion.hex(), True)) == "already-voted"
        await meet(anna, ben, cleo, dan)
        for home, may in ((anna, False), (ben, True), (cleo, False), (dan, False)):
            (shown,) = (await home.ask(q.ListMembers(FAMILY))).proposals
            assert (shown.what, shown.reason) == ("remove", "She has gone away.")
            assert (shown.yes, shown.no, shown.of, shown.needed) == ((anna.person,), (), 3, 1)
            assert shown.may_answer is may, home.name
        secrets = set(ben.circle().secrets)
        assert (await ben.ask(q.Vote(first.motion.hex(), True))).passed
        assert set(ben.circle().secrets) > secrets  # one that Cleo does not have
        await meet(anna, ben, dan)
        (gone,) = (await dan.ask(q.ListMembers(FAMILY))).former
        assert (gone.person, gone.by, gone.reason) == (cleo.person, anna.person, "She has gone away.")


@scene
async def test_a_steward_steps_down_by_majority_or_stays(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*") as (anna, ben, cleo):
        for refused, asked in (
            ("proposal", q.Propose("promote", cleo.person.hex(), FAMILY, "so")),
            ("empty", q.Propose("demote", cleo.person.hex(), FAMILY, " ")),
            ("about-oneself", q.Propose("demote", anna.person.hex(), FAMILY, "so")),
            ("unknown-proposal", q.Vote("ffff", True)),
        ):
            assert await anna.refusal(asked) == refused
        first = await anna.ask(q.Propose("demote", cleo.person.hex(), FAMILY, "so"))
        await meet(anna, ben)
        # With one no of the two who have a vote it cannot pass any more.
        assert await ben.ask(q.Vote(first.motion.hex(), False)) == r.MotionReply(first.motion, False, 0)
        assert (await ben.ask(q.ListMembers(FAMILY))).proposals == ()
        again = await ben.ask(q.Propose("demote", cleo.person.hex(), FAMILY, "so, after all"))
        await meet(anna, ben, cleo)
        # The same proposal is not made twice: it is answered.
        assert (await anna.ask(q.Propose("demote", cleo.person.hex(), FAMILY, "yes"))).motion == again.motion
        await meet(anna, ben, cleo)
        assert cleo.circle().stewards == {anna.person, ben.person}
        assert cleo.person in ben.circle().members


@scene
async def test_when_somebody_was_last_met_is_kept(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):

        async def met() -> dict[str, int | None]:
            return {m.name: m.met_ms for m in (await anna.ask(q.ListMembers(FAMILY))).members}

        assert await met() == {"Anna": None, "Ben": None, "Cleo": None}
        anna.engine.roster.present([ben.person, cleo.person])
        anna.clock.advance(60)
        anna.engine.roster.present([ben.person])
        left = anna.engine.core.now_ms()
        anna.clock.advance(60)
        # Cleo was met until she went; Ben is here.
        assert await met() == {"Anna": None, "Ben": anna.engine.core.now_ms(), "Cleo": left}
        until = anna.engine.core.now_ms()
        await anna.reopen()
        anna.clock.advance(3600)
        assert await met() == {"Anna": None, "Ben": until, "Cleo": left}


@scene
async def test_the_last_steward_stays_while_others_are_there(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        assert await anna.refusal(q.Leave(FAMILY, False)) == "last-steward"
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben)
        await anna.ask(q.Leave(FAMILY, False))
        assert anna.circle().status is Status.LEFT
        assert await anna.refusal(q.Leave(FAMILY, False)) == "left"


@scene
async def test_who_was_told_knows_that_they_were_removed_and_may_come_back(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await anna.post("before")
        await meet(anna, ben)
        await anna.remove(ben)
        await hand_over(ben, anna.circle().id, await every_op(anna))
        assert ben.circle().status is Status.REMOVED
        assert await ben.texts() == ["before"]
        for request in (q.Post(FAMILY, "x"), q.Invite(FAMILY, 7, False, ()), q.Leave(FAMILY, False)):
            assert await ben.refusal(request) == "removed"
        await anna.post("without Ben")
        await ben.ask(q.Join(await a_code(anna), "Ben", 0))
        assert await knock(ben, anna) == "admitted"
        await settle(anna, ben)
        assert ben.circle().status is Status.MEMBER
        await ben.post("back")
        await meet(anna, ben)
        assert (await anna.texts())[-1] == "back"


@scene
async def test_whoever_left_comes_back_only_by_their_own_wish(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben)
        assert ben.person not in anna.circle().members
        assert ben.circle().status is Status.LEFT
        await ben.ask(q.Join(await a_code(anna), "Benjamin", 0))
        assert await knock(ben, anna) == "admitted"
        await settle(anna, ben)
        assert ben.circle().status is Status.MEMBER
        assert {m["name"] for m in (await view(anna))["members"]} == {"Anna", "Benjamin"}


# -- secrets -------------------------------------------------------------------------------------


@scene
async def test_an_epoch_that_promises_one_secret_and_gives_another_is_not_written_with(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        # Cleo gives Anna what she promises, and Ben something else, to show each of them other words.
        bad = an_epoch(cleo, cleo.circle(), anna, ben, cleo, secrets={"Ben": b"other" + bytes(27)})
        for home in (anna, ben):
            assert not (await home.take(bad)).refused
        assert bad.id in anna.circle().secrets
        assert bad.id not in ben.circle().secrets
        await ben.post("I use a secret of my own")
        (post,) = [op for op in await every_op(ben) if op.header.kind == Kind.POST]
        assert post.header.epoch != bad.id
        await meet(anna, ben)
        assert await anna.texts() == ["I use a secret of my own"]


@scene
async def test_a_secret_sealed_for_another_place_does_not_open(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        good = an_epoch(cleo, cleo.circle(), anna, ben, cleo)
        body = control.read(good)
        assert isinstance(body, control.Epoch)
        # The same boxes in another operation of the same author, and in one of another author.
        await hand_over(cleo, cleo.circle().id, [cleo.forge(cleo.circle(), Kind.ACK, None)])
        for thief in (cleo, ben):
            op = thief.forge(thief.circle(), Kind.EPOCH, body.encode())
            await pass_on(cleo, anna)
            await anna.take(op)
            assert await kept(anna, op)
            assert op.id not in anna.circle().secrets


@scene
async def test_a_grant_by_somebody_who_does_not_belong_counts_for_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        epoch = anna.epoch(anna.circle())
        before = anna.circle().epochs[epoch]
        await hand_over(cleo, anna.circle().id, await every_op(anna))
        grant = a_grant(cleo, cleo.circle(), epoch, cleo, b"s" * 32)
        await anna.take(grant)
        await pass_on(anna, ben)
        for home in (anna, ben):
            assert home.circle().epochs[epoch] == before
            assert home.epoch(home.circle()) == epoch


@scene
async def test_a_false_secret_in_a_grant_makes_an_honest_epoch_no_worse(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo),
        newcomer(tmp_path, anna) as nina,
    ):
        # Cleo makes an honest secret before she has heard of Nina; then Ben hands Nina a false one in its name.
        honest = an_epoch(cleo, cleo.circle(), cleo, anna, ben)
        for home in (cleo, ben, nina, anna):
            await home.take(honest)
        lie = a_grant(ben, ben.circle(), OpId(honest.id), nina, b"lie" + bytes(29))
        await hand_over(nina, anna.circle().id, [lie])
        assert await kept(nina, lie)
        assert honest.id not in nina.circle().secrets
        truth = a_grant(anna, anna.circle(), OpId(honest.id), nina, b"s" * 32)
        await hand_over(nina, anna.circle().id, [truth])
        for _ in range(2):
            assert nina.circle().secrets[OpId(honest.id)] == b"s" * 32
            assert nina.epoch(nina.circle()) == honest.id
            await nina.reopen()


@scene
async def test_a_secret_given_to_an_outsider_is_written_with_by_nobody_who_knows(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo),
        strangers(tmp_path, "Mallory", clock=anna.clock) as (mallory,),
    ):
        await mallory.ask(q.StartCircle("Elsewhere", "Mallory"))
        epoch = cleo.epoch(cleo.circle())
        leak = a_grant(cleo, cleo.circle(), epoch, mallory, cleo.circle().secrets[epoch])
        for home in (anna, ben, cleo):
            await home.take(leak)
        await anna.post("after the leak")
        assert anna.epoch(anna.circle()) != epoch
        await meet(anna, ben, cleo)
        assert await ben.texts() == await cleo.texts() == ["after the leak"]


@scene
async def test_an_epoch_of_any_generation_does_not_stop_the_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        commit, secret = commit_to(b"s" * 32), b"s" * 32
        place = cleo.draft(cleo.circle(), Kind.EPOCH, b"\0")
        slots = tuple(a_slot(cleo, cleo.circle(), place, commit, home, secret) for home in (anna, ben, cleo))
        await cleo.write(control.Epoch(commit, 1 << 62, slots))
        await meet(anna, ben, cleo)
        await anna.remove(cleo)
        await anna.post("still here")
        await meet(anna, ben)
        assert await ben.texts() == ["still here"]


@scene
async def test_an_epoch_for_nobody_is_written_with_by_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.write(control.Epoch(os.urandom(32), 9, ()))
        await meet(anna, ben)
        await anna.post("hello")
        await ben.post("hello, too")
        await meet(anna, ben)
        assert sorted(await anna.texts()) == ["hello", "hello, too"]


@scene
async def test_newcomers_get_the_history_that_the_house_rules_allow(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*") as (anna, ben, cleo):
        await anna.post("years ago")
        await anna.write(control.Epoch(commit_to(b"s" * 32), 0, ()))
        async with newcomer(tmp_path, anna) as nina:
            # Not settled yet: of the other two stewards none has seen the admission.
            await anna.tend(10_000)
            await settle(anna, ben, cleo, nina)
            assert "years ago" in await nina.texts()
