"""Beacons: only contacts can read them, and nobody can use them elsewhere, later or as their own."""

import itertools
import json
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.beacon import (
    BUCKETS,
    MAX_ADDRESSES,
    MAX_TOKENS,
    PERIOD_S,
    PIECE_BYTES,
    PIECE_NAMES,
    Beacon,
    BeaconKey,
    build,
    match,
    period_at,
)

NOW_S = 1_750_000_000.0
PORT = 30_123
HERE = (b"\x0a\x4d\x00\x0a", b"\x0a\x4d\x00\x0b")
VECTOR = Path(__file__).parents[1] / "vectors" / "beacon.json"


def a_key(number: int, role: int = 0) -> BeaconKey:
    return BeaconKey(number.to_bytes(32, "big"), role, f"contact {number}")


def other_half(key: BeaconKey) -> BeaconKey:
    return BeaconKey(key.key, 1 - key.role, key.name)


def a_beacon(*keys: BeaconKey, now_s: float = NOW_S) -> Beacon:
    return build(keys, PORT, HERE, now_s, secrets.token_bytes)


def payload(beacon: Beacon) -> bytes:
    return b"".join(beacon.txt[name] for name in PIECE_NAMES if name in beacon.txt)


def tokens(beacon: Beacon) -> list[bytes]:
    body = payload(beacon)[12:]
    return [body[at : at + 4] for at in range(0, len(body), 4)]


def counting_rng() -> Callable[[int], bytes]:
    counter = itertools.count()
    return lambda size: bytes(next(counter) % 256 for _ in range(size))


def test_a_contact_recognises_a_beacon_and_a_stranger_does_not() -> None:
    beacon = a_beacon(a_key(1), a_key(2, role=1))
    assert match(beacon.txt, PORT, HERE, [other_half(a_key(1))], NOW_S) == ["contact 1"]
    assert match(beacon.txt, PORT, HERE, [other_half(a_key(2, role=1))], NOW_S) == ["contact 2"]
    assert match(beacon.txt, PORT, HERE, [a_key(3), a_key(3, role=1)], NOW_S) == []


def test_a_beacon_repeated_by_somebody_else_means_nothing_to_who_made_it() -> None:
    keys = [a_key(1), a_key(2, role=1)]
    assert match(a_beacon(*keys).txt, PORT, HERE, keys, NOW_S) == []


def test_devices_of_one_person_find_each_other_with_the_same_two_halves() -> None:
    both = [a_key(1), a_key(1, role=1)]
    assert match(a_beacon(*both).txt, PORT, HERE, both, NOW_S) == ["contact 1"]


def test_a_beacon_is_good_at_its_own_addresses_and_port_only() -> None:
    txt, ours = a_beacon(a_key(1)).txt, [other_half(a_key(1))]
    assert match(txt, PORT, reversed(HERE), ours, NOW_S)
    assert not match(txt, PORT + 1, HERE, ours, NOW_S)
    assert not match(txt, PORT, HERE[:1], ours, NOW_S)
    assert not match(txt, PORT, (*HERE, b"\x0a\x4d\x00\x0c"), ours, NOW_S)
    assert not match(txt, PORT, (), ours, NOW_S)


@pytest.mark.parametrize(("late_s", "is_read"), [(0, True), (PERIOD_S, True), (2 * PERIOD_S, False)])
def test_a_beacon_is_read_when_a_clock_is_half_an_hour_wrong_and_no_more(late_s: int, is_read: bool) -> None:
    middle_s = (period_at(NOW_S) + 0.5) * PERIOD_S
    txt, ours = a_beacon(a_key(1), now_s=middle_s).txt, [other_half(a_key(1))]
    assert bool(match(txt, PORT, HERE, ours, middle_s + late_s)) is is_read
    assert bool(match(txt, PORT, HERE, ours, middle_s - late_s)) is is_read


@pytest.mark.parametrize("now_s", [-1e9, 0.0, 4_300_000_000.0, 1e12])
def test_beacons_work_whatever_year_the_clocks_agree_on(now_s: float) -> None:
    assert match(a_beacon(a_key(1), now_s=now_s).txt, PORT, HERE, [other_half(a_key(1))], now_s)


@given(st.integers(0, MAX_TOKENS))
def test_a_beacon_does_not_tell_how_many_contacts_there_are(count: int) -> None:
    beacon = a_beacon(*(a_key(n) for n in range(count)))
    assert len(tokens(beacon)) == next(size for size in BUCKETS if size >= count)
    assert tokens(beacon) == sorted(set(tokens(beacon)))


def test_two_beacons_for_the_same_contacts_have_nothing_in_common_but_the_half_hour() -> None:
    one, two = (a_beacon(*(a_key(n) for n in range(12))) for _ in range(2))
    assert payload(one)[:4] == payload(two)[:4]
    assert one.salt != two.salt
    assert not set(tokens(one)) & set(tokens(two))
    assert len({one.instance, two.instance, one.host, two.host}) == 4


def test_names_are_twelve_hex_digits() -> None:
    beacon = a_beacon()
    assert all(
        len(name) == 12 and set(name) <= set("0123456789abcdef") for name in (beacon.instance, beacon.host)
    )


def test_the_text_of_the_largest_beacon_fits_five_strings() -> None:
    txt = a_beacon(*(a_key(n) for n in range(MAX_TOKENS))).txt
    assert list(txt) == list(PIECE_NAMES)
    assert max(map(len, txt.values())) == PIECE_BYTES


def test_of_too_many_contacts_those_met_last_are_always_in_and_the_others_take_turns() -> None:
    keys = [a_key(n) for n in range(400)]
    halves = [other_half(key) for key in keys]
    found = []
    for half_hour in range(4):
        now_s = NOW_S + half_hour * PERIOD_S
        found.append(set(match(a_beacon(*keys, now_s=now_s).txt, PORT, HERE, halves, now_s)))
    assert all(f"contact {n}" in names for names in found for n in range(192))
    assert all(len(names) == MAX_TOKENS for names in found)
    assert set.union(*found) == {f"contact {n}" for n in range(400)}


garbage = st.dictionaries(
    st.sampled_from(PIECE_NAMES) | st.binary(max_size=4), st.none() | st.binary(max_size=300), max_size=8
)
odd_addresses = st.lists(st.binary(max_size=20), max_size=MAX_ADDRESSES + 4)


@given(garbage, st.integers(), odd_addresses, st.floats(allow_nan=False, allow_infinity=False))
def test_nothing_that_a_stranger_advertises_raises(
    txt: dict[bytes, bytes | None], port: int, addresses: list[bytes], now_s: float
) -> None:
    assert match(txt, port, addresses, [a_key(1)], now_s) == []


@given(st.data())
def test_a_beacon_changed_in_what_matters_is_read_by_nobody(data: st.DataObject) -> None:
    beacon = a_beacon(a_key(1))
    whole = bytearray(payload(beacon))
    at = data.draw(st.sampled_from([0, 2, 3, *range(4, 12)]))  # version, period, salt
    whole[at] ^= data.draw(st.integers(1, 255))
    changed = {name: bytes(whole[n * PIECE_BYTES :][:PIECE_BYTES]) for n, name in enumerate(beacon.txt)}
    assert match(changed, PORT, HERE, [other_half(a_key(1))], NOW_S) == []


@given(st.integers(0, 76))
def test_a_beacon_cut_short_is_read_by_nobody(size: int) -> None:
    txt = {b"a": payload(a_beacon(a_key(1)))[:size]}
    assert bool(match(txt, PORT, HERE, [other_half(a_key(1))], NOW_S)) is (size == 76)


def test_flags_of_a_later_version_are_ignored() -> None:
    whole = bytearray(payload(a_beacon(a_key(1))))
    whole[1] = 0xFF
    assert match({b"a": bytes(whole)}, PORT, HERE, [other_half(a_key(1))], NOW_S)


def test_keys_stay_out_of_a_repr() -> None:
    key = BeaconKey(b"\xab" * 32, 0, "ann")
    assert "ab" not in repr(key).replace("Beacon", "")
    assert r"\xab" not in repr(key)


def test_beacons_of_the_first_release_are_read_for_ever() -> None:
    vector = json.loads(VECTOR.read_text())
    keys = [BeaconKey(bytes.fromhex(k["key"]), k["role"], k["name"]) for k in vector["keys"]]
    addresses = [bytes.fromhex(a) for a in vector["addresses"]]
    made = build(keys, vector["port"], addresses, vector["now_s"], counting_rng())
    assert {k.decode(): v.hex() for k, v in made.txt.items()} == vector["txt"]
    assert (made.instance, made.host) == (vector["instance"], vector["host"])
    txt = {k.encode(): bytes.fromhex(v) for k, v in vector["txt"].items()}
    readers = [other_half(key) for key in keys]
    assert match(txt, vector["port"], addresses, readers, vector["now_s"]) == [key.name for key in keys]
