"""The entry by which an engine starts with the computer: written when chosen, gone when not, right for any path."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from organic_p2p.api.program import program
from organic_p2p.desktop import autostart
from organic_p2p.errors import OrganicError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux so far")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ORGANIC_HOME", str(tmp_path / "home"))
    return tmp_path / "config" / "autostart"


def exec_words(entry: Path) -> list[str]:
    """Return the command of an entry as a desktop reads it."""
    (line,) = [line for line in entry.read_text().splitlines() if line.startswith("Exec=")]
    text = line.removeprefix("Exec=").replace("\\\\", "\\")
    words, at = [], 0
    while at < len(text):
        quoted = text[at] == '"'
        word, at = "", at + quoted
        while at < len(text) and text[at] != ('"' if quoted else " "):
            at += quoted and text[at] == "\\"
            word += text[at]
            at += 1
        words.append(word.replace("%%", "%"))
        at += 1 + quoted
    return words


@pytest.mark.parametrize("name", ["home", 'a "b" $c `d` \\e 100%', "Großmutters Ordner", "عائلة"])
def test_it_is_off_until_chosen_and_starts_the_engine_of_this_very_home(
    config: Path, tmp_path: Path, name: str
) -> None:
    home = tmp_path / name
    assert autostart.state(home) == "off"
    autostart.choose(home, on=True)
    assert autostart.state(home) == "on"
    (entry,) = config.iterdir()
    assert (entry.name == "organic.desktop") == (name == "home")
    assert exec_words(entry) == program(home, "node")
    autostart.choose(home, on=False)
    autostart.choose(home, on=False)
    assert autostart.state(home) == "off"
    assert list(config.iterdir()) == []


def test_what_the_desktop_itself_switched_off_is_off(config: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    autostart.choose(home, on=True)
    (entry,) = config.iterdir()
    entry.write_text(entry.read_text() + "Hidden = true\n")
    assert autostart.state(home) == "off"
    autostart.choose(home, on=True)
    assert autostart.state(home) == "on"


def test_a_folder_that_cannot_be_written_to_is_a_sentence(config: Path, tmp_path: Path) -> None:
    config.parent.mkdir()
    config.write_text("a file where the folder should be")
    with pytest.raises(OrganicError, match="cannot be written"):
        autostart.choose(tmp_path / "home", on=True)


@pytest.mark.parametrize("folder", ["home\nExec=evil", os.fsdecode(b"caf\xe9"), "a\x1bb"])
def test_a_folder_that_would_write_a_line_of_its_own_is_refused(
    config: Path, tmp_path: Path, folder: str
) -> None:
    with pytest.raises(OrganicError, match="characters that no entry can have"):
        autostart.choose(tmp_path / folder, on=True)
    assert not list(config.rglob("*.desktop"))
