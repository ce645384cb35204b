"""Inviting and joining: a code is for one person, for some days, and for nobody whom the circle does not want."""

import asyncio
from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.codes import Invitation, Kind, parse, to_code
from organic_p2p.handlers import handle
from organic_p2p.store.circles import Status
from organic_p2p.store.guests import JoinState
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    anna_and_nina,
    bring_in,
    every_op,
    household,
    knock,
    meet,
    pass_on,
    scene,
    settle,
    strangers,
    view,
)

DAY_S = 24 * 3600


async def join(guest: Home, code: str) -> None:
    await guest.ask(q.Join(code, guest.name, 0))


async def refused_join(guest: Home) -> str:
    """Return why the last join came to nothing, as its user is told."""
    last = guest.engine.roster.joins[-1]
    assert last.state is JoinState.REFUSED
    with pytest.raises(Exception, match=r"\.$") as caught:
        guest.engine.invitations.state_of(last)
    return str(caught.value.kind)  # type: ignore[attr-defined]  # an OrganicError


async def invitation(home: Home, number: int = -1) -> r.InvitationSummary:
    reply: r.InvitationsReply = await home.ask(q.ListInvitations(FAMILY))
    return reply.invitations[number]


# -- making --------------------------------------------------------------------------------------


@scene
async def test_an_invitation_says_what_it_is(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        made: r.InviteReply = await anna.ask(
            q.Invite(FAMILY, 3, True, ("192.168.1.20:4711", "[fd00::20]:4711"))
        )
        code = parse(made.code)
        assert parse(made.uri) == code
        assert made.uri.startswith("organic:")
        assert code.inviter == anna.person[:16]
        assert not code.auto_approve
        assert [str(hint) for hint in code.hints] == ["192.168.1.20:4711", "[fd00::20]:4711"]
        assert made.expires_ms == code.expires_ms
        assert abs(made.expires_ms - anna.engine.core.now_ms() - 3 * DAY_S * 1000) <= 60_000
        listed = await invitation(anna)
        assert (listed.id, listed.by, listed.ask, listed.state, listed.used_by) == (
            made.id,
            "Anna",
            True,
            "open",
            None,
        )


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (q.Invite(FAMILY, 0, False, ()), "days"),
        (q.Invite(FAMILY, 31, False, ()), "days"),
        (q.Invite(FAMILY, 1 << 62, False, ()), "days"),
        (q.Invite("Elsewhere", 7, False, ()), "unknown-circle"),
        (q.Invite(FAMILY, 7, False, ("nowhere",)), "address"),
        (q.Invite(FAMILY, 7, False, ("example.org:4711",)), "address"),
        (q.Invite(FAMILY, 7, False, ("169.254.169.254:4711",)), "address"),
        (q.Invite(FAMILY, 7, False, ("192.168.1.20:22",)), "address"),
        (q.RevokeInvitation("abcdef12"), "unknown-invitation"),
        (q.Join("not a code", "Anna", 0), "not-a-code"),
        (q.Join("", "Anna", 0), "not-a-code"),
        (q.Approve("abcdef12"), "unknown-request"),
        (q.Decline("abcdef12"), "unknown-request"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    tmp_path: Path, request_: q.Request, kind: str
) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            before = await view(anna)
            assert await anna.refusal(request_) == kind
            assert await view(anna) == before

    play()


@scene
async def test_any_steward_lets_the_guest_in_while_the_inviter_sleeps(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        code = await a_code(anna)
        await meet(anna, ben, cleo)
        await ben.tend()
        await join(nina, code)
        assert await knock(nina, cleo) is None  # a member was not given the secret
        assert await knock(nina, ben) == "admitted"
        await settle(ben, nina)
        assert nina.circle().status is Status.MEMBER
        await settle(anna, ben, cleo)
        (member,) = [m for m in (await view(anna))["members"] if m["name"] == "Nina"]
        assert member["invited_by"] == anna.person.hex()
        assert (await invitation(anna)).used_by == "Nina"


@scene
async def test_a_guest_reads_what_was_there_before_and_is_read(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        await ben.post("before Nina")
        await meet(anna, ben)
        await bring_in(anna, nina)
        assert await nina.texts() == ["before Nina"]
        await nina.post("from Nina")
        await settle(anna, ben, nina)
        assert (await ben.texts())[-1] == "from Nina"
        assert (await ben.posts())[0].author.name == "Nina"


# -- used, revoked, expired, foreign, own --------------------------------------------------------


@scene
async def test_a_code_is_for_one_person(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*") as (anna, ben),
        strangers(tmp_path, "Nina", "Otto", clock=anna.clock) as (nina, otto),
    ):
        code = await a_code(anna)
        await settle(anna, ben)
        for guest in (nina, otto):
            await join(guest, code)
        assert await knock(nina, anna) == "admitted"
        assert await knock(otto, anna) == "refused"
        assert await refused_join(otto) == "invite-used"
        await meet(anna, ben)
        await join(otto, code)
        assert await knock(otto, ben) == "refused"
        assert otto.person not in anna.circle().members
        assert [c for c in otto.engine.core.registry if c.status is Status.MEMBER] == []


@scene
async def test_two_stewards_who_honour_one_code_at_once_agree_in_the_end(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo),
        strangers(tmp_path, "Nina", "Otto", clock=anna.clock) as (nina, otto),
    ):
        code = await a_code(anna)
        await settle(anna, ben, cleo)
        for guest in (nina, otto):
            await join(guest, code)
        assert await knock(nina, anna) == "admitted"
        assert await knock(otto, ben) == "admitted"
        await pass_on(ben, cleo)
        await settle(anna, ben, cleo)
        assert len({nina.person, otto.person} & anna.circle().members) == 1
        views = [await view(home) for home in (anna, ben, cleo)]
        for seen in views[1:]:
            assert [m["person"] for m in seen["members"]] == [m["person"] for m in views[0]["members"]]
            assert [i["state"] for i in seen["invitations"]] == [i["state"] for i in views[0]["invitations"]]
        users = {
            home.circle().used_by(invite) for home in (anna, ben, cleo) for invite in home.circle().invites
        }
        assert len({nina.person, otto.person} & users) == 1


@scene
async def test_a_code_that_was_taken_back_opens_nothing(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        made: r.InviteReply = await anna.ask(q.Invite(FAMILY, 7, False, ()))
        await settle(anna, ben)
        await ben.ask(q.RevokeInvitation(made.id.hex()[:8]))
        assert (await invitation(ben)).state == "revoked"
        assert await ben.refusal(q.RevokeInvitation(made.id.hex())) == "invite-revoked"
        await meet(anna, ben)
        await join(nina, made.code)
        assert await knock(nina, anna) == "refused"
        assert await refused_join(nina) == "invite-revoked"


@scene
async def test_an_expired_code_opens_nothing(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        code = await a_code(anna, days=1)
        await join(nina, code)
        anna.clock.advance(DAY_S + 61)
        assert (await invitation(anna)).state == "expired"
        assert await nina.refusal(q.Join(code, "Nina", 0)) == "expired"
        # An engine that has not looked at the clock since answers, and says so.
        assert await knock(nina, anna) == "refused"
        assert await refused_join(nina) == "expired"
        await anna.engine.roster.refresh()
        await nina.engine.roster.refresh()
        assert await knock(nina, anna) is None


@scene
async def test_a_guest_who_asked_in_time_may_be_approved_later(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await join(nina, await a_code(anna, days=1, ask=True))
        assert await knock(nina, anna) == "asked"
        anna.clock.advance(2 * DAY_S)
        (request,) = (await anna.ask(q.ListRequests(FAMILY))).requests
        await anna.ask(q.Approve(request.id.hex()))
        assert await knock(nina, anna) == "admitted"


@scene
async def test_nobody_joins_with_their_own_code_or_one_of_their_circle(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        code = await a_code(anna)
        await meet(anna, ben)
        assert await anna.refusal(q.Join(code, "Anna", 0)) == "own-code"
        assert await ben.refusal(q.Join(code, "Ben", 0)) == "own-code"
        assert anna.engine.roster.joins == []


@scene
async def test_a_code_that_was_used_here_is_not_used_again(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        code = await a_code(anna)
        await join(nina, code)
        assert await knock(nina, anna) == "admitted"
        await settle(anna, nina)
        assert await nina.refusal(q.Join(code, "Nina", 0)) in ("invite-used", "own-code")


@pytest.mark.parametrize("kind", [Kind.FRIEND, Kind.LINK, Kind.RECOVER])
def test_a_code_of_another_kind_is_not_taken(tmp_path: Path, kind: Kind) -> None:
    @scene
    async def play() -> None:
        async with strangers(tmp_path, "Nina") as (nina,):
            other = Invitation(1 << 31, bytes(16), bytes(16), kind=kind)
            assert await nina.refusal(q.Join(to_code(other), "Nina", 0)) == "wrong-kind"
            assert not nina.engine.core.has_person

    play()


@scene
async def test_a_mistyped_code_says_where(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        code = await a_code(anna)
        groups = code.split("-")
        groups[3] = groups[3][:3] + ("Q" if groups[3][3] != "Q" else "P")
        reply = await handle(nina.engine, q.Join("-".join(groups), "Nina", 0))
        assert isinstance(reply, r.Refused)
        assert "group 3" in reply.message
        assert reply.error == "mistyped"


@scene
async def test_a_code_of_another_circle_brings_nobody_into_this_one(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path, "Nina", "Zoe", clock=anna.clock) as (nina, zoe),
    ):
        await zoe.ask(q.StartCircle(FAMILY, "Zoe"))
        await join(nina, await a_code(zoe))
        assert await knock(nina, anna) is None
        assert await knock(nina, zoe) == "admitted"
        assert nina.circle().id == zoe.circle().id


# -- approval ------------------------------------------------------------------------------------


@scene
async def test_a_guest_waits_until_a_steward_approves(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        code = await a_code(anna, ask=True)
        await join(nina, code)
        for _ in range(2):
            assert await knock(nina, anna) == "asked"
        (request,) = (await anna.ask(q.ListRequests(FAMILY))).requests
        assert (request.name, request.invited_by, request.state) == ("Nina", "Anna", "open")
        assert nina.person not in anna.circle().members
        await anna.ask(q.Approve(request.id.hex()[:8]))
        assert nina.person in anna.circle().members
        assert await anna.refusal(q.Approve(request.id.hex())) == "already-decided"
        assert await anna.refusal(q.Decline(request.id.hex())) == "already-decided"
        assert await knock(nina, anna) == "admitted"
        await settle(anna, ben, nina)
        assert nina.circle().status is Status.MEMBER
        assert [q_.state for q_ in (await anna.ask(q.ListRequests(FAMILY))).requests] == ["approved"]


@scene
async def test_whoever_was_declined_is_told_and_stays_outside(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await join(nina, await a_code(anna, ask=True))
        assert await knock(nina, anna) == "asked"
        (request,) = (await anna.ask(q.ListRequests(FAMILY))).requests
        await anna.ask(q.Decline(request.id.hex()))
        assert await knock(nina, anna) == "refused"
        assert await refused_join(nina) == "declined"
        assert nina.person not in anna.circle().members


@scene
async def test_of_several_who_ask_with_one_code_one_comes_in(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path, "Nina", "Otto", clock=anna.clock) as (nina, otto),
    ):
        code = await a_code(anna, ask=True)
        for guest in (nina, otto):
            await join(guest, code)
            assert await knock(guest, anna) == "asked"
        first, second = (await anna.ask(q.ListRequests(FAMILY))).requests
        await anna.ask(q.Approve(second.id.hex()))
        assert await anna.refusal(q.Approve(first.id.hex())) == "invite-used"
        assert await knock(nina, anna) == "refused"
        assert await refused_join(nina) == "invite-used"
        assert await knock(otto, anna) == "admitted"


@scene
async def test_a_code_that_went_round_fills_no_list(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path, *map(str, range(20)), clock=anna.clock) as guests,
    ):
        code = await a_code(anna, ask=True)
        answers = []
        for guest in guests:
            await guest.ask(q.Join(code, "Guest", 0))
            answers.append(await knock(guest, anna))
        assert answers.count("asked") == len((await anna.ask(q.ListRequests(FAMILY))).requests) <= 16
        assert answers.count("refused") >= 4
        # Those who are on the list already are still listened to.
        assert await knock(guests[0], anna) == "asked"


# -- stewards that are none any more -------------------------------------------------------------


@scene
async def test_whoever_is_no_steward_lets_nobody_in(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        code = await a_code(ben)
        await ben.ask(q.Leave(FAMILY, False))
        await join(nina, code)
        assert await knock(nina, ben) == "refused"
        assert await refused_join(nina) == "not-a-steward"
        await ben.tend()
        await join(nina, code)
        assert await knock(nina, ben) is None


# -- while it goes on ----------------------------------------------------------------------------


@scene
async def test_a_join_survives_a_restart_on_both_sides(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await join(nina, await a_code(anna))
        await nina.reopen()
        await anna.reopen()
        assert await knock(nina, anna) == "admitted"
        await nina.reopen()
        assert nina.circle().status is Status.JOINING
        await settle(anna, nina)
        assert nina.circle().status is Status.MEMBER
        await nina.reopen()
        assert (await nina.ask(q.Status())).circles[0].state == "member"


@scene
async def test_a_guest_who_lost_the_answer_asks_again(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await join(nina, await a_code(anna))
        with pytest.MonkeyPatch.context() as patch:

            async def lost(*args: object) -> None:
                await asyncio.sleep(0)

            patch.setattr(nina.doorkeeper, "settle", lost)
            assert await knock(nina, anna) == "admitted"
        assert await knock(nina, anna) == "admitted"
        await settle(anna, nina)
        assert nina.circle().status is Status.MEMBER
        assert len([m for m in (await view(anna))["members"] if m["person"] == nina.person.hex()]) == 1


@scene
async def test_the_secret_of_a_code_is_nowhere_but_in_the_database(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        made: r.InviteReply = await anna.ask(q.Invite(FAMILY, 7, False, ()))
        secret = parse(made.code).secret
        assert secret.hex() not in repr(parse(made.code))
        assert not [op for op in await every_op(anna) if secret in (op.body or b"")]
