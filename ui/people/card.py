"""An invitation on paper: one page that is handed over like a key, the same in the preview, in a PDF and in print.

It is drawn in tenths of a millimetre, whatever it is drawn on, so lines break at the same words everywhere. Names are
drawn as the plain text that they are.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from ui.images import ICONS
from ui.language import fill, translate
from ui.qr import modules
from ui.theme import LIGHT

TENTHS_PER_INCH: Final = 254.0
_PREVIEW_DPI: Final = 144
_MARGIN: Final = 200.0
# As the command line prints it, with the opening in a column of its own.
_GROUPS_PER_LINE: Final = 5
_SQUARE: Final = 720.0
_INK: Final = "#1b1a18"


class Paper(Enum):
    """The sizes of paper that lie in printers."""

    A4 = "a4"
    LETTER = "letter"

    @staticmethod
    def usual() -> "Paper":
        """Return the paper of where the reader lives."""
        metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
        return Paper.A4 if metric else Paper.LETTER

    @property
    def size(self) -> QPageSize:
        """The same for Qt."""
        return QPageSize(QPageSize.PageSizeId.A4 if self is Paper.A4 else QPageSize.PageSizeId.Letter)

    @property
    def tenths(self) -> QSizeF:
        """How large it is, in tenths of a millimetre."""
        return self.size.size(QPageSize.Unit.Millimeter) * 10

    @property
    def ratio(self) -> float:
        """How many times as high as wide it is."""
        return self.tenths.height() / self.tenths.width()


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the page."""

    circle: str
    inviter: str
    uri: str
    code: str
    until: str
    ask: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as it is typed, group by group."""
        return tuple(self.code.replace("-", " ").split())

    def steps(self) -> tuple[str, str, str]:
        """Return the way in."""
        asked = translate("card", "Say what they should call you. A steward then lets you in.")
        return (
            translate("card", "Open Organic on your computer."),
            translate(
                "card", "Say that you have an invitation. Type the code below, or open a photo of the square."
            ),
            asked if self.ask else translate("card", "Say what they should call you, and come in."),
        )

    def said(self) -> tuple[str, ...]:
        """Return all that is written on it but the code, for whoever cannot see it."""
        return (
            translate("card", "You are invited to"),
            self.circle,
            *self._who(),
            *self.steps(),
            self._worth(),
        )

    def _who(self) -> tuple[str, str]:
        return (
            fill(translate("card", "%1 invites you."), self.inviter),
            fill(translate("card", "This card lets one person in, until %1."), self.until),
        )

    def _worth(self) -> str:
        text = translate(
            "card",
            "Treat it like a house key: whoever has this card can come in. "
            "If it is lost, tell %1, who can take it back.",
        )
        return fill(text, self.inviter)


def preview(card: Card, paper: Paper) -> bytes:
    """Return the page as a PNG for the screen."""
    scale = _PREVIEW_DPI / TENTHS_PER_INCH
    size = paper.tenths * scale
    image = QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, card, paper, _PREVIEW_DPI)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(data.data())


def paint(painter: QPainter, card: Card, paper: Paper, dpi: float) -> None:
    """Draw the page; the painter stands at the paper's corner."""
    painter.save()
    painter.scale(dpi / TENTHS_PER_INCH, dpi / TENTHS_PER_INCH)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _Page(painter, card, paper.tenths).draw()
    painter.restore()


class _Page:
    """One page while it is drawn, from its top to its foot."""

    def __init__(self, painter: QPainter, card: Card, size: QSizeF) -> None:
        self._painter, self._card, self._size = painter, card, size
        self._width = size.width() - 2 * _MARGIN
        self._mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def draw(self) -> None:
        y = self._head(_MARGIN)
        y = self._title(y + 120)
        y = self._way_in(y + 90)
        foot = self._size.height() - _MARGIN - self._height_of_foot()
        self._code(y + 100, foot - 110)
        self._foot(foot)

    def _head(self, y: float) -> float:
        drawing = (ICONS / "leaf.svg").read_text(encoding="utf-8").replace("currentColor", LIGHT.accent)
        QSvgRenderer(QByteArray(drawing.encode())).render(self._painter, self._rect(0, y, 90, 90))
        self._text("organic", QRectF(110, y + 4, 600, 90), 64, bold=True, colour=LIGHT.accent)
        return y + 90

    def _title(self, y: float) -> float:
        y += self._text(
            translate("card", "You are invited to"), QRectF(0, y, self._width, 0), 52, colour=LIGHT.muted
        )
        y += 12
        y += self._text(self._card.circle, QRectF(0, y, self._width, 0), 128, bold=True, lines=2, smallest=64)
        y += 30
        for said in self._card.said()[2:4]:
            y += self._text(said, QRectF(0, y, self._width, 0), 50, lines=3, smallest=36)
        return y

    def _way_in(self, y: float) -> float:
        self._square(self._rect(0, y, _SQUARE, _SQUARE))
        beside = _SQUARE + 90
        at = y + 40
        for number, step in enumerate(self._card.steps(), 1):
            disc = self._rect(beside, at, 84, 84)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(LIGHT.accent))
            self._painter.drawEllipse(disc)
            self._painter.setFont(_font(46, bold=True))
            self._painter.setPen(QColor(LIGHT.on_accent))
            self._painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), QLocale().toString(number))
            there = QRectF(beside + 120, at + 8, self._width - beside - 120, 0)
            at += max(150.0, self._text(step, there, 48, lines=5, smallest=36) + 64)
        return y + _SQUARE

    def _square(self, place: QRectF) -> None:
        """Draw the square code, with the quiet zone that readers need, edge to edge without gaps."""
        rows = modules(self._card.uri.upper(), "M")
        side = place.width() / len(rows)
        self._painter.setPen(QColor(LIGHT.border))
        self._painter.setBrush(QColor("#ffffff"))
        self._painter.drawRoundedRect(place, 24, 24)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for y, row in enumerate(rows):
            for x, length in _runs(row):
                left, top = place.x() + x * side, place.y() + y * side
                self._painter.fillRect(QRectF(left, top, length * side, side), QColor("#000000"))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _code(self, y: float, bottom: float) -> None:
        """Draw the code to be typed: each group in a place of its own, smaller where there are many."""
        said = translate("card", "The same as a code to type:")
        y += self._text(said, QRectF(0, y, self._width, 0), 44, colour=LIGHT.muted) + 24
        opening, *groups = self._card.groups
        lines = math.ceil(len(groups) / _GROUPS_PER_LINE)
        high = min(96.0, (bottom - y - 40) / max(1, lines))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(LIGHT.ground))
        self._painter.drawRoundedRect(QRectF(_MARGIN, y, self._width, high * lines + 40), 24, 24)
        wide = (self._width - 60) / (_GROUPS_PER_LINE + 1)
        self._painter.setPen(QColor(_INK))
        self._painter.setFont(_font(high * 0.56, bold=True))
        for at, group in enumerate([opening, *groups]):
            column, line = (
                (0, 0) if at == 0 else (1 + (at - 1) % _GROUPS_PER_LINE, (at - 1) // _GROUPS_PER_LINE)
            )
            # From left to right everywhere: it is typed so.
            left, top = _MARGIN + 30 + wide * column, y + 20 + high * line
            letter = min(wide / (len(group) + 0.6), high * 0.54)
            start = left + (wide - letter * len(group)) / 2
            for place, character in enumerate(group):
                cell = QRectF(start + place * letter, top, letter, high)
                self._painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), character)

    def _height_of_foot(self) -> float:
        return self._text(
            self._card.said()[-1], QRectF(0, 0, self._width, 0), 44, lines=4, smallest=32, draw=False
        )

    def _foot(self, y: float) -> None:
        self._painter.setPen(QColor(LIGHT.border))
        self._painter.drawLine(QPointF(_MARGIN, y - 40), QPointF(_MARGIN + self._width, y - 40))
        self._text(self._card.said()[-1], QRectF(0, y, self._width, 0), 44, lines=4, smallest=32)

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a place by its distance from the side where reading begins."""
        left = self._size.width() - _MARGIN - x - width if self._mirrored else _MARGIN + x
        return QRectF(left, y, width, height)

    def _text(
        self,
        text: str,
        place: QRectF,
        size: float,
        *,
        bold: bool = False,
        colour: str = _INK,
        lines: int = 2,
        smallest: float = 0,
        draw: bool = True,
    ) -> float:
        """Draw plain text, smaller if it needs more lines than there are, and cut in the end; return its height."""
        text = " ".join(text.split())
        while True:
            layout = QTextLayout(text, _font(size, bold=bold))
            option = QTextOption(Qt.AlignmentFlag.AlignLeading)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            direction = Qt.LayoutDirection.RightToLeft if self._mirrored else Qt.LayoutDirection.LeftToRight
            option.setTextDirection(direction)
            layout.setTextOption(option)
            height, ends = _lay_out(layout, place.width(), lines)
            if ends >= len(text):
                break
            if size > smallest > 0:
                size = max(smallest, size * 0.9)
            else:
                text = text[: max(1, ends - 2)].rstrip() + "…"
                if ends <= 1:
                    break
        if draw:
            self._painter.setPen(QColor(colour))
            there = self._rect(place.x(), place.y(), place.width(), height)
            layout.draw(self._painter, there.topLeft())
        return height


def _lay_out(layout: QTextLayout, width: float, lines: int) -> tuple[float, int]:
    """Return how high a text becomes in at most so many lines, and how far it got."""
    height, ends = 0.0, 0
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.1
        ends = line.textStart() + line.textLength()
    layout.endLayout()
    return height, ends


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Return where dark modules begin and how many follow each other."""
    begin = None
    for x, dark in enumerate([*row, False]):
        if dark and begin is None:
            begin = x
        elif not dark and begin is not None:
            yield begin, x - begin
            begin = None


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # Otherwise letters stand elsewhere on paper than on the screen.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
