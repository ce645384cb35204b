"""The square code of an invitation: its modules, and a PNG of them to be shown on a screen."""

from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

# Four light modules around it (ISO/IEC 18004), large enough for the camera of an old telephone.
_QUIET, _MODULE_PX = 4, 8


def modules(text: str, level: str) -> list[list[bool]]:
    """Return a QR code as rows of modules, True for dark, with the quiet zone around it.

    Args:
        text: Capitals and digits pack best.
        level: L has larger modules, for screens; M stands a crease or a stain, for paper.
    """
    import zxingcpp

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    # Its image is a buffer, which its stub does not say.
    pixels = memoryview(barcode.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    rows = cast("list[list[int]]", pixels.tolist())
    side = len(rows) + 2 * _QUIET
    light = [False] * _QUIET
    inner = [[*light, *(pixel == 0 for pixel in row), *light] for row in rows]
    empty = [[False] * side for _ in range(_QUIET)]
    return [*empty, *inner, *empty]


def drawn(text: str) -> bytes:
    """Return a PNG of `text` as a QR code: dark on white in every appearance, since readers need it so."""
    rows = modules(text, "L")
    side = len(rows)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x, y, 0xFF000000)
    image = image.scaled(side * _MODULE_PX, side * _MODULE_PX)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(data.data())
