"""Identities and agreement keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_core_ed25519_scalar_add

from crypto import labels
from crypto.errors import BadSignatureError, HandshakeError, MalformedKeyError
from crypto.keys import AgreementKey, PublicKey, SecretKey
from tests.crypto.helpers import LOW_ORDER_POINTS, a_secret, an_agreement_key, flipped

# RFC 8032 §7.1, test 2: a message of one byte.
RFC_SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
RFC_PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")

# RFC 7748 §6.1: Bob's secret, Alice's public key, and what they share.
RFC_BOB = bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
RFC_ALICE_PUBLIC = bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
RFC_SHARED = bytes.fromhex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")


def a_key(name: str = "anna") -> SecretKey:
    return SecretKey.from_seed(a_secret(name))


@given(st.binary(max_size=200))
def test_what_a_key_signed_its_public_half_verifies(message: bytes) -> None:
    key = a_key()
    key.public.verify(labels.SIG, message, key.sign(labels.SIG, message))


def test_a_signature_is_worthless_for_another_purpose() -> None:
    key = a_key()
    signature = key.sign(labels.SIG, b"message")
    with pytest.raises(BadSignatureError):
        key.public.verify(labels.POP, b"message", signature)


def test_a_label_and_a_message_do_not_run_into_each_other() -> None:
    key = a_key()
    signature = key.sign(b"org1/ab", b"c")
    with pytest.raises(BadSignatureError):
        key.public.verify(b"org1/a", b"bc", signature)


def test_a_signature_is_worthless_under_another_key() -> None:
    signature = a_key("anna").sign(labels.SIG, b"message")
    with pytest.raises(BadSignatureError):
        a_key("ben").public.verify(labels.SIG, b"message", signature)


@given(st.integers(0, 64 * 8 - 1))
def test_a_flipped_bit_spoils_a_signature(bit: int) -> None:
    key = a_key()
    with pytest.raises(BadSignatureError):
        key.public.verify(labels.SIG, b"message", flipped(key.sign(labels.SIG, b"message"), bit))


@given(st.integers(0, 7 * 8 - 1))
def test_a_flipped_bit_spoils_a_message(bit: int) -> None:
    key = a_key()
    with pytest.raises(BadSignatureError):
        key.public.verify(labels.SIG, flipped(b"message", bit), key.sign(labels.SIG, b"message"))


def test_nobody_else_can_turn_a_signature_into_a_second_one() -> None:
    # S and S + L satisfy the same equation; RFC 8032 §5.1.7 wants S < L, so that op ids stay unique.
    group_order = (2**252 + 27742317777372353535851937790883648493).to_bytes(32, "little")
    key = a_key()
    signature = key.sign(labels.SIG, b"message")
    scalar = int.from_bytes(signature[32:], "little") + int.from_bytes(group_order, "little")
    malleated = signature[:32] + scalar.to_bytes(32, "little")
    assert crypto_core_ed25519_scalar_add(malleated[32:], bytes(32)) == signature[32:]
    with pytest.raises(BadSignatureError):
        key.public.verify(labels.SIG, b"message", malleated)


@pytest.mark.parametrize("length", [0, 63, 65, 128])
def test_a_signature_has_64_bytes(length: int) -> None:
    with pytest.raises(BadSignatureError):
        a_key().public.verify(labels.SIG, b"message", bytes(length))


def test_a_signature_cannot_borrow_bytes_from_the_message() -> None:
    key = a_key()
    signed = key.sign(labels.SIG, b"message") + labels.SIG
    with pytest.raises(BadSignatureError):
        key.public.verify(labels.SIG, b"message", signed)


@pytest.mark.parametrize("point", [(0).to_bytes(32, "little"), (1).to_bytes(32, "little"), b"\xff" * 32])
def test_a_point_under_which_anybody_could_sign_verifies_nothing(point: bytes) -> None:
    identity_and_zero = (1).to_bytes(32, "little") + bytes(32)
    with pytest.raises(BadSignatureError):
        PublicKey(point).verify(labels.SIG, b"message", identity_and_zero)


@pytest.mark.parametrize("purpose", [b"", b"org1/with\0zero", b"seventeen bytes!!"])
def test_a_purpose_is_a_label(purpose: bytes) -> None:
    with pytest.raises(ValueError, match="label"):
        a_key().sign(purpose, b"message")


def test_a_seed_gives_the_key_of_rfc_8032() -> None:
    assert SecretKey.from_seed(RFC_SEED).public == PublicKey(RFC_PUBLIC)


def test_two_generated_keys_differ_and_survive_their_seed() -> None:
    one, two = SecretKey.generate(), SecretKey.generate()
    assert one != two
    assert SecretKey.from_seed(one.seed) == one


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_other_lengths_are_refused(length: int) -> None:
    for make in (PublicKey, SecretKey.from_seed, AgreementKey.from_bytes):
        with pytest.raises(MalformedKeyError, match=f"got {length}"):
            make(bytes(length))


def test_public_keys_are_equal_by_content_and_short_in_a_log() -> None:
    raw = bytes.fromhex("0123456789abcdef") * 4
    assert len({PublicKey(raw), PublicKey(bytes(raw))}) == 1
    assert str(PublicKey(raw)) == "01234567"


def test_a_repr_shows_no_secret() -> None:
    key, agreement = a_key(), an_agreement_key("anna")
    assert repr(key.seed) not in repr(key)
    assert repr(agreement.raw) not in repr(agreement)


def test_two_sides_agree() -> None:
    anna, ben = an_agreement_key("anna"), an_agreement_key("ben")
    assert anna.agree(ben.public) == ben.agree(anna.public)
    assert anna.agree(ben.public) != anna.agree(an_agreement_key("cleo").public)


def test_agreement_is_the_one_of_rfc_7748() -> None:
    assert AgreementKey.from_bytes(RFC_BOB).agree(RFC_ALICE_PUBLIC) == RFC_SHARED


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
def test_a_point_of_low_order_is_a_failed_handshake(point: bytes) -> None:
    with pytest.raises(HandshakeError):
        an_agreement_key("anna").agree(point)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_public_agreement_key_of_another_length_is_a_failed_handshake(length: int) -> None:
    with pytest.raises(HandshakeError):
        an_agreement_key("anna").agree(bytes(length))


def test_two_generated_agreement_keys_differ_and_survive_their_bytes() -> None:
    one, two = AgreementKey.generate(), AgreementKey.generate()
    assert one != two
    assert AgreementKey.from_bytes(one.raw).public == one.public
