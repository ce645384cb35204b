"""The texts of the square codes in a picture, inside a worker: whoever shows us an invitation may show us anything.

    kind ── judge the size ── decode ── shrink ── on white, grey ── look for codes ──▶ texts

Looking costs more than decoding does: a picture full of what codes begin with takes minutes. The worker's time ends it.
"""

from typing import Final

import zxingcpp
from PIL import Image

from organic_p2p.imaging.limits import MAX_CODE_CHARACTERS, MAX_CODES, Limits
from organic_p2p.imaging.pixels import Wanted
from organic_p2p.imaging.showing import show

# A code on a photograph of a poster still has several pixels a module.
_LARGE_ENOUGH: Final = Wanted(4096, 4096, most_pixels=50_000_000)


def texts_in(data: bytes, limits: Limits) -> list[str]:
    """Return the texts of the codes in the file `data`, each once.

    Raises:
        RefusedError: NOT_A_PICTURE, TOO_LARGE or DAMAGED.
        MemoryError: There is not enough for it.
        Exception: A decoder stumbled.
    """
    pixels = show(data, limits, _LARGE_ENOUGH)
    size = pixels.width, pixels.height
    picture = Image.frombuffer("RGBa", size, pixels.frames[0], "raw", "RGBa", 0, 1).convert("RGBA")
    grey = Image.alpha_composite(Image.new("RGBA", size, "white"), picture).convert("L")
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = {code.text for code in zxingcpp.read_barcodes(grey, formats=kind)}
    return sorted(text for text in found if len(text) <= MAX_CODE_CHARACTERS)[:MAX_CODES]
