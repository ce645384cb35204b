"""The square code of an invitation, as a PNG to be shown on a screen."""

from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

# Four light modules around it (ISO/IEC 18004), large enough for the camera of an old telephone.
_QUIET, _MODULE_PX = 4, 8


def drawn(text: str) -> bytes:
    """Return a PNG of `text` as a QR code: dark on white in every appearance, since readers need it so."""
    import zxingcpp

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    # Its image is a buffer, which its stub does not say.
    pixels = memoryview(barcode.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    rows = cast("list[list[int]]", pixels.tolist())
    side = len(rows) + 2 * _QUIET
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    for y, row in enumerate(rows):
        for x, pixel in enumerate(row):
            if pixel == 0:
                image.setPixel(x + _QUIET, y + _QUIET, 0xFF000000)
    image = image.scaled(side * _MODULE_PX, side * _MODULE_PX)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(data.data())
