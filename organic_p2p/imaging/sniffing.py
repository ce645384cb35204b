"""Which of the formats we read a file is in, by its first bytes. Names of files say nothing here.

Both sides use it: the parent refuses all else without starting a worker, and the worker opens a file with
the one decoder that is named here.
"""

from typing import Final, Literal

Kind = Literal["jpeg", "png", "webp", "gif", "heic", "avif"]
# By the names that FFmpeg gives to its readers.
FilmKind = Literal["mov", "matroska", "avi", "mpegts", "mpeg"]

# An ftyp box lists brands; nobody writes more than a dozen.
SNIFF_BYTES = 128
# Two packets of a camera's transport stream.
FILM_SNIFF_BYTES: Final = 512

# What is looked at for a film. Of any other name, a file goes without a picture; of one of these, its content decides.
_FILM_ENDINGS: Final = frozenset(
    {"mp4", "mov", "m4v", "3gp", "mkv", "webm", "avi", "mpg", "mpeg", "mts", "m2ts"}
)
# How a film of QuickTime begins: brands came later.
_MOV_BOXES: Final = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
# Also the general brand of ISO/IEC 23008-12, which some writers of HEIC give alone.
_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)


def kind_of(start: bytes) -> Kind | None:
    """Return the format of a file that begins with `start`, or None if it is none that we read.

    Args:
        start: The first `SNIFF_BYTES` of it, or all if it is shorter.
    """
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp":
        return _kind_of_brands(start)
    return None


def _kind_of_brands(start: bytes) -> Kind | None:
    length = min(int.from_bytes(start[:4], "big"), len(start))
    # The major brand, then after a version those that the file is compatible with.
    major, brands = start[8:12], {start[at : at + 4] for at in range(16, length - 3, 4)}
    if major in _AVIF_BRANDS:
        return "avif"
    if major in _HEIC_BRANDS:
        return (
            "avif" if brands & _AVIF_BRANDS and not brands & (_HEIC_BRANDS - {b"mif1", b"msf1"}) else "heic"
        )
    return None


def named_like_film(name: str) -> bool:
    """Tell whether somebody who calls a file `name` may mean a film."""
    _, point, ending = name.rpartition(".")
    return bool(point) and ending.lower() in _FILM_ENDINGS


def film_kind_of(start: bytes) -> FilmKind | None:
    """Return which reader is for a film that begins with `start`, or None if it is none that we read.

    Args:
        start: The first `FILM_SNIFF_BYTES` of it, or all if it is shorter.
    """
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if start.startswith(b"RIFF") and start[8:11] == b"AVI":
        return "avi"
    if start.startswith(b"\x00\x00\x01\xba"):
        return "mpeg"
    if start[4:8] in _MOV_BOXES or (start[4:8] == b"ftyp" and kind_of(start) is None):
        return "mov"
    # Packets of 188 bytes; before each, cameras put its time in four more.
    if (
        start[:1] == start[188:189] == start[376:377] == b"G"
        or start[4:5] == start[196:197] == start[388:389] == b"G"
    ):
        return "mpegts"
    return None
