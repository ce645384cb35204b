"""Pictures and files in the hands of somebody who means harm, or of several."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crypto.files import digest_list, list_bytes
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import FileId, OpId
from organic_p2p.records import content
from organic_p2p.records.attachments import Document, FileRef, Format, Image, Picture
from organic_p2p.services import vault as vault_module
from organic_p2p.store.filefolder import FileFolder
from organic_p2p.store.files import FileRow, FileState
from sync.events import PartsArrived, PeerHasFiles
from sync.ports import Held
from tests.organic_p2p.attacks.test_other_circles import CLUB, enter_club, found_club
from tests.organic_p2p.household import FAMILY, Home, household, pass_on, scene, table
from tests.organic_p2p.pictures import (
    Together,
    a_document,
    a_ref,
    assert_tidy,
    holds,
    on_disk,
    pasted,
    post_with,
    rows,
    saved,
    states,
    the_file,
    together,
)
from tests.organic_p2p.wires import Wire


async def the_document(home: Home, post: bytes) -> Document:
    entry = await home.engine.albums._chosen(post.hex(), 1, original=False)
    attachment = entry[0].attachment
    assert isinstance(attachment, Document)
    return attachment


def end_of(wire: Wire, home: Home) -> Any:
    """Return the home's own end of a line."""
    return wire._ends[[speaker.home for speaker in wire._speakers].index(home)]


async def hears(wire: Wire, home: Home, said: Any) -> list[Any]:
    """Return what a home is told about files after it said something that no honest program says."""
    heard: list[Any] = []
    end = end_of(wire, home)
    real = end._on_event

    async def note(event: Any, now_s: float) -> None:
        if isinstance(event, PeerHasFiles | PartsArrived):
            heard.append(event)
        await real(event, now_s)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(end, "_on_event", note)
        said(end.session)
        while await wire.flow():
            pass
    return heard


async def file_of(home: Home, post: bytes, circle: str = FAMILY) -> FileRow:
    document = await the_document(home, post)
    row = (await rows(home)).get(document.file.id_in(home.circle(circle).id, home.person))
    assert row is not None
    return row


# -- what others wrote ---------------------------------------------------------------------------


@scene
async def test_whoever_repeats_what_somebody_said_of_a_file_names_another_one_that_nobody_has(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        family = await together(anna, ben, eve)
        post = await post_with(anna, "Anna's", pasted(b"x" * 5000))
        await family.talk()
        mine = await the_file(anna)
        op = await eve.write(content.Post("Eve's", (await the_document(anna, post),)))
        await family.talk()
        for home in (anna, ben, eve):
            found = await rows(home)
            assert len(found) == 2
            assert {row.person for row in found.values()} == {anna.person, eve.person}
            (hers,) = [row for row in found.values() if row.person == eve.person]
            assert hers.id != mine.id
            assert hers.state is FileState.WANTED
            assert await home.refusal(q.Save(op.id.hex(), str(tmp_path / "x"), 0, False, 0)) == "elsewhere"
        # It keeps nothing alive: Anna deletes her picture, and it is gone from all computers, Eve's post or not.
        await anna.delete(post)
        await family.talk()
        for home in (anna, ben, eve):
            assert not await holds(home, mine.id)
            assert on_disk(home) == {}


@scene
async def test_whoever_repeats_it_before_its_author_does_is_no_better_off(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await post_with(anna, "Anna's", pasted(b"x" * 5000))
        await together(anna, eve)
        await eve.write(content.Post("Eve's, first", (await the_document(anna, post),)))
        await pass_on(eve, ben)
        await anna.delete(post)
        family = await together(anna, ben, eve)
        assert all(on_disk(home) == {} for home in (anna, ben, eve))
        assert family.unbroken


@scene
async def test_a_comment_with_anothers_file_beneath_the_post_itself_is_no_better_off(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        family = await together(anna, ben, eve)
        post = await post_with(anna, "Anna's", pasted(b"x" * 5000))
        await family.talk()
        await eve.write(content.Comment(post, post, "hm", (await the_document(anna, post),)))
        await eve.write(content.Edit(post, post, None, "hm", (), (await the_document(anna, post),)))
        await family.talk()
        assert (await ben.posts())[0].text == "Anna's"
        await anna.delete(post)
        await family.talk()
        assert all(on_disk(home) == {} for home in (anna, ben, eve))


@scene
async def test_the_same_file_in_another_circle_is_another_file(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await found_club(anna, eve)
        family = await together(anna, ben, eve)
        post = await post_with(anna, "", pasted(b"x" * 5000))
        await family.talk()
        document = await the_document(anna, post)
        # Even by the author herself: what was said in the family stays there.
        await anna.write(content.Post("", (document,)), CLUB)
        await eve.write(content.Post("", (document,)), CLUB)
        await family.talk()
        scopes = (anna.circle().id, anna.circle(CLUB).id)
        assert len({document.file.id_in(scope, who.person) for scope in scopes for who in (anna, eve)}) == 4
        assert len(await rows(eve)) == 3
        assert len(await rows(ben)) == 1
        assert (await states(eve)).count(FileState.HELD) == 1


@scene
async def test_another_size_or_key_for_somebodys_file_is_another_file(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(b"x" * 5000))
        await family.talk()
        ref = (await the_document(anna, post)).file
        # The author herself shows others something else under the pieces that all have by now.
        others = [
            FileRef(bytes(32), ref.size, ref.list_digest),
            FileRef(ref.key, ref.size - 1, ref.list_digest),
        ]
        await anna.write(content.Post("", tuple(Document(other, "x") for other in others)))
        await family.talk()
        assert (await states(ben)).count(FileState.HELD) == 1
        assert family.unbroken


# -- asking for what is not one's own --------------------------------------------------------------


@scene
async def test_a_file_of_a_circle_is_neither_told_of_nor_given_by_way_of_another(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await found_club(anna, ben)
        post = await post_with(anna, "", pasted(b"x" * 5000), circle=CLUB)
        await together(anna, ben)
        secret, family_id, club_id = await file_of(anna, post, CLUB), eve.circle().id, anna.circle(CLUB).id
        family = await together(anna, eve)
        wire = family.wires["Anna", "Eve"]
        # She has learnt its name somewhere.
        for keep in (False, True):
            heard = await hears(wire, eve, lambda s, keep=keep: s.seek(family_id, [secret.id], keep=keep))
            assert [list(event.held) for event in heard] == [[(secret.id, Held.NONE)]]
        heard = await hears(wire, eve, lambda s: s.fetch(family_id, secret.id, [0, 1, 2]))
        assert [part for event in heard for part in event.parts] == [(0, None), (1, None), (2, None)]
        assert await table(anna, "SELECT keep_ms FROM files") == [(0,)]
        assert family.unbroken
        # The circle itself has no name between these two: nobody can even ask.
        assert not end_of(wire, anna).entitled(club_id)
        assert await anna.engine.vault.holding(family_id, [secret.id], keep=True) == [Held.NONE]


@scene
async def test_whoever_was_removed_gets_nothing_more_not_even_of_what_was_there_before(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        family = await together(anna, ben, eve)
        await post_with(anna, "", pasted(b"x" * 5000))
        await pass_on(anna, eve)
        row, scope = await the_file(eve), eve.circle().id
        await anna.remove(eve)
        wire = family.wires["Anna", "Eve"]
        heard = await hears(
            wire, eve, lambda s: (s.seek(scope, [row.id], keep=True), s.fetch(scope, row.id, [0, 1]))
        )
        assert not any(data for event in heard if isinstance(event, PartsArrived) for _, data in event.parts)
        assert not any(isinstance(event, PeerHasFiles) for event in heard)
        assert not await holds(eve, row.id)


# -- lies about files ----------------------------------------------------------------------------


@scene
async def test_claims_about_files_that_nobody_knows_cost_no_room(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        await post_with(anna, "", pasted(b"x"))
        family = await together(anna, eve)
        scope = anna.circle().id
        before = await table(anna, "SELECT count(*) FROM file_holders")
        for at in range(20):
            names = [bytes([at]) * 30 + number.to_bytes(2, "big") for number in range(256)]
            claims = [(name, Held.WHOLE) for name in names]
            await hears(family.wires["Anna", "Eve"], eve, lambda s, claims=claims: s.send_hold(scope, claims))
        known = await rows(anna)
        assert all(file in known for file, _ in anna.engine.vault._heard)
        await anna.engine.vault.save()
        assert await table(anna, "SELECT count(*) FROM file_holders") <= [(before[0][0] + 1,)]
        hunt = family.speakers[id(anna)].exchange.files
        assert all(not peer.holds for peer in hunt._fetching._peers.values())


def spoiling(home: Home, patch: pytest.MonkeyPatch, change: Any) -> None:
    """Let a home answer with something else than what it has."""
    vault = home.engine.vault
    real = vault.read

    async def read(scope: bytes, file: bytes, parts: Sequence[int]) -> Sequence[bytes | None]:
        return [
            None if data is None else change(part, data)
            for part, data in zip(parts, await real(scope, file, parts), strict=True)
        ]

    patch.setattr(vault, "read", read)


@pytest.mark.parametrize("which", ["lists", "pieces", "short pieces"])
def test_whoever_sends_something_else_is_left_and_the_file_comes_from_others(
    tmp_path: Path, which: str
) -> None:
    def change(part: int, data: bytes) -> bytes:
        if which == "lists":
            return data if part else bytes(len(data))
        return data if part == 0 else data[:-1] if which == "short pieces" else os.urandom(len(data))

    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
            letter = os.urandom(300_000)
            post = await post_with(anna, "", pasted(letter))
            await together(anna, eve)
            with pytest.MonkeyPatch.context() as patch:
                spoiling(eve, patch, change)
                family = Together(anna, ben, eve, pairs=[(ben, eve)])
                await family.talk()
                assert family.wires["Ben", "Eve"].closed
                assert await states(ben) == [FileState.WANTED]
            await together(anna, ben)
            assert await saved(ben, post, tmp_path / "out") == [letter]

    play()


@scene
async def test_parts_that_nobody_asked_for_are_kept_by_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        await post_with(anna, "", pasted(b"x" * 5000))
        await together(anna, eve)
        await pass_on(anna, ben)
        row = await the_file(ben)
        list_ = eve.engine.vault.folder.list_of_part(row.id, row.ref.size)
        vault = ben.engine.vault
        assert list_ is not None
        assert await vault.begin(row.id, list_[:-1] + b"\0") is None
        assert await vault.begin(row.id, b"") is None
        assert await vault.begin(row.id, list_ * 2) is None
        assert on_disk(ben) == {}
        assert digest_list(list_) == row.ref.list_digest


# -- filling up, and starving ----------------------------------------------------------------------


@scene
async def test_a_file_of_four_gigabytes_that_nobody_has_takes_no_room(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        size = 4_000_000_000
        op = await eve.write(content.Post("", (a_document(1, size),)))
        family = await together(anna, eve)
        assert len(await rows(anna)) == 1
        assert on_disk(anna) == {}
        assert (await anna.engine.vault.storage.room()).total == 0
        assert list_bytes(size) < 4_000_000
        await eve.delete(OpId(op.id))
        await family.talk()
        assert await rows(anna) == {}


def a_phantom(seed: int, size: int = 1) -> Picture:
    """Return a picture whose content never was."""
    return Picture(Image(a_ref(seed, size), Format.JPEG, 1, 1), None, b"")


@scene
async def test_pictures_that_do_not_exist_keep_nobody_from_getting_those_that_do(tmp_path: Path) -> None:
    """Twenty posts of a hundred pictures each fill everybody's list of wishes; the first one suffices here."""
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await post_with(anna, "a real one", pasted(b"x" * 500))
        eve.clock.advance(10)
        await eve.write(content.Post("", tuple(a_phantom(seed) for seed in range(1, 100))))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(vault_module, "MAX_WISHES", 50)
            family = await together(anna, ben, eve)
            for _ in range(3):
                await family.pass_time(121.0)
            assert await saved(ben, post, tmp_path / "out") == [b"x" * 500]


@scene
async def test_a_picture_that_does_not_exist_does_not_take_all_that_a_disk_has_left(tmp_path: Path) -> None:
    """One person cannot take the room of all others: also not where the disk is what is short."""
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await post_with(anna, "a real one", pasted(os.urandom(300_000)))
        eve.clock.advance(10)
        await eve.write(content.Post("", (a_phantom(1, 900_000),)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ben.engine.vault.folder, "free_bytes", lambda: 1_001_000_000)
            family = await together(anna, ben, eve)
            for _ in range(3):
                await family.pass_time(121.0)
            assert await saved(ben, post, tmp_path / "out") != []


@scene
async def test_pictures_that_do_not_exist_make_nobodys_real_ones_give_way(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Eve") as (anna, ben, cleo, eve):
        for _ in range(4):
            await post_with(anna, "a real one", pasted(os.urandom(60_000)))
        family = await together(anna, ben, cleo, eve)
        total = (await ben.engine.vault.storage.room()).total
        ben.engine.vault.storage.limit = 2 * total
        eve.clock.advance(10)
        # Each of them alone is well within Eve's share; all together are far beyond it.
        await eve.write(content.Post("", tuple(a_phantom(seed, 100_000) for seed in range(1, 40))))
        for _ in range(6):
            await family.pass_time(31.0)
        assert (await states(ben)).count(FileState.HELD) == 4


@scene
async def test_the_order_in_which_two_posts_come_does_not_decide_whether_their_picture_is_fetched(
    tmp_path: Path,
) -> None:
    """A program that gives one file two parts to play: the original of one post is what another one shows."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await post_with(anna, "", pasted(b"x" * 500))
        (entry,) = await anna.engine.feed.feed(FAMILY, 1, "")
        ref = entry.attachments[0].files[0]
        await anna.engine.feed.delete(entry.id.hex())
        image = Image(ref, Format.PNG, 9, 9)
        await anna.write(content.Post("", (Picture(Image(a_ref(5), Format.JPEG, 1, 1), image, b""),)))
        await anna.write(content.Post("", (Picture(image, None, b""),)))
        await pass_on(anna, ben)
        file = ref.id_in(anna.circle().id, anna.person)
        assert (await rows(ben))[file].state is FileState.WANTED


@scene
async def test_a_hundred_attachments_in_each_of_many_posts_are_taken_and_go_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        posts = [
            await eve.write(content.Post("", tuple(a_document(100 * at + n) for n in range(100))))
            for at in range(1, 4)
        ]
        family = await together(anna, eve)
        assert len(await rows(anna)) == 300
        for op in posts:
            await eve.delete(OpId(op.id))
        await family.talk()
        assert await rows(anna) == {}
        assert await table(anna, "SELECT count(*) FROM file_refs") == [(0,)]
        await assert_tidy(anna)


@scene
async def test_a_member_who_comes_back_in_finds_what_was_posted_meanwhile(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        await found_club(anna)
        post = await post_with(anna, "", pasted(b"before she came"), circle=CLUB)
        await enter_club(anna, eve)
        await together(anna, eve)
        assert await saved(eve, post, tmp_path / "out") == [b"before she came"]


@scene
async def test_the_keys_and_the_preview_of_a_deleted_picture_leave_no_trace(tmp_path: Path) -> None:
    from tests.organic_p2p.services.test_erasure import on_disk as in_database

    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        key = "a key that nobody must ever find"
        preview = b"a face in a few bytes, encoded so"
        ref = FileRef(key.encode(), 1000, b"l" * 32)
        picture = Picture(Image(ref, Format.JPEG, 1, 1), None, preview)
        op = await anna.write(content.Post("", (picture,)))
        edited = await anna.write(content.Post("", (picture,)))
        family = await together(anna, ben)
        for home in (anna, ben):
            assert await in_database(home, key)
            assert await in_database(home, preview.decode())
        await anna.write(content.Edit(OpId(edited.id), OpId(edited.id), None, "without", (), ()))
        await anna.delete(OpId(op.id))
        await family.talk()
        for home in (anna, ben):
            assert not await in_database(home, key)
            assert not await in_database(home, preview.decode())


def test_a_file_folder_asked_for_anything_stays_in_its_folder(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path / "files")
    for name in (b"", b"../../x", bytes(32), b"/" * 32):
        assert folder.read(FileId(name), [(0, 10)]) == [None]
        folder.delete([FileId(name)])
    assert list(tmp_path.iterdir()) == []


@scene
async def test_whoever_says_that_they_have_a_picture_that_does_not_exist_takes_nobodys_room(
    tmp_path: Path,
) -> None:
    """Eve is there first, says that she has it, and gives nothing, for as long as anybody cares to wait."""
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await post_with(anna, "a real one", pasted(os.urandom(300_000)))
        eve.clock.advance(10)
        await eve.write(content.Post("", (a_phantom(1, 900_000),)))
        for author in (anna, eve):
            await pass_on(author, ben)

        async def whatever_is_asked(scope: bytes, files: Sequence[bytes], *, keep: bool) -> Sequence[Held]:
            return [Held.PROMISED if keep else Held.WHOLE for _ in files]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(eve.engine.vault, "holding", whatever_is_asked)
            patch.setattr(ben.engine.vault.folder, "free_bytes", lambda: 1_001_000_000)
            family = Together(anna, ben, eve, pairs=[(ben, eve)])
            await family.talk()
            family.wires["Anna", "Ben"] = Wire(family.speakers[id(anna)], family.speakers[id(ben)])
            for _ in range(10):
                await family.pass_time(60.0)
            assert await saved(ben, post, tmp_path / "out") != []
