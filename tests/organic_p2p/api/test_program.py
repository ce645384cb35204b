"""What lies in the folder in which a program is started is never taken for a part of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from organic_p2p.api.program import program

HOSTILE = "import os; os.write(1, b'taken over'); os._exit(7)"


@pytest.mark.parametrize("name", ["argparse.py", "organic_p2p.py"])
def test_a_file_that_came_with_a_download_is_not_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HOSTILE)
    words = program(tmp_path / "home", "--help")
    ran = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout[:6]) == (0, b"usage:")
    # As it would be without the word that prevents it.
    careless = [word for word in words if word != "-P"]
    ran = subprocess.run(careless, cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (7, b"taken over")
