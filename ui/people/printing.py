"""Bringing the page of an invitation to paper: a PDF, or a printer of this computer."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from ui.language import fill, translate
from ui.people.card import Card, Paper, paint

_DPI = 300
_open: list[QPrintDialog] = []


def pdf(card: Card, paper: Paper) -> bytes:
    """Return the page as a PDF."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(_layout(paper))
    writer.setResolution(_DPI)
    writer.setCreator("Organic")
    painter = QPainter(writer)
    paint(painter, card, paper, _DPI)
    painter.end()
    return bytes(data.data())


def save(card: Card, paper: Paper, place: str) -> str:
    """Write the page as a PDF that only its owner can read; return what to tell the reader."""
    path = Path(place)
    if path.suffix.lower() != ".pdf":
        path = path.with_name(path.name + ".pdf")
    try:
        _replace(path, pdf(card, paper))
    except OSError as cause:
        return fill(translate("people", "The page could not be saved: %1."), cause.strerror or str(cause))
    return fill(translate("people", "Saved as %1."), path.name)


def printers() -> list[str]:
    """Return the printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def ask(card: Card, paper: Paper, say: Callable[[str], None]) -> bool:
    """Let the reader choose a printer and print; return whether this computer has any."""
    if not printers():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer)
    dialog.setWindowTitle(translate("people", "Print the invitation"))
    # One page: there are no ranges to choose from.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    printer.setPageLayout(_layout(paper))

    def begin() -> None:
        done = paint_on(printer, card, paper)
        say(
            translate("people", "The page is on its way to the printer.")
            if done
            else translate("people", "The printer did not take the page. Save it as a PDF instead.")
        )

    def end() -> None:
        _open.remove(dialog)
        dialog.deleteLater()

    dialog.accepted.connect(begin)
    dialog.finished.connect(end)
    _open.append(dialog)
    dialog.setModal(True)
    dialog.show()
    return True


def paint_on(printer: QPrinter, card: Card, paper: Paper) -> bool:
    """Print the page; return whether the printer took it."""
    printer.setPageLayout(_layout(paper))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint(painter, card, paper, printer.resolution())
    return painter.end()


def _layout(paper: Paper) -> QPageLayout:
    layout = QPageLayout(paper.size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


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
