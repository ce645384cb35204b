"""Two windows over two real engines, from the invitation to taking everything along: all pressed by role and name.

What the windows look like at the end is written to ``build/pictures/two-windows``, which CI keeps: every page, light,
dark, large and mirrored.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQuick import QQuickWindow

from organic_p2p.cli.landscape import photograph
from tests.ui import hands
from tests.ui.access import Role, can_be_pressed, descriptions, names
from tests.ui.hands import Hands
from tests.ui.processes import end_all_of
from tests.ui.seats import Seat
from tests.ui.waiting import until
from ui.pictures import draw

PICTURES = Path(__file__).resolve().parent.parent.parent / "build" / "pictures" / "two-windows"
# They look the same whoever pressed what.
DRAWN = "reader"


class Someone(Seat):
    """A person before their window, whose engine talks to this computer only."""

    def __init__(self, folder: Path, hands: Hands) -> None:
        super().__init__(folder)
        self.hands = hands

    @property
    def root(self) -> QQuickWindow:
        root = self.window.root
        assert root is not None
        return root

    def sees(self, text: str, role: Role = Role.StaticText) -> None:
        until(lambda: any(text in name for name in names(self.window, role)))

    def presses(self, name: str, role: Role = Role.Button) -> None:
        until(lambda: can_be_pressed(self.window, name, role))
        self.hands.press(self.window, name, role)

    def opens(self, *parts: str) -> None:
        """Press what stands in a list and whose name has these parts."""

        def found() -> list[str]:
            return [name for name in names(self.window, Role.ListItem) if all(part in name for part in parts)]

        until(lambda: bool(found()))
        self.presses(found()[0], Role.ListItem)

    def writes(self, field: str, text: str) -> None:
        until(lambda: field in names(self.window, Role.EditableText))
        self.hands.write(self.window, field, text)


@pytest.fixture(params=sorted(hands.ALL))
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def family(tmp_path: Path, way: str) -> Iterator[tuple[Someone, Someone]]:
    people = Someone(tmp_path / "ann", hands.ALL[way]()), Someone(tmp_path / "ben", hands.ALL[way]())
    yield people
    for person in people:
        person.close()
        end_all_of(person.folder)


def test_from_an_invitation_to_taking_everything_along(
    family: tuple[Someone, Someone], way: str, tmp_path: Path
) -> None:
    ann, ben = family
    _found_a_circle(ann)
    _join(ben, _invitation_of(ann))
    _post_a_photograph(ben, tmp_path)
    _comment(ann)
    ben.sees("How lovely!")
    _write_letters(ann, ben)
    _search(ann)
    _take_everything_along(ann, tmp_path)
    if way == DRAWN:
        draw(ann.window, PICTURES / "ann", lambda: ann.link.at_rest)
        draw(ben.window, PICTURES / "ben", lambda: ben.link.at_rest)


def _found_a_circle(ann: Someone) -> None:
    ann.presses("Start a circle")
    ann.writes("Name of the circle", "The Millers")
    ann.presses("Go on")
    ann.writes("Your name", "Ann")
    ann.presses("Come in")


def _invitation_of(ann: Someone) -> str:
    ann.presses("People")
    ann.presses("Invite somebody")
    ann.presses("Make the invitation")
    typed = "The same, to be typed: "
    ann.sees(typed)
    (said,) = [name for name in names(ann.window, Role.StaticText) if name.startswith(typed)]
    return said.removeprefix(typed)


def _join(ben: Someone, invitation: str) -> None:
    ben.presses("I have an invitation")
    ben.writes("Invitation", invitation)
    ben.presses("Go on")
    ben.writes("Your name", "Ben")
    ben.presses("Come in")
    ben.sees("Everything is up to date.")


def _post_a_photograph(ben: Someone, folder: Path) -> None:
    photo = folder / "tree.jpg"
    photograph(photo, 1)
    ben.writes("Share something with your people…", "The first blossom")
    # The dialog is the system's, and tests cannot reach into it.
    ben.window.composer.attach([QUrl.fromLocalFile(str(photo))])
    ben.presses("Post")
    ben.presses("Send it now")


def _comment(ann: Someone) -> None:
    ann.presses("Home")
    ann.sees("The first blossom", Role.ListItem)
    until(lambda: "Look at picture 1" in names(ann.window, Role.Button))
    ann.presses("Answer Ben")
    ann.writes("Answer Ben", "How lovely!")
    ann.presses("Send the answer")


def _write_letters(ann: Someone, ben: Someone) -> None:
    ben.presses("People")
    ben.opens("Ann, ")
    ben.presses("Write a letter")
    ben.writes("Write to Ann", "Will you come on Sunday?")
    ben.presses("Send")

    until(lambda: "Something new is here." in descriptions(ann.window, "Letters"))
    ann.presses("Letters")
    ann.opens("Ben. new. Will you come on Sunday?")
    ann.sees("Will you come on Sunday?", Role.ListItem)
    until(lambda: "Something new is here." not in descriptions(ann.window, "Letters"))
    ann.writes("Write to Ben", "With a cake.")
    ann.presses("Send")
    ben.sees("With a cake.", Role.ListItem)
    ben.presses("React to this letter")
    ben.presses("Laughing")
    until(lambda: "Ben reacted" in descriptions(ann.window, "React with a heart"))


def _search(ann: Someone) -> None:
    ann.presses("Search")
    ann.writes("Search people, posts and letters", "blossom")
    ann.opens("The first blossom")
    ann.sees("How lovely!")
    ann.presses("Back to the search")


def _take_everything_along(ann: Someone, folder: Path) -> None:
    ann.presses("Settings")
    ann.presses("Take everything with you")
    until(lambda: can_be_pressed(ann.window, "Choose where to put it"))
    # The dialog is the system's, and tests cannot reach into it.
    ann.window.exporting.export(QUrl.fromLocalFile(str(folder)))
    ann.sees("Everything is written.", Role.AlertMessage)
    written = Path(ann.window.exporting.property("path"))
    assert (written / "index.html").is_file()
    pages = "".join(page.read_text(encoding="utf-8") for page in written.rglob("*.html"))
    for said in ("The first blossom", "How lovely!", "Will you come on Sunday?", "With a cake."):
        assert said in pages
    ann.presses("Done")
