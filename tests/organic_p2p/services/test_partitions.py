"""However a family is parted while it lives on, those who belong agree on everything once they have met again.

Each example is a small life: acts of several people, some of which the rules refuse, and meetings of two in between.
Afterwards everybody meets everybody. Then all members see the same posts, comments, reactions, people, invitations;
hold the same operations; and what anybody sees after a restart is what they saw before.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.handlers import handle
from organic_p2p.records import control
from organic_p2p.store.circles import Status
from tests.organic_p2p.household import FAMILY, Home, household, meet, settle, view

NAMES = ("Anna", "Ben*", "Cleo*", "Dan", "Eve")
people = st.integers(0, len(NAMES) - 1)


@dataclass(frozen=True)
class Act:
    """Somebody does something with the n-th post that they see, or to the n-th person."""

    what: str
    who: int
    which: int


@dataclass(frozen=True)
class Meeting:
    """Two take over what the other holds."""

    one: int
    other: int


WRITING = ("post", "comment", "edit", "react", "delete", "post", "comment")
GOVERNING = ("remove", "invite", "revoke", "promote", "leave", "tend", "move", "vote")
MOTIONS = (1, 2, 3)  # promote, demote, remove
acts = st.builds(Act, st.sampled_from((*WRITING, *WRITING, *GOVERNING)), people, st.integers(0, 5))
lives = st.lists(st.one_of(acts, acts, st.builds(Meeting, people, people)), max_size=30)


async def do(homes: Sequence[Home], act: Act) -> None:
    home = homes[act.who]
    home.clock.advance(1)
    if act.what == "tend":
        await home.tend(10.0)
        return
    if act.what in ("move", "vote") and home.circle().status is Status.MEMBER:
        await govern(home, homes, act)
        return
    request = await request_of(home, homes, act)
    if request is not None:
        reply = await handle(home.engine, request)
        assert not isinstance(reply, r.Refused) or reply.error != "internal"


async def govern(home: Home, homes: Sequence[Home], act: Act) -> None:
    """Put a motion about somebody, or answer one that is open; whether the rules give it any effect is for them."""
    if act.what == "move":
        person = homes[act.which % len(homes)].person
        await home.write(control.Motion(MOTIONS[act.which % len(MOTIONS)], person, ""))
    elif motions := sorted(home.circle().authority.state().open_motions):
        await home.write(control.Vote(motions[act.which % len(motions)], act.which != 5))


async def request_of(home: Home, homes: Sequence[Home], act: Act) -> q.Request | None:
    posts = await home.posts()
    entries = [entry for post in posts for entry in (post, *post.comments)]
    entry = entries[act.which % len(entries)].id.hex() if entries else "0000"
    person = homes[act.which % len(homes)].person.hex()
    said = f"{act.what} by {home.name}"
    match act.what:
        case "post":
            return q.Post(FAMILY, said)
        case "comment":
            return q.Comment(entry, said)
        case "edit":
            return q.Edit(entry, f"{said} {home.clock.wall_s()}")
        case "react":
            return q.React(entry, ("🎉", "❤", "")[act.which % 3])
        case "delete":
            return q.Delete(entry)
        case "remove":
            return q.Remove(person, FAMILY, "a reason")
        case "promote":
            return q.Promote(person, FAMILY)
        case "invite":
            return q.Invite(FAMILY, 7, False, ())
        case "revoke":
            invites = sorted(home.circle().invites)
            return q.RevokeInvitation(invites[act.which % len(invites)].hex())
        case "leave":
            return q.Leave(FAMILY, False) if act.which == 0 else None
        case "move" | "vote":
            return None
        case _:
            raise AssertionError(act)


async def live(life: list[Act | Meeting]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with household(Path(folder), *NAMES) as homes:
            for step in life:
                match step:
                    case Meeting(one, other):
                        await meet(homes[one], homes[other])
                    case Act():
                        await do(homes, step)
            await settle(*homes)
            # Nobody speaks to somebody whom they removed, so the removed may never hear of it.
            members = [h for h in homes if all(h.person in other.circle().members for other in homes)]
            views = [await view(home) for home in members]
            for home, seen in zip(members, views, strict=True):
                assert seen == views[0], home.name
                assert {m["person"] for m in seen["members"]} == {h.person.hex() for h in members}
            for home in homes:
                before = await view(home)
                await home.reopen()
                assert await view(home) == before


@settings(max_examples=25)
@given(lives)
def test_after_any_partition_all_members_agree(life: list[Act | Meeting]) -> None:
    asyncio.run(live(life))
