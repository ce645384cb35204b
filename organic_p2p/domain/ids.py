"""The names of things: 32-byte digests that a type checker keeps apart.

A circle's id cannot stand where a post's id belongs, although both are 32 bytes.
"""

from typing import NewType

PersonId = NewType("PersonId", bytes)
"""Digest of the first operation of a person's identity log."""

DeviceId = NewType("DeviceId", bytes)
"""Ed25519 public key of one computer."""

CircleId = NewType("CircleId", bytes)
"""Digest of the first operation of a circle or room: what sync calls a scope."""

OpId = NewType("OpId", bytes)
"""Digest of a signed operation's header: also the id of a post, a comment, an invitation."""

FileId = NewType("FileId", bytes)
"""Name of a picture's or file's content: it follows from its key, its author, its circle and its list of pieces."""

ID_BYTES = 32
