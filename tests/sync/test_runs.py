"""Runs: what repeats is sent once, and what is rebuilt is what was signed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import BadSignatureError
from sync import omp1
from sync.errors import MalformedError
from sync.ops import ZERO_ID
from sync.runs import INLINE_BODY_BYTES, MAX_RUN_OPS, Run, decode_run, dev8, encode_run, runs_of
from tests.fakes import ADMIT, MemoryShelf
from tests.sync.strategies import content_runs

VECTOR = Path(__file__).parent.parent / "vectors" / "run-1.json"


def a_shelf(posts: int = 5) -> tuple[MemoryShelf, bytes]:
    shelf = MemoryShelf()
    scope = shelf.found()
    shelf.write_many(scope, [b"post %d" % n for n in range(posts)])
    return shelf, scope


def the_run(posts: int = 5) -> Run:
    shelf, scope = a_shelf(posts)
    feed = next(f for key, f in shelf.scopes[scope].items() if key.lane == 1)
    return Run(scope, tuple(feed.ops))


def rewritten(run: Run, path: list[int], value: Any) -> Any:
    """Return the encoded run with the item at `path` replaced."""
    whole = omp1.decode(omp1.encode(encode_run(run)), max_bytes=1 << 24)
    spot: Any = whole
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return whole


@given(content_runs())
def test_a_run_survives_the_round_trip_but_for_long_bodies(run: Run) -> None:
    value = omp1.decode(omp1.encode(encode_run(run)), max_bytes=1 << 20)
    again = decode_run(run.scope, value)
    short = [
        op if op.body is None or len(op.body) <= INLINE_BODY_BYTES else op.without_body() for op in run.ops
    ]
    assert list(again.ops) == short
    again.check_signatures()


def test_a_run_knows_its_place() -> None:
    run = the_run(3)
    assert (run.first_seq, run.end_seq, run.lane) == (0, 3, 1)
    assert run.author == run.ops[0].header.author


def test_an_operation_adds_little_more_than_its_signature_and_body() -> None:
    longer, shorter = the_run(41), the_run(1)
    size = len(omp1.encode(encode_run(longer))) - len(omp1.encode(encode_run(shorter)))
    assert size / 40 < 64 + len(b"post 00") + 30


def test_content_costs_one_signature_and_the_last_vouches_for_all() -> None:
    run = the_run(4)
    forged = Run(run.scope, (*run.ops[:1], replace(run.ops[1], signature=bytes(64)), *run.ops[2:]))
    forged.check_signatures()  # the chain is what refuses it:
    with pytest.raises(BadSignatureError):
        decode_run(run.scope, encode_run(forged)).check_signatures()


def test_each_control_operation_is_checked() -> None:
    shelf, scope = a_shelf()
    for n in range(3):
        shelf.write(scope, bytes([n]) * 32, ADMIT)
    ops = shelf.control_order[scope]
    Run(scope, tuple(ops)).check_signatures()
    forged = Run(scope, (ops[0], replace(ops[1], signature=ops[2].signature), *ops[2:]))
    with pytest.raises(BadSignatureError):
        forged.check_signatures()


@given(st.data())
def test_a_run_with_anything_changed_is_malformed_or_badly_signed(data: st.DataObject) -> None:
    run = the_run(3)
    good = omp1.encode(encode_run(run))
    at = data.draw(st.integers(0, len(good) * 8 - 1))
    raw = bytearray(good)
    raw[at // 8] ^= 1 << at % 8
    with pytest.raises((MalformedError, BadSignatureError)):
        decode_run(run.scope, omp1.decode(bytes(raw), max_bytes=1 << 20)).check_signatures()


def test_a_run_belongs_to_its_scope() -> None:
    run = the_run()
    with pytest.raises(BadSignatureError):
        decode_run(b"x" * 32, encode_run(run)).check_signatures()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ([0], b"short"),
        ([1], 2),
        ([1], 0),
        ([1], True),
        ([2], -1),
        ([2], (1 << 63) - 1),
        ([2], 5),
        ([3], b"x" * 32),
        ([3], b""),
        ([4], []),
        ([4], 5),
        ([4, 0], []),
        ([4, 0], 5),
        ([4, 0, 0], True),
        ([4, 0, 0], 0x05),
        ([4, 0, 0], -1),
        ([4, 0, 1], 0),
        ([4, 0, 2], None),
        ([4, 0, 3], bytes(63)),
        ([4, 0, 4], None),
        ([4, 0, 4], 7),
        ([4, 0, 4], b""),
        ([4, 0, 4], b"x" * 65_537),
        ([4, 0, 4], [b"short", 5]),
        ([4, 0, 4], [bytes(32), True]),
        ([4, 0, 5], b"short"),
        ([4, 0, 6], [5]),
        ([4, 0, 6], [b"d"]),
        ([4, 0, 7], 5),
        ([4, 0, 8], 5),
    ],
)
def test_a_run_of_the_wrong_shape_is_malformed(path: list[int], value: Any) -> None:
    run = the_run(2)
    with pytest.raises(MalformedError):
        decode_run(run.scope, rewritten(run, path, value))


@pytest.mark.parametrize("value", [None, 5, b"run", [], [1, 2, 3, 4, 5], {"a": 1}])
def test_what_is_no_run_at_all_is_malformed(value: Any) -> None:
    with pytest.raises(MalformedError):
        decode_run(b"s" * 32, value)


def test_a_run_is_not_longer_than_its_limit() -> None:
    run = the_run(MAX_RUN_OPS + 1)
    with pytest.raises(MalformedError):
        decode_run(run.scope, encode_run(run))
    assert [len(r.ops) for r in runs_of(run.scope, run.ops)] == [MAX_RUN_OPS, 1]


def test_the_first_operation_of_another_scope_is_malformed() -> None:
    shelf, scope = a_shelf()
    genesis = Run(scope, tuple(shelf.control_order[scope]))
    assert decode_run(scope, encode_run(genesis)) == genesis
    with pytest.raises(MalformedError):
        decode_run(b"x" * 32, encode_run(genesis))


def test_operations_fall_into_runs_in_the_order_given() -> None:
    shelf, scope = a_shelf(3)
    control = shelf.control_order[scope]
    posts = the_run(3).ops
    runs = runs_of(scope, [*control, *posts])
    assert [op for run in runs for op in run.ops] == [*control, *posts]
    assert len(runs) == 2
    assert runs_of(scope, []) == []


def test_a_clock_beyond_63_bits_travels() -> None:
    run = the_run(1)
    header = replace(run.ops[0].header, hlc=(1 << 64) - 1)
    moved = Run(run.scope, (replace(run.ops[0], header=header),))
    assert decode_run(run.scope, encode_run(moved)).ops[0].header.hlc == (1 << 64) - 1


def test_a_device_has_a_short_name() -> None:
    assert len(dev8(b"a" * 32)) == 8
    assert dev8(b"a" * 32) != dev8(b"b" * 32)
    assert dev8(ZERO_ID) != bytes(8)


def test_a_run_written_by_the_first_version_is_still_read() -> None:
    for case in json.loads(VECTOR.read_text()):
        value = omp1.decode(bytes.fromhex(case["encoded"]), max_bytes=1 << 20)
        run = decode_run(bytes.fromhex(case["scope"]), value)
        run.check_signatures()
        assert [op.id.hex() for op in run.ops] == case["ids"]
        assert omp1.encode(encode_run(run)).hex() == case["encoded"]
