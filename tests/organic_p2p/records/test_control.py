"""Bodies of the control lane: what is written is what is read, and nothing else is read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.records import control
from organic_p2p.records.control import MAX_ROOM_PEOPLE, MAX_SLOTS, MAX_TARGETS, SEALED_SECRET_BYTES
from organic_p2p.records.identity import pack_identity
from organic_p2p.records.kinds import Kind
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode
from tests.organic_p2p.records.bodies import an_op, circle_geneses, control_bodies, identity, keys, values

KINDS = [kind for kind in Kind if kind < 0x80 and kind not in (Kind.HELLO, Kind.ACK, Kind.LEAVE)]
READ = [kind for kind in KINDS if kind in control._READERS]
SLOT: Value = [b"d" * 8, b"k" * 8, bytes(SEALED_SECRET_BYTES)]
GOOD: dict[Kind, dict[str, Any]] = {
    Kind.ADMIT: {
        "identity": pack_identity(identity("Ben")),
        "via": b"v" * 32,
        "h": bytes(32),
        "proof": bytes(64),
    },
    Kind.EXPEL: {"person": b"p" * 32, "reason": "noise"},
    Kind.MOTION: {"what": 1, "person": b"p" * 32, "reason": ""},
    Kind.VOTE: {"motion": b"m" * 32, "yes": True},
    Kind.INVITE: {"key": b"k" * 32, "expiry": 1, "ask": False, "slots": [SLOT]},
    Kind.INVITE_REVOKE: {"invite": b"i" * 32},
    Kind.EPOCH: {"commit": b"c" * 32, "gen": 0, "slots": [SLOT]},
    Kind.GRANT: {"epoch": b"e" * 32, "slots": [SLOT]},
    Kind.ERASE: {"targets": [[b"d" * 32, 0, 1]], "reason": ""},
    Kind.CIRCLE_GENESIS: {
        "t": "circle",
        "name": "Family",
        "founder": pack_identity(identity("Anna")),
        "history": "all",
        "nonce": bytes(16),
    },
}
A_ROOM: dict[str, Any] = {
    "t": "room",
    "people": [pack_identity(identity("Anna")), pack_identity(identity("Ben"))],
    "nonce": bytes(16),
}


@given(control_bodies)
def test_every_body_survives_the_round_trip(body: control.ControlBody) -> None:
    kind, encoded = control.write(body)
    assert control.read(an_op(kind, encoded)) == body


@given(circle_geneses)
def test_the_beginning_of_a_circle_survives_the_round_trip(body: control.CircleGenesis) -> None:
    founder = next(name for name in ("Anna", "Ben", "Cleo") if identity(name) == body.founder)
    assert control.read(an_op(Kind.CIRCLE_GENESIS, body.encode(), by=founder)) == body


def test_the_beginning_of_a_room_survives_the_round_trip() -> None:
    body = control.RoomGenesis((identity("Anna"), identity("Ben")), b"n" * 16)
    assert control.read(an_op(Kind.CIRCLE_GENESIS, body.encode(), by="Ben")) == body


def test_the_samples_are_what_this_version_writes() -> None:
    assert set(GOOD) == set(READ)
    for kind, fields in GOOD.items():
        body = control.read(an_op(kind, encode(fields)))
        assert control.write(body) == (kind, encode(fields))


@given(st.sampled_from(READ), values)
def test_any_other_value_is_refused(kind: Kind, value: Value) -> None:
    with pytest.raises(MalformedError):
        control.read(an_op(kind, encode(value)))


@given(st.sampled_from(READ), st.binary(min_size=1, max_size=60))
def test_bytes_that_are_no_canonical_message_are_refused(kind: Kind, data: bytes) -> None:
    with pytest.raises(MalformedError):
        control.read(an_op(kind, data))


@given(st.data())
def test_every_field_of_every_body_is_needed_and_checked(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(GOOD)))
    name = data.draw(st.sampled_from(sorted(GOOD[kind])))
    wrong = dict(GOOD[kind])
    if data.draw(st.booleans()):
        if kind is Kind.MOTION and name == "person":
            return  # a motion need not be about a person
        del wrong[name]
    else:
        wrong[name] = data.draw(values.filter(lambda v: type(v) is not type(wrong[name])))
        if kind is Kind.MOTION and name == "person" and wrong[name] is None:
            return
    with pytest.raises(MalformedError):
        control.read(an_op(kind, encode(wrong)))


@given(st.sampled_from(sorted(GOOD)), st.text(min_size=20, max_size=30), values)
def test_fields_of_later_versions_are_ignored(kind: Kind, name: str, value: Value) -> None:
    assert control.read(an_op(kind, encode(GOOD[kind]))) == control.read(
        an_op(kind, encode({**GOOD[kind], name: value if not isinstance(value, list | dict) else 1}))
    )


@pytest.mark.parametrize("kind", READ)
def test_a_body_that_is_missing_is_refused(kind: Kind) -> None:
    with pytest.raises(MalformedError):
        control.read(an_op(kind, None))


@pytest.mark.parametrize("kind", [0x0E, 0x0F, 0x11, 0x1F, 0x20, 0x7F])
def test_kinds_of_later_versions_are_kept_without_a_look_at_their_body(kind: int) -> None:
    assert control.read(an_op(kind, b"\xc1 anything")) == control.Unknown(kind)
    with pytest.raises(MalformedError):
        control.write(control.Unknown(kind))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (Kind.EXPEL, {"reason": "x" * 2001}),
        (Kind.EXPEL, {"person": b"p" * 31}),
        (Kind.MOTION, {"what": 256}),
        (Kind.MOTION, {"what": -1}),
        (Kind.MOTION, {"what": True}),
        (Kind.VOTE, {"yes": 1}),
        (Kind.INVITE, {"expiry": 0}),
        (Kind.INVITE, {"expiry": 1 << 32}),
        (Kind.INVITE, {"ask": 0}),
        (Kind.INVITE, {"slots": [[b"d" * 8, b"k" * 8, bytes(SEALED_SECRET_BYTES - 1)]]}),
        (Kind.EPOCH, {"slots": [SLOT] * (MAX_SLOTS + 1)}),
        (Kind.EPOCH, {"slots": [[b"d" * 8, b"k" * 7, bytes(SEALED_SECRET_BYTES)]]}),
        (Kind.EPOCH, {"slots": [[b"d" * 8, b"k" * 8]]}),
        (Kind.EPOCH, {"gen": -1}),
        (Kind.EPOCH, {"gen": (1 << 62) + 1}),
        (Kind.EPOCH, {"commit": b"c" * 33}),
        (Kind.GRANT, {"slots": "all"}),
        (Kind.ERASE, {"targets": [[b"d" * 32, 1, 1]]}),
        (Kind.ERASE, {"targets": [[b"d" * 32, 2, 1]]}),
        (Kind.ERASE, {"targets": [[b"d" * 32, -1, 1]]}),
        (Kind.ERASE, {"targets": [[b"d" * 31, 0, 1]]}),
        (Kind.ERASE, {"targets": [[b"d" * 32, 0, 1]] * (MAX_TARGETS + 1)}),
        (Kind.ERASE, {"targets": [[b"d" * 32, False, True]]}),
        (Kind.ADMIT, {"identity": []}),
        (Kind.ADMIT, {"proof": bytes(63)}),
        (Kind.CIRCLE_GENESIS, {"name": "x" * 257}),
        (Kind.CIRCLE_GENESIS, {"nonce": bytes(15)}),
        (Kind.CIRCLE_GENESIS, {"founder": pack_identity(identity("Ben"))}),
        (Kind.CIRCLE_GENESIS, {"t": "room"}),
    ],
)
def test_what_no_honest_program_writes_is_refused(kind: Kind, change: dict[str, Any]) -> None:
    with pytest.raises(MalformedError):
        control.read(an_op(kind, encode({**GOOD[kind], **change})))


def test_a_room_is_begun_by_one_of_its_people_each_of_whom_is_in_it_once() -> None:
    assert isinstance(control.read(an_op(Kind.CIRCLE_GENESIS, encode(A_ROOM))), control.RoomGenesis)
    twice = [pack_identity(identity("Anna"))] * 2
    crowd = [pack_identity(identity("Anna"))] * (MAX_ROOM_PEOPLE + 1)
    wrong: list[list[Value]] = [twice, crowd, [], [pack_identity(identity("Ben"))], [[]]]
    for people in wrong:
        with pytest.raises(MalformedError):
            control.read(an_op(Kind.CIRCLE_GENESIS, encode({**A_ROOM, "people": people})))


def test_bodies_with_the_most_that_is_allowed_fit_an_operation() -> None:
    full: list[control.ControlBody] = [
        control.Epoch(
            bytes(32), 0, (control.Slot(bytes(8), bytes(8), bytes(SEALED_SECRET_BYTES)),) * MAX_SLOTS
        ),
        control.Erase(
            (control.EraseTarget(keys("Anna").device, 0, (1 << 63) - 1),) * MAX_TARGETS, "x" * 2000
        ),
    ]
    for body in full:
        kind, encoded = control.write(body)
        assert encoded is not None
        assert control.read(an_op(kind, encoded)) == body
    people = [pack_identity(identity(name)) for name in ("Anna", *map(str, range(MAX_ROOM_PEOPLE - 1)))]
    room = an_op(Kind.CIRCLE_GENESIS, encode({**A_ROOM, "people": people}))
    assert isinstance(control.read(room), control.RoomGenesis)


def test_every_kind_that_is_read_can_be_written_and_has_one_number() -> None:
    numbers = [int(kind) for kind in Kind]
    assert len(set(numbers)) == len(numbers)
    assert set(control.KIND_OF.values()) == {*READ, Kind.HELLO, Kind.ACK, Kind.LEAVE}


def test_what_a_redeemed_invitation_signs_has_fields_of_fixed_width() -> None:
    message = control.redeem_message(b"c" * 32, b"p" * 32, b"h" * 32)  # type: ignore[arg-type]  # ids by content
    assert message == b"c" * 32 + b"p" * 32 + b"h" * 32


def test_decoding_a_body_gives_plain_values() -> None:
    assert decode(control.Vote(b"m" * 32, True).encode(), max_bytes=100) == {"motion": b"m" * 32, "yes": True}  # type: ignore[arg-type]  # ids by content
