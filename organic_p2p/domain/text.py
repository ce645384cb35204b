"""What people write: cleaned when it is taken in, made harmless when it is shown.

    typed ── clean_name(), clean_post() ──▶ stored and sent ── for_display() ──▶ screen, terminal

Cleaning is for our own reader's input and says what is wrong in a sentence. It is no protection: other
people's programs may send anything, so everything passes `for_display` on its way to an eye.
"""

import re
import unicodedata

from organic_p2p.domain.text_display import for_display
from organic_p2p.domain.text_likeness import skeletons

__all__ = [
    "MAX_NAME_BYTES",
    "MAX_NAME_CHARS",
    "TextError",
    "clean_name",
    "clean_post",
    "for_display",
    "skeletons",
]

# A name has to fit beside a face. No character takes more than four bytes in UTF-8.
MAX_NAME_CHARS = 64
MAX_NAME_BYTES = 4 * MAX_NAME_CHARS

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANK_LINES_FIRST = re.compile(r"\A(?:[^\S\n]*\n)+")


class TextError(ValueError):
    """A text that cannot be taken as it is.

    Attributes:
        kind: ``empty``, ``too-long``, ``control`` (a control character) or ``not-text`` (bytes that are no
            UTF-8, which a command line passes on as lone surrogates).
        sentence: The same for a reader.
    """

    def __init__(self, kind: str, sentence: str) -> None:
        """Say `sentence` to the reader."""
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


def clean_name(text: str) -> str:
    """Return a name for a person or a circle: NFC, one line, single spaces, nothing invisible.

    Raises:
        TextError: EMPTY without a letter, digit or picture; TOO-LONG above `MAX_NAME_CHARS`
            characters; CONTROL; NOT-TEXT.
    """
    _refuse_surrogates(text)
    one_line = " ".join(text.split())
    if _CONTROLS.search(one_line):
        raise TextError("control", "A name cannot hold control characters.")
    # Composed first, so that the marks counted are those that stay; and again, since what was taken out
    # may have stood between a letter and its mark.
    shown = for_display(unicodedata.normalize("NFC", one_line), multiline=False)
    name = " ".join(unicodedata.normalize("NFC", shown).split())
    # Something invisible may have stood between the beginning and a mark that now has nothing to sit on.
    name = for_display(name, multiline=False)
    if not any(unicodedata.category(character)[0] in "LNS" for character in name):
        raise TextError("empty", "A name needs at least one letter.")
    if len(name) > MAX_NAME_CHARS:
        sentence = f"A name has at most {MAX_NAME_CHARS} characters; this one has {len(name)}."
        raise TextError("too-long", sentence)
    return name


def clean_post(text: str, max_bytes: int) -> str:
    """Return the text of a post or comment: NFC, lines ended by LF, no blank lines around it.

    Control characters say nothing to a reader and are left out; tabs stay.

    Args:
        text: As typed, pasted or piped.
        max_bytes: Room for the text in UTF-8.

    Raises:
        TextError: EMPTY if there would be nothing to see; TOO-LONG; NOT-TEXT.
    """
    _refuse_surrogates(text)
    lines = unicodedata.normalize("NFC", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))
    post = _BLANK_LINES_FIRST.sub("", lines).rstrip()
    if not for_display(post, multiline=True).strip():
        raise TextError("empty", "There is nothing written here yet.")
    size = len(post.encode())
    if size > max_bytes:
        raise TextError("too-long", f"This text is too long: it takes {size:,} bytes, and {max_bytes:,} fit.")
    return post


def _refuse_surrogates(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise TextError("not-text", "This is not text: it holds bytes that are no UTF-8.")
