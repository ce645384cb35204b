"""The page of an invitation on a printer of this computer.

Apart from all else: Qt's printing is loaded when somebody prints, and not as the window opens.
"""

from collections.abc import Callable

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from ui.language import translate
from ui.people.card import Card, Paper, paint
from ui.people.pdf import layout

_open: list[QPrintDialog] = []


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
    printer.setPageLayout(layout(paper))

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
    printer.setPageLayout(layout(paper))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint(painter, card, paper, printer.resolution())
    return painter.end()
