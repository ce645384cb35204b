"""The Noise engine, against published vectors and against an independent implementation."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

# Untyped and no longer maintained: it serves here as a second opinion, and nowhere else.
from noise.connection import Keypair, NoiseConnection

from crypto.cipher import CipherState
from crypto.errors import HandshakeError, MalformedKeyError, UnopenableError
from crypto.keys import AgreementKey
from crypto.noise import MAX_MESSAGE_BYTES, XX_PSK0, HandshakeState
from tests.crypto.helpers import LOW_ORDER_POINTS, a_secret, an_agreement_key, flipped
from tests.crypto.noise_patterns import pattern

VECTORS = Path(__file__).parents[2] / ".." / "shared" / "vectors" / "noise-25519-chachapoly-blake2b.json"
ANNA, BEN = an_agreement_key("anna"), an_agreement_key("ben")
PSK, PROLOGUE = a_secret("psk"), b"what both have seen"

a_payload = st.binary(max_size=100)


def the_vectors() -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = json.loads(VECTORS.read_text()) if VECTORS.exists() else []
    return vectors


def a_side(vector: dict[str, Any], prefix: str) -> HandshakeState:
    name = vector["protocol_name"].split("_")[1]

    def key(field: str) -> AgreementKey | None:
        raw = vector.get(f"{prefix}_{field}")
        return AgreementKey.from_bytes(bytes.fromhex(raw)) if raw else None

    remote = vector.get(f"{prefix}_remote_static")
    state = HandshakeState(
        pattern(name),
        initiator=prefix == "init",
        prologue=bytes.fromhex(vector[f"{prefix}_prologue"]),
        static=key("static"),
        remote_static=bytes.fromhex(remote) if remote else None,
        psks=[bytes.fromhex(psk) for psk in vector.get(f"{prefix}_psks", [])],
    )
    state._e = key("ephemeral")
    return state


@pytest.mark.skipif(not VECTORS.exists(), reason="the file of published vectors is not beside the repository")
def test_the_file_of_vectors_holds_what_it_should() -> None:
    names = {vector["protocol_name"] for vector in the_vectors()}
    assert len(the_vectors()) >= 110
    assert {"Noise_XX_25519_ChaChaPoly_BLAKE2b", "Noise_XXpsk0+psk3_25519_ChaChaPoly_BLAKE2b"} <= names


@pytest.mark.parametrize(
    "vector", the_vectors(), ids=lambda vector: f"{vector['protocol_name'].split('_')[1]}-{vector['source']}"
)
def test_the_engine_says_what_the_published_vectors_say(vector: dict[str, Any]) -> None:
    sides = a_side(vector, "init"), a_side(vector, "resp")
    one_way = len(vector["protocol_name"].split("_")[1].partition("psk")[0]) == 1
    ciphers: list[tuple[CipherState, CipherState]] = []
    for turn, message in enumerate(vector["messages"]):
        payload, expected = bytes.fromhex(message["payload"]), bytes.fromhex(message["ciphertext"])
        sender = 0 if one_way else turn % 2
        if not sides[0].finished:
            assert sides[sender].write_message(payload) == expected
            assert sides[1 - sender].read_message(expected) == payload
            continue
        ciphers = ciphers or [side.split() for side in sides]
        assert ciphers[sender][0].encrypt(payload) == expected
        assert ciphers[1 - sender][1].decrypt(expected) == payload
    assert sides[0].handshake_hash == sides[1].handshake_hash
    if "handshake_hash" in vector:
        assert sides[0].handshake_hash.hex() == vector["handshake_hash"]


def the_oracle(*, initiator: bool, static: AgreementKey) -> Any:
    oracle = NoiseConnection.from_name(b"Noise_XXpsk0_25519_ChaChaPoly_BLAKE2b")
    oracle.set_as_initiator() if initiator else oracle.set_as_responder()
    oracle.set_psks(PSK)
    oracle.set_prologue(PROLOGUE)
    oracle.set_keypair_from_private_bytes(Keypair.STATIC, static.raw)
    oracle.start_handshake()
    return oracle


def a_state(
    *, initiator: bool, static: AgreementKey, psk: bytes = PSK, prologue: bytes = PROLOGUE
) -> HandshakeState:
    return HandshakeState(XX_PSK0, initiator=initiator, prologue=prologue, static=static, psks=(psk,))


@given(a_payload, a_payload, a_payload)
def test_an_independent_responder_understands_our_initiator(one: bytes, two: bytes, three: bytes) -> None:
    ours, oracle = a_state(initiator=True, static=ANNA), the_oracle(initiator=False, static=BEN)
    assert oracle.read_message(ours.write_message(one)) == one
    assert ours.read_message(bytes(oracle.write_message(two))) == two
    assert oracle.read_message(ours.write_message(three)) == three
    check_session(ours, oracle, BEN)


@given(a_payload, a_payload, a_payload)
def test_an_independent_initiator_understands_our_responder(one: bytes, two: bytes, three: bytes) -> None:
    ours, oracle = a_state(initiator=False, static=BEN), the_oracle(initiator=True, static=ANNA)
    assert ours.read_message(bytes(oracle.write_message(one))) == one
    assert oracle.read_message(ours.write_message(two)) == two
    assert ours.read_message(bytes(oracle.write_message(three))) == three
    check_session(ours, oracle, ANNA)


def check_session(ours: HandshakeState, oracle: Any, peer: AgreementKey) -> None:
    """Check that both know the session, and understand each other, also after a change of keys."""
    assert ours.finished
    assert ours.remote_static == peer.public
    assert ours.handshake_hash == oracle.get_handshake_hash()
    sending, receiving = ours.split()
    for _ in range(2):
        assert oracle.decrypt(sending.encrypt(b"to the oracle")) == b"to the oracle"
        assert receiving.decrypt(bytes(oracle.encrypt(b"and back"))) == b"and back"
    sending.rekey()
    receiving.rekey()
    oracle.rekey_inbound_cipher()
    oracle.rekey_outbound_cipher()
    assert oracle.decrypt(sending.encrypt(b"to the oracle")) == b"to the oracle"
    assert receiving.decrypt(bytes(oracle.encrypt(b"and back"))) == b"and back"


def talk(initiator: HandshakeState, responder: HandshakeState, spoil: int = -1, bit: int = 0) -> None:
    """Carry the three messages across, with one bit of message number `spoil` flipped."""
    sides = initiator, responder
    for turn in range(3):
        message = sides[turn % 2].write_message(b"payload")
        if turn == spoil:
            message = flipped(message, bit % (len(message) * 8))
        sides[1 - turn % 2].read_message(message)


@given(st.integers(0, 2), st.integers(0, 10_000))
def test_a_flipped_bit_anywhere_ends_the_handshake(turn: int, bit: int) -> None:
    with pytest.raises(HandshakeError):
        talk(a_state(initiator=True, static=ANNA), a_state(initiator=False, static=BEN), turn, bit)


def test_the_two_sides_must_have_seen_and_must_hold_the_same() -> None:
    for other in (
        a_state(initiator=False, static=BEN, psk=a_secret("another psk")),
        a_state(initiator=False, static=BEN, prologue=b"something else"),
    ):
        with pytest.raises(HandshakeError):
            talk(a_state(initiator=True, static=ANNA), other)


@given(st.binary(max_size=400))
def test_whatever_arrives_is_read_or_refused(noise: bytes) -> None:
    with pytest.raises(HandshakeError):
        a_state(initiator=False, static=BEN).read_message(noise)


def test_a_message_cut_anywhere_is_refused() -> None:
    message = a_state(initiator=True, static=ANNA).write_message(b"payload")
    for length in range(len(message)):
        with pytest.raises(HandshakeError):
            a_state(initiator=False, static=BEN).read_message(message[:length])


def test_a_message_longer_than_noise_allows_is_refused() -> None:
    with pytest.raises(HandshakeError):
        a_state(initiator=False, static=BEN).read_message(bytes(MAX_MESSAGE_BYTES + 1))


@pytest.mark.parametrize("point", LOW_ORDER_POINTS, ids=bytes.hex)
@pytest.mark.parametrize("who", ["ephemeral", "static"])
def test_a_peer_who_sends_a_point_of_low_order_is_refused(who: str, point: bytes) -> None:
    anna, ben = a_state(initiator=True, static=ANNA), a_state(initiator=False, static=BEN)
    poisoned = AgreementKey(BEN.raw, point)
    if who == "ephemeral":
        ben._e = poisoned
    else:
        ben._s = poisoned
    ben.read_message(anna.write_message())
    message = ben.write_message()
    with pytest.raises(HandshakeError):
        anna.read_message(message)


def test_turns_are_kept() -> None:
    anna, ben = a_state(initiator=True, static=ANNA), a_state(initiator=False, static=BEN)
    with pytest.raises(ValueError, match="turn"):
        ben.write_message()
    with pytest.raises(ValueError, match="turn"):
        anna.read_message(b"")
    with pytest.raises(ValueError, match="not finished"):
        anna.split()
    with pytest.raises(ValueError, match="not known yet"):
        anna.remote_static  # noqa: B018 -- asking is what is tested
    talk(anna, ben)
    with pytest.raises(ValueError, match="turn"):
        ben.write_message()


def test_a_pattern_gets_the_keys_it_needs() -> None:
    with pytest.raises(ValueError, match="0 pre-shared keys"):
        HandshakeState(XX_PSK0, initiator=True, static=ANNA)
    with pytest.raises(MalformedKeyError):
        HandshakeState(XX_PSK0, initiator=True, static=ANNA, psks=(b"short",))
    with pytest.raises(ValueError, match="missing"):
        HandshakeState(pattern("KK"), initiator=True, static=ANNA)


def test_every_session_has_a_name_and_keys_of_its_own() -> None:
    hashes = set()
    for _ in range(3):
        anna, ben = a_state(initiator=True, static=ANNA), a_state(initiator=False, static=BEN)
        talk(anna, ben)
        hashes.add(anna.handshake_hash)
        sending, receiving = anna.split()
        assert sending.encrypt(b"x") != receiving.encrypt(b"x")
    assert len(hashes) == 3


def test_a_cipher_refuses_what_is_repeated_missing_or_short() -> None:
    sending, receiving = CipherState(PSK), CipherState(PSK)
    first, second, third = (sending.encrypt(text, b"ad") for text in (b"1", b"2", b"3"))
    assert receiving.decrypt(first, b"ad") == b"1"
    for wrong in (first, third, second[:-1], b"", bytes(15)):
        with pytest.raises(UnopenableError):
            receiving.decrypt(wrong, b"ad")
    with pytest.raises(UnopenableError):
        receiving.decrypt(second, b"other")
    assert receiving.decrypt(second, b"ad") == b"2"


def test_a_new_key_follows_from_the_old_one_and_reads_nothing_older() -> None:
    sending, receiving = CipherState(PSK), CipherState(PSK)
    old = sending.encrypt(b"old")
    sending.rekey()
    receiving.rekey()
    with pytest.raises(UnopenableError):
        receiving.decrypt(old)
    with pytest.raises(UnopenableError):
        receiving.decrypt(sending.encrypt(b"one counter ahead"))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_cipher_key_has_32_bytes(length: int) -> None:
    with pytest.raises(MalformedKeyError):
        CipherState(bytes(length))
