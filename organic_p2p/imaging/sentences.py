"""What the reader is told when a picture cannot be prepared. A worker sends the kind, here is the sentence."""

from pathlib import Path

from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError
from organic_p2p.imaging.limits import DAMAGED, NOT_A_PICTURE, TOO_COSTLY, TOO_LARGE

NO_SUCH_FILE, NOT_READABLE = "no-such-file", "not-readable"

_MAX_NAME_CHARS = 80

_AS_FILE = "To send the file as it is, use --file."

_SENTENCES = {
    NO_SUCH_FILE: "There is no file {name}. Check its name and its folder.",
    NOT_READABLE: "{name} cannot be opened. Check that you may read it, or copy it somewhere else first.",
    NOT_A_PICTURE: (
        "{name} is no picture that can be shown here: JPEG, PNG, WebP, HEIC, AVIF and GIF can be. "
        "Any other file can be sent as a file, with --file."
    ),
    TOO_LARGE: (
        "{name} is too large to be prepared: at most {megapixels} megapixels, {side:,} pixels on a side "
        f"and {{mebibytes}} MiB are possible. Make it smaller first. {_AS_FILE}"
    ),
    DAMAGED: f"{{name}} is damaged: it breaks off or holds what is no picture. Try to copy it again. {_AS_FILE}",
    TOO_COSTLY: (
        f"{{name}} takes too much time or memory to be prepared. Save it anew with a picture editor. {_AS_FILE}"
    ),
}


def refusal(kind: str, source: Path | bytes, *, pixels: int, side_px: int, file_bytes: int) -> BadInputError:
    """Return the error of the lasting word `kind`, with a sentence that names the source.

    Args:
        kind: One of `limits.REFUSALS`, NO_SUCH_FILE or NOT_READABLE.
        source: Of a path its last part is quoted.
        pixels: The limit, and so on: for the sentence of TOO_LARGE.
        side_px: See there.
        file_bytes: See there.
    """
    sentence = _SENTENCES[kind].format(
        name=_name(source), megapixels=pixels // 1_000_000, side=side_px, mebibytes=file_bytes // 2**20
    )
    return BadInputError(kind, sentence[0].upper() + sentence[1:])


def _name(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return "this picture"
    # A name may hold bytes that are no text, or commands for a terminal.
    name = source.name.encode("utf-8", "replace").decode("utf-8")
    shown = for_display(name, multiline=False)
    if len(shown) > _MAX_NAME_CHARS:
        shown = shown[: _MAX_NAME_CHARS - 1] + "…"
    return f"“{shown}”" if shown.strip() else "this file"
