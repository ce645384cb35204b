"""A home comes into being whole or not at all, and nothing new is ever made in the place of what was lost."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.errors import HomeError
from organic_p2p.handlers import handle
from organic_p2p.services.core import Core
from organic_p2p.store import diskkey, home
from organic_p2p.store.database import Database
from tests.fakes import FakeClock
from tests.organic_p2p.household import Home, scene
from tests.organic_p2p.store.databases import digest

WORDS = "correct horse battery"


class PowerCutError(BaseException):
    """The program ends here."""


async def open_home(folder: Path, passphrase: str | None = None) -> Engine:
    return await Engine.open(folder, passphrase, FakeClock())


async def status(folder: Path) -> Any:
    engine = await open_home(folder)
    try:
        return await handle(engine, q.Status())
    finally:
        await engine.close()


def cut_before(patch: pytest.MonkeyPatch, owner: object, name: str, *, on: str = "") -> None:
    """Have the program end when it is about to call a function."""
    real = getattr(owner, name)

    def cut(*args: object, **kwargs: object) -> object:
        if on in str(args[0]):
            raise PowerCutError
        return real(*args, **kwargs)

    patch.setattr(owner, name, cut)


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before the database": lambda patch: cut_before(patch, Database, "create"),
    "before the key": lambda patch: cut_before(patch, diskkey, "create"),
    "while the key is written": lambda patch: cut_before(patch, os, "fsync"),
    "before the database has its name": lambda patch: cut_before(patch, Path, "replace", on="organic.db.new"),
    "before the name is safe": lambda patch: cut_before(patch, home, "sync_folder"),
    "before the home is read": lambda patch: cut_before(patch, Core, "load"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_set_up_that_is_cut_off_anywhere_is_finished_or_begun_again(tmp_path: Path, step: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(PowerCutError):
            asyncio.run(open_home(tmp_path))
    first = asyncio.run(status(tmp_path))
    assert (first.person, first.disk) == (None, "file")
    assert sorted(digest(tmp_path)) == ["key", "organic.db"]
    assert asyncio.run(status(tmp_path)) == first


def test_what_a_cut_off_creation_left_behind_does_no_harm(tmp_path: Path) -> None:
    for name in ("organic.db.new", "organic.db.new-wal", "organic.db.new-shm", "key.new"):
        (tmp_path / name).write_bytes(b"half of something")
    assert asyncio.run(status(tmp_path)).person is None
    assert sorted(digest(tmp_path)) == ["key", "organic.db"]


async def a_home(folder: Path) -> bytes:
    engine = await open_home(folder)
    await engine.circles.start("Family", "Anna")
    person = engine.core.me.person
    await engine.close()
    return person


@pytest.mark.parametrize("lost", ["key", "organic.db"])
def test_a_home_that_lost_a_file_is_no_new_home(tmp_path: Path, lost: str) -> None:
    asyncio.run(a_home(tmp_path))
    (tmp_path / lost).unlink()
    before = digest(tmp_path)
    for _ in range(2):
        with pytest.raises(HomeError) as caught:
            asyncio.run(open_home(tmp_path))
        assert caught.value.kind == "damaged"
        assert digest(tmp_path) == before


@pytest.mark.parametrize("lost", ["key", "organic.db"])
def test_a_home_with_an_emptied_file_is_no_new_home(tmp_path: Path, lost: str) -> None:
    asyncio.run(a_home(tmp_path))
    (tmp_path / lost).write_bytes(b"")
    before = digest(tmp_path)
    with pytest.raises(HomeError) as caught:
        asyncio.run(open_home(tmp_path))
    assert caught.value.kind == "damaged"
    assert digest(tmp_path) == before


def test_a_key_of_another_home_does_not_open_this_one(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        asyncio.run(a_home(tmp_path / name))
    shutil.copy(tmp_path / "one" / "key", tmp_path / "other" / "key")
    with pytest.raises(HomeError) as caught:
        asyncio.run(open_home(tmp_path / "other"))
    assert caught.value.kind == "damaged"


def test_a_home_is_the_same_person_every_time(tmp_path: Path) -> None:
    person = asyncio.run(a_home(tmp_path))
    again = asyncio.run(status(tmp_path))
    assert (again.person, again.name) == (person, "Anna")
    assert [circle.name for circle in again.circles] == ["Family"]


def test_nobody_else_can_read_the_files_of_a_home(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    home.prepare(folder)

    async def look() -> dict[str, int]:
        engine = await open_home(folder)
        await engine.circles.start("Family", "Anna")
        modes = {
            path.name: path.stat().st_mode & 0o777 for path in await asyncio.to_thread(list, folder.iterdir())
        }
        await engine.close()
        return modes

    modes = asyncio.run(look())
    assert set(modes) == {"key", "organic.db", "organic.db-wal", "organic.db-shm"}
    assert set(modes.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@scene
async def test_a_locked_home_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    person = await a_home(tmp_path)
    engine = await open_home(tmp_path)
    assert await engine.protect(WORDS, "") == "passphrase"
    await engine.close()
    for given, kind in ((None, "locked"), ("wrong words", "wrong-passphrase")):
        with pytest.raises(HomeError) as caught:
            await open_home(tmp_path, given)
        assert caught.value.kind == kind
    engine = await open_home(tmp_path, WORDS)
    assert engine.core.me.person == person
    await engine.close()


@scene
async def test_a_passphrase_is_changed_by_who_knows_it(tmp_path: Path) -> None:
    await a_home(tmp_path)
    engine = await open_home(tmp_path)
    await engine.protect(WORDS, "")
    with pytest.raises(HomeError) as caught:
        await engine.protect("something new", "wrong words")
    assert caught.value.kind == "wrong-passphrase"
    await engine.protect("something new", WORDS)
    await engine.check_passphrase("something new")
    await engine.close()
    engine = await open_home(tmp_path, "something new")
    await engine.close()


@scene
async def test_a_home_keeps_its_network_secret(tmp_path: Path) -> None:
    anna = await Home.open("Anna", tmp_path, FakeClock())
    secret = await anna.engine._listen_secret()
    assert len(secret) == 32
    await anna.reopen()
    assert await anna.engine._listen_secret() == secret
    await anna.close()
