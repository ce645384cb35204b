"""What is posted with pictures and files: all of it is on the disk before the post is, or nothing of it stays."""

import asyncio
import errno
import os
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crypto.bodies import max_plaintext_bytes
from crypto.files import MAX_FILE_BYTES
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.handlers import handle
from organic_p2p.imaging import Darkroom
from organic_p2p.records import content
from organic_p2p.records.attachments import Document
from organic_p2p.services import attaching
from organic_p2p.services.pen import max_text_bytes
from organic_p2p.store.filefolder import FileFolder
from organic_p2p.store.files import FileState, stored_bytes
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    every_op,
    household,
    meet,
    scene,
    table,
)
from tests.organic_p2p.imaging.films import a_film
from tests.organic_p2p.pictures import (
    Together,
    a_jpeg,
    assert_tidy,
    document,
    holds,
    on_disk,
    panorama,
    pasted,
    photo,
    post_with,
    rows,
    saved,
    soon,
    states,
    when,
)
from tests.organic_p2p.services.test_failed_transactions import a_disk_that_fills_up

NOT_A_PICTURE = q.Attach("", b"this is no picture at all", True, False)


async def nothing_stays(home: Home, before: set[bytes]) -> None:
    """Check that there is nothing that was not there before: no operation, no row, no file."""
    assert {op.id for op in await every_op(home)} == before
    await assert_tidy(home)


async def ops_of(home: Home) -> set[bytes]:
    return {op.id for op in await every_op(home)}


# -- what comes about ----------------------------------------------------------------------------


@scene
async def test_a_picture_and_a_file_are_here_as_soon_as_they_are_posted(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        letter = document(tmp_path / "desk", "Brief an Oma.txt", b"Liebe Oma")
        reply: r.PostReply = await anna.ask(q.Post(FAMILY, "look", (panorama(), letter)))
        picture, file = reply.attached
        assert (picture.as_is, picture.cut, picture.name) == (False, False, "")
        assert (file.as_is, file.name, file.size) == (True, "Brief an Oma.txt", len(b"Liebe Oma"))
        assert reply.gave_way == 0
        assert await states(anna) == [FileState.HELD] * 3
        await assert_tidy(anna)
        (post,) = await anna.posts()
        (shown,) = post.pictures
        assert (shown.number, shown.frames, shown.shown.format) == (1, 1, "jpeg")
        assert (shown.shown.width, shown.shown.height) == (2048, 49)
        assert shown.original is not None
        assert (shown.original.width, shown.original.height) == (2100, 50)
        assert shown.shown.file.state == shown.original.file.state == "here"
        assert 0 < len(shown.preview) <= 8192
        assert Image.open(BytesIO(shown.preview)).size[0] > 64
        assert [(one.number, one.name, one.file.size) for one in post.files] == [(2, "Brief an Oma.txt", 9)]
        assert (await saved(anna, post.id, tmp_path / "out"))[1] == b"Liebe Oma"


@scene
async def test_what_a_picture_tells_besides_its_pixels_is_taken_out_and_said(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        exif = Image.Exif()
        exif[0x010F] = "ACME Phone of Anna"
        target = BytesIO()
        Image.new("RGB", (40, 30)).save(target, "JPEG", exif=exif)
        assert b"ACME" in target.getvalue()
        reply: r.PostReply = await anna.ask(
            q.Post(FAMILY, "", (q.Attach("", target.getvalue(), True, True),))
        )
        assert reply.attached[0].removed == ("device",)
        for original in (False, True):
            (shown,) = await saved(anna, reply.post, tmp_path / str(original), original=original)
            assert b"ACME" not in shown
            assert Image.open(BytesIO(shown)).size == (40, 30)


@scene
async def test_pictures_need_no_text_and_texts_no_pictures(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for text in ("", " \n", "hello"):
            await post_with(anna, text, pasted(b"x"))
        assert [post.text for post in await anna.posts()] == ["hello", "", ""]
        for text in ("", " \n"):
            assert await anna.refusal(q.Post(FAMILY, text)) == "empty"


@scene
async def test_the_text_of_a_post_with_pictures_can_be_taken_away_and_that_of_others_cannot(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        with_file = await post_with(anna, "hello", pasted(b"x"))
        alone = await anna.post("hello")
        await anna.edit(with_file, "")
        assert await anna.refusal(q.Edit(alone.hex(), "")) == "empty"
        assert [post.text for post in await anna.posts()] == ["hello", ""]
        assert await holds(anna, *await rows(anna))


@scene
async def test_a_comment_and_a_letter_carry_pictures_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("hello")
        await meet(anna, ben)
        commented: r.PostReply = await ben.ask(q.Comment(post.hex(), "", (photo(2),)))
        letter: r.MessageReply = await ben.ask(
            q.Message((anna.person.hex(),), "for you", (photo(3), pasted(b"x")))
        )
        family = Together(anna, ben)
        await family.talk()
        for home in (anna, ben):
            await assert_tidy(home)
            assert await states(home) == [FileState.HELD] * 3
            (seen,) = await home.posts()
            assert len(seen.comments[0].pictures) == 1
            assert len(await saved(home, commented.post, tmp_path / f"{home.name}1")) == 1
            assert (await saved(home, letter.post, tmp_path / f"{home.name}2"))[1] == b"x"
        assert family.unbroken
        assert await saved(anna, letter.post, tmp_path / "a") == await saved(ben, letter.post, tmp_path / "b")


@scene
async def test_a_second_letter_goes_into_the_same_room(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for text in ("one", "two"):
            await anna.ask(q.Message((ben.person.hex(),), text, (pasted(b"x"),)))
        await anna.ask(q.Message((ben.person.hex(),), "three"))
        assert len(anna.rooms()) == 1
        conversation = (await anna.ask(q.ReadConversation((ben.person.hex(),), 10, ""))).posts
        assert [len(post.files) for post in conversation] == [0, 1, 1]


@scene
async def test_the_same_file_posted_twice_is_two_files(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        letter = document(tmp_path, "letter.txt", b"hello")
        first = await post_with(anna, "", letter, letter)
        await post_with(anna, "", letter)
        assert len(await rows(anna)) == 3
        await anna.delete(first)
        await anna.engine.vault.settle()
        assert len(await rows(anna)) == 1
        await assert_tidy(anna)


@scene
async def test_names_are_cleaned_by_whoever_posts_and_again_by_whoever_looks(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", document(tmp_path / "d", "photo\u202egpj.exe", b"x"))
        (entry,) = await anna.engine.feed.feed(FAMILY, 1, "")
        (attachment,) = entry.attachments
        assert isinstance(attachment, Document)
        assert attachment.name == "photogpj.exe"
        await anna.write(content.Post("", (Document(attachment.file, "../../\u202eetc/CON"),)))
        newest, _ = await anna.posts()
        assert newest.files[0].name == "_CON"
        assert len(await rows(anna)) == 1
        await anna.delete(post)
        assert len(await rows(anna)) == 1


@scene
async def test_an_empty_file_and_a_file_of_several_pieces_come_back_as_they_were(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        contents = [b"", b"\0", os.urandom(65_536), os.urandom(200_001)]
        post = await post_with(
            anna, "", *(document(tmp_path, f"{n}", data) for n, data in enumerate(contents))
        )
        assert await saved(anna, post, tmp_path / "out") == contents
        stored = [row.stored for row in (await rows(anna)).values()]
        assert sorted(stored) == sorted(stored_bytes(len(data)) for data in contents)


@scene
async def test_the_content_is_nowhere_in_the_clear_in_the_whole_home(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        secret = b"Rumpelstilzchen" * 5000
        await post_with(anna, "", pasted(secret))
        for path in anna.folder.rglob("*"):
            if path.is_file():
                assert secret[:15] not in path.read_bytes()
                assert path.stat().st_mode & 0o077 == 0


# -- films ---------------------------------------------------------------------------------------


@scene
async def test_a_film_comes_with_a_picture_and_otherwise_as_it_is(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        film = a_film(size=(320, 180), frames=50)
        await post_with(anna, "the sea", document(tmp_path / "desk", "Meer.MP4", film), photo())
        await Together(anna, ben).talk()
        for home in (anna, ben):
            (post,) = await home.posts()
            (file,) = post.files
            assert (file.name, file.file.size, file.file.state) == ("Meer.MP4", len(film), "here")
            assert file.film is not None
            assert (file.film.width, file.film.height, file.film.seconds) == (320, 180, 2)
            assert Image.open(BytesIO(file.film.preview)).size == (320, 180)
            # As pixels, on the same way as the preview of a picture.
            pixels: r.PixelsReply = await home.ask(q.DrawPicture(file.film.preview, 160, 160))
            assert (pixels.width, pixels.height) == (160, 90)
        assert (await saved(ben, post.id, tmp_path / "out"))[0] == film
        square: r.PixelsReply = await anna.ask(q.DrawAttached(str(tmp_path / "desk" / "Meer.MP4"), b"", 92))
        assert (square.width, square.height) == (92, 92)
        # It stays with the post when that is changed.
        await anna.ask(q.Edit(post.id.hex(), "the sea, at last"))
        (post,) = await anna.posts()
        assert post.files[0].film == file.film


@scene
async def test_whatever_a_film_is_like_it_is_posted(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        film = a_film(frames=5)
        contents = {
            "half.mp4": film[: len(film) // 2],
            "text.mp4": b"Dear all,",
            "empty.mov": b"",
            "nothing.mkv": b"\x1a\x45\xdf\xa3" + bytes(1000),
            "film.pdf": film,
            "list.mp4": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        }
        post = await post_with(
            anna, "", *(document(tmp_path / "desk", name, content) for name, content in contents.items())
        )
        (shown,) = await anna.posts()
        assert [(one.name, one.film) for one in shown.files] == [(name, None) for name in contents]
        assert await saved(anna, post, tmp_path / "out") == list(contents.values())
        assert anna.engine.attaching.darkroom.pids == frozenset()


@scene
async def test_a_film_is_posted_where_no_worker_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        monkeypatch.setattr(anna.engine.attaching, "_darkroom", Darkroom(command=["/nonexistent"]))
        await post_with(anna, "", document(tmp_path / "desk", "sea.mp4", a_film(frames=2)))
        (shown,) = await anna.posts()
        assert shown.files[0].film is None


@scene
async def test_films_give_way_to_a_long_text_before_pictures_do(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        film = document(tmp_path / "desk", "sea.mp4", a_film(frames=2))
        for spare, with_picture in ((6000, True), (700, False)):
            text = "x" * (max_text_bytes() - spare)
            await post_with(anna, text, photo(), film)
            newest, *_ = await anna.posts()
            assert newest.pictures[0].preview
            assert (newest.files[0].film is not None) == with_picture


# -- what does not -------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Callable[[Path], q.Attach], str]] = {
    "no picture": (lambda _: NOT_A_PICTURE, "not-a-picture"),
    "nothing": (lambda _: q.Attach("", b"", True, False), "not-a-picture"),
    "half a picture": (lambda _: q.Attach("", a_jpeg()[:200], True, False), "picture-damaged"),
    "no file": (lambda place: q.Attach(str(place / "nowhere"), b"", False, False), "no-such-file"),
    "no picture there": (lambda place: q.Attach(str(place / "nowhere"), b"", True, False), "no-such-file"),
    "a folder": (lambda place: q.Attach(str(place), b"", False, False), "not-a-file"),
    "a folder as a picture": (lambda place: q.Attach(str(place), b"", True, False), "not-a-picture"),
    "a device": (lambda _: q.Attach("/dev/zero", b"", False, False), "not-a-file"),
    "a device as a picture": (lambda _: q.Attach("/dev/zero", b"", True, False), "not-a-picture"),
    "a pipe": (lambda place: q.Attach(str(_pipe(place)), b"", False, False), "not-a-file"),
    "a pipe as a picture": (lambda place: q.Attach(str(_pipe(place)), b"", True, False), "not-a-picture"),
    "a name that is none": (lambda place: q.Attach(f"{place}/a\0b", b"", False, False), "not-readable"),
    "a name that is none as a picture": (
        lambda place: q.Attach(f"{place}/a\0b", b"", True, False),
        "not-readable",
    ),
    "a name that is far too long": (
        lambda place: q.Attach(f"{place}/{'x' * 5000}", b"", False, False),
        "not-readable",
    ),
    "a film of 5 GB": (lambda place: q.Attach(str(_large(place)), b"", False, False), "file-too-large"),
}


def _pipe(place: Path) -> Path:
    path = place / "pipe"
    if not path.exists():
        os.mkfifo(path)
    return path


def _large(place: Path) -> Path:
    path = place / "film.mp4"
    path.touch()
    os.truncate(path, MAX_FILE_BYTES + 1)
    return path


@scene
async def test_with_one_that_cannot_be_posted_none_is_and_nothing_stays(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before = await ops_of(anna)
        wrong = {}
        for name, (make, kind) in REFUSED.items():
            # The good ones stand around it, one of them large enough to take a while.
            attached = (pasted(os.urandom(300_000)), make(tmp_path), pasted(b"small"))
            found = await anna.refusal(q.Post(FAMILY, "look", attached))
            if found != kind:
                wrong[name] = found
            await nothing_stays(anna, before)
        assert wrong == {}
        assert on_disk(anna) == {}


@scene
async def test_a_second_picture_that_is_none_costs_the_first_one_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        before = await ops_of(anna)
        assert (
            await anna.refusal(q.Post(FAMILY, "", (photo(1, original=True), NOT_A_PICTURE)))
            == "not-a-picture"
        )
        assert (
            await anna.refusal(q.Message((ben.person.hex(),), "", (photo(1), NOT_A_PICTURE)))
            == "not-a-picture"
        )
        await nothing_stays(anna, before)
        assert on_disk(anna) == {}
        # And what was in its way is not: the same picture can be posted now.
        await post_with(anna, "", photo(1))


@scene
async def test_too_many_and_too_much_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        missing = q.Attach(str(tmp_path / "nowhere"), b"", False, False)
        assert await anna.refusal(q.Post(FAMILY, "", (missing,) * 101)) == "too-many"
        long = "x" * (max_text_bytes() - 1000)
        assert await anna.refusal(q.Post(FAMILY, long, (missing,) * 20)) == "too-long"
        assert await anna.refusal(q.Post(FAMILY, long, (NOT_A_PICTURE,) * 20)) == "too-long"
        assert await anna.refusal(q.Post(FAMILY, "x" * (max_text_bytes() + 1), (missing,))) == "too-long"
        assert on_disk(anna) == {}


@scene
async def test_a_hundred_files_with_long_names_fit_one_post_and_its_edit(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        offered = [document(tmp_path, f"{n:03}{'ä' * 60}.pdf", b"%d" % n) for n in range(100)]
        post = await post_with(anna, "x" * 20_000, *offered)
        await anna.edit(post, "y" * 20_000)
        family = Together(anna, ben)
        await family.talk()
        for home in (anna, ben):
            (seen,) = await home.posts()
            assert seen.text == "y" * 20_000
            assert [one.number for one in seen.files] == list(range(1, 101))
            assert await saved(home, post, tmp_path / f"out{home.name}") == [b"%d" % n for n in range(100)]


@scene
async def test_the_longest_text_beside_as_many_pictures_as_fit_can_be_edited(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        files = [pasted(b"%d" % n) for n in range(30)]
        room = max_text_bytes() - 30 * (120 + len(b"file"))
        post = await post_with(anna, "x" * room, *files)
        assert await anna.refusal(q.Post(FAMILY, "x" * (room + 1), tuple(files))) == "too-long"
        await anna.edit(post, "y" * room)
        (entry,) = await anna.engine.feed.feed(FAMILY, 1, "")
        # A comment that was edited as often as can be told, in a feed of four thousand million operations.
        places = tuple((1 << 32) - n for n in range(content.MAX_EARLIER))
        longest = content.Edit(post, post, post, "y" * room, places, entry.attachments)
        assert len(longest.encode()) <= max_plaintext_bytes()


@scene
async def test_whoever_has_left_gets_a_refusal_and_no_file(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("hello")
        await meet(anna, ben)
        await ben.ask(q.Leave(FAMILY, False))
        for request in (
            q.Post(FAMILY, "", (photo(1),)),
            q.Comment(post.hex(), "", (pasted(b"x"),)),
        ):
            assert await ben.refusal(request) == "left"
        assert await ben.refusal(q.Post("Elsewhere", "", (photo(1),))) == "unknown-circle"
        assert await ben.refusal(q.Comment("abcdef0123456789", "", (photo(1),))) == "unknown-post"
        assert await ben.refusal(q.Message(("Zoe",), "", (photo(1),))) == "unknown-person"
        assert on_disk(ben) == {}


@scene
async def test_a_post_that_the_database_has_no_room_for_leaves_no_file(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("hello")
        requests: dict[str, q.Request] = {
            "post": q.Post(FAMILY, "look", (pasted(b"one"), pasted(b"two"))),
            "comment": q.Comment(post.hex(), "look", (pasted(b"one"),)),
            "message": q.Message((ben.person.hex(),), "look", (pasted(b"one"),)),
        }
        for name, request in requests.items():
            for allowed in range(60):
                before = on_disk(anna)
                async with a_disk_that_fills_up(allowed):
                    reply = await handle(anna.engine, request)
                if not isinstance(reply, r.Refused):
                    break
                assert reply.error == "disk-full"
                assert on_disk(anna) == before, (name, allowed)
                await assert_tidy(anna)
            else:
                raise AssertionError("it never succeeded")
            assert allowed > 0
        await assert_tidy(anna)
        assert len(await rows(anna)) == 4


@asynccontextmanager
async def a_disk_that_refuses(error: int, name: str = "fsync") -> AsyncGenerator[None, None]:
    def fail(*args: object) -> None:
        raise OSError(error, os.strerror(error))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"organic_p2p.store.filefolder.os.{name}", fail)
        yield


@pytest.mark.parametrize(
    ("error", "kind"), [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EIO, "disk-error")]
)
def test_a_disk_that_refuses_is_a_sentence_and_leaves_nothing(tmp_path: Path, error: int, kind: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            before = await ops_of(anna)
            async with a_disk_that_refuses(error):
                assert await anna.refusal(q.Post(FAMILY, "", (pasted(b"x"), pasted(b"y")))) == kind
            await nothing_stays(anna, before)
            assert on_disk(anna) == {}
            # Also when the content is safe and its name is not.
            real, calls = os.fsync, [0]

            def second(descriptor: int) -> None:
                calls[0] += 1
                if calls[0] > 1:
                    raise OSError(error, os.strerror(error))
                real(descriptor)

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("organic_p2p.store.filefolder.os.fsync", second)
                assert await anna.refusal(q.Post(FAMILY, "", (pasted(b"x"),))) == kind
            assert on_disk(anna) == {}
            await post_with(anna, "", pasted(b"x"))

    play()


@scene
async def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        log = document(tmp_path, "growing.log", b"x" * 1000)
        real = attaching._opened

        def opened_and_then(change: int) -> Callable[[Path], tuple[int, int]]:
            def opened(path: Path) -> tuple[int, int]:
                descriptor, size = real(path)
                os.truncate(path, size + change)
                return descriptor, size

            return opened

        for change in (1, -1, -500, 70_000):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(attaching, "_opened", opened_and_then(change))
                assert await anna.refusal(q.Post(FAMILY, "", (log,))) == "file-changed"
            assert on_disk(anna) == {}


# -- cancelled -----------------------------------------------------------------------------------


async def cancelled(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@scene
async def test_a_post_that_is_cancelled_while_a_file_is_made_leaves_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before, loop = await ops_of(anna), asyncio.get_running_loop()
        began, go_on, made = asyncio.Event(), threading.Event(), threading.Event()
        real = FileFolder.make
        large = os.urandom(100_000)

        def make(self: FileFolder, size: int, *args: Any) -> Any:
            if size == len(large):
                # The disk is slow with this one; the other one is done with long before.
                loop.call_soon_threadsafe(began.set)
                assert go_on.wait(20)
            try:
                return real(self, size, *args)
            finally:
                made.set()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(FileFolder, "make", make)
            request = q.Post(FAMILY, "", (pasted(large), q.Attach("", a_jpeg(), True, False)))
            patch.setattr(Darkroom, "prepare", _forever)
            posting = asyncio.create_task(handle(anna.engine, request))
            await began.wait()
            posting.cancel()
            await soon()
            # A thread cannot be stopped, and what it makes must be known to be deleted.
            go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await posting
            assert await asyncio.to_thread(made.wait, 20)
        await nothing_stays(anna, before)
        assert on_disk(anna) == {}


async def _forever(self: Darkroom, *args: Any, **kwargs: Any) -> Any:
    await asyncio.Event().wait()


@scene
async def test_a_post_that_is_cancelled_in_the_darkroom_leaves_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before, began = await ops_of(anna), asyncio.Event()

        async def forever(self: Darkroom, *args: Any, **kwargs: Any) -> Any:
            began.set()
            await asyncio.Event().wait()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Darkroom, "prepare", forever)
            posting = asyncio.create_task(handle(anna.engine, q.Post(FAMILY, "", (pasted(b"y"), photo()))))
            await began.wait()
            # The file beside it has been made by now, or is just being.
            await cancelled(posting)
        await nothing_stays(anna, before)
        assert on_disk(anna) == {}


@scene
async def test_a_post_that_is_cancelled_before_its_commit_leaves_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before = await ops_of(anna)
        async with anna.engine.core.database.transaction():
            posting = asyncio.create_task(handle(anna.engine, q.Post(FAMILY, "", (pasted(b"y"),))))

            async def made() -> bool:
                return any(not name.endswith(".new") for name in on_disk(anna))

            await when(made)
            await cancelled(posting)
        await nothing_stays(anna, before)
        assert on_disk(anna) == {}


@scene
async def test_a_post_that_is_cancelled_in_the_very_moment_of_its_commit_is_there_with_its_files_or_not_at_all(
    tmp_path: Path,
) -> None:
    """An engine that is stopped cancels what it is asked, and SQLite's thread finishes the commit all the same."""
    async with household(tmp_path, "Anna") as (anna,):
        writer = anna.engine.core.database._writer
        real = writer.execute

        def execute(sql: str, *args: Any) -> Any:
            if sql == "COMMIT":
                task = asyncio.current_task()
                assert task is not None
                task.cancel()
            return real(sql, *args)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writer, "execute", execute)
            posting = asyncio.create_task(
                handle(anna.engine, q.Post(FAMILY, "look", (pasted(b"the only copy"),)))
            )
            with pytest.raises(asyncio.CancelledError):
                await posting
        posts = await table(anna, "SELECT id FROM entries")
        if posts:
            assert await saved(anna, posts[0][0], tmp_path / "out") == [b"the only copy"]
        await assert_tidy(anna)


@scene
async def test_what_a_power_cut_left_of_a_post_is_swept_at_the_next_start(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        kept = await post_with(anna, "", pasted(b"kept"))
        folder = anna.engine.vault.folder
        # The content was made, and the power went before its post was written.
        folder.make(3, BytesIO(b"abc").read, lambda ref: ref.id_in(anna.circle().id, anna.person))
        assert len(on_disk(anna)) == 2
        await anna.reopen()
        await assert_tidy(anna)
        assert await saved(anna, kept, tmp_path / "out") == [b"kept"]
