"""What somebody is called and looks like: the latest wish, everywhere, and nothing left of the one before."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import PersonId
from organic_p2p.records import content
from organic_p2p.records.faces import MAX_FACE_BYTES
from sync.omp1 import encode
from tests.organic_p2p.household import Home, household, meet, newcomer, scene, table
from tests.organic_p2p.pictures import a_jpeg


def a_photo(size: tuple[int, int] = (900, 1200)) -> bytes:
    """Return a photograph that tells when it was made."""
    exif = Image.Exif()
    exif[0x0132] = "2026:11:18 12:00:00"
    data = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(data, "JPEG", exif=exif)
    return data.getvalue()


async def faces(home: Home) -> dict[bytes, bytes]:
    """Return the pictures of everybody as this home has them."""
    reply: r.FacesReply = await home.ask(q.ListFaces())
    return {one.person: (await home.engine.profiles.picture(PersonId(one.person)))[1] for one in reply.faces}


async def set_picture(home: Home, data: bytes) -> tuple[str, ...]:
    home.clock.advance(1)
    reply: r.RemovedReply = await home.ask(q.SetPicture("", data))
    return reply.removed


@scene
async def test_a_picture_is_made_small_square_and_silent_and_reaches_the_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        assert await faces(anna) == {}
        assert await set_picture(anna, a_photo()) == ("time",)
        await meet(anna, ben)
        shown = await faces(ben)
        assert set(shown) == {anna.person}
        assert shown == await faces(anna)
        picture = shown[anna.person]
        assert len(picture) <= MAX_FACE_BYTES
        with Image.open(BytesIO(picture)) as image:
            assert image.size == (256, 256)
            assert not image.getexif()
        await ben.reopen()
        assert await faces(ben) == shown
        face: r.FaceReply = await ben.ask(q.ReadFace(anna.person.hex(), 64))
        assert (face.width, face.height, len(face.pixels)) == (64, 64, 64 * 64 * 4)


@scene
async def test_a_picture_that_is_taken_down_is_gone_from_all_disks(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await set_picture(anna, a_jpeg(1))
        await meet(anna, ben)
        first = (await faces(ben))[anna.person]
        await set_picture(anna, a_jpeg(2))
        await meet(anna, ben)
        assert (await faces(ben))[anna.person] != first
        await set_picture(anna, b"")
        await meet(anna, ben)
        for home in (anna, ben):
            assert await faces(home) == {}
            assert home.engine.core.name_of(anna.person) == "Anna"
            # Anna's first profile and her last, and Ben's: what was between is nowhere any more.
            held = "SELECT count(*) FROM ops JOIN feeds USING (feed) WHERE lane = 1 AND body IS NOT NULL"
            assert await table(home, held) == [(3,)]


@scene
async def test_a_new_name_is_that_of_the_old_posts_too_and_lasts(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.post("hello")
        await ben.ask(q.Message(("Anna",), "a letter"))
        ben.clock.advance(1)
        await ben.ask(q.Rename("  Uncle Ben "))
        # Under the old one he once came in with a code; that must not come back.
        await ben.reopen()
        ben.engine._tending.start()
        await ben.tend(10_000.0)
        await meet(anna, ben)
        (post,) = await anna.posts()
        assert post.author == r.PersonRef(ben.person, "Uncle Ben")
        letters: r.PostsReply = await anna.ask(q.ReadConversation(("Uncle Ben",), 5, ""))
        assert letters.posts[0].author.name == "Uncle Ben"
        assert (await ben.ask(q.Status())).name == "Uncle Ben"


@scene
@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "a\ud800"])
async def test_what_is_no_name_changes_nothing(tmp_path: Path, name: str) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        await anna.refusal(q.Rename(name))
        assert (await anna.ask(q.Status())).name == "Anna"


@scene
async def test_what_is_no_picture_changes_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        await set_picture(anna, a_jpeg(1))
        before = await faces(anna)
        assert await anna.refusal(q.SetPicture("", b"no picture at all")) == "not-a-picture"
        assert await anna.refusal(q.SetPicture(str(tmp_path / "none.jpg"), b"")) == "no-such-file"
        assert await faces(anna) == before
        assert await anna.refusal(q.ReadFace("zz", 64)) == "unknown-person"


@scene
async def test_new_circles_and_conversations_show_the_picture_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await set_picture(ben, a_jpeg(1))
        await ben.ask(q.StartCircle("Choir", "Benjamin"))
        await ben.ask(q.Message(("Anna",), "a letter"))
        wishes = await table(
            ben, f"SELECT count(*), count(DISTINCT face) FROM profiles WHERE person = x'{ben.person.hex()}'"
        )
        assert wishes == [(3, 1)]
        async with newcomer(tmp_path / "more", anna) as nina:
            await meet(anna, ben, nina)
            assert set(await faces(nina)) == {ben.person}


@scene
@pytest.mark.parametrize("picture", [b"<svg/>" * 10, "a text", 7, [b"\xff\xd8\xff"], b""])
async def test_a_hostile_picture_is_ignored_and_the_name_is_read(tmp_path: Path, picture: object) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        fields = {"t": "profile", "name": "Eva", "picture": picture}
        body = encode(fields)  # type: ignore[arg-type]  # whatever can be encoded
        eve.clock.advance(1)
        op = eve.forge_content(eve.circle(), content.KIND_OF[content.Profile], body)
        await anna.take(op)
        assert anna.engine.core.name_of(eve.person) == "Eva"
        assert await faces(anna) == {}


@scene
async def test_a_picture_that_is_too_large_is_ignored_and_the_name_is_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        eve.clock.advance(1)
        await eve.write(content.Profile("Eva", b"\xff\xd8\xff" + bytes(MAX_FACE_BYTES)))
        await meet(anna, eve)
        assert anna.engine.core.name_of(eve.person) == "Eva"
        assert await faces(anna) == {}


def test_a_profile_without_a_picture_has_the_bytes_it_always_had() -> None:
    assert content.Profile("Zoë").encode().hex() == "82a46e616d65a45a6fc3aba174a770726f66696c65"
    assert content.Profile("Zoë", b"\xff\xd8\xff").encode() != content.Profile("Zoë").encode()
