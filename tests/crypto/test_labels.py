"""The list of purposes."""

from crypto import labels
from crypto.hashing import MAX_LABEL_BYTES

ALL = {name: value for name, value in vars(labels).items() if name.isupper()}


def test_no_two_purposes_share_a_label() -> None:
    assert len(set(ALL.values())) == len(ALL) > 30


def test_every_label_fits_the_personalisation_of_blake2b() -> None:
    assert all(isinstance(value, bytes) and 0 < len(value) <= MAX_LABEL_BYTES for value in ALL.values())


def test_every_label_is_plain_ascii_under_our_prefix() -> None:
    # No zero byte in particular: signatures end the label with one.
    assert all(value.startswith(b"org1/") and value.decode("ascii").isprintable() for value in ALL.values())
