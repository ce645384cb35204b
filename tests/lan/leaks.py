"""The forms in which a secret could be on the wire, so that a search for it is worth something.

A search for the plain bytes alone would miss a name in base64 inside JSON. `variants` gives the usual
encodings; `places` searches many pieces of bytes for many secrets. The search itself needs a negative control
in every test that relies on it: plant a leak and see it found.
"""

from __future__ import annotations

import base64
import contextlib
import json
import urllib.parse
from collections.abc import Iterable, Mapping

# Shorter needles would be found in random bytes sooner or later.
_SHORTEST_BYTES = 4
# Encodings whose letters may come in either case.
_TEXT = frozenset({"raw", "hex", "base32", "utf-16", "percent", "json"})


def variants(secret: bytes | str) -> dict[str, bytes]:
    """Return the secret plain, in hex, base32, base64 at its three alignments, UTF-16, escaped, backwards."""
    raw = secret.encode() if isinstance(secret, str) else bytes(secret)
    forms = {
        "raw": raw,
        "hex": raw.hex().encode(),
        "base32": base64.b32encode(raw).rstrip(b"="),
        "reversed": raw[::-1],
    }
    for before in range(3):
        form = _base64_core(raw, before)
        forms[f"base64+{before}"] = form
        forms[f"base64url+{before}"] = form.replace(b"+", b"-").replace(b"/", b"_")
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode()
        forms["utf-16"] = text.encode("utf-16-le")
        forms["percent"] = urllib.parse.quote(text).encode()
        forms["json"] = json.dumps(text)[1:-1].encode()
    return {form: needle for form, needle in forms.items() if len(needle) >= _SHORTEST_BYTES}


def places(secrets: Mapping[str, bytes | str], hay: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return where which secret was found in which form; an empty list is good.

    Args:
        secrets: What must not be there, by a label for the answer.
        hay: Pieces of bytes, each with the name of its place.
    """
    needles = [
        (label, form, needle)
        for label, secret in secrets.items()
        for form, needle in variants(secret).items()
    ]
    found = set()
    for where, piece in hay:
        lower = piece.lower()
        for label, form, needle in needles:
            if needle in piece or (form in _TEXT and needle.lower() in lower):
                found.add(f"{label} ({form}) in {where}")
    return sorted(found)


def _base64_core(raw: bytes, before: int) -> bytes:
    """Return the base64 characters that depend on `raw` alone, when `before` bytes of others precede it."""
    text = base64.b64encode(bytes(before) + raw)
    first = -(-before * 8 // 6)  # characters that carry bits of what comes before
    whole = (before + len(raw)) * 8 // 6  # those after it carry bits of what follows
    return text[first:whole]
