"""Settings of the engine that hold for every test: no keyring of this computer, and a cheap passphrase hash."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

_UNSET = (
    "ORGANIC_HOME",
    "ORGANIC_PASSPHRASE_FILE",
    "ORGANIC_NEW_PASSPHRASE_FILE",
    "DBUS_SESSION_BUS_ADDRESS",
)


@pytest.fixture(autouse=True, scope="session")
def _surroundings() -> Generator[None, None, None]:
    mask = os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ORGANIC_KEYRING", "off")
        patch.setenv("ORGANIC_PASSPHRASE_MIB", "8")
        for name in _UNSET:
            patch.delenv(name, raising=False)
        yield
    os.umask(mask)
