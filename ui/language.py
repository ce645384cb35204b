"""The language of the window: which there are, how one is chosen, and how a sentence is put into it.

Sentences stand in the code in English, marked by `translate` here and `qsTr` in QML. `make words` collects them into
``languages/*.ts``, where translators work with Qt Linguist, and compiles those to the ``.qm`` files that are read here.
English has one too, for its plurals only: "%n minute(s)" is no English.
"""

import unicodedata
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication

LANGUAGES_FOLDER: Final = Path(__file__).parent / "languages"
# Each by the name that its speakers give it, so that it is found again by whoever chose a wrong one.
LANGUAGES: Final = {"en": "English", "de": "Deutsch", "ar": "العربية"}

# Where a language is not this computer's own: with the digits that the plurals of Qt have, too.
_LOCALES: Final = {"ar": "ar_001"}

# What is written from right to left, or says of what follows that it is.
_TURNING: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})
# What decides on the direction of a paragraph.
_LETTERS: Final = frozenset({"L", "R", "AL"})

_installed: list[QTranslator] = []
# Until somebody chooses, the window speaks as it is written.
_chosen = ["en"]


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """Return `text` in the chosen language.

    Args:
        context: Where it is said, to tell words apart that are the same in English only.
        text: The English, a literal: that is how it is found. `%n` is the number.
        comment: What a translator should know.
        n: The number that decides on the plural; -1 if there is none.
    """
    return QCoreApplication.translate(context, text, comment, n)


def fill(text: str, *values: object) -> str:
    """Put values in the places of %1, %2… at once: what one of them says is never taken for a place.

    From right to left, too, where all but the values is no letter: "%1, %2" does not say itself which comes first.
    """
    parts = text.split("%")
    said = [parts[0]]
    rtl = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if rtl and len(parts) > 2 and not any(unicodedata.bidirectional(sign) in _LETTERS for sign in text):
        said.insert(0, "\u200f")
    for part in parts[1:]:
        at = int(part[0]) if part[:1].isdecimal() and part[:1].isascii() else 0
        said.append(f"{isolated(str(values[at - 1]))}{part[1:]}" if 0 < at <= len(values) else f"%{part}")
    return "".join(said)


def spoken() -> str:
    """Return the language that was chosen last, one of `LANGUAGES`."""
    return _chosen[0]


def isolated(text: str) -> str:
    """Return `text` so that its direction does not turn what stands around it (UAX #9): Ben in an Arabic sentence."""
    rtl = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if text and (rtl or any(unicodedata.bidirectional(sign) in _TURNING for sign in text)):
        return f"\u2068{text}\u2069"
    return text


def system_language() -> str:
    """Return the language of this computer if the window speaks it, and English otherwise."""
    code = QLocale.system().name()[:2]
    return code if code in LANGUAGES else "en"


def choose(code: str) -> str:
    """Speak a language from now on, in its direction and with its dates; whoever shows words must ask again.

    Args:
        code: One of `LANGUAGES`; anything else is the language of this computer.

    Returns:
        The language that was chosen.
    """
    chosen = code if code in LANGUAGES else system_language()
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    for name in dict.fromkeys(("en", chosen)):
        translator = QTranslator()
        if translator.load(str(LANGUAGES_FOLDER / f"organic_{name}.qm")):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
    # PySide finds out once for each that Python changes nothing about it, and needs the interpreter for that. Whoever
    # reads the pages in a thread of its own must not be the first: it would wait for us, who wait for it.
    QCoreApplication.translate("language", "what nobody translates")
    _chosen[0] = chosen
    locale = (
        QLocale.system() if QLocale.system().name()[:2] == chosen else QLocale(_LOCALES.get(chosen, chosen))
    )
    QLocale.setDefault(locale)
    rtl = locale.textDirection() is Qt.LayoutDirection.RightToLeft
    QGuiApplication.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    return chosen


class Language(QObject):
    """The language that the window speaks now.

    Signals:
        changed: It is another one: words that were put together must be put together again.
    """

    changed = Signal()

    def __init__(self, chosen: str = "", parent: QObject | None = None) -> None:
        """Speak `chosen`, one of `LANGUAGES`, or what this computer speaks."""
        super().__init__(parent)
        self._code = choose(chosen)

    @property
    def code(self) -> str:
        """The language, as ISO 639-1 names it."""
        return self._code

    def choose(self, code: str) -> None:
        """Speak another language."""
        self._code = choose(code)
        self.changed.emit()
