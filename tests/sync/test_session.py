"""The session: one conversation, from greeting to goodbye, whatever the peer sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import LocalProtocolError, MalformedError, RemoteProtocolError, UnreachableError
from sync.events import (
    Answered,
    Arrived,
    Asked,
    AskedBodies,
    BodiesArrived,
    Closed,
    CreditCame,
    Event,
    Greeted,
    Introduced,
    Lacks,
    Met,
    PeerHolds,
)
from sync.frames import FrameReader, frame
from sync.messages import (
    MAX_FEEDS,
    Body,
    Credit,
    Done,
    Err,
    Fault,
    Greet,
    Have,
    Message,
    Open,
    Ops,
    Ping,
    Pull,
    Range,
    Request,
    Scopes,
    Want,
)
from sync.ops import Op
from sync.ports import Extent, FeedKey, Vector
from sync.runs import Run, dev8, encode_run
from sync.session import (
    GREET_TIMEOUT_S,
    MAX_OPENINGS,
    MAX_QUEUED_REQUESTS,
    SILENCE_TIMEOUT_S,
    Session,
    State,
)
from tests.fakes import MemoryShelf
from tests.sync.strategies import conversation_messages, cuts

HASH = b"h" * 32
SCOPE, OTHER = b"s" * 32, b"o" * 32
FEED = FeedKey(b"f" * 8, 1)
HELD: Vector = {FEED: Extent(0, 5, b"x" * 8)}


def a_session(*scopes: bytes, initiator: bool = True, vector: Vector = HELD) -> Session:
    return Session(
        initiator=initiator,
        handshake_hash=HASH,
        listen_port=20_000,
        scopes=dict.fromkeys(scopes, vector),
        now_s=0.0,
    )


def framed(*messages: Message) -> bytes:
    return b"".join(frame(wire.encode(message)) for message in messages)


def said(session: Session) -> list[Message]:
    """Return what the session wants to say, and forget it."""
    found = [wire.decode(payload) for payload in FrameReader().feed(session.take_outgoing())]
    return [message for message in found if message is not None]


def hear(session: Session, *messages: Message) -> list[Event]:
    return session.receive(framed(*messages), 0.0)


def two(vector_a: Vector = HELD, vector_b: Vector = HELD) -> tuple[Session, Session]:
    """Return two sessions that share a scope and have greeted each other."""
    a, b = a_session(SCOPE, vector=vector_a), a_session(SCOPE, initiator=False, vector=vector_b)
    from_a, from_b = a.take_outgoing(), b.take_outgoing()
    a.receive(from_b, 0.0)
    b.receive(from_a, 0.0)
    return a, b


def token(session: Session, scope: bytes = SCOPE) -> bytes:
    return session._naming.offers[scope].token


def a_run(posts: int = 3, size: int = 10) -> Run:
    shelf = MemoryShelf()
    scope = shelf.found()
    ops = shelf.write_many(scope, [bytes([n % 256]) * size for n in range(posts)])
    return Run(scope, tuple(ops))


def fault(events: list[Event]) -> str:
    """Return why the session ended, which must be the last thing that happened."""
    assert isinstance(events[-1], Closed)
    return str(events[-1].cause)


def test_both_sides_greet_and_name_their_scopes_at_once() -> None:
    a, b = a_session(SCOPE), a_session(SCOPE, initiator=False)
    assert b.receive(a.take_outgoing(), 0.0) == [Greeted(20_000), Met(SCOPE, in_step=True)]
    assert a.receive(b.take_outgoing(), 0.0) == [Greeted(20_000), Met(SCOPE, in_step=True)]
    assert a.state is b.state is State.OPEN
    assert a.views == b.views == {SCOPE: HELD}


def test_who_holds_something_else_is_not_in_step() -> None:
    a, b = a_session(SCOPE), a_session(SCOPE, initiator=False, vector={})
    assert b.receive(a.take_outgoing(), 0.0) == [Greeted(20_000), Met(SCOPE, in_step=False)]
    assert b.views == {}


def test_what_the_peer_does_not_name_it_lacks() -> None:
    a, b = a_session(SCOPE, OTHER), a_session(SCOPE, initiator=False)
    events = a.receive(b.take_outgoing(), 0.0)
    assert events == [Greeted(20_000), Met(SCOPE, in_step=True), Lacks(OTHER)]


def test_a_mirror_shares_nothing() -> None:
    a = a_session(SCOPE)
    assert a.receive(a.take_outgoing(), 0.0) == [Greeted(20_000), Lacks(SCOPE)]


def test_a_scope_offered_later_is_met_on_both_sides() -> None:
    a, b = a_session(), a_session(initiator=False)
    a.receive(b.take_outgoing(), 0.0)
    b.receive(a.take_outgoing(), 0.0)
    assert a.offer({SCOPE: HELD}) == [Lacks(SCOPE)]
    assert b.receive(a.take_outgoing(), 0.0) == []
    assert b.offer({SCOPE: HELD}) == [Met(SCOPE, in_step=True)]
    assert a.receive(b.take_outgoing(), 0.0) == [Met(SCOPE, in_step=True)]
    assert a.offer({SCOPE: HELD}) == []


def test_a_scope_that_was_withdrawn_is_unknown_until_it_is_offered_again() -> None:
    a, b = two()
    a.retract(SCOPE)
    a.retract(SCOPE)
    b.send_have(SCOPE, HELD)
    b.pull(SCOPE, [Range(FEED, 0, 5)])
    assert a.receive(b.take_outgoing(), 0.0) == [Asked(None, 1, [Range(FEED, 0, 5)])]
    assert a.offer({SCOPE: HELD}) == [Met(SCOPE, in_step=False)]
    assert b.receive(a.take_outgoing(), 0.0) == [Met(SCOPE, in_step=False)]
    assert a.mutual == b.mutual == {SCOPE}


def test_a_vector_replaces_and_news_add() -> None:
    a, b = two()
    more = {FeedKey(b"g" * 8, 0): Extent(0, 1, b"y" * 8)}
    b.send_have(SCOPE, more)
    assert a.receive(b.take_outgoing(), 0.0) == [PeerHolds(SCOPE, more)]
    assert a.views[SCOPE] == {**HELD, **more}
    b.send_vector(SCOPE, more)
    a.receive(b.take_outgoing(), 0.0)
    assert a.views[SCOPE] == more


def test_requests_and_answers_find_each_other() -> None:
    a, b = two()
    ranges = [Range(FEED, 2, 9)]
    number = a.pull(SCOPE, ranges)
    assert b.receive(a.take_outgoing(), 0.0) == [Asked(SCOPE, number, ranges)]
    b.send_done(number)
    assert a.receive(b.take_outgoing(), 0.0) == [Answered(number)]
    wanted = [b"i" * 32, b"j" * 32]
    number = a.want(SCOPE, wanted)
    assert b.receive(a.take_outgoing(), 0.0) == [AskedBodies(SCOPE, number, wanted)]
    bodies = [(b"j" * 32, b"body"), (b"i" * 32, None)]
    b.send_bodies(number, bodies[:1], last=False)
    b.send_bodies(number, bodies[1:], last=True)
    first, second = a.receive(b.take_outgoing(), 0.0)
    assert isinstance(first, BodiesArrived)
    assert isinstance(second, BodiesArrived)
    assert [*first.bodies, *second.bodies] == bodies


def test_operations_arrive_and_tell_what_their_sender_holds() -> None:
    run = a_run()
    a = a_session(run.scope, vector={})
    b = a_session(run.scope, initiator=False, vector={})
    a.receive(b.take_outgoing(), 0.0)
    b.receive(a.take_outgoing(), 0.0)
    assert b.send_ops(run.scope, [run])
    (event,) = a.receive(b.take_outgoing(), 0.0)
    assert isinstance(event, Arrived)
    assert event.runs == (run,)
    feed = FeedKey(dev8(run.author), 1)
    assert a.views[run.scope][feed] == Extent(0, 3, run.ops[-1].id[:8])


def test_operations_are_not_sent_beyond_the_credit() -> None:
    run = a_run(40, 4000)
    a, b = (a_session(run.scope, initiator=i, vector={}) for i in (True, False))
    a.receive(b.take_outgoing(), 0.0)
    b.receive(a.take_outgoing(), 0.0)
    assert b.send_ops(run.scope, [run])
    assert not b.send_ops(run.scope, [run])
    (event,) = a.receive(b.take_outgoing(), 0.0)
    assert isinstance(event, Arrived)
    a.settle_ops(event.cost)
    assert b.receive(a.take_outgoing(), 0.0) == [CreditCame()]
    assert b.send_ops(run.scope, [run])


def test_a_peer_that_sends_beyond_its_credit_is_closed() -> None:
    run = a_run(40, 4000)
    a = a_session(run.scope, initiator=True)
    b = a_session(run.scope, initiator=False)
    a.receive(b.take_outgoing(), 0.0)
    ops = Ops(token(b, run.scope), [encode_run(run)])
    events = hear(a, ops, ops)
    assert "credit" in fault(events)
    assert said(a)[-1] == Err(Fault.RULE)


def test_operations_of_a_scope_that_is_not_shared_are_dropped_and_their_credit_given_back() -> None:
    run = a_run(20, 4000)
    a, _ = two()
    for _ in range(40):
        assert hear(a, Ops(b"?" * 16, [encode_run(run)])) == []
    assert any(isinstance(message, Credit) for message in said(a))


def test_what_was_sent_is_believed_to_be_there() -> None:
    a, _ = two()
    a.assume(SCOPE, {FEED: Extent(0, 9, b"z" * 8)})
    assert a.views[SCOPE] == {FEED: Extent(0, 9, b"z" * 8)}


# -- introductions ----


def genesis() -> Op:
    shelf = MemoryShelf()
    return shelf.control_order[shelf.found()][0]


def test_an_introduction_is_heard_by_who_does_not_know_the_scope() -> None:
    op = genesis()
    a, b = a_session(op.scope), a_session(initiator=False)
    b.receive(a.take_outgoing(), 0.0)
    a.introduce(op.scope, op)
    assert b.receive(a.take_outgoing(), 0.0) == [Introduced(op)]
    assert b.offer({op.scope: {}}) == [Met(op.scope, in_step=False)]


def test_an_introduction_to_what_is_known_says_nothing() -> None:
    op = genesis()
    a, b = a_session(op.scope), a_session(op.scope, initiator=False)
    b.receive(a.take_outgoing(), 0.0)
    a.introduce(op.scope, op)
    assert b.receive(a.take_outgoing(), 0.0) == []


def test_an_introduction_under_a_wrong_token_is_a_fault() -> None:
    op = genesis()
    b = a_session(initiator=False)
    events = hear(b, Greet(1, 0), Open(b"t" * 16, op.raw_header, op.body))
    assert "introduction" in fault(events)


def test_there_are_so_many_introductions_and_no_more() -> None:
    op = genesis()
    a, b = a_session(op.scope), a_session(initiator=False)
    for _ in range(MAX_OPENINGS + 5):
        a.introduce(op.scope, op)
    events = b.receive(a.take_outgoing(), 0.0)
    assert not b.is_closed
    assert len(events) == 1 + MAX_OPENINGS
    assert "too many" in fault(hear(b, Open(token(a, op.scope), op.raw_header, op.body)))


# -- faults ----


@pytest.mark.parametrize(
    "messages",
    [
        [Scopes([])],
        [Ping()],
        [Greet(1, 0), Greet(1, 0)],
        [Greet(1, 0), Done(1)],
        [Greet(1, 0), Body(1, [(b"i" * 32, None)])],
        [Greet(1, 0), Request(b"")],
        [Greet(1, 0), *[Pull(b"t" * 16, n, []) for n in range(MAX_QUEUED_REQUESTS + 1)]],
        [Greet(1, 0), *[Want(b"t" * 16, n, []) for n in range(MAX_QUEUED_REQUESTS + 1)]],
    ],
)
def test_a_peer_that_breaks_a_rule_is_told_and_closed(messages: list[Message]) -> None:
    session = a_session()
    said(session)
    events = hear(session, *messages, Ping())
    assert isinstance(events[-1], Closed)
    assert isinstance(events[-1].cause, RemoteProtocolError)
    assert said(session) == [Err(Fault.RULE)]
    assert hear(session, Ping()) == []


def test_a_malformed_message_closes_the_session() -> None:
    session = a_session()
    said(session)
    events = session.receive(frame(b"\x93\x01\x00\x00"), 0.0)
    assert isinstance(events[-1], Closed)
    assert isinstance(events[-1].cause, MalformedError)
    assert said(session) == [Err(Fault.MALFORMED)]


def test_a_malformed_run_closes_the_session() -> None:
    a, b = two()
    events = hear(a, Ops(token(b), [[b"a" * 32, 1, 0, bytes(32), [[]]]]))
    assert isinstance(events[-1], Closed)


def test_a_body_that_was_not_asked_for_is_a_fault() -> None:
    a, _ = two()
    number = a.want(SCOPE, [b"i" * 32])
    assert "asked" in fault(hear(a, Body(number, [(b"j" * 32, b"x")])))


def test_a_scope_named_twice_in_one_breath_is_a_fault() -> None:
    a, b = two()
    assert "twice" in fault(hear(a, Scopes([(token(b), b"d" * 16)] * 2)))


def test_of_too_many_feeds_the_first_are_noted() -> None:
    a, b = two()
    for n in range(3):
        feeds = {FeedKey((n * 4000 + k).to_bytes(8, "big"), 1): Extent(0, 1, b"x" * 8) for k in range(4000)}
        hear(a, Have(token(b), feeds))
    assert not a.is_closed
    assert len(a.views[SCOPE]) == MAX_FEEDS
    known = FeedKey((1).to_bytes(8, "big"), 1)
    hear(a, Have(token(b), {known: Extent(0, 7, b"y" * 8)}))
    assert a.views[SCOPE][known].hi == 7


def test_a_peer_that_asks_and_does_not_listen_is_closed() -> None:
    a, _ = two()
    huge = {FeedKey(k.to_bytes(8, "big"), 1): Extent(0, 1, b"x" * 8) for k in range(4096)}
    while not a.is_closed:
        a.send_vector(SCOPE, huge)
        events = hear(a, Ping())
    assert "does not read" in fault(events)
    assert a.outgoing_bytes() < 5 << 20


def test_what_a_fault_says_leaves_out_content() -> None:
    secret = b"the secret of the family"
    for message in (Ops(token(two()[1]), [secret]), Body(1, [(secret[:12] + bytes(20), secret)])):
        reason = fault(hear(two()[0], message))
        assert "secret" not in reason
        assert "family" not in reason


def test_a_peer_may_find_fault_with_us() -> None:
    session = a_session()
    said(session)
    assert "fault 2" in fault(hear(session, Err(2)))
    assert said(session) == []


def test_silence_is_nobodys_fault() -> None:
    (told,) = hear(a_session(), Err(Fault.SILENCE))
    (found,) = a_session().tick(1e9)
    for closed in (told, found):
        assert isinstance(closed, Closed)
        assert isinstance(closed.cause, UnreachableError)


def test_goodbye_is_no_fault() -> None:
    session = a_session()
    assert session.close() == [Closed(None)]
    assert session.close() == []
    assert session.offer({SCOPE: {}}) == []
    assert session.tick(1e9) == []
    assert hear(session, Greet(1, 0)) == []


def test_a_fault_that_the_caller_finds_closes_the_session() -> None:
    session = a_session()
    cause = RemoteProtocolError("no")
    assert session.fail(cause) == [Closed(cause)]
    assert session.fail(cause) == []


def test_to_speak_of_a_scope_that_was_not_offered_is_our_own_mistake() -> None:
    with pytest.raises(LocalProtocolError):
        a_session().send_have(SCOPE, HELD)


# -- time ----


def test_a_peer_that_does_not_greet_is_closed() -> None:
    session = a_session()
    assert session.tick(GREET_TIMEOUT_S) == []
    assert "silence" in fault(session.tick(GREET_TIMEOUT_S + 0.1))


def test_a_peer_that_falls_silent_is_closed() -> None:
    a, _ = two()
    a.receive(framed(Ping()), 100.0)
    assert a.tick(100.0 + SILENCE_TIMEOUT_S) == []
    assert "silence" in fault(a.tick(100.1 + SILENCE_TIMEOUT_S))


def test_an_idle_session_is_heard_well_within_the_peers_patience() -> None:
    a, _ = two()
    said(a)
    pings = []
    for second in range(600):
        a.receive(framed(Ping()), float(second))
        a.tick(float(second))
        pings += [second] * len(said(a))
    gaps = [y - x for x, y in zip([0, *pings], pings, strict=False)]
    assert len(pings) >= 8
    assert all(45 <= gap <= 76 for gap in gaps)


# -- properties ----


@given(st.data())
def test_any_cut_of_the_stream_gives_the_same_events(data: st.DataObject) -> None:
    b = a_session(SCOPE, initiator=False)
    named = st.sampled_from([token(b), b"?" * 16])
    sent = data.draw(st.lists(conversation_messages(named), max_size=6))
    stream = b.take_outgoing() + framed(*sent)
    whole, cut = a_session(SCOPE), a_session(SCOPE)
    expected = whole.receive(stream, 0.0)
    events = [event for piece in data.draw(cuts(stream)) for event in cut.receive(piece, 0.0)]
    assert list(map(repr, events)) == list(map(repr, expected))
    assert whole.views == cut.views


@given(st.data())
def test_whatever_the_peer_sends_closed_comes_once_and_last(data: st.DataObject) -> None:
    session = a_session(SCOPE, OTHER)
    named = st.sampled_from([session._naming.their_token(SCOPE), b"?" * 16])
    pieces = data.draw(
        st.lists(
            st.builds(framed, st.just(Greet(1, 5)))
            | st.builds(framed, conversation_messages(named))
            | st.builds(frame, st.binary(min_size=1, max_size=20))
            | st.binary(max_size=10),
            max_size=10,
        )
    )
    if data.draw(st.booleans()):
        pieces = [framed(Greet(1, 5), Scopes([(session._naming.their_token(SCOPE), b"d" * 16)])), *pieces]
    events = [e for piece in data.draw(cuts(b"".join(pieces))) for e in session.receive(piece, 0.0)]
    closings = [event for event in events if isinstance(event, Closed)]
    assert len(closings) == (session.state is State.CLOSED)
    assert not closings or events[-1] is closings[0]
