"""What comes after the end of a picture: another picture, a film, or anything."""

import re

# The box that begins a film, after its length.
_FILM = re.compile(
    rb"ftyp(?!avif|avis|heic|heix|mif1|msf1)[A-Za-z0-9 ]{4}|moov.{4}mvhd|SEFT|RIFF.{4}WAVE", re.DOTALL
)
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n")


def traces_after(rest: bytes) -> set[str]:
    """Return the words for the bytes `rest` that follow the end of a picture. Zeros are padding."""
    if not rest.strip(b"\0"):
        return set()
    found = {"hidden data"}
    if _FILM.search(rest):
        found.add("sound or video")
    if _PICTURE.search(rest):
        found.add("preview")
    return found
