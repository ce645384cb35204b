"""Pictures of posts as pixels, fetched when pressed, and saved where the reader chose."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.imaging.darkroom import Darkroom
from organic_p2p.records import content
from organic_p2p.records.attachments import Picture
from organic_p2p.records.faces import MAX_FACE_BYTES
from organic_p2p.services.albums import Albums
from organic_p2p.services.events import FileComing, PicturesPrepared
from organic_p2p.services.showing import MAX_SMALL_BYTES
from tests.organic_p2p.household import Home, household, meet, scene
from tests.organic_p2p.pictures import Together, a_jpeg, document, panorama, pasted, photo, post_with


def look(post: bytes, number: int = 1, side: int = 640, **fields: Any) -> q.ReadPicture:
    return q.ReadPicture(
        post.hex(), number, side, side, fields.get("original", False), fields.get("moving", False)
    )


def told_by(home: Home) -> list[object]:
    told: list[object] = []
    home.engine.listen(
        lambda event: told.append(event) if isinstance(event, FileComing | PicturesPrepared) else None
    )
    return told


@scene
async def test_a_picture_is_read_as_pixels_of_the_wanted_size(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", photo(), panorama())
        whole = await anna.ask(look(post))
        assert (whole.width, whole.height, whole.opaque) == (64, 48, True)
        assert [len(frame) for frame in whole.frames] == [64 * 48 * 4]
        small = await anna.ask(look(post, side=32))
        assert (small.width, small.height) == (32, 24)
        wide = [await anna.ask(look(post, 2, 5000, original=original)) for original in (False, True)]
        assert [one.width for one in wide] == [2048, 2100]


@scene
async def test_what_is_no_picture_or_not_here_is_refused(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", photo(), document(tmp_path, "a.pdf", b"%PDF"))
        assert await anna.refusal(look(post, 2)) == "not-a-picture"
        assert await anna.refusal(look(post, 3)) == "no-such-picture"
        assert await anna.refusal(look(post, 0)) == "no-such-picture"
        await meet(anna, ben)
        assert await ben.refusal(look(post)) == "elsewhere"


@scene
async def test_a_picture_that_lies_is_refused_once_by_a_worker_and_then_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", photo())
        honest, worked = Albums.shown, []
        show = Darkroom.show

        async def lying(albums: Albums, *args: Any, **kwargs: Any) -> Any:
            shown = await honest(albums, *args, **kwargs)
            assert isinstance(shown.attachment, Picture)
            picture = replace(shown.attachment, shown=replace(shown.attachment.shown, width=65, height=48))
            return replace(shown, attachment=picture)

        async def counted(room: Darkroom, *args: Any) -> Any:
            worked.append(room)
            return await show(room, *args)

        monkeypatch.setattr(Albums, "shown", lying)
        monkeypatch.setattr(Darkroom, "show", counted)
        assert [await anna.refusal(look(post)) for _ in range(3)] == ["picture-damaged"] * 3
        assert len(worked) == 1


@scene
async def test_no_more_pictures_are_in_memory_than_are_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", *[photo() for _ in range(5)])
        whole, read, show = Albums.whole, 0, Darkroom.show
        most = 0

        async def counted(albums: Albums, *args: Any) -> bytes:
            nonlocal read, most
            read += 1
            most = max(most, read)
            return await whole(albums, *args)

        async def shown(room: Darkroom, *args: Any) -> Any:
            nonlocal read
            try:
                return await show(room, *args)
            finally:
                read -= 1

        monkeypatch.setattr(Albums, "whole", counted)
        monkeypatch.setattr(Darkroom, "show", shown)
        replies = await asyncio.gather(*(anna.ask(look(post, number)) for number in range(1, 6)))
        assert [reply.width for reply in replies] == [64] * 5
        assert (most, read) == (2, 0)


@scene
async def test_small_pictures_are_drawn_and_large_ones_are_not(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        drawn = await anna.ask(q.DrawPicture(a_jpeg(), 32, 32))
        assert (drawn.width, drawn.height) == (32, 24)
        assert (
            await anna.refusal(q.DrawPicture(a_jpeg() + bytes(MAX_SMALL_BYTES), 32, 32))
            == "picture-too-large"
        )
        for evil in (b"", b"<svg/>", a_jpeg()[:300]):
            assert await anna.refusal(q.DrawPicture(evil, 32, 32)) == "picture-damaged"


@scene
async def test_what_is_pressed_comes_and_says_how_far_it_is(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = Together(anna, ben)
        post = await post_with(anna, "", panorama(), pasted(bytes(3 << 20)))
        await family.talk()
        told = told_by(ben)
        assert await ben.refusal(look(post, original=True)) == "elsewhere"
        await ben.ask(q.Fetch(post.hex(), 1, True))
        assert told == []
        await family.talk()
        assert told[-1] == FileComing(OpId(post), 1, True, 100)
        assert (await ben.ask(look(post, side=5000, original=True))).width == 2100
        # What is here already is told at once.
        await ben.ask(q.Fetch(post.hex(), 1, True))
        assert told[-1] == told[-2]


@scene
async def test_preparing_says_how_many_are_ready(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        told = told_by(anna)
        await post_with(anna, "", photo(1), photo(2), pasted(b"x"))
        assert told == [PicturesPrepared(ready, 3) for ready in (1, 2, 3)]


@scene
async def test_a_file_is_saved_under_the_chosen_name_and_replaces_what_stands_there(tmp_path: Path) -> None:
    async with household(tmp_path / "home", "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"new"))
        path = tmp_path / "mine.txt"
        path.write_bytes(b"old and longer")
        await anna.ask(q.SaveAs(post.hex(), 1, False, str(path)))
        assert path.read_bytes() == b"new"
        assert await anna.refusal(q.SaveAs(post.hex(), 1, False, "mine.txt")) == "no-file"
        assert await anna.refusal(q.SaveAs(post.hex(), 1, False, str(tmp_path / "none" / "a"))) == "not-saved"
        assert await anna.refusal(q.SaveAs(post.hex(), 1, False, str(tmp_path / "a\0b"))) == "not-saved"
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "inside").touch()
        assert await anna.refusal(q.SaveAs(post.hex(), 1, False, str(tmp_path / "folder"))) == "not-saved"
        # Nothing half is left beside them.
        left = await asyncio.to_thread(lambda: sorted(one.name for one in tmp_path.iterdir()))
        assert left == ["folder", "home", "mine.txt"]


@scene
async def test_what_is_to_be_posted_is_drawn_by_a_worker_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        photo_file, nothing = tmp_path / "a.jpg", tmp_path / "b.jpg"
        photo_file.write_bytes(a_jpeg(size=(640, 480)))
        nothing.write_bytes(b"<svg/>")
        for asked in (
            q.DrawAttached(str(photo_file), b"", 192),
            q.DrawAttached("", a_jpeg(size=(640, 480)), 192),
        ):
            drawn = await anna.ask(asked)
            assert (drawn.width, drawn.height, len(drawn.frames[0])) == (192, 192, 192 * 192 * 4)
        assert await anna.refusal(q.DrawAttached(str(nothing), b"", 192)) == "not-a-picture"
        assert await anna.refusal(q.DrawAttached(str(tmp_path), b"", 192)) == "not-a-picture"
        assert await anna.refusal(q.DrawAttached(str(tmp_path / "none"), b"", 192)) == "no-such-file"


@scene
async def test_a_small_picture_of_a_hundred_million_pixels_is_not_decoded(tmp_path: Path) -> None:
    data = BytesIO()
    Image.new("1", (9000, 9000)).save(data, "PNG")
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        assert len(data.getvalue()) < MAX_FACE_BYTES
        assert await anna.refusal(q.DrawPicture(data.getvalue(), 32, 32)) == "picture-too-large"
        # As the face of somebody whose program does not care.
        await eve.write(content.Profile("Eve", data.getvalue()))
        await meet(anna, eve)
        assert await anna.refusal(q.ReadFace(eve.person.hex(), 128)) == "picture-too-large"
