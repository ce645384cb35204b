"""Messages as bytes: known kinds have one shape, unknown ones are passed over."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import omp1, wire
from sync.errors import MalformedError
from sync.frames import MAX_FRAME_BYTES
from sync.messages import (
    MAX_FEEDS,
    MAX_IDS,
    MAX_PAIRING_BYTES,
    Credit,
    Done,
    Fetch,
    Greet,
    Greeting,
    Have,
    Kind,
    Message,
    Ops,
    Part,
    Range,
    Vect,
)
from sync.omp1 import Value
from sync.ports import Extent, FeedKey
from tests.sync.strategies import conversation_messages, pairing_messages

T, D, S, ID = b"t" * 16, b"d" * 16, b"s" * 8, b"i" * 32


@given(conversation_messages() | pairing_messages)
def test_a_message_survives_the_round_trip(message: Message) -> None:
    assert wire.decode(wire.encode(message)) == message


def test_operations_survive_the_round_trip_and_know_their_cost() -> None:
    payload = wire.encode(Ops(T, [[ID, 1, 0, bytes(32), []]]))
    got = wire.decode(payload)
    assert got == Ops(T, [[ID, 1, 0, bytes(32), []]])
    assert isinstance(got, Ops)
    assert got.cost == len(payload)


@given(st.binary(max_size=100))
def test_other_bytes_are_malformed_or_unknown(data: bytes) -> None:
    try:
        message = wire.decode(data)
    except MalformedError:
        return
    assert message is None or wire.encode(message) == data


@pytest.mark.parametrize("kind", [0, 14, 15, 20, 23, 35, 1 << 40, -1])
def test_a_kind_that_is_not_known_is_passed_over(kind: int) -> None:
    assert wire.decode(omp1.encode([kind, "anything", {"at": "all"}])) is None


def test_a_greeting_may_say_more_than_we_know() -> None:
    assert wire.decode(omp1.encode([Kind.GREET.value, 2, 20_000, 1, "more", [1]])) == Greet(2, 20_000, 1)


def test_credit_for_a_channel_that_is_not_known_is_passed_over() -> None:
    assert wire.decode(omp1.encode([Kind.CREDIT.value, 9, 100])) is None
    assert wire.decode(omp1.encode([Kind.CREDIT.value, 1, 100])) is not None


def test_lanes_that_are_not_known_are_left_out_of_a_vector() -> None:
    rows: list[Value] = [[S, 0, 0, 1, S], [S, 1, 5, 9, S], [S, 2, 0, 4, S], [S, 255, 0, 4, S]]
    got = wire.decode(omp1.encode([Kind.VECT.value, T, rows]))
    assert got == Vect(T, {FeedKey(S, 0): Extent(0, 1, S), FeedKey(S, 1): Extent(5, 9, S)})


MALFORMED: list[Any] = [
    [],
    {},
    5,
    None,
    ["GREET"],
    [True, 1, 0, 0],
    [1],
    [1, 0, 0, 0],
    [1, 1, 65_536, 0],
    [1, True, 0, 0],
    [1, 1, -1, 0],
    [2],
    [2, 5],
    [2, [5]],
    [2, [[T]]],
    [2, [[T, D, D]]],
    [2, [[T[:15], D]]],
    [2, [[T, D + b"x"]]],
    [2, [], 5],
    [3, T, b"x" * 1025, None],
    [3, T, b"", b"x" * 65_537],
    [3, T, b""],
    [4, T],
    [4, b"", []],
    [4, T, [[S, 0, 0, 1]]],
    [4, T, [[S, 0, 0, 1, S, 1]]],
    [4, T, [[S, 256, 0, 1, S]]],
    [4, T, [[S, 1, 1, 1, S]]],
    [4, T, [[S, 1, 2, 1, S]]],
    [4, T, [[S, 1, 0, 1, S], [S, 1, 0, 2, S]]],
    [4, T, [[S, 1, -1, 1, S]]],
    [5, T, [[S, 1, 0, 1, b""]]],
    [6, T, 1],
    [6, T, 1, [[S, 1, 0]]],
    [6, T, 1, [[S, 1, 5, 5]]],
    [6, T, -1, []],
    [7, T],
    [7, T, 5],
    [7, T, [], 5],
    [8],
    [8, True],
    [8, 1, 1],
    [9, T, 1, [b"short"]],
    [9, T, 1, [5]],
    [9, T, 1, [ID], 1],
    [10, 1, [[ID]]],
    [10, 1, [[ID, 5]]],
    [10, 1, [[ID, b"x" * 65_537]]],
    [10, 1, [[b"short", None]]],
    [11, 1],
    [11, 1, 1 << 31],
    [12, 1],
    [13],
    [13, 1 << 16],
    [16, T, 0, [ID]],
    [16, T, True],
    [16, T, True, [b"short"]],
    [17, T, [[ID]]],
    [17, T, [[ID, 4]]],
    [17, T, [[ID, -1]]],
    [18, T, 1, ID],
    [18, T, 1, ID, []],
    [18, T, 1, ID, [0, 0]],
    [18, T, 1, ID, [True]],
    [18, T, 1, ID, [1 << 20]],
    [18, T, 1, ID, list(range(17))],
    [18, T, 1, b"short", [0]],
    [19, 1, 0],
    [19, 1, 0, b"x" * 65_553],
    [19, 1, 1 << 20, b""],
    [19, 1, 0, 5],
    [32],
    [32, "text"],
    [33, b"x" * (MAX_PAIRING_BYTES + 1)],
    [34, b"", b""],
]


@pytest.mark.parametrize("value", MALFORMED, ids=repr)
def test_a_known_kind_in_another_shape_is_malformed(value: Any) -> None:
    with pytest.raises(MalformedError):
        wire.decode(omp1.encode(value))


def test_more_than_is_reasonable_is_malformed() -> None:
    with pytest.raises(MalformedError):
        wire.decode(omp1.encode([9, T, 1, [n.to_bytes(32, "big") for n in range(MAX_IDS + 1)]]))
    feeds = {FeedKey(n.to_bytes(8, "big"), 1): Extent(0, 1, S) for n in range(MAX_FEEDS + 1)}
    with pytest.raises(MalformedError):
        wire.decode(wire.encode(Have(T, feeds)))
    with pytest.raises(MalformedError):
        wire.decode(b"\xc6" + (MAX_FRAME_BYTES).to_bytes(4, "big") + bytes(MAX_FRAME_BYTES))


def test_numbers_of_kinds_are_what_the_first_version_spoke() -> None:
    assert {kind.name: kind.value for kind in Kind} == {
        "GREET": 1,
        "SCOPES": 2,
        "OPEN": 3,
        "VECT": 4,
        "HAVE": 5,
        "PULL": 6,
        "OPS": 7,
        "DONE": 8,
        "WANT": 9,
        "BODY": 10,
        "CREDIT": 11,
        "PING": 12,
        "ERR": 13,
        "SEEK": 16,
        "HOLD": 17,
        "FETCH": 18,
        "PART": 19,
        "GREETING": 32,
        "REQUEST": 33,
        "ANSWER": 34,
    }


def test_a_message_of_the_first_version_has_these_bytes() -> None:
    assert wire.encode(Done(7)).hex() == "920807"
    assert wire.encode(Greet(1, 20_000)).hex() == "940101cd4e2000"
    assert wire.encode(Greeting(b"hi")).hex() == "9220c4026869"
    assert wire.encode(Fetch(b"", 1, b"", [0, 300])).hex() == "9512c40001c4009200cd012c"
    assert wire.encode(Part(1, 2, b"hi")).hex() == "94130102c4026869"
    assert Range(FeedKey(S, 1), 0, 1) == (FeedKey(S, 1), 0, 1)
    assert wire.decode(bytes.fromhex("930b0164")) == Credit(1, 100)  # type: ignore[arg-type]
