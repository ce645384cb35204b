"""The page of an invitation as a PDF, for the reader to keep or to print elsewhere."""

import contextlib
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from ui.language import fill, translate
from ui.people.card import Card, Paper, paint

_DPI = 300


def pdf(card: Card, paper: Paper) -> bytes:
    """Return the page as a PDF."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(layout(paper))
    writer.setResolution(_DPI)
    writer.setCreator("Organic")
    painter = QPainter(writer)
    paint(painter, card, paper, _DPI)
    painter.end()
    return bytes(data.data())


def save(card: Card, paper: Paper, place: str) -> str:
    """Write the page as a PDF that only its owner can read; return what to tell the reader.

    `place` is a path on this computer; empty if the reader chose something that is none.
    """
    path = Path(place)
    if not path.name:
        return translate("people", "Please choose a place on this computer.")
    if path.suffix.lower() != ".pdf":
        # The system has asked about the name that was typed, not about this one.
        path = path.with_name(path.name + ".pdf")
        if path.exists():
            return fill(translate("people", "“%1” is there already. Please choose another name."), path.name)
    try:
        _replace(path, pdf(card, paper))
    except OSError as cause:
        return fill(translate("people", "The page could not be saved: %1."), cause.strerror or str(cause))
    return fill(translate("people", "Saved as %1."), path.name)


def layout(paper: Paper) -> QPageLayout:
    """Return how the page lies on its paper: upright, from edge to edge."""
    page = QPageLayout(paper.size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    page.setMode(QPageLayout.Mode.FullPageMode)
    return page


def _replace(path: Path, data: bytes) -> None:
    # A new file under a passing name: it is readable by its owner only from the first byte on, and whole or not there.
    descriptor, passing = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".pdf")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(passing).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(passing).unlink(missing_ok=True)
        raise
