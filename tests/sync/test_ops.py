"""Operations: one form, one meaning, and every bit of it signed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import BadSignatureError
from crypto.keys import SecretKey
from sync.errors import LocalProtocolError, MalformedError
from sync.ops import (
    CONTENT_LANE,
    CONTROL_LANE,
    EXPIRES,
    FIXED_BYTES,
    HAS_BODY,
    MAX_BODY_BYTES,
    MAX_DEPS,
    MAX_SEQ,
    PRUNE,
    ZERO_ID,
    Header,
    Op,
    assemble,
    check,
    hash_body,
    parse,
    sign,
)
from tests.sync.strategies import operations

KEY = SecretKey.from_seed(b"k" * 32)
SCOPE, EPOCH, DEP = b"s" * 32, b"e" * 32, b"d" * 32
BODY = b"the body"
VECTOR = Path(__file__).parent.parent / "vectors" / "op-1.json"


def a_header(**changes: Any) -> Header:
    header = Header(
        kind=0x80,
        scope=SCOPE,
        author=KEY.public.raw,
        seq=7,
        hlc=(1_700_000_000_000 << 16) | 3,
        backlink=b"b" * 32,
        body_hash=hash_body(BODY),
        body_len=len(BODY),
        epoch=EPOCH,
        deps=(DEP,),
    )
    return replace(header, **changes)


def an_op(**changes: Any) -> Op:
    return sign(a_header(**changes), KEY, BODY)


@given(operations())
def test_an_operation_survives_the_round_trip(op: Op) -> None:
    again = parse(op.raw_header, op.body)
    assert again == op
    again.check_signature()


def test_the_header_has_two_hundred_bytes_and_thirty_two_for_each_dependency() -> None:
    assert len(an_op().header.pack()) == FIXED_BYTES + 32
    assert len(an_op(deps=()).raw_header) == FIXED_BYTES + 64


def test_no_single_bit_can_be_changed() -> None:
    op = an_op()
    for at in range(len(op.raw_header) * 8):
        raw = bytearray(op.raw_header)
        raw[at // 8] ^= 1 << at % 8
        with pytest.raises((MalformedError, BadSignatureError)):
            parse(bytes(raw)).check_signature()


@given(st.binary(max_size=400))
def test_other_bytes_are_malformed(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse(data)


@given(st.integers(0, 500))
def test_an_operation_cut_anywhere_is_malformed(at: int) -> None:
    raw = an_op().raw_header
    with pytest.raises(MalformedError):
        parse(raw[: at % len(raw)])


def test_something_behind_an_operation_is_malformed() -> None:
    with pytest.raises(MalformedError):
        parse(an_op().raw_header + b"\0")


def test_the_id_covers_the_signature() -> None:
    op = an_op()
    other = assemble(op.header, bytes(64), BODY)
    assert other.id != op.id


def test_a_body_belongs_to_the_header_that_names_it() -> None:
    op = an_op()
    assert parse(op.raw_header, BODY).body == BODY
    for other in (b"", b"another!", BODY + b"\0", BODY[:-1]):
        with pytest.raises(MalformedError):
            parse(op.raw_header, other)


def test_an_operation_without_its_body_has_the_same_id() -> None:
    assert an_op().without_body() == parse(an_op().raw_header)


def test_lanes_are_the_upper_and_the_lower_half_of_kinds() -> None:
    assert a_header(kind=0x7F).lane == CONTROL_LANE
    assert a_header(kind=0x80).lane == CONTENT_LANE


def test_the_clock_of_an_operation_counts_milliseconds() -> None:
    assert a_header().created_ms == 1_700_000_000_000


BROKEN: dict[str, dict[str, Any]] = {
    "an unknown flag": {"flags": HAS_BODY | 0x08},
    "a kind of nine bits": {"kind": 0x180},
    "a sequence number beyond what can be stored": {"seq": MAX_SEQ + 1},
    "a clock of 65 bits": {"hlc": 1 << 64},
    "a prune mark beyond what can be stored": {"aux": MAX_SEQ + 1, "flags": HAS_BODY | PRUNE},
    "an expiry of 33 bits": {"expiry": 1 << 32, "flags": HAS_BODY | EXPIRES},
    "a short scope": {"scope": b"s"},
    "a short dependency": {"deps": (b"d",)},
    "dependencies out of order": {"deps": (b"e" * 32, b"d" * 32)},
    "a dependency twice": {"deps": (DEP, DEP)},
    "too many dependencies": {"deps": tuple(bytes([n]) * 32 for n in range(MAX_DEPS + 1))},
    "no scope": {"scope": ZERO_ID},
    "a genesis that names its scope": {"kind": 0x01, "seq": 0, "backlink": ZERO_ID, "epoch": ZERO_ID},
    "a genesis that is not the first": {"kind": 0x01, "scope": ZERO_ID, "epoch": ZERO_ID},
    "a first operation with a predecessor": {"seq": 0},
    "a later operation without one": {"backlink": ZERO_ID},
    "a body hash without a body": {"flags": 0, "body_len": 0, "epoch": ZERO_ID},
    "a body without a hash": {"body_hash": ZERO_ID},
    "an empty body": {"body_len": 0},
    "a body that is too long": {"body_len": MAX_BODY_BYTES + 1},
    "content without an epoch": {"epoch": ZERO_ID},
    "control with an epoch": {"kind": 0x04},
    "an expiry without its flag": {"expiry": 5},
    "the flag without an expiry": {"flags": HAS_BODY | EXPIRES},
    "a prune mark without its flag": {"aux": 5},
    "the flag without a prune mark": {"flags": HAS_BODY | PRUNE},
    "a prune mark in the future": {"aux": 8, "flags": HAS_BODY | PRUNE},
    "control that expires": {"kind": 0x04, "epoch": ZERO_ID, "expiry": 5, "flags": HAS_BODY | EXPIRES},
    "control that prunes": {"kind": 0x04, "epoch": ZERO_ID, "aux": 5, "flags": HAS_BODY | PRUNE},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_header_with_a_broken_rule_is_refused_on_both_sides(name: str) -> None:
    header = a_header(**BROKEN[name])
    with pytest.raises(MalformedError):
        check(header)
    with pytest.raises(LocalProtocolError):
        sign(header, KEY, BODY)


def test_a_header_of_another_protocol_or_suite_is_malformed() -> None:
    raw = an_op().raw_header
    for other in (b"org2" + raw[4:], raw[:6] + b"\x02" + raw[7:]):
        with pytest.raises(MalformedError, match="another protocol"):
            parse(other)


def test_a_signature_of_another_length_is_malformed() -> None:
    with pytest.raises(MalformedError):
        assemble(a_header(), bytes(63), None)


def test_a_signature_of_somebody_else_is_bad() -> None:
    forged = sign(a_header(author=b"\x01" * 32), KEY, BODY)
    with pytest.raises(BadSignatureError):
        forged.check_signature()


def test_the_scope_of_a_genesis_is_the_digest_of_its_header() -> None:
    genesis = an_op(kind=0x01, scope=ZERO_ID, seq=0, backlink=ZERO_ID, epoch=ZERO_ID, deps=())
    person = an_op(kind=0x10, scope=ZERO_ID, seq=0, backlink=ZERO_ID, epoch=ZERO_ID, deps=())
    assert len({genesis.scope, person.scope, ZERO_ID, an_op().scope}) == 4
    assert an_op().scope == SCOPE


def test_an_operation_written_by_the_first_version_is_still_read() -> None:
    frozen = json.loads(VECTOR.read_text())
    for case in frozen:
        body = bytes.fromhex(case["body"]) if case["body"] is not None else None
        op = parse(bytes.fromhex(case["raw_header"]), body)
        op.check_signature()
        assert op.id.hex() == case["id"]
        assert op.scope.hex() == case["scope"]
        assert (op.header.kind, op.header.seq, op.header.created_ms) == (
            case["kind"],
            case["seq"],
            case["created_ms"],
        )
