"""The card on paper: its square is read, its text stays on the page, and its PDF is one page for its owner only."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter

from tests.ui.family import INVITATION
from ui.people.card import Card, Paper, preview
from ui.people.pdf import pdf, save
from ui.people.printer import paint_on

LONG = "W" * 64
EVIL = '<b>Ann</b> <img src="file:///etc/passwd">'


def a_card(**fields: Any) -> Card:
    chosen: dict[str, Any] = {"circle": "The Millers", "inviter": "Ann Miller", "uri": INVITATION.uri}
    return Card(**{**chosen, "code": INVITATION.code, "until": "25 November 2026", **fields})


def drawn(card: Card, paper: Paper = Paper.A4) -> QImage:
    image = QImage.fromData(preview(card, paper))
    assert not image.isNull()
    return image


def margins_are_white(image: QImage) -> bool:
    edge = image.width() * 15 // 210
    sides = [*range(edge), *range(image.width() - edge, image.width())]
    ends = [*range(edge), *range(image.height() - edge, image.height())]
    return all(
        image.pixelColor(x, y).lightness() > 250 for x in sides for y in range(0, image.height(), 3)
    ) and all(image.pixelColor(x, y).lightness() > 250 for y in ends for x in range(0, image.width(), 3))


@pytest.mark.parametrize("paper", Paper)
def test_its_square_is_the_link_in_capitals(paper: Paper) -> None:
    image = drawn(a_card(), paper)
    assert image.height() / image.width() == pytest.approx(paper.ratio, abs=0.002)
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == INVITATION.uri.upper()
    assert found.ec_level == "M"


@pytest.mark.parametrize(
    "fields",
    [
        {"circle": LONG, "inviter": LONG},
        {"circle": EVIL, "inviter": EVIL},
        {"circle": "عائلة ميلر", "inviter": "آن", "ask": True},
        {"code": "ORG1C-" + "-".join(["95Q3"] * 83), "uri": "organic:ORG1C" + "95Q3" * 83},
    ],
    ids=["long", "markup", "arabic", "longest code"],
)
def test_whatever_stands_on_it_stays_within_its_margins_and_leaves_the_square_alone(
    qapp: QGuiApplication, fields: dict[str, Any]
) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        try:
            image = drawn(a_card(**fields), Paper.LETTER)
        finally:
            qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        assert margins_are_white(image)
        (found,) = zxingcpp.read_barcodes(image)
        assert found.text == a_card(**fields).uri.upper()


def test_it_says_everything_that_is_written_on_it() -> None:
    said = " ".join(a_card(ask=True).said())
    for part in (
        "The Millers",
        "Ann Miller invites you",
        "25 November 2026",
        "house key",
        "steward then lets you in",
    ):
        assert part in said


@pytest.mark.parametrize("paper", Paper)
def test_its_pdf_is_one_page_of_that_paper(paper: Paper) -> None:
    data = pdf(a_card(), paper)
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert [round(float(side)) for side in box] == ([595, 842] if paper is Paper.A4 else [612, 792])
    # Nothing in it names what the invitation is, but the page itself.
    assert b"Millers" not in data
    assert any(b"Tj" in zlib.decompress(stream) or stream for stream in _streams(data))


def _streams(data: bytes) -> list[bytes]:
    return [s for s in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL) if s[:1] == b"\x78"]


def test_it_is_saved_for_its_owner_only_in_place_of_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "card.pdf"
    place.write_text("before")
    place.chmod(0o644)
    assert save(a_card(), Paper.A4, str(place)) == "Saved as card.pdf."
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["card.pdf"]
    assert "could not be saved" in save(a_card(), Paper.A4, str(tmp_path / "card.pdf" / "x.pdf"))


def test_a_printer_gets_the_same_page(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert paint_on(printer, a_card(), Paper.A4)
    data = (tmp_path / "out.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
