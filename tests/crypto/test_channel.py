"""Records in order: what arrives, and what an attacker on the way can do about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import channel as channel_module
from crypto.channel import RECORD_SIZES, REKEY_INTERVAL_S, Channel
from crypto.cipher import CipherState
from crypto.errors import RecordError
from tests.crypto.helpers import a_secret, cuts, flipped

OVERHEAD = 18 + 16
SMALL, LARGE = (RECORD_SIZES[index] + OVERHEAD for index in (0, -1))
LIMIT = RECORD_SIZES[-1] - 3

some_messages = st.lists(st.binary(max_size=600), max_size=8)


def a_pair() -> tuple[Channel, Channel]:
    """Return the two ends of one conversation, always with the same keys."""
    there, back = a_secret("there"), a_secret("back")
    return (
        Channel(CipherState(there), CipherState(back)),
        Channel(CipherState(back), CipherState(there)),
    )


def a_record_with(content: bytes, size: int = 256) -> bytes:
    """Return the first record of a peer who holds the keys and does not keep to the rules."""
    cipher = CipherState(a_secret("there"))
    return cipher.encrypt(size.to_bytes(2, "big")) + cipher.encrypt(content)


@given(some_messages, st.data())
def test_any_cut_of_the_stream_gives_the_same_pieces(messages: list[bytes], data: st.DataObject) -> None:
    anna, ben = a_pair()
    stream = b"".join(anna.seal(message, 0.0) for message in messages) + anna.bye(0.0)
    pieces = [piece for part in data.draw(cuts(stream)) for piece in ben.feed(part, 0.0)]
    assert pieces == [message for message in messages if message]
    assert ben.said_bye


@settings(max_examples=20)
@given(st.integers(0, 3 * LIMIT))
def test_data_of_any_length_arrives_in_order(length: int) -> None:
    anna, ben = a_pair()
    data = bytes(index % 251 for index in range(length))
    assert b"".join(ben.feed(anna.seal(data, 0.0), 0.0)) == data


def test_both_directions_are_independent() -> None:
    anna, ben = a_pair()
    assert ben.feed(anna.seal(b"hello Ben", 0.0), 0.0) == [b"hello Ben"]
    assert anna.feed(ben.seal(b"hello Anna", 0.0) + ben.bye(0.0), 0.0) == [b"hello Anna"]
    assert ben.feed(anna.seal(b"still here", 0.0), 0.0) == [b"still here"]


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 256),
        (253, 256),
        (254, 1024),
        (1021, 1024),
        (1022, 4096),
        (4094, 16384),
        (16382, 65519),
        (LIMIT, 65519),
    ],
)
def test_a_record_has_one_of_five_sizes(length: int, size: int) -> None:
    anna, _ = a_pair()
    assert len(anna.seal(bytes(length), 0.0)) == size + OVERHEAD


def test_longer_data_takes_several_records() -> None:
    anna, _ = a_pair()
    assert len(anna.seal(bytes(2 * LIMIT + 1), 0.0)) == 2 * LARGE + SMALL


def test_an_empty_record_is_a_sign_of_life_and_no_piece() -> None:
    anna, ben = a_pair()
    assert ben.last_heard_s is None
    assert ben.feed(anna.seal(b"", 0.0), 41.0) == []
    assert ben.last_heard_s == 41.0


def test_half_a_record_and_a_forged_one_are_no_sign_of_life() -> None:
    anna, ben = a_pair()
    record = anna.seal(b"news", 0.0)
    ben.feed(record[:-1], 41.0)
    assert ben.last_heard_s is None
    with pytest.raises(RecordError):
        ben.feed(b"?", 42.0)
    assert ben.last_heard_s is None


# An attacker on the way


@given(st.integers(0, 3 * SMALL * 8 - 1), st.data())
def test_a_flipped_bit_ends_the_channel_and_nothing_false_arrives(bit: int, data: st.DataObject) -> None:
    anna, ben = a_pair()
    messages = [b"one", b"two", b"three"]
    stream = flipped(b"".join(anna.seal(message, 0.0) for message in messages), bit)
    arrived: list[bytes] = []
    with pytest.raises(RecordError) as caught:  # noqa: PT012 -- in which piece it shows is open
        for part in data.draw(cuts(stream)):
            arrived += ben.feed(part, 0.0)
    assert arrived + list(caught.value.pieces) == messages[: bit // 8 // SMALL]


@given(st.permutations(range(4)))
def test_records_in_another_order_do_not_open(order: list[int]) -> None:
    anna, ben = a_pair()
    records = [anna.seal(bytes([index]), 0.0) for index in range(4)]
    good = next((place for place, index in enumerate(order) if place != index), 4)
    arrived: list[bytes] = []
    try:
        for index in order:
            arrived += ben.feed(records[index], 0.0)
    except RecordError:
        assert good < 4
    assert arrived == [bytes([index]) for index in range(good)]


def test_a_repeated_record_does_not_open() -> None:
    anna, ben = a_pair()
    record = anna.seal(b"once", 0.0)
    ben.feed(record, 0.0)
    with pytest.raises(RecordError):
        ben.feed(record, 0.0)


def test_a_dropped_record_is_noticed() -> None:
    anna, ben = a_pair()
    anna.seal(b"dropped", 0.0)
    with pytest.raises(RecordError):
        ben.feed(anna.seal(b"next", 0.0), 0.0)


def test_ones_own_record_sent_back_does_not_open() -> None:
    anna, _ = a_pair()
    with pytest.raises(RecordError):
        anna.feed(anna.seal(b"mirror", 0.0), 0.0)


def test_the_size_of_one_record_does_not_fit_the_content_of_another() -> None:
    anna, ben = a_pair()
    one, two = anna.seal(b"one", 0.0), anna.seal(b"two", 0.0)
    with pytest.raises(RecordError):
        ben.feed(one[:18] + two[18:], 0.0)


def test_a_stream_that_was_cut_has_no_bye() -> None:
    anna, ben = a_pair()
    stream = anna.seal(b"news", 0.0) + anna.bye(0.0)
    assert ben.feed(stream[:-1], 0.0) == [b"news"]
    assert not ben.said_bye
    assert ben.feed(stream[-1:], 0.0) == []
    assert ben.said_bye


@given(st.binary(min_size=18, max_size=600), st.data())
def test_whatever_is_injected_ends_in_a_record_error(noise: bytes, data: st.DataObject) -> None:
    _, ben = a_pair()
    with pytest.raises(RecordError):  # noqa: PT012 -- in which piece it shows is open
        for part in data.draw(cuts(noise)):
            ben.feed(part, 0.0)


def test_a_dead_channel_stays_dead() -> None:
    anna, ben = a_pair()
    good = anna.seal(b"good", 0.0)
    with pytest.raises(RecordError):
        ben.feed(bytes(18), 0.0)
    for data in (good, b""):
        with pytest.raises(RecordError) as caught:
            ben.feed(data, 0.0)
        assert caught.value.pieces == ()


# A peer who does not keep to the rules


@pytest.mark.parametrize(
    "content",
    [
        b"\x04\0\0".ljust(256, b"\0"),  # a flag that nobody knows
        b"\0\0\xfe".ljust(256, b"x"),  # one byte more than there is
        b"\0\xff\xff".ljust(256, b"x"),
        b"\0\0\x01x".ljust(255, b"\0") + b"\x01",  # something hidden in the padding
    ],
)
def test_malformed_content_is_refused(content: bytes) -> None:
    _, ben = a_pair()
    with pytest.raises(RecordError, match="malformed"):
        ben.feed(a_record_with(content), 0.0)


@pytest.mark.parametrize("size", [0, 1, 255, 257, 65520, 65535])
def test_a_record_of_another_size_is_refused_before_it_arrives(size: int) -> None:
    _, ben = a_pair()
    with pytest.raises(RecordError, match=f"{size} bytes"):
        ben.feed(a_record_with(b"", size)[:18], 0.0)


def test_a_record_may_be_larger_than_its_data_needs() -> None:
    _, ben = a_pair()
    assert ben.feed(a_record_with(b"\0\0\x02hi".ljust(1024, b"\0"), 1024), 0.0) == [b"hi"]


def test_nothing_follows_a_bye() -> None:
    anna, ben = a_pair()
    with pytest.raises(RecordError) as caught:
        ben.feed(anna.seal(b"news", 0.0) + anna.bye(0.0) + b"?", 0.0)
    assert caught.value.pieces == (b"news",)
    with pytest.raises(RecordError, match="BYE"):
        anna.seal(b"more", 0.0)
    with pytest.raises(RecordError, match="BYE"):
        anna.bye(0.0)


# Keys change


def key_of(cipher: CipherState) -> bytes:
    """Return what only this key makes of nothing."""
    return cipher._aead.encrypt(bytes(12), b"", b"")


def test_keys_change_after_many_records_and_both_sides_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "REKEY_RECORDS", 5)
    anna, ben = a_pair()
    keys = set()
    for index in range(23):
        assert ben.feed(anna.seal(bytes([index]), 0.0), 0.0) == [bytes([index])]
        assert key_of(anna._sending) == key_of(ben._receiving)
        keys.add(key_of(anna._sending))
    assert len(keys) == 5


def test_keys_change_after_ten_minutes_of_the_sender() -> None:
    anna, ben = a_pair()
    keys = []
    for now_s in (
        1000.0,
        1000.0 + REKEY_INTERVAL_S - 1,
        1000.0 + REKEY_INTERVAL_S,
        1000.0 + 2 * REKEY_INTERVAL_S,
    ):
        # The receiver's clock stands still: it is not asked.
        assert ben.feed(anna.seal(b"tick", now_s), 0.0) == [b"tick"]
        keys.append(key_of(anna._sending))
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_record_that_changes_the_key_can_be_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "REKEY_RECORDS", 2)
    anna, ben = a_pair()
    assert ben.feed(anna.seal(b"one", 0.0) + anna.bye(0.0), 0.0) == [b"one"]
    assert ben.said_bye


def test_a_peer_who_never_changes_the_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    anna, ben = a_pair()
    monkeypatch.setattr(channel_module, "REKEY_RECORDS", 7)
    records = [anna.seal(b"x", 0.0) for _ in range(6)]
    monkeypatch.setattr(channel_module, "REKEY_RECORDS", 100)
    records.append(anna.seal(b"x", 0.0))
    monkeypatch.setattr(channel_module, "REKEY_RECORDS", 7)
    with pytest.raises(RecordError, match="change its key") as caught:
        ben.feed(b"".join(records), 0.0)
    assert len(caught.value.pieces) == 6
