"""Files between devices that talk over pipes in memory."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import files as sealed
from sync import fetching, messages, wire
from sync.errors import RemoteProtocolError
from sync.files import KEEP_AGAIN_S, SEEK_AGAIN_S
from sync.frames import frame
from sync.ports import Held
from tests.memory_vault import StoredFile
from tests.sync.world import Device, Link, World

PIECE = sealed.PIECE_BYTES


def a_family(count: int) -> tuple[World, bytes]:
    """Return devices that are all connected and hold the same."""
    world = World(count)
    scope = world.found()
    world.connect_all()
    world.settle()
    return world, scope


def shared(world: World, scope: bytes, content: bytes) -> StoredFile:
    """Let the first device keep a file, and everybody else read of it."""
    stored = world.devices[0].vault.add(scope, content)
    for device in world.devices[1:]:
        device.vault.want(stored)
    return stored


def pieces_of(device: Device, stored: StoredFile) -> dict[int, bytes]:
    return device.vault.files[stored.file].pieces


def sent(link: Link) -> int:
    return sum(end.sent_bytes for end in link.ends)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, 5 * PIECE, 40 * PIECE + 7])
def test_a_file_that_a_post_speaks_of_is_fetched(size: int) -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(size))
    world.settle()
    assert pieces_of(world.devices[1], stored) == stored.pieces


def test_a_long_list_comes_in_several_parts() -> None:
    world, scope = a_family(2)
    # Twice what one part of a list can name; the pieces themselves are not waited for.
    size = 2 * fetching.LIST_PART_BYTES // 32 * PIECE + 1
    assert fetching.list_part_count(sealed.list_bytes(size)) > 2
    list_ = os.urandom(sealed.list_bytes(size))
    stored = StoredFile(scope, b"f" * 32, size, sealed.digest_list(list_), {0: b"x"}, list_)
    world.devices[0].vault.files[stored.file] = stored
    world.devices[1].vault.want(stored)
    world.settle()
    assert world.devices[1].vault.files[stored.file].list == list_


def test_everything_of_several_files_comes_from_one_who_has_all() -> None:
    world, scope = a_family(3)
    files = [shared(world, scope, os.urandom(n * 20_000)) for n in range(30)]
    world.settle()
    for device in world.devices:
        assert all(device.vault.files[stored.file].whole for stored in files)


def test_pieces_of_one_file_come_from_several_computers_and_each_comes_once() -> None:
    world, scope = a_family(4)
    stored = world.devices[0].vault.add(scope, os.urandom(200 * PIECE))
    for device in world.devices[1:3]:
        device.vault.files[stored.file] = StoredFile(
            scope, stored.file, stored.size, stored.list_digest, dict(stored.pieces), stored.list
        )
    before = [sent(link) for link in world.links]
    world.devices[3].vault.want(stored)
    world.settle(size=100_000)
    assert world.devices[3].vault.files[stored.file].whole
    assert world.devices[3].vault.put_pieces == sealed.piece_count(stored.size)
    givers = [
        sent(link) - earlier
        for link, earlier in zip(world.links, before, strict=True)
        if any(end.device is world.devices[3] for end in link.ends)
    ]
    assert len(givers) == 3
    assert all(share > 20 * PIECE for share in givers)


def test_a_cut_costs_no_more_than_what_was_on_its_way() -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(300 * PIECE))
    total = 0
    count = sealed.piece_count(stored.size)
    for wanted in (60, 150, 260, count):
        link = world.links[0] if world.links else world.connect(0, 1)
        rounds = 0
        while len(pieces_of(world.devices[1], stored)) < wanted:
            rounds += 1
            assert rounds < 20_000
            for device in world.devices:
                world.announce(device)
            link.pump()
            for which in (0, 1):
                link.deliver(which, 150_000, world.now_s)
                link.serve(which)
        total += sent(link)
        world.cut(link)
    assert pieces_of(world.devices[1], stored) == stored.pieces
    assert world.devices[1].vault.put_pieces == count
    # At each of the three cuts all that had been asked for may have been on its way.
    assert (
        total
        < 1.01 * sealed.sealed_bytes(stored.size) + 3 * fetching.MAX_UNDER_WAY * sealed.SEALED_PIECE_BYTES
    )


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_in_whatever_way_lines_break_all_have_everything_in_the_end(seed: int) -> None:
    chance = random.Random(seed)
    world, scope = a_family(3)
    files = [shared(world, scope, chance.randbytes(chance.randrange(12 * PIECE))) for _ in range(4)]
    for _ in range(chance.randrange(60)):
        device = chance.choice(world.devices)
        world.announce(device)
        for link in list(world.links):
            link.pump()
            which = chance.randrange(2)
            link.deliver(which, chance.randrange(200_000), world.now_s)
            link.serve(which)
            if chance.random() < 0.1:
                world.cut(link)
                ends = [world.devices.index(end.device) for end in link.ends]
                world.connect(ends[0], ends[1])
    world.settle()
    world.pass_time(fetching.AGAIN_S)
    world.settle()
    for device in world.devices:
        assert all(device.vault.files[stored.file].whole for stored in files)


def test_what_is_wanted_most_comes_first() -> None:
    world, scope = a_family(2)
    old = shared(world, scope, os.urandom(100 * PIECE))
    new = shared(world, scope, os.urandom(3 * PIECE))
    link = world.links[0]
    rounds = 0
    while not world.devices[1].vault.files[new.file].whole:
        rounds += 1
        assert rounds < 1000
        for device in world.devices:
            world.announce(device)
        link.pump()
        for which in (0, 1):
            link.deliver(which, 100_000, world.now_s)
            link.serve(which)
    assert len(pieces_of(world.devices[1], old)) < 3 * fetching.MAX_UNDER_WAY


def test_who_gets_a_file_later_says_so_and_is_asked_then() -> None:
    world = World(3)
    scope = world.found()
    first, second = world.connect(0, 1), world.connect(1, 2)
    world.settle()
    stored = shared(world, scope, os.urandom(9 * PIECE))
    world.cut(first)
    world.settle()
    assert not pieces_of(world.devices[2], stored)
    world.connect(0, 1)
    world.settle()
    assert pieces_of(world.devices[2], stored) == stored.pieces
    assert second.open


def test_who_holds_a_file_is_learnt() -> None:
    world, scope = a_family(3)
    stored = shared(world, scope, os.urandom(PIECE))
    world.settle()
    world.pass_time(1.0)
    world.settle()
    devices = [shelf.peer.device for shelf in world.shelves]
    learnt = world.devices[1].vault.learnt
    assert learnt[devices[0], stored.file] is Held.WHOLE
    assert learnt[devices[2], stored.file] is Held.WHOLE


def test_a_file_is_given_only_in_the_circle_it_was_put_into() -> None:
    world, scope = a_family(2)
    other = world.shelves[0].found()  # a circle of the first device alone
    world.settle()
    stored = world.devices[0].vault.add(other, os.urandom(3 * PIECE))
    # Somebody who has learnt its name asks for it in a circle that they share.
    described = stored.described()
    described.scope = scope
    world.devices[1].vault.want(described)
    world.settle()
    assert not pieces_of(world.devices[1], stored)
    assert world.links


def test_who_loses_a_right_in_the_middle_gets_nothing_more() -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(200 * PIECE))
    link = world.links[0]
    for _ in range(12):
        for device in world.devices:
            world.announce(device)
        link.pump()
        for which in (0, 1):
            link.deliver(which, 100_000, world.now_s)
            link.serve(which)
    assert pieces_of(world.devices[1], stored)
    world.shelves[0].expel(scope, world.shelves[1].peer.person)
    world.settle()
    some = len(pieces_of(world.devices[1], stored))
    assert some < 100
    world.pass_time(SEEK_AGAIN_S)
    world.settle()
    assert len(pieces_of(world.devices[1], stored)) == some


def test_a_deleted_file_is_neither_asked_for_nor_taken_from_a_computer_that_slept_through_it() -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(9 * PIECE))
    world.devices[1].vault.forget(stored.file)
    conversation = world.links[0].ends[0].conversation
    conversation.session.send_hold(scope, [(stored.file, Held.WHOLE)])
    conversation.wake()
    world.settle()
    assert stored.file not in world.devices[1].vault.files
    assert (world.shelves[0].peer.device, stored.file) not in world.devices[1].vault.learnt


def test_a_file_that_is_deleted_while_it_comes_stops_coming() -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(200 * PIECE))
    link = world.links[0]
    for _ in range(12):
        for device in world.devices:
            world.announce(device)
        link.pump()
        for which in (0, 1):
            link.deliver(which, 100_000, world.now_s)
            link.serve(which)
    world.devices[1].vault.forget(stored.file)
    world.settle()
    assert stored.file not in world.devices[1].vault.files
    assert sent(link) < 80 * PIECE


def test_a_full_disk_ends_no_conversation_and_goes_on_later() -> None:
    world, scope = a_family(2)
    world.devices[1].vault.full = True
    stored = shared(world, scope, os.urandom(9 * PIECE))
    world.settle()
    assert not pieces_of(world.devices[1], stored)
    world.devices[1].vault.full = False
    world.devices[1].vault.changed()
    world.settle()
    assert pieces_of(world.devices[1], stored) == stored.pieces


# -- peers that lie ------------------------------------------------------------------------------------------------


def closed_by(world: World, link: Link) -> list[object]:
    return [end.conversation.closed for end in link.ends if end.conversation.closed]


def test_a_piece_that_is_another_one_ends_the_conversation_and_is_not_kept() -> None:
    world, scope = a_family(2)
    stored = world.devices[0].vault.add(scope, os.urandom(20 * PIECE))
    described = stored.described()
    stored.pieces[11] = os.urandom(len(stored.pieces[11]))
    world.devices[1].vault.want(described)
    link = world.links[0]
    world.settle()
    causes = [closed.cause for closed in (end.conversation.closed for end in link.ends) if closed]
    assert any(isinstance(cause, RemoteProtocolError) for cause in causes)
    assert 11 not in pieces_of(world.devices[1], stored)


def test_a_list_that_is_another_one_ends_the_conversation() -> None:
    world, scope = a_family(2)
    stored = world.devices[0].vault.add(scope, os.urandom(20 * PIECE))
    described = stored.described()
    assert stored.list is not None
    stored.list = os.urandom(len(stored.list))
    world.devices[1].vault.want(described)
    link = world.links[0]
    world.settle()
    assert any(end.conversation.closed for end in link.ends)
    assert world.devices[1].vault.files[stored.file].list is None


@pytest.mark.parametrize("lie", ["a piece", "the list", "the list of a short file"])
def test_what_a_liar_gave_is_asked_of_somebody_else(lie: str) -> None:
    """The conversation ends, and everything that was asked in it is asked again: also what came and was no good."""
    world = World(3)
    scope = world.found()
    world.connect(0, 1)
    world.settle()
    stored = world.devices[0].vault.add(scope, os.urandom((3 if "short" in lie else 40) * PIECE))
    honest = StoredFile(scope, stored.file, stored.size, stored.list_digest, dict(stored.pieces), stored.list)
    world.devices[2].vault.files[stored.file] = honest
    assert stored.list is not None
    if lie == "a piece":
        stored.pieces[0] = os.urandom(len(stored.pieces[0]))
    else:
        stored.list = os.urandom(len(stored.list))
    world.devices[1].vault.want(stored.described())
    world.settle()
    assert not world.links
    assert not world.devices[1].vault.files[stored.file].whole
    world.connect(2, 1)
    for _ in range(3):
        world.pass_time(fetching.AGAIN_S)
        world.settle()
    assert pieces_of(world.devices[1], stored) == honest.pieces


def test_who_claims_a_file_and_gives_nothing_keeps_nobody_from_getting_it_elsewhere() -> None:
    world = World(3)
    scope = world.found()
    liar = world.connect(1, 2)
    world.settle()
    stored = world.devices[0].vault.add(scope, os.urandom(9 * PIECE))
    world.devices[2].vault.want(stored)
    conversation = liar.ends[0].conversation
    conversation.session.send_hold(scope, [(stored.file, Held.WHOLE)])
    world.settle()
    # It is asked, and says that it has nothing after all; or says nothing ever, which comes to the same.
    world.connect(0, 2)
    world.settle()
    world.pass_time(fetching.AGAIN_S)
    world.settle()
    assert pieces_of(world.devices[2], stored) == stored.pieces


def test_a_piece_that_never_comes_is_asked_of_somebody_else() -> None:
    world = World(3)
    scope = world.found()
    silent = world.connect(1, 2)
    world.settle()
    stored = shared(world, scope, os.urandom(30 * PIECE))
    world.devices[1].vault.files[stored.file] = StoredFile(
        scope, stored.file, stored.size, stored.list_digest, dict(stored.pieces), stored.list
    )
    world.devices[2].vault.changed()
    for _ in range(4):
        for device in world.devices:
            world.announce(device)
        silent.pump()
        for which in (0, 1):
            silent.deliver(which, 1 << 30, world.now_s)
        # It takes every request and answers none.
    world.connect(0, 2)
    world.links.remove(silent)
    world.settle()
    for _ in range(int(fetching.STALL_S) + 2):
        world.pass_time(1.0)
        world.settle()
    assert pieces_of(world.devices[2], stored) == stored.pieces


@pytest.mark.parametrize(
    "message",
    [
        messages.Part(7, 0, b"x"),
        messages.Part(1, 0, None),
        messages.Hold(b"t" * 16, [(b"f" * 32, Held.WHOLE)]),
        messages.Seek(b"t" * 16, False, [b"f" * 32]),
        messages.Fetch(b"t" * 16, 1, b"f" * 32, [0]),
    ],
)
def test_words_about_files_that_nobody_asked_for_do_no_harm(message: messages.Message) -> None:
    world, _ = a_family(2)
    link = world.links[0]
    link.ends[0].incoming += frame(wire.encode(message))
    world.settle()
    assert bool(link.ends[0].conversation.closed) == isinstance(message, messages.Part)


def test_too_many_requests_at_once_end_the_conversation() -> None:
    world, scope = a_family(2)
    stored = shared(world, scope, os.urandom(PIECE))
    link = world.links[0]
    token = link.ends[0].conversation.session._token(scope)
    for number in range(100):
        request = messages.Fetch(token, number, stored.file, [0])
        link.ends[1].incoming += frame(wire.encode(request))
    world.settle()
    assert link.ends[1].conversation.closed


# -- giving up what others keep ------------------------------------------------------------------------------------


def test_a_promise_is_asked_of_everybody_who_may_hold_it_and_not_again_at_once() -> None:
    world, scope = a_family(3)
    stored = shared(world, scope, os.urandom(PIECE))
    world.settle()
    world.devices[1].vault.to_spare = [(scope, stored.file)]
    world.pass_time(1.0)
    world.settle()
    assert world.devices[0].vault.promised == {stored.file} == world.devices[2].vault.promised
    learnt = world.devices[1].vault.learnt
    assert [learnt[world.shelves[n].peer.device, stored.file] for n in (0, 2)] == [Held.PROMISED] * 2
    quiet = [sent(link) for link in world.links]
    world.pass_time(1.0)
    world.settle()
    assert [sent(link) for link in world.links] == quiet
    world.pass_time(KEEP_AGAIN_S)
    world.settle()
    assert [sent(link) for link in world.links] != quiet


def test_of_two_that_want_to_give_up_the_same_neither_promises_the_other() -> None:
    world, scope = a_family(3)
    stored = shared(world, scope, os.urandom(PIECE))
    world.settle()
    for number in (1, 2):
        world.devices[number].vault.to_spare = [(scope, stored.file)]
    world.pass_time(1.0)
    world.settle()
    assert world.devices[0].vault.promised == {stored.file}
    assert not world.devices[1].vault.promised
    assert not world.devices[2].vault.promised


@pytest.mark.parametrize("size", [70_000, 200_000])
def test_a_long_list_that_comes_bit_by_bit_is_put_together(size: int) -> None:
    world, scope = a_family(2)
    length = 5 * fetching.LIST_PART_BYTES // 32 * PIECE + 1
    list_ = os.urandom(sealed.list_bytes(length))
    stored = StoredFile(scope, b"f" * 32, length, sealed.digest_list(list_), {0: b"x"}, list_)
    world.devices[0].vault.files[stored.file] = stored
    world.devices[1].vault.want(stored)
    link = world.links[0]
    before = sent(link)
    world.settle(size=size)
    assert world.devices[1].vault.files[stored.file].list == list_
    assert sent(link) - before < 1.5 * len(list_)
