"""How the window says what the engine refuses.

    Refused(kind, sentence) ── trouble() ──▶ Trouble, in the language of the window

The engine's own sentence is English and the more exact one: it knows the numbers and the names. So it is what is shown
in English, unless it speaks of what a window does not have: commands of a terminal, bytes, what programs call things.
There, and in any other language, the lasting word `kind` decides: `ui.refusal_words` has a sentence for each. What is
known nowhere is said as it came, since an English sentence is more than none.
"""

import re
from typing import Final

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.language import fill, spoken, translate
from ui.refusal_words import ABOUT_FILES, words_for, words_for_asked
from ui.trouble import Trouble

_FOR_TERMINALS: Final = re.compile(
    r"\borganic [a-z]|--[a-z]|\b(?:bytes|engine|engine's|home|ids?|keys?|QR code|UTF-8|database|signature)\b"
)
# Whatever the engine quotes of names and what was typed, it puts between these.
_QUOTED: Final = re.compile("“(.+)”")
# Groups of a printed code: see `domain.code_slips`, whose sentences count as these do.
_GROUPS_PER_LINE: Final = 5


def trouble(refused: r.Refused, request: q.Request) -> Trouble:
    """Return why `request` was refused, for the reader."""
    return Trouble(refused.error, in_words(refused.error, refused.message, type(request)))


def engine_gone() -> Trouble:
    """Return why there is no answer from an engine that is no more."""
    return Trouble(
        "engine-gone",
        translate(
            "refusals", "Organic stopped before it answered. It is started again; please try once more."
        ),
    )


def too_much() -> Trouble:
    """Return why a question whose answer nobody can take is not asked again."""
    return Trouble("too-much", in_words("too-much", ""))


def in_words(kind: str, said: str, asked: type | None = None) -> str:
    """Return what the reader is told.

    Args:
        kind: The lasting word of the refusal.
        said: The engine's own sentence.
        asked: The request that was refused, where that makes a difference.
    """
    if spoken() == "en" and said and not _FOR_TERMINALS.search(said):
        return said
    sentence = words_for_asked(kind, asked) or words_for(kind)
    if not sentence:
        return said
    quoted = _QUOTED.search(said) if kind in ABOUT_FILES else None
    # Of several files, the reader must know which.
    return fill(translate("refusals", "“%1”: %2"), quoted[1], sentence) if quoted else sentence


def code_in_words(reply: r.CodeReply) -> str:
    """Return what is wrong with a code that is being typed, with the place to look at; nothing if nothing is."""
    if not reply.error:
        return reply.sentence
    wrong = [at for at, group in enumerate(reply.groups) if group.state == "wrong"]
    if spoken() == "en" or reply.error not in ("mistyped", "letter") or len(wrong) != 1:
        return in_words(reply.error, reply.sentence, q.CheckCode)
    line, group = divmod(wrong[0], _GROUPS_PER_LINE)
    place = (
        translate(
            "refusals",
            "Line %1, group %2 has a character that no code has. Compare with the code that you were given.",
        )
        if reply.error == "letter"
        else translate(
            "refusals", "Line %1, group %2 does not fit. Compare with the code that you were given."
        )
    )
    return fill(place, line + 1, group + 1)


def join_in_words(join: r.JoinView) -> str:
    """Return why a join came to nothing."""
    return in_words(join.error, join.sentence, q.Join)
