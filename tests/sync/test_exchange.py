"""The exchange: devices that talk end with the same operations, whatever happens on the way."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import omp1, wire
from sync.events import Closed
from sync.frames import FrameReader, frame
from sync.messages import Body, Greet, Have, Ops, Ping, Pull, Range, Scopes, Vect, Want
from sync.ops import CONTENT_LANE, CONTROL_LANE
from sync.planner import WINDOW
from sync.planner import Pull as PlannedPull
from sync.ports import Extent, FeedKey
from sync.runs import Run, decode_run, dev8, encode_run
from tests.fakes import ADMIT, MemoryShelf
from tests.sync.world import Device, Link, World, drive


def posts_of(shelf: MemoryShelf) -> FeedKey:
    return FeedKey(dev8(shelf.peer.device), CONTENT_LANE)


def same(world: World, scope: bytes) -> bool:
    first = world.shelves[0]
    return all(
        shelf.ids(scope) == first.ids(scope) and shelf.bodies(scope) == first.bodies(scope)
        for shelf in world.shelves
    )


def in_step(world: World) -> bool:
    return all(end.conversation.in_step for link in world.links for end in link.ends)


def sent(link: Link, which: int) -> list[object]:
    """Return the messages that an end has just said, and lose them."""
    return [
        wire.decode(payload)
        for payload in FrameReader().feed(link.ends[which].conversation.session.take_outgoing())
    ]


# -- two devices ----


def test_a_newcomer_gets_everything() -> None:
    world = World(2)
    scope = world.found()
    world.shelves[0].write_many(scope, [b"%d" % n for n in range(30)])
    world.connect(0, 1)
    world.settle()
    assert same(world, scope)
    assert in_step(world)


def test_both_get_what_the_other_has() -> None:
    world = World(2)
    scope = world.found()
    world.shelves[1].copy_scope(world.shelves[0], scope)
    world.shelves[0].post(scope, b"from 0")
    world.shelves[1].post(scope, b"from 1")
    world.connect(1, 0)
    world.settle()
    assert same(world, scope)
    assert len(world.shelves[0].bodies(scope)) == 2


def test_a_long_history_arrives_the_newest_window_first() -> None:
    world = World(2)
    scope = world.found()
    author, newcomer = world.shelves
    author.write_many(scope, [b"%d" % n for n in range(3 * WINDOW)])
    world.connect(0, 1)
    seen: list[tuple[int, int]] = []

    def look() -> None:
        extent = newcomer.vector(scope).get(posts_of(author))
        if extent is not None:
            seen.append((extent.lo, extent.hi))

    world.settle(look)
    assert same(world, scope)
    assert seen[0][0] == 2 * WINDOW
    assert all(hi == 3 * WINDOW for lo, hi in seen if lo < 2 * WINDOW)


def test_a_live_post_is_sent_at_once_to_who_lacks_nothing_else() -> None:
    world = World(2)
    scope = world.found()
    link = world.connect(0, 1)
    world.settle()
    world.shelves[0].post(scope, b"live")
    world.announce(world.devices[0])
    assert [type(message) for message in sent(link, 0)] == [Ops]


def test_a_control_operation_and_what_builds_on_it_are_sent_together_in_order() -> None:
    world = World(2)
    scope = world.found()
    link = world.connect(0, 1)
    world.settle()
    world.shelves[0].write(scope, b"x" * 32, ADMIT)
    world.shelves[0].post(scope, b"after that")
    world.announce(world.devices[0])
    link.pump()
    link.deliver(1, 1 << 20, world.now_s)
    assert same(world, scope)
    world.settle()
    assert in_step(world)


def test_what_somebody_else_wrote_is_told_and_asked_for() -> None:
    world = World(3)
    scope = world.found()
    world.connect(0, 1)
    link = world.connect(1, 2)
    world.settle()
    world.shelves[0].post(scope, b"passed on")
    world.announce(world.devices[0])
    world.links[0].pump()
    world.links[0].deliver(1, 1 << 20, world.now_s)
    world.announce(world.devices[1])
    assert [type(message) for message in sent(link, 0)] == [Have]


def test_the_author_learns_who_holds_a_post() -> None:
    world = World(2)
    scope = world.found()
    world.connect(0, 1)
    world.settle()
    author, other = world.shelves
    author.post(scope)
    world.settle()
    assert author.learnt[other.peer, scope][posts_of(author)] == author.vector(scope)[posts_of(author)]


def test_a_reconnect_in_step_says_little_and_tells_who_holds_what() -> None:
    world = World(2)
    scope = world.found()
    world.shelves[0].write_many(scope, [b"%d" % n for n in range(100)])
    world.cut(world.connect(0, 1))
    world.connect(0, 1)
    world.settle()
    world.cut(world.links[0])
    world.shelves[0].learnt.clear()
    link = world.connect(1, 0)
    world.settle()
    assert in_step(world)
    assert all(end.sent_bytes < 400 for end in link.ends)
    held = world.shelves[0].learnt[world.shelves[1].peer, scope]
    assert held == world.shelves[0].vector(scope)


def test_what_changes_while_two_meet_is_not_lost() -> None:
    world = World(2)
    scope = world.found()
    world.shelves[1].copy_scope(world.shelves[0], scope)
    world.connect(0, 1)
    world.shelves[0].post(scope, b"while they meet")
    world.shelves[1].post(scope, b"on the other side")
    world.settle()
    assert same(world, scope)
    assert in_step(world)


def test_long_bodies_follow() -> None:
    world = World(2)
    scope = world.found()
    world.shelves[0].write_many(scope, [bytes([n]) * 60_000 for n in range(40)])
    world.connect(0, 1)
    world.settle()
    assert same(world, scope)
    world.shelves[1].post(scope, b"L" * 30_000)
    world.settle()
    assert same(world, scope)


def test_an_erased_body_is_not_asked_for() -> None:
    world = World(2)
    scope = world.found()
    op = world.shelves[0].post(scope, b"L" * 30_000)
    world.shelves[1].erased.add(op.id)
    world.connect(0, 1)
    world.settle()
    assert world.shelves[1].bodies(scope) == {op.id: None}


def test_a_body_that_nobody_has_yet_is_asked_for_again_later() -> None:
    world = World(2)
    scope = world.found()
    first, second = world.shelves
    op = first.post(scope, b"L" * 30_000)
    feed = first.scopes[scope][posts_of(first)]
    feed.ops[0] = op.without_body()
    world.connect(0, 1)
    world.settle()
    assert second.bodies(scope) == {op.id: None}
    feed.ops[0] = op
    world.pass_time(31.0)
    world.settle()
    assert second.bodies(scope) == {op.id: op.body}


def test_a_session_that_is_cut_goes_on_where_it_was() -> None:
    world = World(2)
    scope = world.found()
    author, other = world.shelves
    author.write_many(scope, [bytes([n % 256]) * 2000 for n in range(400)])
    cuts = 0
    while not same(world, scope):
        link = world.connect(0, 1)
        for _ in range(8):
            link.pump()
            for which in (0, 1):
                link.deliver(which, 40_000, world.now_s)
                link.serve(which)
        world.cut(link)
        cuts += 1
        assert cuts < 100
    assert cuts > 3
    assert other.taken_ops < 1.2 * 403


def test_what_is_pruned_stays_away() -> None:
    world = World(2)
    scope = world.found()
    author, other = world.shelves
    author.write_many(scope, [b"%d" % n for n in range(60)])
    world.connect(0, 1)
    world.settle()
    other.drop_below(scope, posts_of(author), 40)
    world.settle()
    # The peer that has pruned too will never hold less; that it is asked in vain is found out and ended.
    assert world.links


# -- several devices ----


def test_a_newcomer_with_many_neighbours_fetches_each_operation_once() -> None:
    world = World(8)
    scope = world.found()
    world.shelves[0].write_many(scope, [b"%d" % n for n in range(700)])
    for shelf in world.shelves[1:7]:
        shelf.copy_scope(world.shelves[0], scope)
        shelf.post(scope, b"mine")
    for n in range(6):
        world.connect(n, 6)
    world.settle()
    newcomer = world.shelves[7]
    for n in range(7):
        world.connect(n, 7)
    world.settle()
    assert newcomer.ids(scope) == world.shelves[6].ids(scope)
    assert newcomer.taken_ops == len(newcomer.ids(scope))


def test_a_post_reaches_a_mesh_without_being_sent_everywhere_by_everybody() -> None:
    world = World(6)
    scope = world.found()
    world.connect_all()
    world.settle()
    before = [shelf.taken_ops for shelf in world.shelves]
    world.shelves[2].post(scope)
    world.settle()
    assert same(world, scope)
    taken = [now - then for now, then in zip([s.taken_ops for s in world.shelves], before, strict=True)]
    assert sum(taken) <= 5


def test_a_chain_passes_on_what_its_ends_write() -> None:
    world = World(4)
    scope = world.found()
    for n in range(3):
        world.connect(n, n + 1)
    world.settle()
    for shelf in world.shelves:
        shelf.post(scope)
    world.settle()
    assert same(world, scope)
    assert in_step(world)


def test_a_liar_cannot_keep_from_us_what_an_honest_neighbour_has() -> None:
    world = World(3)
    scope = world.found()
    honest, _, victim = world.shelves
    honest.write_many(scope, [b"%d" % n for n in range(20)])
    world.shelves[1].copy_scope(honest, scope)

    async def nothing(*_: object) -> list[object]:
        return []

    liar = world.devices[1]
    liar.shelf.read = nothing  # type: ignore[method-assign, assignment]
    world.connect(1, 2)
    world.settle()
    assert len(victim.bodies(scope)) == 0
    world.connect(0, 2)
    world.settle()
    assert victim.ids(scope) == honest.ids(scope)


def test_a_peer_that_stalls_is_replaced() -> None:
    world = World(3)
    scope = world.found()
    world.shelves[0].write_many(scope, [b"%d" % n for n in range(20)])
    world.shelves[1].copy_scope(world.shelves[0], scope)
    silent = world.connect(0, 2)
    silent.pump()
    silent.deliver(1, 1 << 20, world.now_s)
    silent.pump()
    silent.deliver(0, 1 << 20, world.now_s)
    silent.pump()
    silent.deliver(1, 1 << 20, world.now_s)
    world.links.remove(silent)  # nothing comes from there any more
    world.connect(1, 2)
    world.settle()
    assert not same(world, scope)
    world.pass_time(21.0)
    world.settle()
    assert same(world, scope)


# -- rights ----


def test_a_scope_is_never_mentioned_to_who_has_no_right_to_it() -> None:
    world = World(2)
    secret = world.shelves[0].found()
    world.shelves[0].post(secret)
    link = world.connect(0, 1)
    world.settle()
    assert link.ends[0].conversation.session.offered == set()
    assert secret not in world.shelves[1].scopes


def test_a_member_who_never_heard_of_a_scope_is_introduced() -> None:
    world = World(2)
    link = world.connect(0, 1)
    world.settle()
    host, guest = world.shelves
    scope = host.found(guest.peer.person)
    guest.welcome.add(scope)
    host.post(scope, b"welcome")
    world.settle()
    assert same(world, scope)
    assert link.open


def test_an_introduction_that_is_not_welcome_changes_nothing() -> None:
    world = World(2)
    scope = world.shelves[0].found(world.shelves[1].peer.person)
    link = world.connect(0, 1)
    world.settle()
    assert link.open
    assert scope not in world.shelves[1].scopes


def test_who_is_removed_hears_that_and_nothing_after_it() -> None:
    world = World(2)
    scope = world.found()
    host, removed = world.shelves
    link = world.connect(0, 1)
    world.settle()
    host.post(scope, b"before")
    farewell = host.expel(scope, removed.peer.person)
    after = [host.post(scope, b"after"), host.write(scope, b"n" * 32, ADMIT)]
    world.settle()
    assert farewell.id in removed.ids(scope)
    assert not {op.id for op in after} & removed.ids(scope)
    assert scope not in link.ends[0].conversation.session.offered


def test_who_is_removed_gets_no_answer_about_the_scope() -> None:
    world = World(2)
    scope = world.found()
    host, removed = world.shelves
    host.write_many(scope, [b"secret %d" % n for n in range(10)])
    link = world.connect(0, 1)
    conversation = link.ends[0].conversation
    link.pump()
    link.deliver(0, 1 << 20, world.now_s)
    link.pump()
    host.members[scope].discard(removed.peer.person)
    control, posts = FeedKey(dev8(host.peer.device), CONTROL_LANE), posts_of(host)
    number = link.ends[1].conversation.session.pull(scope, [Range(control, 0, 5), Range(posts, 0, 10)])
    world.settle()
    assert number
    assert removed.ids(scope) == set()
    assert conversation.closed is None


def test_who_is_removed_in_the_middle_of_an_answer_gets_no_more() -> None:
    world = World(2)
    scope = world.found()
    host, removed = world.shelves
    host.write_many(scope, [bytes([n % 256]) * 3000 for n in range(400)])
    link = world.connect(0, 1)
    for _ in range(12):
        link.pump()
        for which in (0, 1):
            link.deliver(which, 1 << 20, world.now_s)
            link.serve(which)
    had = len(removed.ids(scope))
    assert 0 < had < 400
    host.expel(scope, removed.peer.person)
    world.settle()
    under_way = (256 * 1024) // 3000
    assert len(removed.ids(scope)) < had + under_way + 2


def test_who_is_admitted_again_shares_the_scope_again() -> None:
    world = World(2)
    scope = world.found()
    host, member = world.shelves
    world.connect(0, 1)
    world.settle()
    host.expel(scope, member.peer.person)
    world.settle()
    member.members[scope].add(member.peer.person)  # it was told in some other way
    world.devices[1].news = True
    host.admit(scope, member.peer.person)
    host.post(scope, b"again")
    world.settle()
    assert same(world, scope)


# -- hostile peers ----


class Stranger:
    """The other end of a conversation, played by hand."""

    def __init__(self, device: Device, scope: bytes, person: MemoryShelf) -> None:
        self.link = Link(device, Device(), 77, 0.0)
        self.device = device
        self.conversation = device.exchange.begin(
            person.peer, initiator=True, handshake_hash=b"h" * 32, listen_port=0, now_s=0.0
        )
        self.session = self.conversation.session
        self.token = self.session._naming.their_token(scope)
        self.scope = scope

    def say(self, *messages: object) -> Closed | None:
        data = b"".join(frame(wire.encode(message)) for message in messages)  # type: ignore[arg-type]
        drive(self.conversation.receive(data, 0.0))
        return self.conversation.closed

    def heard(self) -> list[object]:
        while drive(self.conversation.serve()):
            pass
        return [wire.decode(p) for p in FrameReader().feed(self.session.take_outgoing())]


def a_stranger(posts: int = 3) -> tuple[Stranger, MemoryShelf]:
    device, person = Device(), MemoryShelf()
    scope = device.shelf.found(person.peer.person)
    person.copy_scope(device.shelf, scope)
    device.shelf.write_many(scope, [b"%d" % n for n in range(posts)])
    stranger = Stranger(device, scope, person)
    stranger.say(Greet(1, 0), Scopes([(stranger.token, b"d" * 16)]))
    stranger.heard()
    return stranger, person


def test_operations_with_a_bad_signature_end_the_session_and_nothing_is_kept() -> None:
    stranger, person = a_stranger()
    op = person.post(stranger.scope)
    forged = Run(stranger.scope, (replace(op, signature=bytes(64)),))
    closed = stranger.say(Ops(stranger.token, [encode_run(forged)]))
    assert closed is not None
    assert closed.cause is not None
    assert op.id not in stranger.device.shelf.ids(stranger.scope)


def test_content_that_builds_on_what_was_never_shown_ends_the_session() -> None:
    stranger, person = a_stranger()
    person.write(stranger.scope, b"n" * 32, ADMIT)  # which it keeps to itself
    op = person.post(stranger.scope)
    feed = posts_of(person)
    closed = None
    for _ in range(4):
        closed = closed or stranger.say(Ops(stranger.token, [encode_run(Run(stranger.scope, (op,)))]))
    assert feed not in stranger.device.shelf.vector(stranger.scope)
    assert closed is not None


def test_a_stale_vector_costs_two_questions() -> None:
    stranger, person = a_stranger()
    claim = {posts_of(person): Extent(0, 1 << 50, b"x" * 8)}
    asked = 0
    stranger.say(Vect(stranger.token, claim))
    for _ in range(20):
        for message in stranger.heard():
            if isinstance(message, Pull):
                asked += 1
                drive(stranger.conversation.receive(frame(b"\x92\x08" + bytes([message.number])), 0.0))
    assert 2 <= asked <= 4


def test_a_range_without_end_is_answered_with_what_there_is() -> None:
    stranger, _ = a_stranger(posts=5)
    feed = posts_of(stranger.device.shelf)
    assert stranger.say(Pull(stranger.token, 1, [Range(feed, 0, (1 << 63) - 1)])) is None
    answered = stranger.heard()
    runs = [
        decode_run(stranger.scope, run)
        for message in answered
        if isinstance(message, Ops)
        for run in message.runs
    ]
    assert sum(len(run.ops) for run in runs) == 5


def test_answers_stop_at_the_credit_that_the_peer_gave() -> None:
    device, person = Device(), MemoryShelf()
    scope = device.shelf.found(person.peer.person)
    device.shelf.write_many(scope, [bytes([n % 256]) * 4000 for n in range(300)])
    stranger = Stranger(device, scope, person)
    stranger.say(Greet(1, 0), Scopes([(stranger.token, b"d" * 16)]))
    stranger.say(Pull(stranger.token, 1, [Range(posts_of(device.shelf), 0, 300)]))
    cost = sum(message.cost for message in stranger.heard() if isinstance(message, Ops))
    assert 128 * 1024 < cost <= 256 * 1024


def test_bodies_of_a_scope_that_is_not_shared_are_nothing() -> None:
    stranger, person = a_stranger()
    op = stranger.device.shelf.post(stranger.scope, b"L" * 10_000)
    stranger.device.shelf.members[stranger.scope].discard(person.peer.person)
    stranger.say(Want(stranger.token, 1, [op.id]))
    assert [m for m in stranger.heard() if isinstance(m, Body)] == [Body(1, [(op.id, None)])]


def test_a_flood_of_messages_is_read_more_slowly() -> None:
    stranger, _ = a_stranger()
    flood = frame(wire.encode(Have(stranger.token, {}))) * 3_000
    pauses = [drive(stranger.conversation.receive(flood, 0.0)) for _ in range(3)]
    assert pauses[0] == 0
    assert pauses[2] > 1


@pytest.mark.parametrize(
    "payload",
    [
        wire.encode(Ping()),
        wire.encode(Vect(b"?" * 16, {FeedKey(bytes([n]) * 8, 1): Extent(0, 1, b"x" * 8) for n in range(99)})),
        wire.encode(Scopes([(bytes([n]) * 16, b"d" * 16) for n in range(99)])),
        omp1.encode([77, b"of a kind that is not known yet" * 99]),
    ],
)
def test_what_means_nothing_has_been_read_as_well(payload: bytes) -> None:
    stranger, _ = a_stranger()
    flood = frame(payload) * (1 + 500_000 // (128 + len(payload)))
    pauses = [drive(stranger.conversation.receive(flood, 0.0)) for _ in range(10)]
    assert pauses[-1] > 1


def test_a_question_about_many_ranges_counts_as_many() -> None:
    stranger, _ = a_stranger()
    ranges = [Range(FeedKey(b"?" * 8, 1), n, n + 1) for n in range(4096)]
    for number in range(7):
        question = frame(wire.encode(Pull(stranger.token, number, ranges)))
        pause_s = drive(stranger.conversation.receive(question, 0.0))
    assert pause_s > 1


def test_what_arrives_together_is_thought_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger, _ = a_stranger()
    thoughts: list[float] = []
    planner = stranger.device.exchange.planner
    plan = planner.plan

    def think(scopes: Iterable[bytes], now_s: float) -> list[PlannedPull]:
        thoughts.append(now_s)
        return plan(scopes, now_s)

    monkeypatch.setattr(planner, "plan", think)
    claims = [{FeedKey(n.to_bytes(8, "big"), 0): Extent(0, 5, b"x" * 8)} for n in range(500)]
    flood = b"".join(frame(wire.encode(Have(stranger.token, claim))) for claim in claims)
    drive(stranger.conversation.receive(flood, 0.0))
    assert len(thoughts) == 1
    one = frame(wire.encode(Have(stranger.token, claims[0])))
    pauses = [drive(stranger.conversation.receive(one, 0.0)) for _ in range(400)]
    assert pauses[-1] > 1


def test_garbage_ends_its_own_session_and_no_other() -> None:
    world = World(3)
    scope = world.found()
    good, bad = world.connect(0, 1), world.connect(0, 2)
    world.settle()
    drive(bad.ends[0].conversation.receive(b"\xff" * 100, world.now_s))
    assert bad.ends[0].conversation.closed is not None
    world.shelves[0].post(scope)
    world.settle()
    assert good.open
    assert world.shelves[1].ids(scope) == world.shelves[0].ids(scope)


def test_a_peer_that_falls_silent_is_closed() -> None:
    world = World(2)
    link = world.connect(0, 1)
    world.settle()
    world.pass_time(151.0)
    assert link.ends[0].conversation.closed is not None


def test_coming_in_step_and_falling_out_is_told() -> None:
    world = World(2)
    scope = world.found()
    world.connect(0, 1)
    world.settle()
    first = world.devices[0].changes
    assert first
    world.shelves[0].write_many(scope, [b"too many to be sent unasked"] * 1000)
    world.settle()
    assert world.devices[0].changes >= first + 2
    assert in_step(world)


# -- properties ----


@settings(max_examples=40)
@given(st.data())
def test_two_or_three_devices_end_with_the_same_operations(data: st.DataObject) -> None:
    """Any order of writing, hearing, answering, telling, cutting and meeting; then everybody meets."""
    world = World(data.draw(st.sampled_from([2, 3]), label="devices"))
    scope = world.found()
    count = len(world.devices)
    for shelf in world.shelves[1:]:
        if data.draw(st.booleans()):
            shelf.copy_scope(world.shelves[0], scope)
    for _ in range(data.draw(st.integers(0, 60), label="steps")):
        act = data.draw(st.sampled_from(["write", "move", "move", "move", "tell", "cut", "meet"]))
        if act == "write":
            shelf = world.shelves[data.draw(st.integers(0, count - 1))]
            if shelf.control_order[scope]:
                sizes = data.draw(st.lists(st.sampled_from([1, 200, 5000]), min_size=1, max_size=3))
                if data.draw(st.booleans()):
                    shelf.write(scope, data.draw(st.binary(min_size=32, max_size=32)), ADMIT)
                shelf.write_many(scope, [b"w" * size for size in sizes])
        elif act == "tell":
            world.announce(world.devices[data.draw(st.integers(0, count - 1))])
        elif act == "meet":
            a, b = data.draw(st.permutations(range(count)))[:2]
            world.connect(a, b)
        elif world.links:
            link = data.draw(st.sampled_from(world.links))
            if act == "cut":
                world.cut(link)
                continue
            link.pump()
            which = data.draw(st.integers(0, 1))
            if data.draw(st.booleans()):
                link.serve(which)
            else:
                link.deliver(which, data.draw(st.sampled_from([1, 50, 700, 100_000])), world.now_s)
            assert all(end.conversation.closed is None for end in link.ends)
    for link in list(world.links):
        world.cut(link)
    world.connect_all()
    world.settle(size=data.draw(st.sampled_from([97, 4096, 1 << 20])))
    world.pass_time(31.0)  # bodies that somebody did not have yet
    world.settle()
    assert same(world, scope)
    assert in_step(world)
    assert all(link.open for link in world.links)


@pytest.mark.parametrize("size", [1, 13, 1000])
def test_any_cut_of_the_streams_gives_the_same_end(size: int) -> None:
    world = World(2)
    scope = world.found()
    world.shelves[0].write_many(scope, [b"%d" % n for n in range(10)])
    world.connect(0, 1)
    world.settle(size=size)
    assert same(world, scope)
    assert in_step(world)
