"""A Linux desktop is told of the program on request only, and can be told to forget it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from organic_p2p.__main__ import main
from ui import desktop_entry

PACKAGED = Path(__file__).resolve().parent.parent.parent / "packaging" / "linux" / "organic.desktop"

pytestmark = pytest.mark.skipif(not desktop_entry.is_possible(), reason="desktop entries are of Linux")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "data"


def test_a_packager_finds_the_same_entry() -> None:
    assert PACKAGED.read_text(encoding="utf-8") == desktop_entry.entry(["organic"])


def test_a_command_makes_it_known_and_forgotten(data: Path, tmp_path: Path) -> None:
    assert not desktop_entry.is_known()
    assert main(["--home", str(tmp_path / "home"), "integrate"]) == 0
    said = (data / "applications" / "organic.desktop").read_text(encoding="utf-8")
    assert "MimeType=x-scheme-handler/organic;\n" in said
    assert f"--home {tmp_path / 'home'} open %u\n" in said
    assert (data / "icons" / "hicolor" / "scalable" / "apps" / "organic.svg").exists()
    assert desktop_entry.is_known()
    assert main(["integrate", "--remove"]) == 0
    assert not desktop_entry.is_known()
    assert [path for path in data.rglob("*") if path.suffix in (".desktop", ".svg")] == []
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("/usr/bin/organic", "/usr/bin/organic"),
        ("/home/Anna Müller", '"/home/Anna Müller"'),
        ('a"b$c`d\\e', '"a\\\\"b\\\\$c\\\\`d\\\\\\\\e"'),
        ("100%u", '"100%%u"'),
        ("", '""'),
    ],
)
def test_a_word_of_the_command_stays_one_word(word: str, quoted: str) -> None:
    assert f"Exec=organic {quoted} open %u\n" in desktop_entry.entry(["organic", word])


@pytest.mark.parametrize("folder", ["home\nExec=evil", "home\rX=", os.fsdecode(b"caf\xe9"), "a\x1bb"])
def test_a_folder_that_would_write_a_line_of_its_own_is_refused(
    data: Path, folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path / folder), "integrate"]) == 1
    assert "characters that no such file can" in capsys.readouterr().err
    assert not list(data.rglob("*.desktop*"))


def test_a_folder_that_cannot_be_written_is_a_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text("no folder")
    assert main(["--home", str(tmp_path / "home"), "integrate"]) == 1
    assert capsys.readouterr().err.startswith("The desktop could not be told: ")
