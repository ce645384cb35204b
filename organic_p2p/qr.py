"""QR codes: pictures of a code for a screen or for paper, blocks for a terminal, and back to text.

    text ── write_qr() ──▶ PNG, readable by its owner only
    text ── render_text() ──▶ lines of half blocks
    picture ── read_code() ── a worker ──▶ text

Capitals and digits are packed as such by QR (5.5 bits a character), so pass text in capitals. A code is a
secret: files are made 0600 and hold nothing but the pixels. Pictures that are read may come from anywhere, so
none is opened in here.
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from organic_p2p.errors import BadInputError

if TYPE_CHECKING:
    from PIL.Image import Image

    from organic_p2p.imaging import Darkroom

# QR asks for four light modules around (ISO/IEC 18004 §5.3.8). Readers manage with two, and a terminal
# of 24 lines then still shows the whole of a usual code.
_QUIET_MODULES = 4
_QUIET_MODULES_TEXT = 2

# Sharp on paper at 300 dpi (0.8 mm a module), and large enough on screens with small pixels.
_MODULE_PX = 10

# The longest invitation has 400 characters; a code of this length still prints well.
MAX_QR_CHARS = 512

_TOO_LARGE = "This picture is too large."
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})

# What marks one of our codes among others on the same poster.
_SCHEME = "ORGANIC:"

_PLATE_ON, _PLATE_OFF = "\x1b[38;5;16;48;5;231m", "\x1b[0m"


class QrError(Exception):
    """A picture that cannot be made or read.

    Attributes:
        kind: ``unwritable``, ``unreadable``, ``not-a-picture``, ``picture-too-large``, ``no-qr``,
            ``several-qr`` or ``too-long``.
        sentence: The same for a reader.
    """

    def __init__(self, kind: str, sentence: str) -> None:
        """Say `sentence` to the reader."""
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


def write_qr(text: str, path: Path, *, for_paper: bool = False) -> None:
    """Write a PNG of `text` to `path`, mode 0600, in place of what may be there.

    Args:
        text: Capitals and digits pack best; at most `MAX_QR_CHARS`.
        path: The folder must exist.
        for_paper: Level M, which stands a crease or a stain; on a screen level L gives larger modules.

    Raises:
        QrError: UNWRITABLE or TOO-LONG.
    """
    from PIL import Image

    rows = _modules(text, _QUIET_MODULES, "M" if for_paper else "L")
    picture = Image.new("1", (len(rows), len(rows)))
    picture.putdata([0 if dark else 1 for row in rows for dark in row])
    side = len(rows) * _MODULE_PX
    picture = picture.resize((side, side), Image.Resampling.NEAREST)
    try:
        _replace(path, picture)
    except OSError as cause:
        raise QrError("unwritable", f"The picture could not be saved: {cause.strerror}.") from cause


def render_text(text: str, *, colours: bool = True) -> str:
    """Return `text` as a QR code of level L in half blocks, for a terminal with a font of fixed width.

    Args:
        text: As for `write_qr`.
        colours: Put black on white by escape sequences. Without, light modules are drawn as blocks and
            dark ones left empty, which reads well on a dark background only.

    Raises:
        QrError: TOO-LONG.
    """
    rows = _modules(text, _QUIET_MODULES_TEXT, "L")
    rows += [[False] * len(rows)] * (len(rows) % 2)
    blocks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    lines = (
        "".join(blocks[upper is colours, lower is colours] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join(f"{_PLATE_ON}{line}{_PLATE_OFF}" if colours else line for line in lines)


def names_a_picture(text: str) -> bool:
    """Tell whether `text` is the path of an existing file with the ending of a picture we read."""
    try:
        return Path(text).suffix.lower() in _SUFFIXES and Path(text).is_file()
    except (OSError, ValueError):
        # Too long for a path, or with a NUL in it: then it is something else.
        return False


async def read_code(room: "Darkroom", source: Path | bytes) -> str:
    """Have a worker read the QR code in a picture: a screenshot, a scan, a photo at any angle; return its text.

    Of several codes the one that is a link of this program counts.

    Raises:
        QrError: UNREADABLE, NOT-A-PICTURE, PICTURE-TOO-LARGE, NO-QR or SEVERAL-QR.
        DeviceTroubleError: No worker starts on this computer.
    """
    try:
        return the_one(await room.texts(source))
    except BadInputError as refused:
        raise unread(refused.kind) from refused


def unread(kind: str) -> QrError:
    """Return what is said of a picture that could not be opened or decoded, for the reason `kind`."""
    match kind:
        case "no-such-file" | "not-readable":
            return QrError("unreadable", "This file cannot be opened. Look whether it is still there.")
        case "picture-too-large" | "picture-too-costly":
            return QrError("picture-too-large", _TOO_LARGE)
        case "picture-damaged":
            return QrError("not-a-picture", "This picture is damaged.")
        case _:
            return QrError("not-a-picture", "This is no picture of a kind that can be read here.")


def the_one(texts: Iterable[str]) -> str:
    """Return what is meant of the texts of all codes in a picture.

    Raises:
        QrError: NO-QR or SEVERAL-QR.
    """
    every = sorted(set(texts))
    ours = [text for text in every if text.upper().startswith(_SCHEME)] or every
    if not ours:
        raise QrError("no-qr", "There is no QR code to be seen in this picture. Try a sharper or larger one.")
    if len(ours) > 1:
        raise QrError("several-qr", "There are several QR codes in this picture. Cut out one of them.")
    return ours[0]


def _modules(text: str, quiet: int, level: str) -> list[list[bool]]:
    """Return the code as rows of modules, True for dark, with `quiet` light ones around."""
    import zxingcpp

    if len(text) > MAX_QR_CHARS:
        raise QrError("too-long", "This is too long for a QR code.")
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    # Its image is a buffer, which its stub does not say.
    pixels = memoryview(barcode.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    rows = cast("list[list[int]]", pixels.tolist())
    empty = [False] * (len(rows) + 2 * quiet)
    side = [False] * quiet
    inner = [side + [pixel == 0 for pixel in row] + side for row in rows]
    return [*[empty] * quiet, *inner, *[empty] * quiet]


def _replace(path: Path, picture: "Image") -> None:
    # A new file under a passing name: mode 0600 from the first byte on, whatever stood at `path` before.
    descriptor, passing = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".png")
    try:
        with os.fdopen(descriptor, "wb") as file:
            picture.save(file, format="PNG", optimize=True)
        Path(passing).replace(path)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
