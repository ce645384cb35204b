"""Looking at pictures and files: listed in order, read piece by piece, saved without harming anything."""

import asyncio
import errno
import os
import re
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crypto.files import PIECE_BYTES
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.records import content
from organic_p2p.records.attachments import Document
from organic_p2p.services.albums import MAX_READ_BYTES
from organic_p2p.services.vault import FOLDER
from organic_p2p.store.files import FileState, FilesWanted
from tests.organic_p2p.household import FAMILY, Home, household, meet, pass_on, scene
from tests.organic_p2p.pictures import (
    Together,
    a_document,
    contents,
    damage,
    document,
    in_piece,
    panorama,
    pasted,
    photo,
    post_with,
    saved,
    states,
    the_file,
    together,
)


async def listed(home: Home, limit: int = 100, before: str = "", circle: str = FAMILY) -> list[bytes]:
    return [post.id for post in (await home.ask(q.ListPictures(circle, limit, before))).posts]


async def save(
    home: Home, post: bytes, folder: Path, number: int = 0, *, original: bool = False
) -> r.SaveReply:
    reply: r.SaveReply = await home.ask(q.Save(post.hex(), str(folder), number, original, 0))
    return reply


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def asked_for(home: Home) -> asyncio.Event:
    """Return what is set when everybody has heard that something is wanted."""
    heard = asyncio.Event()
    home.engine.core.database.listen(lambda event: heard.set() if isinstance(event, FilesWanted) else None)
    return heard


# -- listing -------------------------------------------------------------------------------------


@scene
async def test_posts_and_comments_with_pictures_are_listed_newest_first_and_no_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        first = await post_with(anna, "one", pasted(b"1"))
        plain = await anna.post("without")
        await meet(anna, ben)
        comment = OpId((await ben.ask(q.Comment(plain.hex(), "", (pasted(b"2"),)))).post)
        await ben.comment(first, "without")
        anna.clock.advance(1)
        last = await post_with(anna, "three", pasted(b"3"))
        await meet(anna, ben)
        for home in (anna, ben):
            assert await listed(home) == [last, comment, first]
        await anna.delete(last)
        await anna.edit(first, "one, edited")
        await meet(anna, ben)
        for home in (anna, ben):
            assert await listed(home) == [comment, first]


@scene
async def test_pages_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        posts = []
        for number in range(7):
            posts.append(await post_with(anna, str(number), pasted(b"x")))
            if number == 3:
                # Two of the same moment have an order, too.
                posts.append(OpId((await anna.ask(q.Post(FAMILY, "", (pasted(b"y"),)))).post))
        everything, page = await listed(anna), await listed(anna, 3)
        found = list(page)
        while page:
            page = await listed(anna, 3, found[-1].hex())
            assert len(page) <= 3
            found += page
        assert found == everything
        assert set(found) == set(posts)
        for limit in (0, -1, 501):
            assert await anna.refusal(q.ListPictures(FAMILY, limit, "")) == "limit"
        assert await anna.refusal(q.ListPictures("Elsewhere", 5, "")) == "unknown-circle"
        assert await anna.refusal(q.ListPictures(FAMILY, 5, "abcdef01")) == "unknown-post"


@scene
async def test_each_circle_has_its_own_album(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        here = await post_with(anna, "", pasted(b"x"))
        there = await post_with(anna, "", pasted(b"x"), circle="Choir")
        assert await listed(anna) == [here]
        assert await listed(anna, circle="Choir") == [there]


# -- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [0, 1, PIECE_BYTES, MAX_READ_BYTES, 2 * MAX_READ_BYTES, 2 * MAX_READ_BYTES + 12_345]
)
def test_a_file_is_read_in_portions_that_make_up_all_of_it(tmp_path: Path, size: int) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            whole = os.urandom(size)
            post = await post_with(anna, "", document(tmp_path, "film.mp4", whole))
            found, requests = b"", 0
            while requests == 0 or len(found) < size:
                reply: r.FileReply = await anna.ask(q.ReadFile(post.hex(), 1, len(found), False))
                assert (reply.name, reply.size) == ("film.mp4", size)
                assert len(reply.data) <= MAX_READ_BYTES
                found += reply.data
                requests += 1
            assert found == whole
            assert requests == max(1, -(-size // MAX_READ_BYTES))

    play()


@scene
async def test_a_file_is_read_from_the_beginning_of_any_piece_and_nowhere_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        whole = os.urandom(3 * PIECE_BYTES)
        post = await post_with(anna, "", pasted(whole))
        for index in range(4):
            reply: r.FileReply = await anna.ask(q.ReadFile(post.hex(), 1, index * PIECE_BYTES, False))
            assert reply.data == whole[index * PIECE_BYTES :]
        for offset in (-1, -PIECE_BYTES, 1, PIECE_BYTES - 1, 4 * PIECE_BYTES, (1 << 63) - 1, -(1 << 63)):
            assert await anna.refusal(q.ReadFile(post.hex(), 1, offset, False)) == "offset"


@scene
async def test_a_number_that_names_no_single_picture_is_refused(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"1"), pasted(b"2"))
        plain = await anna.post("hello")
        assert (await anna.ask(q.ReadFile(post.hex(), 2, 0, False))).data == b"2"
        for number in (3, -1, 1 << 40):
            assert await anna.refusal(q.ReadFile(post.hex(), number, 0, False)) == "no-such-picture"
            assert (
                await anna.refusal(q.Save(post.hex(), str(tmp_path / "x"), number, False, 0))
                == "no-such-picture"
            )
        assert await anna.refusal(q.ReadFile(plain.hex(), 1, 0, False)) == "no-pictures"
        assert await anna.refusal(q.Save(plain.hex(), str(tmp_path / "x"), 0, False, 0)) == "no-pictures"
        assert await anna.refusal(q.ReadFile("abcdef0123", 1, 0, False)) == "unknown-post"
        assert not (tmp_path / "x").exists()


@scene
async def test_number_nought_of_several_is_refused_and_no_mistake_of_the_engine(tmp_path: Path) -> None:
    """A client that counts from nought hears so; 0 means all of them only where all can be meant."""
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"1"), pasted(b"2"))
        assert await anna.refusal(q.ReadFile(post.hex(), 0, 0, False)) == "no-such-picture"


@scene
async def test_an_original_is_read_where_there_is_one_and_what_is_shown_elsewhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", panorama(), photo(1), pasted(b"x"))
        sizes = {}
        for number in (1, 2, 3):
            for original in (False, True):
                reply: r.FileReply = await anna.ask(q.ReadFile(post.hex(), number, 0, original))
                sizes[number, original] = reply.data
                assert ("original" in reply.name) == (original and number == 1)
        assert sizes[1, False] != sizes[1, True]
        assert sizes[2, False] == sizes[2, True]
        assert sizes[3, False] == sizes[3, True] == b"x"


# -- saving --------------------------------------------------------------------------------------


@scene
async def test_pictures_are_called_by_their_day_and_files_as_they_were_called(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(
            anna, "", panorama(), document(tmp_path / "d", "Brief.pdf", b"x"), pasted(b"y")
        )
        reply = await save(anna, post, tmp_path / "new" / "folder")
        assert [one.number for one in reply.saved] == [1, 2, 3]
        paths = [Path(one.path) for one in reply.saved]
        assert all(path.parent == tmp_path / "new" / "folder" for path in paths)
        assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d {post.hex()[:8]}-1\.jpg", paths[0].name)
        assert [path.name for path in paths[1:]] == ["Brief.pdf", "file"]
        reply = await save(anna, post, tmp_path / "other", 1, original=True)
        assert [Path(one.path).name for one in reply.saved] == [f"{paths[0].stem} original.jpg"]
        assert all(path.stat().st_mode & 0o077 == 0 for path in paths)


@scene
async def test_nothing_that_stands_there_is_replaced(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", *[document(tmp_path / "d", "letter.txt", b"new")] * 2)
        folder = tmp_path / "out"
        folder.mkdir()
        (folder / "letter.txt").write_bytes(b"mine")
        (folder / "letter (2).txt").mkdir()
        for _ in range(2):
            assert len((await save(anna, post, folder)).saved) == 2
        assert (folder / "letter.txt").read_bytes() == b"mine"
        assert names(folder) == {"letter.txt", *(f"letter ({n}).txt" for n in range(2, 7))}
        assert all((folder / f"letter ({n}).txt").read_bytes() == b"new" for n in range(3, 7))


@scene
async def test_a_link_that_stands_there_is_not_followed(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", document(tmp_path / "d", "letter.txt", b"new"))
        folder, target, nowhere = tmp_path / "out", tmp_path / "target", tmp_path / "nowhere"
        folder.mkdir()
        target.write_bytes(b"mine")
        (folder / "letter.txt").symlink_to(target)
        (folder / "letter (2).txt").symlink_to(nowhere)
        await save(anna, post, folder)
        assert target.read_bytes() == b"mine"
        assert not nowhere.exists()
        assert (folder / "letter (3).txt").read_bytes() == b"new"


@scene
async def test_a_link_that_appears_in_the_last_moment_is_not_followed_either(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", document(tmp_path / "d", "letter.txt", b"new"))
        folder, target = tmp_path / "out", tmp_path / "target"
        real = os.open

        def late(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            if str(path).endswith("letter.txt") and flags & os.O_CREAT:
                (folder / "letter.txt").symlink_to(target)
            return real(path, flags, *args, **kwargs)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "open", late)
            assert await anna.refusal(q.Save(post.hex(), str(folder), 0, False, 0)) == "not-saved"
        assert not target.exists()


@scene
async def test_a_name_that_leads_elsewhere_is_a_name_in_this_folder(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await post_with(anna, "", pasted(b"x"))
        (entry,) = await anna.engine.feed.feed(FAMILY, 1, "")
        ref = entry.attachments[0].files[0]
        hostile = [
            "../../evil",
            "/etc/passwd",
            "..\\..\\evil",
            "CON",
            "a\0b",
            "\u202egpj.exe",
            "",
            "." * 50,
            "x" * 255,
        ]
        op = await anna.write(content.Post("", tuple(Document(ref, name) for name in hostile)))
        folder = tmp_path / "a" / "b" / "out"
        reply = await save(anna, op.id, folder)
        paths = [Path(one.path) for one in reply.saved]
        assert len(paths) == len(hostile)
        assert all(path.parent == folder and path.is_file() for path in paths)
        assert names(folder) == {path.name for path in paths}
        assert {path.name for path in paths if "evil" in path.name} == {"evil", "evil (2)"}
        assert names(tmp_path) == {"a", "Anna"}


FOLDERS: dict[str, Callable[[Path], str]] = {
    "a file": lambda place: str(_file(place)),
    "beneath a file": lambda place: str(_file(place) / "x"),
    "a name that is none": lambda place: f"{place}/a\0b",
    "a name that is far too long": lambda place: f"{place}/{'x' * 300}",
    "a link to nowhere": lambda place: str(_link(place)),
}


def _file(place: Path) -> Path:
    (place / "a-file").write_bytes(b"mine")
    return place / "a-file"


def _link(place: Path) -> Path:
    path = place / "link"
    if not path.is_symlink():
        path.symlink_to(place / "nowhere" / "at" / "all")
    return path


@pytest.mark.parametrize("which", FOLDERS)
def test_a_folder_that_is_none_is_refused(tmp_path: Path, which: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path / "homes", "Anna") as (anna,):
            post = await post_with(anna, "", pasted(b"x"))
            folder = FOLDERS[which](tmp_path)
            assert await anna.refusal(q.Save(post.hex(), folder, 0, False, 0)) == "no-folder"
            if which.endswith("a file"):
                assert (tmp_path / "a-file").read_bytes() == b"mine"

    play()


@pytest.mark.parametrize("error", ["EACCES", "ENOSPC", "EROFS"])
def test_a_folder_that_takes_nothing_is_a_sentence_and_leaves_nothing(tmp_path: Path, error: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path / "homes", "Anna") as (anna,):
            post = await post_with(anna, "", document(tmp_path / "d", "letter.txt", b"x" * 100))
            real, out = os.open, tmp_path / "out"

            def refuse(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
                if Path(str(path)).parent == out:
                    raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)))
                return real(path, flags, *args, **kwargs)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(os, "open", refuse)
                assert await anna.refusal(q.Save(post.hex(), str(out), 0, False, 0)) == "not-saved"
            assert names(out) == set()

    play()


@scene
async def test_a_disk_that_is_full_in_the_middle_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    async with household(tmp_path / "homes", "Anna") as (anna,):
        post = await post_with(anna, "", document(tmp_path / "d", "film.mp4", os.urandom(4 * PIECE_BYTES)))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * PIECE_BYTES, hard))
        try:
            assert await anna.refusal(q.Save(post.hex(), str(tmp_path / "out"), 0, False, 0)) == "not-saved"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert names(tmp_path / "out") == set()


@scene
async def test_a_damaged_file_leaves_no_half_of_itself_and_costs_none_of_the_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", document(tmp_path / "d", "film.mp4", os.urandom(4 * PIECE_BYTES)))
        family = await together(anna, ben)
        row = await the_file(ben)
        damage(ben, row, in_piece(row, 2))
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "out"), 0, False, 0)) == "file-damaged"
        assert names(tmp_path / "out") == set()
        assert await states(ben) == [FileState.WANTED]
        await family.talk()
        assert await saved(ben, post, tmp_path / "out") == await saved(anna, post, tmp_path / "out2")


@scene
async def test_a_file_that_somebody_took_from_under_the_engine_is_fetched_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", pasted(b"x" * 500))
        family = await together(anna, ben)
        for path in (ben.folder / FOLDER).iterdir():
            path.unlink()
        assert await ben.refusal(q.ReadFile(post.hex(), 1, 0, False)) == "file-damaged"
        await family.talk()
        assert await saved(ben, post, tmp_path / "out") == [b"x" * 500]


# -- what is not here ----------------------------------------------------------------------------


@scene
async def test_what_is_here_is_saved_and_who_has_the_rest_is_said(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(
            anna, "", pasted(b"small"), document(tmp_path / "d", "film.mp4", os.urandom(80_000))
        )
        ben.engine.vault.storage.limit = 100_000
        await together(anna, ben)
        reply = await save(ben, post, tmp_path / "out")
        assert contents(reply) == [b"small"]
        assert [(one.number, one.name, one.on) for one in reply.missing] == [(2, "film.mp4", ("Anna",))]
        assert names(tmp_path / "out") == {"file"}


@scene
async def test_where_nothing_is_here_no_folder_is_made(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", pasted(b"x"))
        await pass_on(anna, ben)
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "out"), 0, False, 0)) == "elsewhere"
        assert await ben.refusal(q.ReadFile(post.hex(), 1, 0, False)) == "elsewhere"
        assert not (tmp_path / "out").exists()


@scene
async def test_saving_waits_for_what_is_on_its_way_and_not_forever(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", panorama())
        family = await together(anna, ben)
        asked = asked_for(ben)
        listeners = len(ben.engine.core.database._listeners)
        waiting = asyncio.create_task(
            ben.engine.albums.save(post.hex(), tmp_path / "out", 0, original=True, wait_s=60)
        )
        await asked.wait()
        assert not waiting.done()
        await family.talk()
        done = await waiting
        assert (len(done.paths), done.missing) == (1, ())
        assert len(ben.engine.core.database._listeners) == listeners


@scene
async def test_whoever_gives_up_waiting_leaves_the_wish_behind_and_nothing_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", panorama())
        family = await together(anna, ben)
        asked = asked_for(ben)
        listeners = len(ben.engine.core.database._listeners)
        waiting = asyncio.create_task(
            ben.engine.albums.save(post.hex(), tmp_path / "o", 0, original=True, wait_s=60)
        )
        await asked.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert len(ben.engine.core.database._listeners) == listeners
        assert not (tmp_path / "o").exists()
        await family.talk()
        assert len(await saved(ben, post, tmp_path / "o", original=True)) == 1


@scene
async def test_what_nobody_ever_had_is_elsewhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        op = await anna.write(content.Post("", (a_document(1), a_document(2, 4_000_000_000))))
        family = Together(anna, ben)
        await family.talk()
        for home in (anna, ben):
            assert await home.refusal(q.Save(op.id.hex(), str(tmp_path / "o"), 0, False, 0)) == "elsewhere"
        assert family.unbroken
