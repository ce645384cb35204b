"""Two windows over two real engines, from the invitation to a photograph with a comment: all pressed by role and name.

What the windows look like at the end is written to ``build/pictures/two-windows``, which CI keeps: every page, light,
dark, large and mirrored.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from tests.ui import hands
from tests.ui.access import Role, can_be_pressed, names
from tests.ui.engines import engines_of
from tests.ui.hands import Hands
from tests.ui.waiting import until
from ui.app import Window
from ui.engine_link import EngineLink
from ui.pictures import draw
from ui.preferences import Preferences

PICTURES = Path(__file__).resolve().parent.parent.parent / "build" / "pictures" / "two-windows"


class Someone:
    """A person before their window, whose engine talks to this computer only."""

    def __init__(self, folder: Path, hands: Hands) -> None:
        self.folder, self.hands = folder, hands
        self.link = EngineLink(folder, engine_words=("--loopback",))
        self.window = Window(self.link, Preferences(folder))
        self.link.open()

    @property
    def root(self) -> QQuickWindow:
        root = self.window.root
        assert root is not None
        return root

    def sees(self, text: str, role: Role = Role.StaticText) -> None:
        until(lambda: any(text in name for name in names(self.window, role)))

    def presses(self, name: str) -> None:
        until(lambda: can_be_pressed(self.window, name))
        self.hands.press(self.window, name)

    def writes(self, field: str, text: str) -> None:
        until(lambda: field in names(self.window, Role.EditableText))
        self.hands.write(self.window, field, text)

    def leaves(self) -> None:
        self.link.close()
        self.window.close()
        for pid in engines_of(self.folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)


@pytest.fixture(params=sorted(hands.ALL))
def family(tmp_path: Path, qt: object, request: pytest.FixtureRequest) -> Iterator[tuple[Someone, Someone]]:
    way = hands.ALL[request.param]()
    people = Someone(tmp_path / "ann", way), Someone(tmp_path / "ben", way)
    yield people
    for person in people:
        person.leaves()
    until(lambda: not any(engines_of(person.folder) for person in people))


def test_from_an_invitation_to_a_photograph_with_a_comment(
    family: tuple[Someone, Someone], tmp_path: Path
) -> None:
    ann, ben = family
    ann.presses("Start a circle")
    ann.writes("Name of the circle", "The Millers")
    ann.presses("Go on")
    ann.writes("Your name", "Ann")
    ann.presses("Come in")

    ann.presses("People")
    ann.presses("Invite somebody")
    ann.presses("Make the invitation")
    typed = "The same, to be typed: "
    ann.sees(typed)
    (said,) = [name for name in names(ann.window, Role.StaticText) if name.startswith(typed)]

    ben.presses("I have an invitation")
    ben.writes("Invitation", said.removeprefix(typed))
    ben.presses("Go on")
    ben.writes("Your name", "Ben")
    ben.presses("Come in")
    ben.sees("Everything is up to date.")

    photo = tmp_path / "tree.jpg"
    Image.linear_gradient("L").resize((1200, 900)).save(photo)
    ben.writes("Share something with your people…", "The first blossom")
    ben.window.composer.attach([QUrl.fromLocalFile(str(photo))])
    ben.presses("Post")

    ann.presses("Home")
    ann.sees("The first blossom", Role.ListItem)
    until(lambda: "Look at picture 1" in names(ann.window, Role.Button))
    ann.writes("Answer Ben", "How lovely!")
    QTest.keyClick(ann.root, Qt.Key.Key_Return)
    ben.sees("How lovely!")
    draw(ann.window, PICTURES / "ann", lambda: ann.link.at_rest)
    draw(ben.window, PICTURES / "ben", lambda: ben.link.at_rest)
