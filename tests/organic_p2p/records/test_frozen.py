"""Bodies of version 1, as they lie on disks and travel: every later version must still read them."""

import json
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.domain.ids import CircleId, DeviceId, OpId, PersonId
from organic_p2p.records import content, control
from organic_p2p.records.control import EraseTarget, Slot
from organic_p2p.records.identity import Identity, read_identity
from sync.ops import ZERO_ID, Header, Op

VECTORS = Path(__file__).parents[2] / "vectors" / "records-1.json"
FROZEN: dict[str, Any] = json.loads(VECTORS.read_text())

CIRCLE, PERSON = CircleId(b"c" * 32), PersonId(b"p" * 32)
ONE, OTHER = OpId(b"o" * 32), OpId(b"q" * 32)
SLOTS = (Slot(b"device01", b"sealkey1", bytes(range(73)) * 16),)
CONTENT: dict[
    str, content.Post | content.Message | content.Comment | content.Reaction | content.Edit | content.Profile
]
CONTENT = {
    "post": content.Post("Grüße\nan alle 🎉"),
    "message": content.Message("nur an dich"),
    "comment": content.Comment(ONE, OTHER, "schön"),
    "reaction": content.Reaction(ONE, "❤️"),
    "reaction taken back": content.Reaction(ONE, ""),
    "edit of a post": content.Edit(ONE, ONE, None, "besser", (4, 300)),
    "edit of a comment": content.Edit(OTHER, ONE, ONE, "besser"),
    "profile": content.Profile("Zoë"),
}
CONTENT_KINDS = {
    "post": 0x80,
    "message": 0x88,
    "comment": 0x81,
    "reaction": 0x82,
    "reaction taken back": 0x82,
    "edit of a post": 0x83,
    "edit of a comment": 0x83,
    "profile": 0x84,
}
CONTROL_KINDS = {
    "circle": 0x01,
    "room": 0x01,
    "hello": 0x02,
    "acknowledgement": 0x03,
    "admission": 0x04,
    "expulsion": 0x05,
    "leave": 0x06,
    "motion": 0x07,
    "motion about nobody": 0x07,
    "vote": 0x08,
    "invitation": 0x09,
    "invitation taken back": 0x0A,
    "epoch": 0x0B,
    "grant": 0x0C,
    "erasure": 0x0D,
}


def anna() -> Identity:
    frozen = FROZEN["identity"]
    return read_identity([[bytes.fromhex(frozen["raw_header"]), bytes.fromhex(frozen["body"])]])


def control_bodies() -> dict[str, control.ControlBody]:
    return {
        "circle": control.CircleGenesis("Familie", anna(), "all", b"n" * 16),
        "room": control.RoomGenesis((anna(),), b"n" * 16),
        "hello": control.Hello(),
        "acknowledgement": control.Ack(),
        "admission": control.Admit(anna(), ONE, b"h" * 32, b"s" * 64),
        "expulsion": control.Expel(PERSON, "weil"),
        "leave": control.Leave(),
        "motion": control.Motion(1, PERSON, ""),
        "motion about nobody": control.Motion(4, None, ""),
        "vote": control.Vote(ONE, True),
        "invitation": control.Invite(b"k" * 32, 29_000_000, True, SLOTS),
        "invitation taken back": control.InviteRevoke(ONE),
        "epoch": control.Epoch(b"m" * 32, 7, SLOTS),
        "grant": control.Grant(ONE, SLOTS),
        "erasure": control.Erase((EraseTarget(DeviceId(b"d" * 32), 2, 5),), "left"),
    }


def an_op(kind: int, body: bytes) -> Op:
    # What a body says does not depend on its signature, which was checked before.
    header = Header(kind, CIRCLE, anna().device.id, 1, 0, ONE, ZERO_ID, len(body))
    return Op(header, bytes(64), ONE, body or None)


def test_a_person() -> None:
    assert anna().person.hex() == FROZEN["identity"]["person"]
    assert anna().device.id.hex() == "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"


@pytest.mark.parametrize("name", FROZEN["control"])
def test_control_bodies(name: str) -> None:
    body, frozen = control_bodies()[name], bytes.fromhex(FROZEN["control"][name])
    assert control.read(an_op(CONTROL_KINDS[name], frozen)) == body
    assert control.write(body) == (CONTROL_KINDS[name], frozen or None)


@pytest.mark.parametrize("name", FROZEN["content"])
def test_content_bodies(name: str) -> None:
    frozen = bytes.fromhex(FROZEN["content"][name])
    assert content.read(CONTENT_KINDS[name], frozen) == CONTENT[name]
    assert CONTENT[name].encode() == frozen


def test_everything_that_this_version_writes_is_frozen() -> None:
    assert set(CONTROL_KINDS) == set(FROZEN["control"]) == set(control_bodies())
    assert set(CONTENT_KINDS) == set(FROZEN["content"]) == set(CONTENT)
    assert set(CONTROL_KINDS.values()) == set(control.KIND_OF.values())
    assert set(CONTENT_KINDS.values()) == set(content.KIND_OF.values())
