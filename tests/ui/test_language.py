"""The window's languages: what is said is collected, translated and put together without taking words for places."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.family import NOW_MS
from ui.language import LANGUAGES, choose, fill, translate
from ui.words import day_of, time_in_words

ROOT = Path(__file__).resolve().parent.parent.parent
# A property that is said, and a sentence or word in it that stands outside qsTr.
SAID = re.compile(r"\b(?:text|hint|title|Accessible\.name|Accessible\.description):(.*)")
MARKED = re.compile(r'qsTr\("[^"]*"(?:, "[^"]*")?')
# With a capital or a space: what else stands in quotes there are the program's own names of things.
WORDS = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    choose("en")


PAGE_AFTER_CHOICE = """
from PySide6.QtCore import QObject
from tests.ui.family import knowing
from ui.app import Window
from ui.application import application
app = application(["organic"])
engine = knowing()
window = Window(engine)
engine.settle()
window.language.choose("de")
root = window.root
root.findChild(QObject, "inside").setProperty("current", "doctor")
window.close()
"""


def test_a_page_that_was_never_read_opens_after_another_language_was_chosen(tmp_path: Path) -> None:
    # In a process of its own: without what it proves, it waits for ever.
    surroundings = {**os.environ, "QML_DISK_CACHE_PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PAGE_AFTER_CHOICE], env=surroundings, timeout=60, check=False
    )
    assert done.returncode == 0


def test_what_stands_in_the_catalogues_is_what_the_window_says() -> None:
    check = [sys.executable, "packaging/languages.py", "--check"]
    assert subprocess.run(check, cwd=ROOT, check=False).returncode == 0


def test_nothing_in_qml_is_said_in_english_only() -> None:
    bare = []
    for path in sorted((ROOT / "ui" / "qml").glob("*.qml")):
        for at, line in enumerate(path.read_text().splitlines(), 1):
            for said in SAID.findall(line):
                literals = re.findall(r'"([^"]*)"', MARKED.sub("", said))
                bare += [
                    f"{path.name}:{at}: {word}"
                    for word in literals
                    if WORDS.search(word) and "Organic" not in word
                ]
    assert bare == []


def test_english_has_its_plurals() -> None:
    choose("en")
    assert translate("words", "%n minute(s) ago", "", 1) == "1 minute ago"
    assert translate("words", "%n minute(s) ago", "", 2) == "2 minutes ago"


def test_a_language_brings_its_direction(qapp: QApplication) -> None:
    for code in LANGUAGES:
        assert choose(code) == code
        expected = Qt.LayoutDirection.RightToLeft if code == "ar" else Qt.LayoutDirection.LeftToRight
        assert qapp.layoutDirection() is expected


def test_months_are_in_the_language_that_was_chosen() -> None:
    choose("de")
    assert "November" in day_of(NOW_MS)
    choose("ar")
    assert "November" not in day_of(NOW_MS)
    assert time_in_words(NOW_MS - 90 * 86_400_000, NOW_MS)


def test_what_a_value_says_is_not_taken_for_a_place() -> None:
    assert fill("%1 and %2", "%2", "Ben") == "%2 and Ben"
    assert fill("100 % of %1", "Ann") == "100 % of Ann"
    assert fill("%9", "Ann") == "%9"


def test_a_name_does_not_turn_the_sentence_around_it() -> None:
    assert fill("%1 and %2", "Ben", "\u05e2\u05d3\u05d4") == "Ben and \u2068\u05e2\u05d3\u05d4\u2069"
    choose("ar")
    assert fill("%1", "Ben") == "\u2068Ben\u2069"
    # Of values alone the first would stand on the left.
    assert fill("%1, %2", "Ben", "5 GB") == "\u200f\u2068Ben\u2069, \u20685 GB\u2069"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_sentence_is_translated_with_all_its_places(code: str) -> None:
    catalogue = (ROOT / "ui" / "languages" / f"organic_{code}.ts").read_text(encoding="utf-8")
    faults = []
    for message in re.findall(r"<message.*?</message>", catalogue, re.DOTALL):
        source = re.findall(r"<source>(.*?)</source>", message, re.DOTALL)[0]
        forms = re.findall(r"<numerusform>(.*?)</numerusform>", message, re.DOTALL)
        forms = forms or re.findall(r"<translation>(.*?)</translation>", message, re.DOTALL)
        places = set(re.findall(r"%[1-9]", source))
        if not forms or any(not form or set(re.findall(r"%[1-9]", form)) != places for form in forms):
            faults.append(source)
    assert faults == []
