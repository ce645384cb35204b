"""Identities that no honest program makes."""

import os

from crypto.keys import AgreementKey
from organic_p2p.records.identity import DeviceKeys, new_identity
from organic_p2p.records.kinds import Kind
from sync.omp1 import Value, decode, encode
from sync.ops import ZERO_ID, Header, hash_body, sign


def fat_identity(keys: DeviceKeys, extra_bytes: int) -> tuple[Value, bytes]:
    """Return an identity, signed and right in everything, that carries `extra_bytes` of something; and its person."""
    honest = new_identity(keys, AgreementKey.generate(), bytes(16), 1)
    fields = decode(honest.genesis.body or b"", max_bytes=1 << 16)
    assert isinstance(fields, dict)
    body = encode({**fields, "nonce": os.urandom(16), "zzz": bytes(extra_bytes)})
    header = Header(
        kind=Kind.ID_GENESIS.value,
        scope=ZERO_ID,
        author=keys.device,
        seq=0,
        hlc=1 << 16,
        backlink=ZERO_ID,
        body_hash=hash_body(body),
        body_len=len(body),
    )
    op = sign(header, keys.signing, body)
    return [[op.raw_header, body]], op.scope
