"""Unfinished texts: one that is posted or sent is forgotten with it, and is nobody's draft while it is on its way."""

from __future__ import annotations

import asyncio
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.handlers import handle
from tests.organic_p2p.household import FAMILY, Home, household, scene
from tests.organic_p2p.pictures import photo


async def drafts(home: Home) -> dict[str, str]:
    reply = await home.ask(q.ListDrafts())
    return {draft.place: draft.text for draft in reply.drafts}


@scene
async def test_a_draft_that_is_posted_is_forgotten_and_one_that_is_refused_is_not(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.ask(q.PutDraft("held/1", "The sea"))
        await anna.ask(q.PutDraft("post/", "Dear all"))
        assert await anna.refusal(q.Post("Nobody's", "The sea", draft="held/1")) == "unknown-circle"
        assert await drafts(anna) == {"held/1": "The sea", "post/": "Dear all"}
        posting = asyncio.create_task(
            handle(anna.engine, q.Post(FAMILY, "The sea", (photo(1),), draft="held/1"))
        )
        # It is asked from the moment when the engine has begun.
        await asyncio.sleep(0)
        assert await drafts(anna) == {"post/": "Dear all"}
        assert isinstance(await posting, r.PostReply)
        assert await drafts(anna) == {"post/": "Dear all"}
        await anna.reopen()
        assert await drafts(anna) == {"post/": "Dear all"}


@scene
async def test_a_draft_that_becomes_a_letter_is_forgotten_and_one_that_is_refused_is_not(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        await anna.ask(q.PutDraft("sent/1", "Dear Ben"))
        assert await anna.refusal(q.Message(("Nobody",), "Dear Ben", draft="sent/1")) == "unknown-person"
        assert await drafts(anna) == {"sent/1": "Dear Ben"}
        await anna.ask(q.Message(("Ben",), "Dear Ben", draft="sent/1"))
        assert await drafts(anna) == {}
