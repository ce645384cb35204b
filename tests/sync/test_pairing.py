"""Pairing: three parcels, in order, and one end whatever the peer sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import LocalProtocolError, RemoteProtocolError
from sync.frames import frame
from sync.messages import MAX_PAIRING_BYTES, Answer, Err, Greeting, Message, Ops, Ping, Request
from sync.omp1 import encode
from sync.pairing import STEP_TIMEOUT_S, Ended, Pairing, Received, Side
from tests.sync.strategies import conversation_messages, cuts, pairing_messages


def framed(*messages: Message) -> bytes:
    return b"".join(frame(wire.encode(message)) for message in messages)


def pass_on(a: Pairing, b: Pairing) -> list[Received | Ended]:
    return b.receive(a.take_outgoing(), 0.0)


def test_a_guest_and_a_host_say_three_things() -> None:
    host, guest = Pairing(Side.HOST, 0.0), Pairing(Side.GUEST, 0.0)
    assert host.our_turn
    assert not guest.our_turn
    host.say(b"welcome", 0.0)
    assert pass_on(host, guest) == [Received(b"welcome")]
    guest.say(b"may I", 0.0)
    assert pass_on(guest, host) == [Received(b"may I")]
    host.say(b"yes", 0.0)
    assert pass_on(host, guest) == [Received(b"yes")]
    guest.close()
    assert guest.over
    assert host.hang_up(properly=True) == [Ended(None)]


def test_a_guest_may_go_away() -> None:
    host, guest = Pairing(Side.HOST, 0.0), Pairing(Side.GUEST, 0.0)
    host.say(b"welcome", 0.0)
    pass_on(host, guest)
    guest.close()
    (ended,) = host.hang_up(properly=True)
    assert isinstance(ended, Ended)
    assert isinstance(ended.cause, RemoteProtocolError)
    assert host.hang_up(properly=True) == []


def test_a_line_that_is_cut_at_the_end_is_no_goodbye() -> None:
    host = Pairing(Side.HOST, 0.0)
    host.say(b"welcome", 0.0)
    host.receive(framed(Request(b"may I")), 0.0)
    host.say(b"yes", 0.0)
    (ended,) = host.hang_up(properly=False)
    assert isinstance(ended, Ended)
    assert ended.cause is not None


@given(
    st.sampled_from(Side),
    st.lists(pairing_messages | conversation_messages(), max_size=6),
    st.binary(max_size=10),
    st.data(),
)
def test_whatever_the_peer_sends_the_end_comes_once_and_last(
    side: Side, sent: list[Message], tail: bytes, data: st.DataObject
) -> None:
    pairing = Pairing(side, 0.0)
    events: list[Received | Ended] = []
    for piece in data.draw(cuts(framed(*sent) + tail)):
        if pairing.our_turn:
            pairing.say(b"ours", 0.0)
        events += pairing.receive(piece, 0.0)
    ends = [event for event in events if isinstance(event, Ended)]
    assert len(ends) == pairing.over
    assert not ends or events[-1] is ends[0]


@given(st.sampled_from([b"", b"x", b"x" * 1000]), st.data())
def test_any_cut_of_the_stream_gives_the_same_events(payload: bytes, data: st.DataObject) -> None:
    guest = Pairing(Side.GUEST, 0.0)
    pieces = data.draw(cuts(framed(Greeting(payload))))
    assert [event for piece in pieces for event in guest.receive(piece, 0.0)] == [Received(payload)]


@pytest.mark.parametrize(
    ("side", "message"),
    [
        (Side.HOST, Request(b"")),
        (Side.HOST, Greeting(b"")),
        (Side.GUEST, Request(b"")),
        (Side.GUEST, Answer(b"")),
        (Side.GUEST, Ops(b"t" * 16, [])),
    ],
)
def test_a_parcel_out_of_turn_ends_it(side: Side, message: Message) -> None:
    pairing = Pairing(side, 0.0)
    (event,) = pairing.receive(framed(message), 0.0)
    assert isinstance(event, Ended)
    assert isinstance(event.cause, RemoteProtocolError)
    assert wire.decode(pairing.take_outgoing()[4:]) == Err(2)


def test_to_speak_out_of_turn_or_too_long_is_our_own_mistake() -> None:
    with pytest.raises(LocalProtocolError):
        Pairing(Side.GUEST, 0.0).say(b"me first", 0.0)
    with pytest.raises(LocalProtocolError):
        Pairing(Side.HOST, 0.0).say(b"x" * (MAX_PAIRING_BYTES + 1), 0.0)


def test_the_longest_parcel_arrives() -> None:
    host, guest = Pairing(Side.HOST, 0.0), Pairing(Side.GUEST, 0.0)
    host.say(b"x" * MAX_PAIRING_BYTES, 0.0)
    assert pass_on(host, guest) == [Received(b"x" * MAX_PAIRING_BYTES)]


def test_silence_ends_it() -> None:
    guest = Pairing(Side.GUEST, 0.0)
    assert guest.tick(STEP_TIMEOUT_S) == []
    assert len(guest.tick(STEP_TIMEOUT_S + 0.1)) == 1
    assert guest.tick(STEP_TIMEOUT_S + 0.2) == []
    # Our own slowness is ours to bound.
    assert Pairing(Side.HOST, 0.0).tick(1000.0) == []


def test_what_is_not_known_is_passed_over() -> None:
    guest = Pairing(Side.GUEST, 0.0)
    assert guest.receive(frame(encode([99, "new"])) + framed(Ping()), 0.0) == []
    assert not guest.over


def test_a_malformed_message_ends_it() -> None:
    guest = Pairing(Side.GUEST, 0.0)
    (event,) = guest.receive(frame(encode([32, "text"])), 0.0)
    assert isinstance(event, Ended)
    assert wire.decode(guest.take_outgoing()[4:]) == Err(1)


def test_the_peer_may_find_fault() -> None:
    (event,) = Pairing(Side.GUEST, 0.0).receive(framed(Err(2)), 0.0)
    assert isinstance(event, Ended)
    assert event.cause is not None
