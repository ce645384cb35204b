"""Bytes that every later version must still make or read.

A failure here means that peers, stored bodies or wrapped keys of the version before would no longer be
understood: such a change needs a new label or version byte, and a new file beside the old one.
"""

import json
from pathlib import Path
from unittest.mock import patch

from crypto import labels
from crypto.bodies import open_body
from crypto.handshake import Candidate, Established, Initiator, Responder
from crypto.hashing import derive, digest
from crypto.keys import SecretKey
from crypto.passphrase import stretch, unwrap
from crypto.reach import invitation_key, mdns_token, pair_key, scope_token
from crypto.sealing import SealKey
from tests.crypto.helpers import Chance, a_secret, an_agreement_key, converse

FROZEN: dict[str, str] = json.loads((Path(__file__).parent / "frozen.json").read_text())
ANNA, BEN = an_agreement_key("anna"), an_agreement_key("ben")


def frozen(name: str) -> bytes:
    return bytes.fromhex(FROZEN[name])


def test_digests_and_derived_keys() -> None:
    assert digest(labels.OP_ID, b"data") == frozen("digest")
    assert derive(a_secret("k"), labels.BODY_KEY, b"data") == frozen("derived")


def test_signatures() -> None:
    key = SecretKey.from_seed(a_secret("anna"))
    assert key.public.raw == frozen("public_key")
    assert key.sign(labels.SIG, b"message") == frozen("signature")


def test_bodies() -> None:
    assert open_body(a_secret("epoch"), b"place", frozen("body")) == b"hello"


def test_seals() -> None:
    key = SealKey.from_bytes(a_secret("anna"))
    assert digest(b"test/frozen", key.public.raw) == frozen("seal_public_key_digest")
    assert key.open(b"info", frozen("sealed")) == a_secret("epoch")


def test_passphrases() -> None:
    assert stretch("Zoë", bytes(range(16)), 1, 8192) == frozen("stretched")
    assert unwrap(frozen("wrapped"), a_secret("kek")) == a_secret("profile")


def test_keys_and_tokens_of_reach() -> None:
    assert pair_key(ANNA, BEN.public, a_secret("a"), a_secret("b"), 1, 2) == frozen("pair_key")
    assert invitation_key(bytes(16), 1, 2, bytes(16)) == frozen("invitation_key")
    token = mdns_token(a_secret("pair"), 0, bytes(8), 900_000, 4711, [b"\xc0\xa8\x01\x07"])
    assert token == frozen("mdns_token")
    assert scope_token(a_secret("scope"), 1, a_secret("session")) == frozen("scope_token")


def test_a_handshake_and_the_records_after_it() -> None:
    with patch("nacl.bindings.randombytes", Chance("frozen")):
        candidates = [Candidate("pair", a_secret("pair"))]
        events, _, sent = converse(Initiator(ANNA, candidates, b"anna"), Responder(BEN, candidates, b"ben"))
    assert digest(b"test/frozen", b"".join(sent)) == frozen("handshake_transcript_digest")
    match events:
        case [Established(handshake_hash=handshake_hash, channel=channel)]:
            records = channel.seal(b"hello", 0.0) + channel.bye(0.0)
        case _:
            raise AssertionError(events)
    assert handshake_hash == frozen("handshake_hash")
    assert digest(b"test/frozen", records) == frozen("channel_records_digest")
