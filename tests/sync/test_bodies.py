"""Long bodies: each is asked of one peer at a time that holds its operation."""

from sync import wire
from sync.bodies import ASK_AGAIN_S, IDS_PER_REQUEST, STALL_S
from sync.frames import frame
from sync.messages import Body, Want
from tests.sync.test_exchange import posts_of, same, sent
from tests.sync.world import Link, World, drive


def a_world(posts: int, count: int = 3) -> tuple[World, bytes]:
    """Return a world in which the first two devices hold long posts, and the last the operations without bodies."""
    world = World(count)
    scope = world.found()
    first, last = world.shelves[0], world.shelves[-1]
    first.write_many(scope, [bytes([n]) * 20_000 for n in range(posts)])
    for shelf in world.shelves[1:]:
        shelf.copy_scope(first, scope)
    for feed in last.scopes[scope].values():
        feed.ops = [op.without_body() if op.header.lane else op for op in feed.ops]
    return world, scope


def greet(world: World, link: Link) -> None:
    for _ in range(3):
        link.pump()
        for which in (0, 1):
            link.deliver(which, 1 << 20, world.now_s)


def test_two_peers_share_the_work() -> None:
    world, scope = a_world(2 * IDS_PER_REQUEST)
    one, two = world.connect(0, 2), world.connect(1, 2)
    wanted: list[bytes] = []
    for link in (one, two):
        link.pump()
        link.deliver(1, 1 << 20, world.now_s)
        wanted += [i for m in sent(link, 1) if isinstance(m, Want) for i in m.ids]
    assert len(wanted) == len(set(wanted)) == 2 * IDS_PER_REQUEST
    assert scope


def test_the_newest_are_asked_for_first() -> None:
    world, scope = a_world(3 * IDS_PER_REQUEST)
    link = world.connect(0, 2)
    link.pump()
    link.deliver(1, 1 << 20, world.now_s)
    (want,) = [m for m in sent(link, 1) if isinstance(m, Want)]
    newest = [
        op.id for op in world.shelves[0].scopes[scope][posts_of(world.shelves[0])].ops[-IDS_PER_REQUEST:]
    ]
    assert sorted(want.ids) == sorted(newest)


def test_what_a_stalled_peer_owes_is_asked_of_another() -> None:
    world, scope = a_world(3)
    silent = world.connect(0, 2)
    greet(world, silent)
    silent.pump()
    world.links.remove(silent)
    world.connect(1, 2)
    world.settle()
    assert not same(world, scope)
    world.pass_time(STALL_S + 1)
    world.settle()
    assert same(world, scope)


def test_an_empty_answer_keeps_nobody_else_from_being_asked() -> None:
    world, scope = a_world(3)
    liar = world.connect(0, 2)
    greet(world, liar)
    liar.pump()
    world.links.remove(liar)
    (number,) = [request.number for request in world.devices[2].exchange.bodies._requests.values()]
    world.connect(1, 2)
    world.settle()
    for _ in range(4):
        world.pass_time(STALL_S - 1)
        drive(liar.ends[1].conversation.receive(frame(wire.encode(Body(number, []))), world.now_s))
        world.settle()
    assert same(world, scope)


def test_who_does_not_have_it_is_asked_again_after_everybody_else() -> None:
    world, scope = a_world(1)
    slow = world.connect(0, 2)
    greet(world, slow)
    slow.pump()
    world.links.remove(slow)
    (request,) = world.devices[2].exchange.bodies._requests.values()
    world.connect(1, 2)
    world.settle()
    (op_id,) = request.ids
    # So late that it would be asked again at once, before anybody else.
    request.since_s = world.now_s = world.now_s + ASK_AGAIN_S + STALL_S
    world.pass_time(1.0)
    request.stalled = False
    answer = frame(wire.encode(Body(request.number, [(op_id, None)])))
    drive(slow.ends[1].conversation.receive(answer, world.now_s))
    world.settle()
    assert same(world, scope)


def test_what_a_peer_leaves_behind_is_asked_of_another() -> None:
    world, scope = a_world(3)
    first = world.connect(0, 2)
    greet(world, first)
    world.cut(first)
    world.connect(1, 2)
    world.settle()
    world.pass_time(1.0)
    world.settle()
    assert same(world, scope)


def test_an_answer_to_nothing_is_nothing() -> None:
    world, scope = a_world(3)
    link = world.connect(0, 2)
    greet(world, link)
    conversation = link.ends[1].conversation
    hunt = world.devices[2].exchange.bodies
    drive(hunt.arrived(conversation, scope, 999, [(b"i" * 32, b"body")], world.now_s))
    assert all(body is None for body in world.shelves[2].bodies(scope).values())


def test_a_false_body_is_not_kept_and_not_asked_for_again_at_once() -> None:
    world, scope = a_world(1, count=2)
    liar = world.shelves[0]

    async def false(_: bytes, ids: list[bytes]) -> list[tuple[bytes, bytes]]:
        return [(op_id, b"something else") for op_id in ids]

    liar.read_bodies = false  # type: ignore[method-assign, assignment]
    link = world.connect(0, 1)
    world.settle()
    assert list(world.shelves[1].bodies(scope).values()) == [None]
    assert link.open
