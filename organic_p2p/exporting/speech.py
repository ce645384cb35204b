"""Says things in the words that an export was given: dates, numbers and sentences, as plain text."""

import re
import time
from collections.abc import Sequence
from typing import Final

from organic_p2p.api.export_words import Counted, ExportWords
from organic_p2p.api.value import fields_of
from organic_p2p.errors import BadInputError

MAX_BYTES: Final = 400
_MAX_FORMS: Final = 10
_NUMBERS: Final = 200
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_PLACE: Final = re.compile("%([1-9])")


def fill(text: str, *values: str) -> str:
    """Put values in the places of %1, %2… at once: what one of them says is never taken for a place."""
    return "".join(pieces(text, *values))


def pieces(text: str, *values: str) -> list[str]:
    """Return a sentence in pieces: words and values by turns, beginning with words."""
    found = _PLACE.split(text)
    for at in range(1, len(found), 2):
        number = int(found[at])
        found[at] = values[number - 1] if number <= len(values) else ""
    return found


class Speech:
    """Words, and what is built from them."""

    def __init__(self, words: ExportWords) -> None:
        """Speak with `words`.

        Raises:
            BadInputError: They are too many or too long, or something of them is missing.
        """
        if not _are_usable(words):
            raise BadInputError("words", "These words cannot be used for the pages of an export.")
        self.words = words
        self._digits = {ord("0") + digit: chr(ord(words.zero) + digit) for digit in range(10)}

    def number(self, number: int) -> str:
        """Return a number as it is written."""
        return f"{number:,}".replace(",", self.words.group).translate(self._digits)

    def counted(self, what: Counted, number: int) -> str:
        """Return so many of something."""
        at = number if number < _NUMBERS else _NUMBERS // 2 + number % (_NUMBERS // 2)
        return fill(what.forms[what.form_of[at]], self.number(number))

    def listed(self, names: Sequence[str]) -> str:
        """Return names, one after the other."""
        if len(names) < 2:
            return "".join(names)
        return fill(self.words.both, self.words.comma.join(names[:-1]), names[-1])

    # -- times ---------------------------------------------------------------------------------------

    def day(self, created_ms: int) -> str:
        """Return the day of something in words, by the clock of this computer."""
        weekday = self.words.days[local_time(created_ms).tm_wday]
        return fill(self.words.weekday_and_date, weekday, self.date(created_ms))

    def date(self, created_ms: int) -> str:
        """Return a date in words."""
        then = local_time(created_ms)
        day, year = self._plain(then.tm_mday), self._plain(then.tm_year)
        return fill(self.words.date, day, self.words.months[then.tm_mon - 1], year)

    def clock(self, created_ms: int) -> str:
        """Return a date with the time of day."""
        then = local_time(created_ms)
        clock = f"{then.tm_hour:02}:{then.tm_min:02}".translate(self._digits)
        return fill(self.words.date_and_time, self.date(created_ms), clock)

    def year(self, year: int) -> str:
        """Return the title of a page for a year."""
        return self._plain(year)

    def month(self, year: int, month: int, part: int = 0) -> str:
        """Return the title of a page for a month, or for a part of one."""
        title = fill(self.words.month_of_year, self.words.months[month - 1], self._plain(year))
        return fill(self.words.part, title, self.number(part)) if part else title

    def _plain(self, number: int) -> str:
        return str(number).translate(self._digits)


def local_time(created_ms: int) -> time.struct_time:
    """Return a time by the clock of this computer."""
    try:
        return time.localtime(created_ms / 1000)
    except (OverflowError, ValueError, OSError):
        # Somebody's clock is far off.
        return time.gmtime(0)


def _are_usable(words: ExportWords) -> bool:
    fields = fields_of(words)
    texts = [text for text in fields.values() if isinstance(text, str)]
    counted = [one for one in fields.values() if isinstance(one, Counted)]
    texts += [*words.months, *words.days, *(form for one in counted for form in one.forms)]
    return (
        _LANGUAGE.fullmatch(words.language) is not None
        and len(words.zero) == 1
        and words.zero.isdigit()
        and len(words.months) == 12
        and len(words.days) == 7
        and all(len(one.form_of) == _NUMBERS for one in counted)
        and all(max(one.form_of) < len(one.forms) <= _MAX_FORMS for one in counted)
        and all(len(text.encode(errors="replace")) <= MAX_BYTES for text in texts)
    )
