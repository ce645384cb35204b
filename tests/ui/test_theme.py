"""Whatever can be read can be read well, in both appearances (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ui.faces import face_colour
from ui.theme import DARK, LIGHT, Appearance, Theme, Tokens

TEXT = [
    *((ink, ground) for ink in ("text", "muted", "danger") for ground in ("ground", "card", "sunken")),
    ("on_accent", "accent"),
    ("on_tint", "tint"),
    ("text", "tint"),
    ("danger", "danger_tint"),
    ("muted", "tint"),
    ("accent", "ground"),
    ("card", "text"),
    ("on_tint", "card"),
]
EDGES = [
    ("outline", "card"),
    ("outline", "ground"),
    ("accent", "card"),
    ("accent", "ground"),
]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    is_ = QColor(colour)
    return 0.2126 * linear(is_.redF()) + 0.7152 * linear(is_.greenF()) + 0.0722 * linear(is_.blueF())


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_what_can_be_used_stand_out(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


def test_letters_stand_out_on_every_face() -> None:
    assert all(contrast("#ffffff", face_colour(f"{n:08x}")) >= 4.5 for n in range(10))


def test_the_appearance_and_the_size_are_the_readers_choice() -> None:
    theme = Theme()
    theme.choose(Appearance.DARK)
    assert (theme.is_dark, theme.tokens) == (True, DARK)
    theme.choose(Appearance.LIGHT)
    assert (theme.is_dark, theme.tokens) == (False, LIGHT)
    theme.resize(99)
    assert theme.property("scale") == 1.6
    theme.resize(0)
    assert theme.property("scale") == 0.9
