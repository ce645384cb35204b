"""Signed operations: the items that devices pass to one another.

An operation is a fixed-layout header, a signature and a body that travels and is deleted apart from them:

    header 200 B + 32 B per dependency │ signature 64 B │ body 0..65536 B (named by its hash in the header)

A device keeps one chain of operations per scope and lane. The control lane (kinds below 0x80) says who belongs and
who may; the content lane holds what people write. `PROTOCOL.md`, "Operations", has the layout byte by byte.

This module knows the header and never the meaning of a body; `organic_p2p.records` knows that.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final

from crypto import labels
from crypto.hashing import digest
from crypto.keys import PublicKey, SecretKey
from sync.errors import LocalProtocolError, MalformedError

MAGIC: Final = b"org1"
SUITE: Final = 0x01  # Ed25519, BLAKE2b, XChaCha20-Poly1305
ID_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
FIXED_BYTES: Final = 200
MAX_DEPS: Final = 16
MAX_BODY_BYTES: Final = 65_536
ZERO_ID: Final = bytes(ID_BYTES)
MAX_SEQ: Final = (1 << 63) - 1  # what SQLite and canonical msgpack can hold

CONTROL_LANE: Final = 0
CONTENT_LANE: Final = 1

HAS_BODY: Final = 0x01
PRUNE: Final = 0x02
EXPIRES: Final = 0x04

# The first operation of a scope cannot name the scope, whose id is the digest of that very header: it carries zeros.
GENESIS_LABELS: Final = {0x01: labels.CIRCLE, 0x10: labels.PERSON}

_LAYOUT = struct.Struct(">4sBBBB32s32sQQ32s32sIIQ32s")
assert _LAYOUT.size == FIXED_BYTES  # noqa: S101 — the layout is the format


@dataclass(frozen=True, slots=True)
class Header:
    """Everything that an author signs. Ids and hashes are 32 bytes; zeros mean "none"."""

    kind: int
    scope: bytes
    author: bytes
    seq: int
    hlc: int
    backlink: bytes
    body_hash: bytes
    body_len: int
    epoch: bytes = ZERO_ID
    deps: tuple[bytes, ...] = ()
    flags: int = HAS_BODY
    expiry: int = 0
    aux: int = 0

    @property
    def lane(self) -> int:
        """`CONTROL_LANE` or `CONTENT_LANE`."""
        return self.kind >> 7

    @property
    def created_ms(self) -> int:
        """The author's clock when this was written: Unix milliseconds, UTC. Never trusted for authority."""
        return self.hlc >> 16

    def pack(self) -> bytes:
        """Return the 200 + 32·n bytes that are signed."""
        return _LAYOUT.pack(
            MAGIC,
            self.kind,
            self.flags,
            SUITE,
            len(self.deps),
            self.scope,
            self.author,
            self.seq,
            self.hlc,
            self.backlink,
            self.body_hash,
            self.body_len,
            self.expiry,
            self.aux,
            self.epoch,
        ) + b"".join(self.deps)


@dataclass(frozen=True, slots=True)
class Op:
    """One operation as it arrived or was made: well-formed, its signature not yet checked.

    Attributes:
        id: Digest of header and signature, so a backlink vouches for everything before it.
        body: The body's bytes, or None where there is none, or none any more, or none yet.
    """

    header: Header
    signature: bytes
    id: bytes
    body: bytes | None = None

    @property
    def scope(self) -> bytes:
        """The circle, room or person this belongs to; for a genesis the digest of its header."""
        label = GENESIS_LABELS.get(self.header.kind)
        return self.header.scope if label is None else digest(label, self.header.pack())

    @property
    def raw_header(self) -> bytes:
        """Header and signature as stored: 264 + 32·n bytes."""
        return self.header.pack() + self.signature

    def without_body(self) -> "Op":
        """Return the operation as it is kept after its body was erased."""
        return replace(self, body=None)

    def check_signature(self) -> None:
        """Return quietly if the author signed this header.

        Raises:
            BadSignatureError: It did not, or `author` is no usable key.
        """
        PublicKey(self.header.author).verify(
            labels.SIG, digest(labels.SIG_IN, self.header.pack()), self.signature
        )


def hash_body(body: bytes) -> bytes:
    """Return the 32 bytes by which a header names its body."""
    return digest(labels.BODY, body)


def sign(header: Header, key: SecretKey, body: bytes | None) -> Op:
    """Return the signed operation; `header` must already name `body`.

    Raises:
        LocalProtocolError: The header is one that every receiver would refuse.
    """
    try:
        check(header)
    except MalformedError as cause:
        raise LocalProtocolError(str(cause)) from cause
    packed = header.pack()
    signature = key.sign(labels.SIG, digest(labels.SIG_IN, packed))
    return Op(header, signature, digest(labels.OP_ID, packed + signature), body)


def assemble(header: Header, signature: bytes, body: bytes | None) -> Op:
    """Return the operation of a header that was taken apart for the wire.

    Raises:
        MalformedError: The header breaks a rule, or `body` is not the one it names.
    """
    check(header)
    if len(signature) != SIGNATURE_BYTES:
        raise MalformedError(f"a signature of {len(signature)} bytes")
    if body is not None and (len(body) != header.body_len or hash_body(body) != header.body_hash):
        raise MalformedError(f"a body of {len(body)} bytes that its header does not name")
    return Op(header, signature, digest(labels.OP_ID, header.pack() + signature), body)


def parse(raw_header: bytes, body: bytes | None = None) -> Op:
    """Return the operation whose header and signature are `raw_header`.

    Raises:
        MalformedError: Wrong length, a broken rule of the layout, or a body that does not fit.
    """
    if len(raw_header) < FIXED_BYTES + SIGNATURE_BYTES:
        raise MalformedError(f"an operation of {len(raw_header)} bytes")
    (
        magic,
        kind,
        flags,
        suite,
        n_deps,
        scope,
        author,
        seq,
        hlc,
        backlink,
        body_hash,
        body_len,
        expiry,
        aux,
        epoch,
    ) = _LAYOUT.unpack_from(raw_header)
    if magic != MAGIC or suite != SUITE:
        raise MalformedError("an operation of another protocol or suite")
    if n_deps > MAX_DEPS or len(raw_header) != FIXED_BYTES + ID_BYTES * n_deps + SIGNATURE_BYTES:
        raise MalformedError(f"an operation of {len(raw_header)} bytes with {n_deps} dependencies")
    end = FIXED_BYTES + ID_BYTES * n_deps
    deps = tuple(raw_header[at : at + ID_BYTES] for at in range(FIXED_BYTES, end, ID_BYTES))
    header = Header(
        kind, scope, author, seq, hlc, backlink, body_hash, body_len, epoch, deps, flags, expiry, aux
    )
    return assemble(header, raw_header[end:], body)


def check(header: Header) -> None:
    """Return quietly if `header` obeys every rule that needs no other operation, cheapest first.

    Raises:
        MalformedError: It breaks one.
    """
    h = header
    if h.flags & ~(HAS_BODY | PRUNE | EXPIRES):
        raise MalformedError(f"unknown flags {h.flags:#x}")
    if not (0 <= h.kind <= 0xFF and 0 <= h.seq <= MAX_SEQ and 0 <= h.hlc < 1 << 64 and 0 <= h.aux <= MAX_SEQ):
        raise MalformedError("a number out of range")
    if not (0 <= h.expiry < 1 << 32):
        raise MalformedError("an expiry out of range")
    if any(len(x) != ID_BYTES for x in (h.scope, h.author, h.backlink, h.body_hash, h.epoch, *h.deps)):
        raise MalformedError("an id of the wrong length")
    if len(h.deps) > MAX_DEPS or any(a >= b for a, b in zip(h.deps, h.deps[1:], strict=False)):
        raise MalformedError(f"{len(h.deps)} dependencies that are too many, unsorted or repeated")
    if (h.scope == ZERO_ID) != (h.kind in GENESIS_LABELS) or (h.kind in GENESIS_LABELS and h.seq != 0):
        raise MalformedError("a scope where none belongs, or none where one belongs")
    if (h.seq == 0) != (h.backlink == ZERO_ID):
        raise MalformedError(f"the backlink of operation {h.seq}")
    has_body = bool(h.flags & HAS_BODY)
    if has_body != (h.body_hash != ZERO_ID) or has_body != (h.body_len > 0) or h.body_len > MAX_BODY_BYTES:
        raise MalformedError(f"a body of {h.body_len} bytes")
    if (h.epoch != ZERO_ID) != (has_body and h.lane == CONTENT_LANE):
        raise MalformedError("an epoch where none belongs, or none where one belongs")
    if bool(h.flags & EXPIRES) != (h.expiry != 0) or bool(h.flags & PRUNE) != (h.aux != 0):
        raise MalformedError("an expiry or a prune mark without its flag")
    if h.lane == CONTROL_LANE and h.flags & (PRUNE | EXPIRES):
        raise MalformedError("a control operation that would vanish")
    if h.aux > h.seq:
        raise MalformedError("a prune mark in the future")
