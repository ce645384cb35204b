"""Shells for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.organic_p2p.cli.shell import Shell


@pytest.fixture
def organic(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return a shell in a home that nobody has used yet."""
    return Shell(tmp_path / "home", capsys, monkeypatch)
