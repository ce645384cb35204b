"""Whatever travels over the local socket is a message of the vocabulary, or it is refused."""

import os
from typing import Any, get_args

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p import handlers
from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode, encode, to_json, vocabulary
from organic_p2p.api.events import EVENTS
from organic_p2p.api.value import Value
from tests.organic_p2p.api.messages import any_of, messages

anything: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.binary(max_size=9)
    | st.text(max_size=9)
    | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", vocabulary(), ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_every_message_survives_the_round_trip(kind: type[Value], data: st.DataObject) -> None:
    message = data.draw(any_of(kind))
    assert decode(encode(message)) == message


@given(st.binary(max_size=100))
def test_any_bytes_are_a_message_or_they_are_refused(data: bytes) -> None:
    try:
        message = decode(data)
    except CodecError:
        return
    assert type(message) in vocabulary()


@given(st.sampled_from(vocabulary()), st.lists(anything, max_size=4))
def test_a_message_with_any_fields_fits_its_kind_or_is_refused(kind: type, values: list[Any]) -> None:
    try:
        message = decode(msgpack.packb([kind.__name__, *values]))
    except CodecError:
        return
    assert type(message) is kind
    assert decode(encode(message)) == message


def test_whoever_reads_a_connection_knows_every_event() -> None:
    assert set(EVENTS) == {kind for kind in vocabulary() if kind.__module__ == e.__name__}


@given(messages, st.data())
def test_a_message_that_was_cut_off_or_went_on_is_refused(message: object, data: st.DataObject) -> None:
    whole = encode(message)
    for wrong in (whole[: data.draw(st.integers(0, len(whole) - 1))], whole + b"\0"):
        with pytest.raises(CodecError):
            decode(wrong)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        msgpack.packb(["Exception", "os"]),
        msgpack.packb(["Value"]),
        msgpack.packb(["Mapping"]),
        msgpack.packb(["Status", {}]),
        msgpack.packb(["Status", []]),
        msgpack.packb([]),
        msgpack.packb("Status"),
        msgpack.packb(["Post", "Family"]),
        msgpack.packb(["Post", "Family", b"text"]),
        msgpack.packb(["Post", "Family", "text", "more"]),
        msgpack.packb(["Invite", "Family", True, False, []]),
        msgpack.packb(["Invite", "Family", 7, 0, []]),
        msgpack.packb(["Invite", "Family", 7, False, "address"]),
        msgpack.packb(["Invite", "Family", 7, False, [7]]),
        msgpack.packb(["Invite", "Family", 7.0, False, []]),
        msgpack.packb({"Status": []}),
        msgpack.packb([msgpack.Timestamp(3)]),
        b"\x92\xa6Status\xdd\xff\xff\xff\xff",
        b"\x91" * 5000,
    ],
)
def test_what_no_client_sends_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(data)


def test_every_request_has_a_reply_and_a_handler() -> None:
    assert set(get_args(q.Request)) == set(q.REPLIES) == set(handlers._HANDLERS)
    assert set(q.REPLIES.values()) <= set(vocabulary())
    assert all(kind.__module__ == r.__name__ for kind in q.REPLIES.values())


def test_no_two_messages_have_one_name() -> None:
    names = [kind.__name__ for kind in vocabulary()]
    assert len(set(names)) == len(names)


@given(messages)
def test_json_holds_nothing_but_plain_values(message: object) -> None:
    def plain(value: object) -> bool:
        match value:
            case dict():
                return all(isinstance(key, str) for key in value) and all(map(plain, value.values()))
            case list():
                return all(map(plain, value))
            case _:
                return value is None or type(value) in (int, str, bool)

    assert plain(to_json(message))


def test_json_shows_ids_as_hex() -> None:
    assert to_json(e.FeedChanged(b"\1\2\xff")) == {"circle": "0102ff", "posts": []}
    assert to_json(r.Neighbour(b"\0", "Anna", True)) == {"person": "00", "name": "Anna", "in_step": True}


def test_a_name_that_is_no_text_travels_as_it_is() -> None:
    folder = os.fsdecode(b"/caf\xe9")
    request = q.Export(folder, True)
    assert decode(encode(request)) == request
