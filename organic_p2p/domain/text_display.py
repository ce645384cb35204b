"""Other people's text, made harmless for the eye and for the terminal.

Names and posts come from others and are shown amid our own words. What is taken out here is what would
act instead of being read: control characters, which command a terminal; bidirectional controls, which
turn the text around them; characters without a shape, which hide text or make two names look equal; and
towers of accents that cover the lines above. What people write stays: every script, right-to-left text
(which needs no controls to be shown right), emoji of several parts, and the joiners of Persian and the
Indian scripts.

Something harmful is replaced by U+FFFD, so that a reader sees that it was there; something invisible is
dropped. The result is data still: show it as plain text only.

Sources: Unicode 15, sections 23.2 to 23.9; UAX #9 §2 (bidi controls); UTS #51 (emoji sequences);
UAX #31 §2.3 (where joiners have a meaning).
"""

import re
import unicodedata

# No language in use puts more on one letter; the pranks start at dozens.
MAX_MARKS = 4

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_BRAILLE_BLANK = "\u2800"

_LINE_ENDS = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")

# Categories of what is there to be read. Line and paragraph separators never get this far.
_SHOWN = frozenset({
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mc", "Nd", "Nl", "No", "Pc", "Pd",
    "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Co",
})  # fmt: skip

# Shapeless without being of category Cf: grapheme joiner, Hangul and Khmer fillers.
_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")

# Of category Cf, and yet seen: signs that span the digits after them in Arabic, Syriac and Kaithi.
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

# Not yet assigned, but reserved to be without a shape.
_RESERVED_SHAPELESS = ((0x2065, 0x2065), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF))

# Arabic, Syriac, N'Ko, Mandaic; Devanagari to Sinhala; Tibetan, Myanmar; Khmer, Mongolian; other Indic.
_JOINING = (
    (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0x1A20, 0x1AAF),
    (0x1B00, 0x1BFF), (0xA800, 0xA8FF), (0xA980, 0xA9FF), (0xAA00, 0xAAFF), (0xABC0, 0xABFF),
    (0xFB50, 0xFDCF), (0xFE70, 0xFEFC), (0x10A00, 0x10A5F), (0x11000, 0x11FFF), (0x1E900, 0x1E95F),
)  # fmt: skip

# Pictures that may be parts of a compound emoji, with the room that Unicode reserves for more.
_PICTURES = (
    (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139), (0x2190, 0x21FF),
    (0x2300, 0x23FF), (0x24C2, 0x24C2), (0x25A0, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF),
    (0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip

_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD))
# Of Mongolian, of emoji and everything else, of ideographs.
_SELECTORS = ((0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_MONGOLIAN = ((0x1820, 0x18AA),)

# The flags of England, Scotland, Wales and other parts of countries: a black flag, the region's code in
# tag characters, and the tag that ends it.
_FLAG = "\U0001f3f4"
_TAG_LETTER, _TAG_DIGIT, _TAG_END = "\U000e0061-\U000e007a", "\U000e0030-\U000e0039", "\U000e007f"
_FLAG_TAGS = re.compile(f"[{_TAG_LETTER}]{{2}}[{_TAG_LETTER}{_TAG_DIGIT}]{{1,3}}{_TAG_END}")

# Runs in which every character stands for itself and nothing above applies: most text, taken quickly.
# Latin, Greek, Cyrillic, Armenian, letters of Hebrew and Arabic, punctuation, Kana, ideographs, Hangul, most
# emoji; and the planes that hold nothing but ideographs, private and unassigned characters.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in (*range(2, 14), 15, 16))
_PLAIN = re.compile(
    "[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u0620-\u064a\u2010-\u2027"
    f"\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3\U0001f300-\U0001f3f3\U0001f400-\U0001f64f{_PLANES}]+"
)


def for_display(text: str, *, multiline: bool) -> str:
    """Return `text` as it may be shown: nothing in it acts on a terminal or on the text around it.

    Applying it twice changes nothing more.

    Args:
        text: Anything at all, lone surrogates included.
        multiline: Keep line ends, all as LF; otherwise they become spaces.
    """
    text = _LINE_ENDS.sub("\n" if multiline else " ", text).replace("\t", " ").replace(_BRAILLE_BLANK, " ")
    return _Display(text).run()


class _Display:
    """One pass over a text, from left to right, with one character of sight to either side."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._shown: list[str] = []
        self._marks = 0

    def run(self) -> str:
        while self._at < len(self._text):
            if plain := _PLAIN.match(self._text, self._at):
                self._shown.append(plain.group())
                self._marks = 0
                self._at = plain.end()
                continue
            character = self._text[self._at]
            self._at += 1
            self._show(character, unicodedata.category(character))
        return "".join(self._shown)

    def _show(self, character: str, category: str) -> None:
        if category in _SHOWN or character == "\n":
            if character not in _SHAPELESS:
                self._put(character)
        elif character in (_ZWNJ, _ZWJ):
            if self._joins(character):
                self._shown.append(character)
        elif _is_selector(character):
            if self._selects(character):
                self._shown.append(character)
        elif category in ("Mn", "Me"):
            if character not in _SHAPELESS:
                self._mark(character)
        elif category in ("Cc", "Cs") or _is_noncharacter(character):
            self._put(_REPLACEMENT)
        elif character in _VISIBLE_FORMATS or not (
            category == "Cf" or _within(character, _RESERVED_SHAPELESS)
        ):
            self._put(character)

    def _put(self, character: str) -> None:
        self._shown.append(character)
        self._marks = 0
        if character == _FLAG and (tags := _FLAG_TAGS.match(self._text, self._at)):
            self._shown.append(tags.group())
            self._at = tags.end()

    def _mark(self, character: str) -> None:
        # A mark with nothing before it would sit on whatever the program shows there.
        if self._before() in ("", "\n"):
            self._put(_DOTTED_CIRCLE)
        if self._marks < MAX_MARKS:
            self._shown.append(character)
            self._marks += 1

    def _selects(self, character: str) -> bool:
        before = self._before()
        if ord(character) >= 0xE0100:
            return _within(before, _IDEOGRAPHS)
        if ord(character) < 0xFE00:
            return _within(before, _MONGOLIAN)
        return before != "" and unicodedata.category(before)[0] in "LNPS"

    def _joins(self, joiner: str) -> bool:
        before = self._before()
        after = self._text[self._at : self._at + 1]
        if joiner == _ZWJ and _within(after, _PICTURES):
            picture = self._shown[-2][-1] if before == "\ufe0f" else before
            return _within(picture, _PICTURES)
        # A mark after the joiner must be sure to be shown, or the joiner would be left over.
        room = self._marks < MAX_MARKS or (after != "" and unicodedata.category(after) != "Mn")
        return _is_joining(before) and _is_joining(after) and room

    def _before(self) -> str:
        return self._shown[-1][-1] if self._shown else ""


def _is_joining(character: str) -> bool:
    # A letter or mark of a script in which joiners have a meaning.
    if not _within(character, _JOINING) or _is_selector(character) or character in _SHAPELESS:
        return False
    return unicodedata.category(character)[0] in "LM"


def _is_selector(character: str) -> bool:
    return _within(character, _SELECTORS)


def _is_noncharacter(character: str) -> bool:
    return "\ufdd0" <= character <= "\ufdef" or ord(character) & 0xFFFE == 0xFFFE


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return character != "" and any(low <= ord(character) <= high for low, high in ranges)
