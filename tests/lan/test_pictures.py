"""Pictures and files on computers of their own: they come everywhere, whole, through all faults, and tell nothing."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import NamedTuple

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.handlers import handle
from tests.lan.disk import MakeDisk
from tests.lan.family import CIRCLE, ENVIRONMENT, Home, command, family, found
from tests.lan.faults import count_calls, inject
from tests.lan.lan import Lan, MakeLan
from tests.lan.leaks import places
from tests.lan.pictures import (
    LONG_S,
    SECRETS,
    a_file,
    carried,
    files_below,
    flip,
    held,
    post_with,
    promised,
    pull,
    received_bytes,
    refusal,
    saved,
    sent_bytes,
    shown,
    states,
    stored,
    traces,
    until_held,
    until_percent,
    until_shown,
    until_some,
    until_states,
    watched,
)
from tests.lan.powerloss import record
from tests.lan.shape import PERFECT, Shape
from tests.lan.test_disk import acknowledged, after_power_cuts, begun, needs_strace, opened, organic
from tests.lan.test_disk import refusal as disk_refusal
from tests.lan.test_wire import SERVICE, kept_by, leaks, seen, streams
from tests.lan.waiting import until
from tests.organic_p2p.imaging.planted import PLANTED, holds, jpeg, planted
from tests.organic_p2p.imaging.scene import a_photograph

_MB = 1_000_000
# The smallest limit there is. Half of it is one person's share: there is room for two of these files.
_LIMIT_GB = "0.01"
_SLICE = 2_300_000
_ALBUM = 50
# As fast as a recorder on a busy machine can follow.
_QUICK = Shape(rate_kbit_s=25_000)
_KINDS = ["place", "people", "device", "time", "description", "preview", "sound or video", "hidden data"]


class Looked(NamedTuple):
    """What an engine finds in a home: texts, newest first, pictures by the text of their post, and stored files."""

    texts: list[str]
    pictures: dict[str, bytes]
    files: set[str]


@pytest.fixture(autouse=True)
def usual_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def looked_at(folder: Path) -> Looked:
    """Open a home as the program does, and look at all that is in it."""

    async def look() -> Looked:
        engine = await Engine.open(folder)
        try:
            await engine.core.database.check()
            feed = await handle(engine, q.ReadFeed(CIRCLE, 500, ""))
            assert isinstance(feed, r.PostsReply)
            pictures = {}
            for post in feed.posts:
                for picture in post.pictures:
                    read = await handle(engine, q.ReadFile(post.id.hex(), picture.number, 0, False))
                    assert isinstance(read, r.FileReply), read
                    assert len(read.data) == read.size
                    pictures[post.text] = read.data
            files = {path.name for path in (folder / "files").glob("*")}
            return Looked([post.text for post in feed.posts], pictures, files)
        finally:
            await engine.close()

    return asyncio.run(look())


def given(lan: Lan) -> Path:
    """Return a folder for what is going to be posted, outside of all homes."""
    folder = lan.directory / "given"
    folder.mkdir(exist_ok=True)
    return folder


def test_an_album_of_fifty_photographs_comes_everywhere_and_tells_nothing_of_place_device_or_people(
    make_lan: MakeLan,
) -> None:
    lan = make_lan(["ann", "bob", "cat"], wire=True)
    photographs = planted(given(lan), _ALBUM)
    out = {name: lan.directory / "out" / name for name in ("Ann", "Bob", "Cat")}
    for host in lan.hosts:
        host.shape(_QUICK)
    captures = watched(lan.hosts)
    with family(*lan.hosts) as homes:
        ann, bob, cat = homes
        found(ann, bob, cat)
        bob.stop()
        cat.host.shape(Shape(rate_kbit_s=5_000))
        posted = ann.ok("post", CIRCLE, "The summer", "--photo", *map(str, photographs))
        album = posted["post"]
        cat.until_texts("The summer")
        for count in (3, 12, 24):
            assert until_some(cat, count) < _ALBUM, "it is over before it could be interrupted"
            pull(cat)
        bob.start()
        cat.host.shape(_QUICK)
        for home in homes:
            until_held(home, _ALBUM)
            assert states(home, album) == ["here"] * _ALBUM
        albums = [saved(home, album, out[home.name]) for home in homes]
        kept = [(f"{home}'s database", value) for home in homes for value in kept_by(home)]
        found_files = files_below(*(host.home for host in lan.hosts))
    everything = seen(captures)

    # Everybody has the same pictures, in the order of the post, and of each the author was told what was taken out.
    assert albums[0] == albums[1] == albums[2]
    assert [one["name"] for one in posted["attached"]] == [path.name for path in photographs]
    assert [one["size"] for one in posted["attached"]] == [len(data) for data in albums[0].values()]
    for one in posted["attached"]:
        assert {"place", "people", "device", "time"} <= set(one["removed"]) <= set(_KINDS), one
        assert not one["as_is"]

    # No planted string is in any home, database, message, saved picture, or on any cable.
    at_home = [(where, data) for where, data in found_files if not where.endswith(".pcap")]
    assert {Path(where).name for where, _ in at_home} >= {"organic.db", "organic.db-wal", "key", *stored(ann)}
    told = [(f"messages of {home}", "\n".join(home.messages()).encode()) for home in homes]
    pictures = files_below(*out.values())
    assert traces([*at_home, *kept, *told, *pictures]) == []
    assert leaks(everything, SECRETS) == []
    said = [(f"{way}", data) for way, data in streams(everything).items()]
    assert sum(len(data) for _, data in said) > 2 * sum(one["size"] for one in posted["attached"])
    assert traces(said) == []

    # The same searches find the strings in what was given, every one of them, and in a picture that is said aloud.
    assert {hit.split(" in ")[1] for hit in traces(files_below(given(lan)))} == {
        str(path) for path in photographs
    }
    first = [path.read_bytes() for path in photographs[:6]]
    assert [secret for secret in PLANTED if not any(holds(data, secret) for data in first)] == []
    aloud = watched(lan.hosts[:2])
    with ann.host.netns():
        mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with mouth:
        for at in range(0, 20_000, 1000):
            mouth.sendto(first[0][at : at + 1000], (bob.host.ip, 4000))
    assert leaks(seen(aloud), SECRETS)

    # Nor is a piece of any picture: it is encrypted on the disk, and once more on the cable.
    pieces = {name: data[len(data) // 2 :][:64] for name, data in albums[0].items()}
    one = {"a picture": next(iter(pieces.values()))}
    assert places(one, [*at_home, *kept, *told, *said]) == []
    assert [
        where for where, data in (*at_home, *said) if any(piece in data for piece in pieces.values())
    ] == []
    assert len(places(one, pictures)) == 3
    name, path = next(iter(stored(ann).items()))
    sealed = {"a sealed piece": path.read_bytes()[-64:]}
    assert len(places(sealed, at_home)) == 3, name
    assert places(sealed, said) == []
    assert leaks(everything, {"the service": SERVICE.split(".")[0]})


def test_near_the_limit_older_files_give_way_that_two_other_computers_keep(lan3: Lan) -> None:
    files = [a_file(given(lan3), f"{number}.bin", _SLICE) for number in range(5)]
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        bob.ok("storage", "--limit", _LIMIT_GB)
        for number, file in enumerate(files[:4]):
            post_with(ann, f"File {number}", "--file", file)
            for home in (bob, cat):
                home.until(lambda: shown(home).get(f"File {number}") == ["here"], "has no file", LONG_S)  # noqa: B023 — called at once
        until_shown(bob, "elsewhere", "elsewhere", "here", "here")
        bob.until(lambda: len(stored(bob)) == 2, "has not let go of the oldest")
        storage = bob.ok("storage")
        assert storage["gave_way"]["files"] == 2
        assert storage["used_bytes"] <= storage["share_bytes"]
        for home in (ann, cat):
            until_shown(home, *["here"] * 4)
            home.until(lambda: held(home) == [2, 2, 3, 3], "counts otherwise")  # noqa: B023 — called at once
        first, *_ = reversed(bob.ok("pictures", CIRCLE)["posts"])
        (file,) = first["files"]
        assert (file["file"]["held"], sorted(file["file"]["on"])) == (2, ["Ann", "Cat"])

        # Without the second one who would keep it, nothing more gives way.
        cat.stop()
        post_with(ann, "File 4", "--file", files[4])
        until_shown(bob, "elsewhere", "elsewhere", "here", "here", "elsewhere")
        bob.until(lambda: promised(ann) > 2, "has not asked Ann to keep anything more")
        assert bob.ok("storage")["gave_way"]["files"] == 2
        assert len(stored(bob)) == 2

        # What is asked for is fetched back, and what came later finds its way when there are two to keep the rest.
        assert saved(bob, first["id"], lan3.directory / "b", "--wait", "60") == {
            "0.bin": files[0].read_bytes()
        }
        cat.start()
        for home in (ann, cat):
            until_shown(home, *["here"] * 5)
        bob.until(lambda: shown(bob)["File 4"] == ["here"], "has not the newest", LONG_S)


def test_text_and_previews_are_there_at_once_and_no_large_file_holds_up_the_next_post(
    make_lan: MakeLan,
) -> None:
    lan = make_lan(["ann", "bob"], wire=True)
    photographs = planted(given(lan), 2, seed=1)
    film = a_file(given(lan), "film.mp4", 8 * _MB)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        ann.until_neighbours("Bob")
        ann.host.shape(Shape(rate_kbit_s=200))
        album = post_with(ann, "On its way", "--photo", *photographs, "--file", film)
        bob.until_texts("On its way")
        (post,) = bob.feed()
        assert [picture["shown"]["file"]["state"] for picture in post["pictures"]] == ["coming"] * 2
        assert [(each["name"], each["file"]["state"]) for each in post["files"]] == [("film.mp4", "coming")]
        previews = [bytes.fromhex(picture["preview"]) for picture in post["pictures"]]
        assert all(0 < len(preview) <= 8192 for preview in previews)
        assert previews == [bytes.fromhex(picture["preview"]) for picture in ann.feed()[0]["pictures"]]
        ann.host.shape(Shape(rate_kbit_s=2_000))
        # Pictures are looked at first, so they come first.
        until_states(bob, album, "here", "here", "coming")
        ann.post("Meanwhile")
        bob.until_texts("Meanwhile")
        assert states(bob, album)[2] == "coming", "the film was too short"
        ann.host.shape(PERFECT)
        until_states(bob, album, "here", "here", "here")
        assert saved(bob, album, lan.directory / "b") == saved(ann, album, lan.directory / "a")
        assert (lan.directory / "b" / "film.mp4").read_bytes() == film.read_bytes()


def test_a_large_file_comes_whole_over_a_cable_that_loses_and_is_pulled_and_is_sent_but_once(
    make_lan: MakeLan,
) -> None:
    # The bench has the same with 100 MB.
    size = 30 * _MB
    lan = make_lan(["ann", "bob"], wire=True, seed=3)
    film = a_file(given(lan), "film.mp4", size)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        bob.until_neighbours("Ann")
        bob.host.shape(Shape(loss=0.05, rate_kbit_s=40_000))
        before = received_bytes(bob.host)
        post = post_with(ann, "A film", "--file", film)
        bob.until_texts("A film")
        for percent in (10, 30, 50):
            until_percent(bob, post, percent)
            pull(bob)
        until_states(bob, post, "here")
        # All that came in at his cable: the file and its padding, the headers of Ethernet, IP and TCP, what TCP sent
        # twice for nothing, what was on its way when the cable was pulled, and all other talk.
        received = received_bytes(bob.host) - before
        assert received <= 1.1 * size + 300_000, received / size
        assert saved(bob, post, lan.directory / "b") == {"film.mp4": film.read_bytes()}


def test_a_receiver_that_is_killed_goes_on_where_it_was(make_lan: MakeLan) -> None:
    size = 8 * _MB
    lan = make_lan(["ann", "bob"], wire=True)
    film = a_file(given(lan), "film.mp4", size)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        bob.until_neighbours("Ann")
        bob.host.shape(Shape(rate_kbit_s=3_000))
        post = post_with(ann, "A film", "--file", film)
        bob.until_texts("A film")
        percent = until_percent(bob, post, 25)
        bob.kill()
        before = received_bytes(bob.host)
        bob.host.shape(PERFECT)
        bob.start()
        until_states(bob, post, "here")
        received = received_bytes(bob.host) - before
        assert received <= 1.1 * size * (100 - percent) / 100 + 300_000
        assert saved(bob, post, lan.directory / "b") == {"film.mp4": film.read_bytes()}


def test_a_post_with_a_picture_that_was_acknowledged_survives_a_kill_of_its_author(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    photographs = planted(given(lan), 2, seed=2)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        for number, photograph in enumerate(photographs):
            post = post_with(ann, f"Picture {number}", "--photo", photograph)
            ann.kill()
            ann.start()
            assert states(ann, post) == ["here"]
            bob.until_texts(f"Picture {number}")
            until_states(bob, post, "here")
            assert saved(bob, post, lan.directory / f"b{number}") == saved(
                ann, post, lan.directory / f"a{number}"
            )


def test_a_large_file_comes_from_all_computers_that_have_it_at_once(make_lan: MakeLan) -> None:
    size = 16 * _MB
    lan = make_lan(["ann", "bob", "cat", "dan"])
    film = a_file(given(lan), "film.mp4", size)
    with family(*lan.hosts) as (ann, bob, cat, dan):
        found(ann, bob, cat, dan)
        dan.stop()
        post = post_with(ann, "A film", "--file", film)
        holders = (ann, bob, cat)
        for home in holders:
            home.until_texts("A film")
            until_states(home, post, "here")
        before = [sent_bytes(home.host) for home in holders]
        got_before = received_bytes(dan.host)
        dan.start()
        dan.until_texts("A film")
        until_states(dan, post, "here")
        sent = [sent_bytes(home.host) - first for home, first in zip(holders, before, strict=True)]
        got = received_bytes(dan.host) - got_before
        assert min(sent) > 0.1 * size, sent
        assert got <= 1.1 * size + 300_000
        assert saved(dan, post, lan.directory / "d") == {"film.mp4": film.read_bytes()}


def test_a_deleted_post_takes_its_files_from_every_home_also_from_one_that_was_away(lan3: Lan) -> None:
    size = 2 * _MB
    film = a_file(given(lan3), "film.mp4", size)
    photographs = planted(given(lan3), 2, seed=3)
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        kept = post_with(ann, "To be kept", "--photo", photographs[0])
        for home in (bob, cat):
            home.until_texts("To be kept")
            until_states(home, kept, "here")
        (name,) = stored(ann)
        cat.stop()
        gone = post_with(ann, "To be deleted", "--photo", photographs[1], "--file", film)
        bob.until_texts("To be deleted")
        until_states(bob, gone, "here", "here")
        bob.stop()
        assert len(stored(bob)) == 3
        ann.ok("delete", gone)
        ann.until(lambda: stored(ann).keys() == {name}, "still has what was deleted")

        bob.start()
        bob.until(lambda: bob.texts() == ["To be kept"], "still shows what was deleted")
        bob.until(lambda: stored(bob).keys() == {name}, "still has what was deleted")
        # Whoever never had it gets it from nobody any more, neither the post nor the files.
        ann.stop()
        before = received_bytes(cat.host)
        cat.start()
        cat.until_neighbours("Bob")
        bob.post("Is anything left?")
        cat.until_texts("Is anything left?")
        assert cat.texts() == ["Is anything left?", "To be kept"]
        assert stored(cat).keys() == {name}
        assert received_bytes(cat.host) - before < size / 10
        for home in (bob, cat):
            assert states(home, kept) == ["here"]
            assert home.refused("save", gone, str(lan3.directory / "nowhere")) == "unknown-post"


def test_what_nobody_near_has_is_said_to_be_on_the_computer_of_its_author(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob", "cat"], wire=True)
    film = a_file(given(lan), "film.mp4", 6 * _MB)
    photographs = planted(given(lan), 1, seed=4)
    out = lan.directory / "out"
    with family(*lan.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        cat.until_neighbours("Ann", "Bob")
        ann.host.shape(Shape(rate_kbit_s=600))
        both = post_with(ann, "A picture and a film", "--photo", *photographs, "--file", film)
        for home in (bob, cat):
            home.until_texts("A picture and a film")
            until_states(home, both, "here", "coming")
        ann.stop()
        for home in (bob, cat):
            home.until(lambda: "Ann" not in home.neighbours(), "has not noticed that Ann is gone")  # noqa: B023 — called at once
            picture, missing = carried(home, both)
            assert (picture["state"], missing["state"]) == ("here", "coming")
            assert (missing["held"], missing["of"], missing["on"]) == (1, 3, ["Ann"])
            kind, sentence = refusal(home, "save", both, str(out), "--number", "2", "--wait", "0")
            assert kind == "elsewhere"
            assert "Ann" in sentence
        # What is here is saved, and of the rest it is said where it is.
        got = bob.ok("save", both, str(out), "--wait", "0")
        assert [each["number"] for each in got["saved"]] == [1]
        assert got["missing"] == [{"number": 2, "name": "film.mp4", "on": ["Ann"]}]
        assert len(list(out.iterdir())) == 1
        ann.host.shape(PERFECT)
        ann.start()
        assert saved(cat, both, lan.directory / "c", "--wait", "60")["film.mp4"] == film.read_bytes()


def test_originals_are_fetched_when_somebody_asks_or_wants_all_of_them(lan3: Lan) -> None:
    photographs = planted(given(lan3), 1, seed=5)
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)

        def original(home: Home) -> str:
            (post,) = home.ok("pictures", CIRCLE)["posts"]
            (picture,) = post["pictures"]
            assert (picture["original"]["width"], picture["original"]["height"]) == (4000, 3000)
            assert max(picture["shown"]["width"], picture["shown"]["height"]) == 2048
            return str(picture["original"]["file"]["state"])

        post = post_with(ann, "Every pixel", "--photo", *photographs, "--original")
        whole = saved(ann, post, lan3.directory / "a", "--original")
        assert traces(whole.items()) == []
        for home in (bob, cat):
            home.until_texts("Every pixel")
            until_held(home, 1)
            assert (states(home, post), original(home)) == (["here"], "elsewhere")
        assert saved(bob, post, lan3.directory / "b", "--original") == whole
        assert original(bob) == "here"
        until_held(cat, 1)
        assert cat.ok("storage", "--keep-originals", "yes")["keep_originals"]
        until_held(cat, 2)
        assert original(cat) == "here"
        assert saved(cat, post, lan3.directory / "c", "--original") == whole


def test_nothing_gives_way_where_there_is_but_one_other_to_keep_it(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    files = [a_file(given(lan), f"{number}.bin", _SLICE) for number in range(3)]
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        bob.ok("storage", "--limit", _LIMIT_GB)
        wanted = ["here", "here", "elsewhere"]
        for number, file in enumerate(files):
            post_with(ann, f"File {number}", "--file", file)
            until_shown(bob, *wanted[: number + 1])
        # Ann was asked, and promised; that is one.
        bob.until(lambda: promised(ann), "has not asked Ann to keep anything")
        until_shown(bob, *wanted)
        assert len(stored(bob)) == 2
        assert bob.ok("storage")["gave_way"]["files"] == 0


def test_a_disk_that_fills_up_in_the_middle_keeps_pictures_waiting_and_texts_arrive(
    make_lan: MakeLan, make_disk: MakeDisk
) -> None:
    lan = make_lan(["ann", "bob"], wire=True)
    film = a_file(given(lan), "film.mp4", 10 * _MB)
    disk = make_disk("1100M")
    with family(lan["ann"]) as (ann,):
        bob = Home(lan["bob"], folder=disk.path / "home")
        bob.start()
        found(ann, bob)
        bob.until_neighbours("Ann")
        bob.host.shape(Shape(rate_kbit_s=1_000))
        post = post_with(ann, "A film", "--file", film)
        bob.until_texts("A film")
        until_percent(bob, post, 5)
        disk.fill()
        assert states(bob, post) == ["coming"], "it is over before the disk was full"
        bob.host.shape(PERFECT)
        until(
            lambda: any("the disk is full" in line for line in bob.messages()),
            LONG_S,
            lambda: f"{bob.messages()}",
        )
        ann.post("There is no room even for this")
        disk.drain()
        # Less is free than is never touched: room enough for texts.
        disk.fill(leave_bytes=900 * _MB)
        ann.post("There is room for this")
        bob.until_texts("There is no room even for this", "There is room for this")
        assert states(bob, post) == ["coming"]

        bob.stop()
        bob.start()
        ann.post("And this")
        bob.until_texts("And this")
        until_states(bob, post, "elsewhere")
        bob.stop()
        disk.drain()
        bob.start()
        until_states(bob, post, "here")
        assert saved(bob, post, lan.directory / "b") == {"film.mp4": film.read_bytes()}
        bob.close()


def test_what_finds_no_room_on_the_disk_of_its_author_is_refused_and_leaves_nothing_behind(
    tmp_path: Path, make_disk: MakeDisk
) -> None:
    disk = make_disk("1100M")
    home = begun(disk.path / "home")
    film, note = a_file(tmp_path, "film.mp4", 20 * _MB), a_file(tmp_path, "note.txt", 1000)
    photograph = planted(tmp_path, 1, seed=6)[0]
    disk.fill(leave_bytes=1_010 * _MB)
    assert disk_refusal(organic(home, "post", CIRCLE, "A film", "--file", str(film))) == "disk-nearly-full"
    both = organic(home, "post", CIRCLE, "Both", "--photo", str(photograph), "--file", str(film))
    assert disk_refusal(both) == "disk-nearly-full"
    assert opened(home)[1] == []
    assert list((home / "files").iterdir() if (home / "files").exists() else []) == []
    assert organic(home, "post", CIRCLE, "A note", "--file", str(note)).returncode == 0
    assert opened(home)[1] == ["A note"]
    assert len(list((home / "files").iterdir())) == 1


@needs_strace
def test_a_disk_that_fails_in_the_middle_of_a_file_is_named_and_nothing_is_left_behind(
    tmp_path: Path,
) -> None:
    home = begun(tmp_path / "home", "first")
    film = str(a_file(tmp_path, "film.mp4", 3 * _MB))
    calls = count_calls(command(home, "post", CIRCLE, "tried", "--file", film), "write", home / "files")
    # Calls are counted for each thread, and the first ones of all others are about other things.
    when = calls[-10]
    assert when > 30
    before = set((home / "files").iterdir())
    for error, kind in (("ENOSPC", "disk-full"), ("EIO", "disk-error")):
        rule = inject(f"write:error={error}:when={when}")
        got = organic(home, "post", CIRCLE, "not posted", "--file", film, prefix=rule)
        assert disk_refusal(got) == kind
        assert set((home / "files").iterdir()) == before
    assert opened(home)[1] == ["tried", "first"]


@needs_strace
def test_no_power_cut_takes_a_picture_that_was_acknowledged_or_leaves_half_of_one(tmp_path: Path) -> None:
    home = begun(tmp_path / "disk" / "home", "first")
    photograph = tmp_path / "photo.jpg"
    photograph.write_bytes(jpeg(a_photograph((800, 600), 7)))
    posting = command(home, "post", CIRCLE, "second", "--photo", str(photograph))
    history = record(posting, tmp_path / "disk")
    whole = looked_at(home)
    assert set(whole.pictures) == {"second"}
    (name,) = whole.files
    sealed = (home / "files" / name).read_bytes()
    assert len(sealed) > 40_000
    outcomes = set()
    for state, folder in after_power_cuts(history, tmp_path / "after"):
        left = {
            path.removeprefix("home/files/"): data for path, data in state.files.items() if "/files/" in path
        }
        # Under its id it is whole, or not there.
        assert left.get(name, sealed) == sealed, state
        found_ = looked_at(folder)
        is_there = "second" in found_.texts
        assert is_there or not acknowledged(state), state
        assert found_.texts == (["second", "first"] if is_there else ["first"])
        assert found_.pictures == (whole.pictures if is_there else {}), state
        # What was left behind is gone after the next start.
        assert found_.files == ({name} if is_there else set()), state
        outcomes.add((acknowledged(state), is_there, len(left) > is_there))
    assert outcomes >= {(False, False, True), (False, True, False), (True, True, False)}


@pytest.mark.parametrize("part", ["a piece", "the list of pieces"])
def test_what_the_disk_damaged_is_noticed_when_it_is_asked_for_and_fetched_from_a_third(
    make_lan: MakeLan, part: str
) -> None:
    lan = make_lan(["ann", "bob", "cat"])
    film = a_file(given(lan), "film.mp4", 3 * _MB)
    with family(*lan.hosts) as (ann, bob, cat):
        found(bob, ann, cat)
        cat.stop()
        post = post_with(ann, "A film", "--file", film)
        bob.until_texts("A film")
        until_states(bob, post, "here")
        (name,) = stored(ann)
        sealed = stored(ann)[name].read_bytes()
        flip(stored(bob)[name], 40 * 32 if part == "the list of pieces" else 2 * _MB)
        # Cat can ask nobody but Bob.
        lan.isolate([ann.host, cat.host])
        cat.start()
        cat.until_texts("A film")
        until_states(cat, post, "here")
        until_states(bob, post, "here")
        assert stored(bob)[name].read_bytes() == stored(cat)[name].read_bytes() == sealed
        assert saved(cat, post, lan.directory / "c") == {"film.mp4": film.read_bytes()}


def test_what_the_disk_damaged_is_noticed_when_it_is_saved_and_fetched_again(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    film = a_file(given(lan), "film.mp4", 3 * _MB)
    out = lan.directory / "b"
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        post = post_with(ann, "A film", "--file", film)
        bob.until_texts("A film")
        until_states(bob, post, "here")
        (name,) = stored(bob)
        flip(stored(bob)[name], 2 * _MB)
        before = received_bytes(bob.host)
        assert bob.refused("save", post, str(out)) == "file-damaged"
        assert list(out.iterdir()) == []
        until_states(bob, post, "here")
        assert stored(bob)[name].read_bytes() == stored(ann)[name].read_bytes()
        # What was good of it stayed.
        assert received_bytes(bob.host) - before < _MB
        assert saved(bob, post, out) == {"film.mp4": film.read_bytes()}
