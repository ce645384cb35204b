"""A person as others know them: everything in an identity is vouched for by the device that it names."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.keys import AgreementKey, SecretKey
from organic_p2p.records.identity import (
    RECOVERY_ENTROPY_BYTES,
    DeviceKeys,
    Identity,
    new_identity,
    pack_identity,
    read_identity,
    recovery_key,
)
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode
from sync.ops import Header, hash_body, sign
from tests.organic_p2p.records.bodies import identity, keys, values

CERT_BYTES = 1332


def test_an_identity_survives_the_round_trip() -> None:
    anna = identity("Anna")
    again = read_identity(decode(encode(pack_identity(anna)), max_bytes=8192))
    assert again == anna
    assert again.device.id == keys("Anna").device
    assert again.device.transport == keys("Anna").transport.public
    assert again.device.sealing == keys("Anna").sealing.public


def test_the_certificate_has_the_layout_of_the_protocol() -> None:
    cert = _fields(identity("Anna"))["cert"]
    assert isinstance(cert, bytes)
    assert len(cert) == CERT_BYTES
    assert cert[:8] == b"org1cert"
    assert cert[40:72] == keys("Anna").device
    assert cert[72:104] == keys("Anna").transport.public
    assert cert[104:1320] == keys("Anna").sealing.public.raw
    assert int.from_bytes(cert[1324:], "big") == 1_700_000_000_000


def test_two_people_with_one_computer_are_two_people() -> None:
    one, other = (new_identity(keys("Anna"), AgreementKey.generate(), bytes(16), 0) for _ in range(2))
    assert one.person != other.person


def test_recovery_keys_follow_from_their_entropy_alone() -> None:
    assert recovery_key(bytes(16)).seed == recovery_key(bytes(16)).seed != recovery_key(b"\1" * 16).seed
    assert RECOVERY_ENTROPY_BYTES == 16
    assert identity("Anna").recovery == recovery_key(b"Anna".ljust(16, b"\0")).public.raw


def test_no_repr_shows_a_secret() -> None:
    shown = repr(keys("Anna"))
    for secret in (keys("Anna").signing.seed, keys("Anna").transport.raw, keys("Anna").sealing.raw):
        assert secret.hex() not in shown
        assert repr(secret) not in shown


@given(values)
def test_any_value_is_an_identity_or_it_is_refused(value: Value) -> None:
    with pytest.raises(MalformedError):
        read_identity(value)


@given(st.data())
def test_no_bit_of_an_identity_can_be_changed(data: st.DataObject) -> None:
    op = identity("Anna").genesis
    assert op.body is not None
    parts = [bytearray(op.raw_header), bytearray(op.body)]
    part = data.draw(st.sampled_from((0, 1)))
    at = data.draw(st.integers(0, 8 * len(parts[part]) - 1))
    parts[part][at // 8] ^= 1 << at % 8
    with pytest.raises(MalformedError):
        read_identity([[bytes(parts[0]), bytes(parts[1])]])


def test_an_identity_of_several_operations_is_for_a_later_version() -> None:
    packed = pack_identity(identity("Anna"))
    assert isinstance(packed, list)
    with pytest.raises(MalformedError):
        read_identity([*packed, *packed])


def test_an_identity_that_somebody_else_signed_is_refused() -> None:
    with pytest.raises(MalformedError):
        read_identity(_signed(_fields(identity("Anna")), keys("Anna"), SecretKey.generate()))


def test_a_certificate_of_another_device_is_refused() -> None:
    # Mallory shows Anna's certificate in an identity of his own, to be taken for her.
    with pytest.raises(MalformedError):
        read_identity(_signed(_fields(identity("Anna")), keys("Mallory")))


@pytest.mark.parametrize("where", [0, 8, 40])
def test_a_certificate_with_another_beginning_is_refused(where: int) -> None:
    fields = dict(_fields(identity("Anna")))
    cert = bytearray(fields["cert"])
    cert[where] ^= 1
    with pytest.raises(MalformedError):
        read_identity(_signed(fields | {"cert": bytes(cert)}, keys("Anna")))


@pytest.mark.parametrize(
    "change",
    [
        {"cert": b"org1cert"},
        {"cert": "org1cert"},
        {"cert": None},
        {"recovery": bytes(31)},
        {"reach": bytes(33)},
        {"reach": None},
        {"cert": bytes(CERT_BYTES)},
    ],
)
def test_every_field_of_an_identity_is_checked(change: Mapping[str, Any]) -> None:
    with pytest.raises(MalformedError):
        read_identity(_signed({**_fields(identity("Anna")), **change}, keys("Anna")))


def test_fields_of_later_versions_are_ignored() -> None:
    fields = {**_fields(identity("Anna")), "zodiac": "lion"}
    assert read_identity(_signed(fields, keys("Anna"))).device.id == keys("Anna").device


def test_an_operation_of_another_kind_begins_no_identity() -> None:
    with pytest.raises(MalformedError):
        read_identity(_signed(_fields(identity("Anna")), keys("Anna"), kind=0x01))


def _fields(of: Identity) -> dict[str, Any]:
    assert of.genesis.body is not None
    fields = decode(of.genesis.body, max_bytes=8192)
    assert isinstance(fields, dict)
    return fields


def _signed(fields: dict[str, Any], by: DeviceKeys, key: SecretKey | None = None, kind: int = 0x10) -> Value:
    body = encode(fields)
    header = Header(
        kind=kind,
        scope=bytes(32),
        author=by.device,
        seq=0,
        hlc=0,
        backlink=bytes(32),
        body_hash=hash_body(body),
        body_len=len(body),
    )
    return [[sign(header, key or by.signing, body).raw_header, body]]
