"""A second KH1, written from the table in `crypto.handshake` on an independent Noise: it talks to ours.

It shares no code with the package. Whatever it agrees on with our machines is therefore in the table.
"""

import hashlib
import os
from typing import Any

from noise.connection import Keypair, NoiseConnection

from crypto.handshake import Candidate, Established, Initiator, Responder
from tests.crypto.helpers import a_secret, an_agreement_key

ANNA, BEN = an_agreement_key("anna"), an_agreement_key("ben")
KEY = a_secret("anna and ben")


def k(label: str, data: bytes, size: int) -> bytes:
    return hashlib.blake2b(data, digest_size=size, key=KEY, person=label.encode()).digest()


def masked(label: str, nonces: bytes, message: bytes) -> bytes:
    mask = k(label, nonces, 32).ljust(len(message), b"\0")
    return bytes(a ^ b for a, b in zip(message, mask, strict=True))


def the_noise(*, initiator: bool, secret: bytes, nonces: bytes, said: bytes) -> Any:
    noise = NoiseConnection.from_name(b"Noise_XXpsk0_25519_ChaChaPoly_BLAKE2b")
    noise.set_as_initiator() if initiator else noise.set_as_responder()
    noise.set_psks(k("org1/noise-psk", nonces, 32))
    noise.set_prologue(b"org1/tp/1" + said)
    noise.set_keypair_from_private_bytes(Keypair.STATIC, secret)
    noise.start_handshake()
    return noise


def a_payload(text: bytes) -> bytes:
    return (text + b"\x80").ljust(160, b"\0")


def name_of(noise: Any) -> bytes:
    return hashlib.blake2b(noise.get_handshake_hash(), digest_size=32, person=b"org1/handshake").digest()


def a_record(noise: Any, size: int, content: bytes) -> bytes:
    return bytes(noise.encrypt(size.to_bytes(2, "big")) + noise.encrypt(content.ljust(size, b"\0")))


def test_our_initiator_meets_a_responder_written_from_the_table() -> None:
    anna = Initiator(ANNA, [Candidate("ben", KEY)], b"I am Anna's")
    ns = os.urandom(32)
    assert anna.receive(ns) == []
    hello = anna.take_outgoing()
    nonces = ns + hello[:16]
    tags = [hello[start : start + 16] for start in range(16, 272, 16)]
    assert tags == sorted(tags)
    assert k("org1/hello-i", nonces, 16) in tags
    rtag = k("org1/hello-r", nonces, 16)
    assert anna.receive(rtag) == []
    noise = the_noise(initiator=False, secret=BEN.raw, nonces=nonces, said=ns + hello + rtag)
    assert noise.read_message(masked("org1/mask-i", nonces, anna.take_outgoing())) == bytes(16)
    answer = masked("org1/mask-r", nonces, bytes(noise.write_message(a_payload(b"I am Ben's"))))
    events = anna.receive(answer)
    assert noise.read_message(anna.take_outgoing()) == a_payload(b"I am Anna's")
    match events:
        case [Established("ben", static, b"I am Ben's", handshake_hash, channel)]:
            assert static == BEN.public
            assert handshake_hash == name_of(noise)
        case _:
            raise AssertionError(events)
    record = channel.seal(b"hello", 0.0)
    assert int.from_bytes(noise.decrypt(record[:18]), "big") == 256
    assert noise.decrypt(record[18:]) == b"\0\0\x05hello".ljust(256, b"\0")
    assert channel.feed(a_record(noise, 1024, b"\0\0\x02hi"), 0.0) == [b"hi"]


def test_our_responder_meets_an_initiator_written_from_the_table() -> None:
    ben = Responder(BEN, [Candidate("cleo", a_secret("cleo")), Candidate("anna", KEY)], b"I am Ben's")
    ns, nc = ben.take_outgoing(), os.urandom(16)
    nonces = ns + nc
    hello = nc + k("org1/hello-i", nonces, 16) + os.urandom(15 * 16)
    assert ben.receive(hello) == []
    rtag = ben.take_outgoing()
    assert rtag == k("org1/hello-r", nonces, 16)
    noise = the_noise(initiator=True, secret=ANNA.raw, nonces=nonces, said=ns + hello + rtag)
    assert ben.receive(masked("org1/mask-i", nonces, bytes(noise.write_message(bytes(16))))) == []
    answer = noise.read_message(masked("org1/mask-r", nonces, ben.take_outgoing()))
    assert answer == a_payload(b"I am Ben's")
    match ben.receive(bytes(noise.write_message(a_payload(b"I am Anna's")))):
        case [Established("anna", static, b"I am Anna's", handshake_hash, channel)]:
            assert static == ANNA.public
            assert handshake_hash == name_of(noise)
        case events:
            raise AssertionError(events)
    # The last record under a key, then one under its successor.
    last = a_record(noise, 256, b"\x02\0\x02hi")
    noise.rekey_outbound_cipher()
    assert channel.feed(last + a_record(noise, 256, b"\x01\0\0"), 0.0) == [b"hi"]
    assert channel.said_bye
