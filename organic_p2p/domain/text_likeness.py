"""Names that a reader would take for one another.

Nothing stops a newcomer from calling himself what somebody else is called, or almost. Two names look
alike when they have the same *skeleton*: what is left once letters of different alphabets with one shape,
capitals, accents, spaces and invisible characters no longer count. After UTS #39 §4, with a table of what
Latin, Greek and Cyrillic share instead of the whole of Unicode's. That is a reason to tell
them apart and never a reason to refuse: two cousins may both be Anna.
"""

import unicodedata
from functools import lru_cache

from organic_p2p.domain.text_display import for_display

# Each word: a Latin letter, then what looks like it elsewhere. Upper and lower case are listed apart,
# because a capital may look like a letter of which the small one does not.
_SHAPES = """
    AАΑ BВΒ CСϹ EЕΕ FϜ GԌ HНΗ IІΙӀ JЈͿ KКΚ MМΜ NΝ OОΟՕ PРΡ QԚ SЅՏ TТΤ UՍ VѴ WԜ XХΧ YҮΥУ ZΖ
    aаαɑ bЬв cсϲ dԁ eеє gɡց hһհ iіιı jјϳ kкκ lӏ mм nηпո oоοօσ pрρ qԛզ rгꭇ sѕ tтτ uυսц vνѵ wԝωѡ xхχ yуγү zᴢ
    lł oø dđ hħ tŧ bƀ
"""

_LATIN = {ord(other): word[0] for word in _SHAPES.split() for other in word[1:]}
# Digits and strokes that pass for letters. The capital I is among them, so this comes once before and
# once after capitals are folded.
_STROKES = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "o", "O": "o"})

# Pairs that close up to one letter in print.
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))

# Accents above, below and through; the vowel signs and points of other scripts are below this class.
_FIRST_ACCENT_CLASS = 200


@lru_cache(maxsize=4096)
def skeletons(name: str) -> frozenset[str]:
    """Return what is left of a name; two that share any of it look alike."""
    # Ian looks like lan as it stands, and like IAN in capitals: either way of reading counts.
    letters = _letters(for_display(name, multiline=False))
    as_it_stands = _letters(letters.translate(_STROKES).casefold())
    folded = _letters(letters.casefold()).translate(_STROKES)
    return frozenset({_closed_up(as_it_stands), _closed_up(folded)})


def _letters(text: str) -> str:
    kept = (
        character
        for character in unicodedata.normalize("NFKD", text)
        if unicodedata.category(character)[0] in "LNMS"
        and unicodedata.combining(character) < _FIRST_ACCENT_CLASS
        and not "\ufe00" <= character <= "\ufe0f"
    )
    return "".join(kept).translate(_LATIN)


def _closed_up(text: str) -> str:
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return text
