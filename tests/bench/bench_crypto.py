"""What each post costs in cryptography; the floors leave room for a machine ten times slower than this."""

from __future__ import annotations

import os
from collections.abc import Iterator

from crypto.bodies import open_body, seal_body
from crypto.keys import SecretKey
from tests.bench.figures import Figure, rate

_PURPOSE = b"bench"


def measure() -> Iterator[Figure]:
    """Measure signatures and bodies of one kilobyte."""
    message, secret = os.urandom(1000), os.urandom(32)
    key = SecretKey.generate()
    signature = key.sign(_PURPOSE, message)
    body = seal_body(secret, b"", message)
    yield rate("sign 1 kB", 3_000, lambda: key.sign(_PURPOSE, message))
    yield rate("verify 1 kB", 1_500, lambda: key.public.verify(_PURPOSE, message, signature))
    yield rate("seal a body of 1 kB", 5_000, lambda: seal_body(secret, b"", message))
    yield rate("open a body of 1 kB", 5_000, lambda: open_body(secret, b"", body))
