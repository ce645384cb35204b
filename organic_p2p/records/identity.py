"""A person: the keys of a computer, the certificate that names them, and the first operation of an identity log.

    DeviceKeys + ReachKey ──▶ new_identity() ──▶ Op (ID_GENESIS) ──▶ pack_identity() ──▶ inside ADMIT, circle genesis…
                                                                    read_identity()  ◀── verified, or MalformedError

The person's id is the digest of that first header, so whoever holds the operation can check every key in it.
Later operations of the log (more computers, lost ones) will follow it in the same list; this version writes
and accepts lists of one.
"""

import os
from dataclasses import dataclass, field

from crypto import labels
from crypto.errors import CryptoError
from crypto.hashing import derive, digest
from crypto.keys import AgreementKey, PublicKey, SecretKey
from crypto.sealing import SealKey, SealPublicKey
from organic_p2p.domain.ids import DeviceId, PersonId
from organic_p2p.records.fields import body_map, get_bytes
from organic_p2p.records.kinds import Kind
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode
from sync.ops import MAX_BODY_BYTES, ZERO_ID, Header, Op, hash_body, parse, sign

RECOVERY_ENTROPY_BYTES = 16
SEAL_PUBLIC_BYTES = 1216
# Ours take 1.8 KB. Whoever we meet is kept for ever, so nobody may bring a chapter along with the keys; and what is
# accepted here must fit wherever it is read again.
MAX_IDENTITY_BYTES = 4096

_CERT_MAGIC = b"org1cert"
_CERT_BYTES = 8 + 32 + 32 + 32 + SEAL_PUBLIC_BYTES + 4 + 8
_NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The secrets of one computer. They never leave it and are in no backup.

    Attributes:
        signing: Ed25519, signs operations; its public half is the device's id.
        transport: X25519, the Noise static key; generated apart from `signing`, never converted from it.
        sealing: X-Wing, opens secrets that others seal for this computer.
    """

    signing: SecretKey = field(repr=False)
    transport: AgreementKey = field(repr=False)
    sealing: SealKey = field(repr=False)

    @classmethod
    def generate(cls) -> "DeviceKeys":
        """Return fresh keys."""
        return cls(SecretKey.generate(), AgreementKey.generate(), SealKey.generate())

    @property
    def device(self) -> DeviceId:
        """The id of this computer."""
        return DeviceId(self.signing.public.raw)


@dataclass(frozen=True, slots=True)
class Device:
    """A computer as its certificate shows it: ids and public keys."""

    id: DeviceId
    transport: bytes
    sealing: SealPublicKey


@dataclass(frozen=True, slots=True)
class Identity:
    """A person whose identity log was verified.

    Attributes:
        person: Digest of the log's first header.
        device: The computer (this version knows one a person).
        reach: X25519 public key for recognising each other; it authenticates nobody.
        recovery: Ed25519 public key above all devices; its secret is 16 bytes that become words on paper.
        genesis: The operation all this was read from.
    """

    person: PersonId
    device: Device
    reach: bytes
    recovery: bytes
    genesis: Op


def new_identity(keys: DeviceKeys, reach: AgreementKey, recovery_entropy: bytes, created_ms: int) -> Identity:
    """Return a new person with one computer.

    Args:
        keys: The computer's keys.
        reach: The person's reach key.
        recovery_entropy: 16 random bytes, kept until they are written down.
        created_ms: Unix milliseconds.
    """
    body = encode(
        {
            "t": "person",
            "recovery": recovery_key(recovery_entropy).public.raw,
            "cert": _certificate(keys, created_ms),
            "reach": reach.public,
            "nonce": os.urandom(_NONCE_BYTES),
        }
    )
    header = Header(
        kind=int(Kind.ID_GENESIS),
        scope=ZERO_ID,
        author=keys.device,
        seq=0,
        hlc=created_ms << 16,
        backlink=ZERO_ID,
        body_hash=hash_body(body),
        body_len=len(body),
    )
    return _read_genesis(sign(header, keys.signing, body))


def recovery_key(entropy: bytes) -> SecretKey:
    """Return the key above all devices that 16 random bytes stand for.

    The bytes are random, not chosen by a person, so no slow password hash is needed to protect them.
    """
    return SecretKey.from_seed(derive(digest(labels.RECOVERY, entropy), labels.REC, b""))


def pack_identity(identity: Identity) -> Value:
    """Return the identity as a value for a body or message: ``[[raw header, body], ...]``."""
    return [[identity.genesis.raw_header, identity.genesis.body]]


def read_identity(value: Value) -> Identity:
    """Return the person that `value` describes, every signature and digest checked.

    Raises:
        MalformedError: It is no identity, or one that its own keys contradict.
    """
    match value:
        case [[bytes(raw_header), bytes(body)], *later]:
            pass
        case _:
            raise MalformedError("an identity of the wrong shape")
    if later:
        raise MalformedError("an identity with several computers, which this version does not know")
    if len(raw_header) + len(body) > MAX_IDENTITY_BYTES:
        raise MalformedError(f"an identity of {len(raw_header) + len(body)} bytes")
    op = parse(raw_header, body)
    try:
        op.check_signature()
    except CryptoError as cause:
        raise MalformedError("an identity that its device did not sign") from cause
    return _read_genesis(op)


def encode_identity(identity: Identity) -> bytes:
    """Return the identity as bytes to keep; `decode_identity` reads them."""
    return encode(pack_identity(identity))


def decode_identity(data: bytes) -> Identity:
    """Return the person that `data` describes, every signature and digest checked.

    Raises:
        MalformedError: As `read_identity`.
    """
    return read_identity(decode(data, max_bytes=2 * MAX_IDENTITY_BYTES))


def _read_genesis(op: Op) -> Identity:
    if op.header.kind != Kind.ID_GENESIS or op.body is None or len(op.body) > MAX_BODY_BYTES:
        raise MalformedError("an operation that begins no identity")
    fields = body_map(op.body)
    cert = get_bytes(fields, "cert", _CERT_BYTES)
    if cert[:8] != _CERT_MAGIC or cert[8:40] != ZERO_ID or cert[40:72] != op.header.author:
        raise MalformedError("a certificate of another device")
    try:
        PublicKey(cert[40:72])
        sealing = SealPublicKey(cert[104 : 104 + SEAL_PUBLIC_BYTES])
        recovery = PublicKey(get_bytes(fields, "recovery", 32)).raw
    except CryptoError as cause:
        raise MalformedError("a certificate with a key that is none") from cause
    return Identity(
        person=PersonId(op.scope),
        device=Device(DeviceId(cert[40:72]), cert[72:104], sealing),
        reach=get_bytes(fields, "reach", 32),
        recovery=recovery,
        genesis=op,
    )


def _certificate(keys: DeviceKeys, created_ms: int) -> bytes:
    # The person id is the digest of the operation that carries this certificate, so it stands as zeros here.
    cert = b"".join(
        (
            _CERT_MAGIC,
            ZERO_ID,
            keys.device,
            keys.transport.public,
            keys.sealing.public.raw,
            (0).to_bytes(4, "big"),
            created_ms.to_bytes(8, "big"),
        )
    )
    assert len(cert) == _CERT_BYTES  # noqa: S101 — the layout is the format
    return cert
