"""Somebody has the disk."""

import os
from pathlib import Path

from organic_p2p.store import diskkey

WORDS = "correct horse battery"


def test_a_key_that_lay_there_unprotected_is_overwritten_when_a_passphrase_takes_over(tmp_path: Path) -> None:
    key = os.urandom(diskkey.KEY_BYTES)
    diskkey.create(tmp_path, key)
    with (tmp_path / "key").open("rb") as before:
        assert key in before.read()
        diskkey.set_passphrase(tmp_path, key, WORDS)
        before.seek(0)
        assert not any(before.read())
    assert diskkey.load(tmp_path, WORDS) == key


def test_a_copy_of_the_key_under_another_name_is_left_alone(tmp_path: Path) -> None:
    key = os.urandom(diskkey.KEY_BYTES)
    diskkey.create(tmp_path, key)
    (tmp_path / "backup").hardlink_to(tmp_path / "key")
    diskkey.set_passphrase(tmp_path, key, WORDS)
    assert key in (tmp_path / "backup").read_bytes()
