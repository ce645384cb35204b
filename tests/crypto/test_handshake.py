"""The silent hello: what two friends learn, and what everybody else does not."""

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import padding
from crypto.errors import HandshakeError, MalformedKeyError
from crypto.handshake import (
    MAX_CANDIDATES,
    MAX_PAYLOAD_BYTES,
    Candidate,
    Established,
    Event,
    Failed,
    Initiator,
    Responder,
)
from crypto.keys import AgreementKey
from tests.crypto.helpers import (
    LOW_ORDER_POINTS,
    Chance,
    a_secret,
    an_agreement_key,
    bytewise,
    converse,
    cuts,
    flipped,
)

ANNA, BEN, CLEO = (an_agreement_key(name) for name in ("anna", "ben", "cleo"))
KEY = a_secret("anna and ben")
SIZES = [32, 272, 16, 64, 256, 224]

an_index = st.integers(0, 10_000)


def an_initiator(*keys: bytes, static: AgreementKey = ANNA, payload: bytes = b"I am Anna's") -> Initiator:
    return Initiator(static, [Candidate(f"key {i}", key) for i, key in enumerate(keys or (KEY,))], payload)


def a_responder(*keys: bytes, static: AgreementKey = BEN, payload: bytes = b"I am Ben's") -> Responder:
    return Responder(static, [Candidate(f"key {i}", key) for i, key in enumerate(keys or (KEY,))], payload)


def a_recording() -> list[bytes]:
    """Return the six messages of a conversation that went well."""
    return converse(an_initiator(), a_responder())[2]


def established(events: list[Event]) -> Established:
    match events:
        case [Established() as event]:
            return event
    raise AssertionError(f"expected one Established, got {events}")


# What two friends learn


def test_two_friends_find_each_other() -> None:
    annas_events, bens_events, sent = converse(an_initiator(), a_responder())
    annas, bens = established(annas_events), established(bens_events)
    assert (annas.remote_static, annas.remote_payload) == (BEN.public, b"I am Ben's")
    assert (bens.remote_static, bens.remote_payload) == (ANNA.public, b"I am Anna's")
    assert annas.handshake_hash == bens.handshake_hash
    assert len(annas.handshake_hash) == 32
    assert [len(message) for message in sent] == SIZES


def test_what_they_say_afterwards_arrives() -> None:
    annas_events, bens_events, _ = converse(an_initiator(), a_responder())
    annas, bens = established(annas_events).channel, established(bens_events).channel
    assert bens.feed(annas.seal(b"hello Ben", 0.0), 0.0) == [b"hello Ben"]
    assert annas.feed(bens.seal(b"hello Anna", 0.0), 0.0) == [b"hello Anna"]


def test_no_session_is_named_like_another() -> None:
    hashes = {established(converse(an_initiator(), a_responder())[0]).handshake_hash for _ in range(5)}
    assert len(hashes) == 5


@given(st.binary(max_size=MAX_PAYLOAD_BYTES), st.binary(max_size=MAX_PAYLOAD_BYTES))
def test_payloads_of_any_length_arrive_and_look_the_same(one: bytes, two: bytes) -> None:
    annas_events, bens_events, sent = converse(an_initiator(payload=one), a_responder(payload=two))
    assert established(annas_events).remote_payload == two
    assert established(bens_events).remote_payload == one
    assert [len(message) for message in sent] == SIZES


@given(st.integers(1, MAX_CANDIDATES), st.integers(0, MAX_CANDIDATES - 1), st.integers(0, 30))
def test_a_hello_may_offer_up_to_sixteen_keys(offered: int, which: int, strangers: int) -> None:
    which %= offered
    keys = [a_secret(f"offered {i}") for i in range(offered)]
    others = [a_secret(f"stranger {i}") for i in range(strangers)]
    annas_events, bens_events, _ = converse(an_initiator(*keys), a_responder(*others, keys[which]))
    assert established(annas_events).name == f"key {which}"
    assert established(bens_events).name == f"key {strangers}"


def test_a_responder_tells_its_contacts_apart() -> None:
    keys = [a_secret(name) for name in ("anna", "ben", "cleo")]
    for index, key in enumerate(keys):
        assert established(converse(an_initiator(key), a_responder(*keys))[1]).name == f"key {index}"


def test_of_several_common_keys_both_sides_mean_the_same() -> None:
    one, two = a_secret("one"), a_secret("two")
    annas_events, bens_events, _ = converse(an_initiator(two, one), a_responder(one, two))
    assert established(annas_events).name == "key 1"
    assert established(bens_events).name == "key 0"


def test_one_key_under_two_names_is_offered_once() -> None:
    annas_events, _, sent = converse(an_initiator(KEY, KEY), a_responder())
    assert established(annas_events).name == "key 0"
    tags = {sent[1][start : start + 16] for start in range(16, 272, 16)}
    assert len(tags) == MAX_CANDIDATES


# Any cut of the stream


@settings(max_examples=50)
@given(st.data())
def test_any_cut_of_the_stream_gives_the_same_events(data: st.DataObject) -> None:
    def talk(*, cut: bool) -> tuple[list[Event], list[Event], list[bytes]]:
        with patch("nacl.bindings.randombytes", Chance("handshake")):
            anna, ben = an_initiator(), a_responder()
            events: dict[object, list[Event]] = {anna: [], ben: []}
            sent: list[bytes] = []
            for speaker, listener in [(ben, anna), (anna, ben)] * 3:
                message = speaker.take_outgoing()
                sent.append(message)
                for piece in data.draw(cuts(message)) if cut else [message]:
                    events[listener] += listener.receive(piece)
            return events[anna], events[ben], sent

    assert talk(cut=True) == talk(cut=False)


@given(st.data())
def test_what_follows_the_handshake_is_left_for_the_channel(data: st.DataObject) -> None:
    anna, ben = an_initiator(), a_responder()
    for _ in range(2):
        anna.receive(ben.take_outgoing())
        ben.receive(anna.take_outgoing())
    channel = established(anna.receive(ben.take_outgoing())).channel
    pieces = data.draw(cuts(anna.take_outgoing() + channel.seal(b"and I have news", 0.0)))
    while not (events := ben.receive(pieces.pop(0))):
        pass
    bens = established(events)
    rest = bens.leftover + b"".join(pieces)
    assert bens.channel.feed(rest, 0.0) == [b"and I have news"]


def test_bytes_of_the_channel_given_to_the_handshake_are_a_mistake_of_the_caller() -> None:
    anna, ben = an_initiator(), a_responder()
    converse(anna, ben)
    for machine in (anna, ben):
        with pytest.raises(HandshakeError, match="channel"):
            machine.receive(b"a record")
        assert machine.receive(b"") == []


# What everybody else learns


@given(st.lists(st.binary(max_size=400), max_size=5))
def test_a_prober_gets_32_random_bytes_and_nothing_else(probes: list[bytes]) -> None:
    ben = a_responder()
    out, events = ben.take_outgoing(), []
    for probe in probes:
        events += ben.receive(probe)
        out += ben.take_outgoing()
    assert len(out) == 32
    assert events == [Failed("the peer holds none of our keys")] * (sum(map(len, probes)) >= 272)


@given(st.lists(st.integers(0, 5), max_size=6), st.data())
def test_parts_of_recordings_in_any_order_get_no_further(order: list[int], data: st.DataObject) -> None:
    recording = a_recording()
    stream = b"".join(recording[index] for index in order)
    ben, anna = a_responder(), an_initiator()
    bens_out, annas_out, events = b"", b"", []
    for piece in data.draw(cuts(stream)):
        events += ben.receive(piece) + anna.receive(piece)
        bens_out += ben.take_outgoing()
        annas_out += anna.take_outgoing()
    assert not any(isinstance(event, Established) for event in events)
    assert len(bens_out) in (0, 32)
    assert len(annas_out) in (0, 272)


def test_a_recorded_initiator_is_not_recognised_again() -> None:
    ben, recording = a_responder(), a_recording()
    assert [type(event) for event in ben.receive(b"".join(recording[1::2]))] == [Failed]
    assert len(ben.take_outgoing()) == 32


def test_a_recorded_responder_is_not_believed_again() -> None:
    anna, recording = an_initiator(), a_recording()
    assert [type(event) for event in anna.receive(b"".join(recording[0::2]))] == [Failed]
    assert len(anna.take_outgoing()) == 272


def test_somebody_with_another_key_learns_nothing() -> None:
    annas_events, bens_events, sent = converse(an_initiator(a_secret("wrong")), a_responder())
    assert annas_events == []
    assert bens_events == [Failed("the peer holds none of our keys")]
    assert [len(message) for message in sent] == SIZES[:2]


def test_a_device_without_contacts_is_as_silent() -> None:
    ben = Responder(BEN, [])
    assert [type(event) for event in ben.receive(bytes(272))] == [Failed]
    assert len(ben.take_outgoing()) == 32


def test_after_a_failure_nothing_is_read_and_nothing_said() -> None:
    ben = a_responder()
    ben.take_outgoing()
    ben.receive(bytes(272))
    assert ben.receive(b"".join(a_recording())) == []
    assert ben.take_outgoing() == b""


def test_an_echo_is_no_friend() -> None:
    anna, ben = an_initiator(), a_responder()
    anna.receive(ben.take_outgoing())  # the echo borrows a nonce to begin with
    events = []
    for echoed in bytewise(anna.take_outgoing()):
        events += anna.receive(echoed)
    assert events == [Failed("the peer holds none of our keys")]
    nonce = a_responder().take_outgoing()
    assert [type(event) for event in ben.receive(nonce * 9)] == [Failed]


def test_two_ends_of_one_device_do_not_take_each_other_for_a_friend() -> None:
    annas_events, bens_events, sent = converse(an_initiator(static=ANNA), a_responder(static=ANNA))
    assert annas_events == [Failed("the peer is a mirror")]
    assert bens_events == []
    assert [len(message) for message in sent] == SIZES[:5]


def test_a_responder_refuses_its_own_static_key() -> None:
    anna, ben = an_initiator(static=ANNA), a_responder(static=BEN)
    anna._static = BEN  # what a copy of Ben's device would say, without the precaution of ours
    with patch.object(Initiator, "_read_payload", lambda _, noise, message: noise.read_message(message)):
        _, bens_events, _ = converse(anna, ben)
    assert bens_events == [Failed("the peer is a mirror")]


@settings(max_examples=200)
@given(st.integers(0, 5), an_index)
def test_a_bit_flipped_on_the_way_leaves_nobody_deceived(message: int, bit: int) -> None:
    anna, ben = an_initiator(), a_responder()
    annas_events: list[Event] = []
    bens_events: list[Event] = []
    for turn in range(6):
        speaker, listener, events = (ben, anna, annas_events) if turn % 2 == 0 else (anna, ben, bens_events)
        sent = speaker.take_outgoing()
        if turn == message and sent:
            sent = flipped(sent, bit % (len(sent) * 8))
        events += listener.receive(sent)
    # The last message has no answer, so its sender cannot know; everything else fails on both sides or hangs.
    assert not any(isinstance(event, Established) for event in bens_events)
    assert message == 5 or not any(isinstance(event, Established) for event in annas_events)


def test_an_observer_cannot_tell_the_messages_from_chance() -> None:
    # A bare Curve25519 key always has a clear top bit; 64 masked ones without a set bit would be a miracle.
    recordings = [a_recording() for _ in range(64)]
    for message in (3, 4):
        assert {recording[message][31] >> 7 for recording in recordings} == {0, 1}
    for index in range(6):
        assert len({recording[index] for recording in recordings}) == 64


# Friends who misbehave


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
def test_points_of_low_order_are_a_failure_and_no_exception(point: bytes) -> None:
    poisoned = AgreementKey(ANNA.raw, point)
    with patch.object(AgreementKey, "generate", lambda: poisoned):
        annas_events, bens_events, _ = converse(an_initiator(), a_responder())
    assert not any(isinstance(event, Established) for event in annas_events + bens_events)
    assert [type(event) for event in annas_events + bens_events] == [Failed]
    annas_events, bens_events, _ = converse(an_initiator(static=poisoned), a_responder())
    assert [type(event) for event in bens_events] == [Failed]
    annas_events, bens_events, _ = converse(an_initiator(), a_responder(static=poisoned))
    assert [type(event) for event in annas_events] == [Failed]


@pytest.mark.parametrize("padded", [bytes(160), b"x" * 160, padding.fill(bytes(MAX_PAYLOAD_BYTES + 1), 160)])
def test_a_payload_that_breaks_the_rules_is_a_failure(padded: bytes) -> None:
    anna, ben = an_initiator(), a_responder()
    anna._payload = padded
    assert [type(event) for event in converse(anna, ben)[1]] == [Failed]
    anna, ben = an_initiator(), a_responder()
    ben._payload = padded
    annas_events, bens_events, sent = converse(anna, ben)
    assert [type(event) for event in annas_events] == [Failed]
    assert bens_events == []
    assert len(sent) == 5  # Anna does not introduce herself to somebody whom she refuses


def test_a_first_message_of_a_later_version_is_a_failure() -> None:
    anna, ben = an_initiator(), a_responder()
    with patch("crypto.handshake._RESERVED", b"\x01" + bytes(15)):
        anna.receive(ben.take_outgoing())
        ben.receive(anna.take_outgoing())
        anna.receive(ben.take_outgoing())
    assert ben.receive(anna.take_outgoing()) == [Failed("the peer says more than this version knows")]


# Mistakes of the caller


def test_a_hello_needs_one_to_sixteen_candidates() -> None:
    with pytest.raises(ValueError, match="candidates"):
        Initiator(ANNA, [])
    with pytest.raises(ValueError, match="candidates"):
        an_initiator(*(a_secret(str(i)) for i in range(MAX_CANDIDATES + 1)))


@pytest.mark.parametrize("make", [an_initiator, a_responder])
def test_a_payload_has_an_upper_limit(make: Any) -> None:
    with pytest.raises(ValueError, match="payload"):
        make(payload=bytes(MAX_PAYLOAD_BYTES + 1))


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_candidate_has_a_key_of_32_bytes(length: int) -> None:
    with pytest.raises(MalformedKeyError):
        Candidate("name", bytes(length))


def test_a_candidate_does_not_show_its_key() -> None:
    assert repr(Candidate("anna", KEY)) == "Candidate(name='anna')"
