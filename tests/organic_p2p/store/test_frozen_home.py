"""A home of version 1 as it lay on a disk: every later version must open it, show what it held, and write on.

`python -m tests.organic_p2p.store.test_frozen_home` made it. It is made once for each version of the database; what
was released is never made again.
"""

import asyncio
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from organic_p2p.api import requests as q
from organic_p2p.api.codec import to_json
from organic_p2p.store.migrations import STEPS
from sync.ports import Address, Member
from tests.fakes import FakeClock
from tests.organic_p2p.household import (
    ANY_TIME_S,
    FAMILY,
    Home,
    a_code,
    household,
    knock,
    meet,
    scene,
    strangers,
    table,
    view,
)

FROZEN = Path(__file__).parents[2] / "vectors" / "home-1"


async def everything(home: Home) -> dict[str, Any]:
    """Return all that a home shows."""
    return {
        "family": await view(home),
        "letters": to_json(await home.ask(q.ReadConversation(("Ben",), 50, ""))),
        "requests": to_json(await home.ask(q.ListRequests(FAMILY))),
        "status": to_json(await home.ask(q.Status())),
        "search": to_json(await home.ask(q.Search("hello", "", 5))),
        "addresses": [list(address) for address in home.engine.roster.addresses_of(Member(_ben(home)))],
        "joins": [[join.state, join.name] for join in home.engine.roster.joins],
    }


def _ben(home: Home) -> bytes:
    return next(person for person in home.circle().members if home.engine.core.name_of(person) == "Ben")


def _entries(seen: dict[str, Any]) -> list[dict[str, Any]]:
    posts = [post for place in ("family", "letters", "search") for post in seen[place]["posts"]]
    return [*posts, *(comment for post in posts for comment in post["comments"])]


async def open_copy(folder: Path) -> Home:
    await asyncio.to_thread(shutil.copytree, FROZEN, folder, ignore=shutil.ignore_patterns("*.json"))
    return await Home.open("Anna", folder, FakeClock())


@scene
async def test_a_home_of_version_1_shows_what_it_held(tmp_path: Path) -> None:
    expected = json.loads((FROZEN / "seen.json").read_text())
    anna = await open_copy(tmp_path / "home")
    try:
        seen = json.loads(json.dumps(await everything(anna)))
        seen["status"]["version"] = expected["status"]["version"]
        # Pictures came with version 2.
        for entry in _entries(expected):
            entry |= {"pictures": [], "files": []}
            # Comments answered the post itself, until one could answer another.
            entry["reply_to"] = None
        # Of whom each is for they said nothing, though it was known.
        audiences = [entry.pop("audience") for entry in _entries(seen)]
        assert {audience["circle"] for audience in audiences} == {FAMILY, ""}
        # On whom this computer waits, and which codes have not led in yet: held then, and shown since.
        waited_for = {person["name"] for person in seen["status"].pop("waiting_for")}
        assert waited_for == {member["name"] for member in expected["family"]["members"]} - {"Anna"}
        joins = [[join["state"], join["circle"], join["error"]] for join in seen["status"].pop("joins")]
        assert joins == [[state, None, ""] for state, _ in expected["joins"]]
        # Who waits for an answer is counted since, and nothing could be muted.
        added = [
            [circle.pop(key) for key in ("requests", "votes", "muted")]
            for circle in seen["status"]["circles"]
        ]
        assert added == [[1, 0, False]]
        # That a member has a number of computers is said since version 3.
        for member in expected["family"]["members"]:
            member["computers"] = 1
        assert seen == expected
        # What lay there was read long ago, though nobody noted it then.
        read = await table(anna, "SELECT CAST(value AS TEXT) FROM meta WHERE name LIKE 'letters-read:%'")
        rooms = "SELECT CAST(max(arrival) AS TEXT) FROM entries WHERE letter = 1 GROUP BY circle"
        assert read == await table(anna, rooms) != []
        await anna.engine.core.database.check()
        assert await table(anna, "PRAGMA user_version") == [(len(STEPS),)]
    finally:
        await anna.close()


@scene
async def test_a_home_of_version_1_is_written_on(tmp_path: Path) -> None:
    anna = await open_copy(tmp_path / "home")
    try:
        (newest, *_) = await anna.posts()
        await anna.edit(newest.id, "hello from a later version")
        await anna.post("and a new post")
        await anna.ask(q.Message(("Ben",), "and a new letter"))
        await anna.ask(q.Approve((await anna.ask(q.ListRequests(FAMILY))).requests[0].id.hex()))
        await anna.reopen()
        assert (await anna.texts())[-2:] == ["hello from a later version", "and a new post"]
        assert len(anna.circle().members) == 4
    finally:
        await anna.close()


def test_the_home_is_the_key_the_database_and_nothing_else() -> None:
    assert sorted(path.name for path in FROZEN.iterdir()) == ["key", "organic.db", "seen.json"]


async def _make(folder: Path) -> None:
    async with (
        household(folder, "Anna", "Ben", "Cleo") as (anna, ben, cleo),
        strangers(folder, "Nina", "Otto", clock=anna.clock) as (nina, otto),
    ):
        post = await anna.post("hello")
        gone = await ben.post("hello, and goodbye")
        await meet(anna, ben, cleo)
        await ben.comment(post, "hello, too")
        await cleo.react(post, "🎉")
        await ben.delete(gone)
        edited = await cleo.post("hallo")
        for text in ("hullo", "hello again"):
            await cleo.edit(edited, text)
        await anna.ask(q.Message((ben.person.hex(),), "hello, Ben"))
        await anna.ask(q.RevokeInvitation((await anna.ask(q.Invite(FAMILY, 7, False, ()))).id.hex()))
        await nina.ask(q.Join(await a_code(anna, ask=True), "Nina", 0))
        await knock(nina, anna)
        await otto.ask(q.StartCircle("Choir", "Otto"))
        await anna.ask(q.Join(await a_code(otto, "Choir"), "Frau Schmidt", 0))
        await meet(anna, ben, cleo)
        await anna.post("hello from the end")
        anna.engine.roster.remember_address(Member(ben.person), Address("192.168.1.20", 4711))
        await anna.tend(ANY_TIME_S)
        await anna.reopen()
        seen = await everything(anna)
        await anna.close()
        FROZEN.mkdir(exist_ok=True)
        for name in ("key", "organic.db"):
            shutil.copy(anna.folder / name, FROZEN / name)
        (FROZEN / "seen.json").write_text(json.dumps(seen, indent=1, ensure_ascii=False) + "\n")
        await anna.reopen()


if __name__ == "__main__":
    os.environ["ORGANIC_KEYRING"] = "off"
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(_make(Path(place)))
