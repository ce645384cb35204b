"""Secrets sealed for one device, and a second implementation that opens them."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt, crypto_scalarmult, crypto_scalarmult_base

from crypto.errors import MalformedKeyError, UnopenableError
from crypto.sealing import SEAL_OVERHEAD_BYTES, SealKey, SealPublicKey, seal
from tests.crypto.helpers import LOW_ORDER_POINTS, a_secret, flipped

ANNA, BEN = SealKey.from_bytes(a_secret("anna")), SealKey.from_bytes(a_secret("ben"))
SECRET, INFO = a_secret("epoch"), b"org1/epoch" + bytes(40)


class OtherOpener:
    """X-Wing and HPKE base mode written from their documents, on a hash, an HMAC and bare ML-KEM.

    X-Wing: draft-connolly-cfrg-xwing-kem §5. HPKE: RFC 9180 §4 and §5.1, suite X-Wing (0x647A), HKDF-SHA256,
    ChaCha20-Poly1305.
    """

    def __init__(self, seed: bytes) -> None:
        expanded = hashlib.shake_256(seed).digest(96)
        self._mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        self._x25519 = expanded[64:]
        self.public = self._mlkem.public_key().public_bytes_raw() + crypto_scalarmult_base(self._x25519)

    def decapsulate(self, enc: bytes) -> bytes:
        ct_m, ct_x = enc[:1088], enc[1088:]
        ss_m, ss_x = self._mlkem.decapsulate(ct_m), crypto_scalarmult(self._x25519, ct_x)
        return hashlib.sha3_256(ss_m + ss_x + ct_x + self.public[1184:] + rb"\.//^" + b"\\").digest()

    def open(self, info: bytes, sealed: bytes) -> bytes:
        suite = b"HPKE" + (0x647A).to_bytes(2, "big") + b"\x00\x01" + b"\x00\x03"

        def extract(salt: bytes, label: bytes, material: bytes) -> bytes:
            return hmac.digest(salt, b"HPKE-v1" + suite + label + material, "sha256")

        def expand(key: bytes, label: bytes, context: bytes, size: int) -> bytes:
            info = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context
            return hmac.digest(key, info + b"\x01", "sha256")[:size]  # one block is enough for 32 bytes

        context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
        secret = extract(self.decapsulate(sealed[:1120]), b"secret", b"")
        key, nonce = expand(secret, b"key", context, 32), expand(secret, b"base_nonce", context, 12)
        return crypto_aead_chacha20poly1305_ietf_decrypt(sealed[1120:], b"", nonce, key)


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_seal_opens_for_its_recipient(info: bytes, plaintext: bytes) -> None:
    sealed = seal(ANNA.public, info, plaintext)
    assert ANNA.open(info, sealed) == plaintext
    assert len(sealed) == len(plaintext) + SEAL_OVERHEAD_BYTES


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.binary(max_size=100))
def test_another_implementation_opens_the_same_seals(seed: bytes, info: bytes, plaintext: bytes) -> None:
    key, other = SealKey.from_bytes(seed), OtherOpener(seed)
    assert other.public == key.public.raw
    assert other.open(info, seal(key.public, info, plaintext)) == plaintext


def test_a_sealed_secret_has_1168_bytes() -> None:
    assert len(seal(ANNA.public, INFO, SECRET)) == 1168


def test_a_seal_stays_shut_for_anybody_else() -> None:
    with pytest.raises(UnopenableError):
        BEN.open(INFO, seal(ANNA.public, INFO, SECRET))


@given(st.integers(0, len(INFO) * 8 - 1))
def test_a_seal_moved_to_another_place_stays_shut(bit: int) -> None:
    with pytest.raises(UnopenableError):
        ANNA.open(flipped(INFO, bit), seal(ANNA.public, INFO, SECRET))


@given(st.integers(0, 1168 * 8 - 1))
def test_a_flipped_bit_spoils_a_seal(bit: int) -> None:
    # The one bit that X25519 ignores is no exception: X-Wing hashes the ephemeral key as it was sent.
    with pytest.raises(UnopenableError):
        ANNA.open(INFO, flipped(seal(ANNA.public, INFO, SECRET), bit))


@pytest.mark.parametrize("length", [0, 1, 1087, 1119, 1120, 1135, 1136, 1167])
def test_a_seal_that_was_cut_stays_shut(length: int) -> None:
    with pytest.raises(UnopenableError):
        ANNA.open(INFO, seal(ANNA.public, INFO, SECRET)[:length])


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
def test_a_seal_with_an_ephemeral_point_of_low_order_stays_shut(point: bytes) -> None:
    sealed = seal(ANNA.public, INFO, SECRET)
    with pytest.raises(UnopenableError):
        ANNA.open(INFO, sealed[:1088] + point + sealed[1120:])


def test_two_seals_of_one_secret_differ() -> None:
    assert seal(ANNA.public, INFO, SECRET) != seal(ANNA.public, INFO, SECRET)


def test_a_public_key_survives_its_bytes() -> None:
    again = SealPublicKey(bytes(ANNA.public.raw))
    assert len({again, ANNA.public}) == 1
    assert ANNA.open(INFO, seal(again, INFO, SECRET)) == SECRET


@pytest.mark.parametrize("length", [0, 32, 1215, 1217])
def test_public_keys_of_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(MalformedKeyError, match=f"got {length}"):
        SealPublicKey(bytes(length))


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
def test_a_public_key_with_a_point_of_low_order_is_refused(point: bytes) -> None:
    with pytest.raises(MalformedKeyError, match="no usable key"):
        SealPublicKey(ANNA.public.raw[:1184] + point)


def test_a_public_key_with_coefficients_out_of_range_is_refused() -> None:
    with pytest.raises(MalformedKeyError, match="no usable key"):
        SealPublicKey(b"\xff" * 1184 + ANNA.public.raw[1184:])


@pytest.mark.parametrize("length", [0, 31, 33, 96])
def test_secret_keys_of_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(MalformedKeyError):
        SealKey.from_bytes(bytes(length))


def test_two_generated_keys_differ_and_survive_their_bytes() -> None:
    one, two = SealKey.generate(), SealKey.generate()
    assert one != two
    assert SealKey.from_bytes(one.raw).public == one.public


def test_a_repr_is_short_and_shows_no_secret() -> None:
    assert repr(ANNA) == f"SealKey(public=SealPublicKey({ANNA.public}))"
    assert len(str(ANNA.public)) == 8
