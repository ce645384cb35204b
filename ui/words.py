"""What the window says in words where a program would say a number: times, sizes, lists of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QTime

from ui.language import fill, isolated, translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_UNITS: Final = (("GB", 1e9), ("MB", 1e6), ("KB", 1e3))


def time_in_words(then_ms: int, now_ms: int) -> str:
    """Return how long ago something was, as one would say it; a date once that says more."""
    seconds = (now_ms - then_ms) // 1000
    if seconds < _MINUTE:
        return translate("words", "just now")
    if seconds < _HOUR:
        return translate("words", "%n minute(s) ago", "", seconds // _MINUTE)
    if seconds < 6 * _HOUR:
        return translate("words", "%n hour(s) ago", "", seconds // _HOUR)
    then, now = _moment(then_ms), _moment(now_ms)
    clock = clock_of(then.hour * 60 + then.minute)
    if then.date() == now.date():
        return fill(translate("words", "today at %1"), clock)
    if then.date() == now.date() - timedelta(days=1):
        return fill(translate("words", "yesterday at %1"), clock)
    if then.year == now.year:
        return fill(translate("words", "%1 at %2", "a day, a time"), _day(then_ms), clock)
    return day_of(then_ms)


def day_in_words(then_ms: int, now_ms: int) -> str:
    """Return the day of something, as the heading above what happened on it."""
    then, now = _moment(then_ms), _moment(now_ms)
    if then.date() == now.date():
        return translate("words", "Today")
    if then.date() == now.date() - timedelta(days=1):
        return translate("words", "Yesterday")
    if timedelta(0) < now.date() - then.date() < timedelta(days=7):
        return _shown(then_ms, "dddd")
    return _day(then_ms) if then.year == now.year else day_of(then_ms)


def day_of(ms: int) -> str:
    """Return a date in words."""
    return _shown(
        ms, translate("words", "d MMMM yyyy", "how a date is written: d day, MMMM month, yyyy year")
    )


def month_of(ms: int) -> str:
    """Return the month of something."""
    return _shown(ms, translate("words", "MMMM yyyy", "how a month is written"))


def clock_of(minute: int) -> str:
    """Return a time of day, given in minutes since midnight, as the reader's own clocks show it: 14:05, or 2:05 PM."""
    return QLocale().toString(QTime(minute // 60, minute % 60), QLocale.FormatType.ShortFormat)


def listed(names: Sequence[str]) -> str:
    """Return names as one would say them: Ann, Ben and Cleo."""
    if len(names) < 2:
        return "".join(names)
    comma = translate("words", ", ", "between the names of a list")
    return fill(translate("words", "%1 and %2"), comma.join(names[:-1]), names[-1])


def size_in_words(size: int) -> str:
    """Return a size as a person reads it."""
    for unit, many in _UNITS:
        if size >= many:
            # Three digits say enough of a size.
            decimals = 2 if size < 10 * many else 1 if size < 100 * many else 0
            number = QLocale().toString(size / many, "f", decimals)
            point = QLocale().decimalPoint()
            return isolated(f"{number.rstrip('0').rstrip(point) if point in number else number} {unit}")
    return translate("words", "%n byte(s)", "", size)


def length_in_words(seconds: int) -> str:
    """Return how long a film is, as a clock would show it: 0:42, or 1:05:00."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return isolated(f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}")


def _day(ms: int) -> str:
    return _shown(ms, translate("words", "d MMMM", "how a day is written: d day, MMMM month"))


def _shown(ms: int, pattern: str) -> str:
    then = _moment(ms)
    moment = QDateTime(then.year, then.month, then.day, then.hour, then.minute, then.second)
    return QLocale().toString(moment, pattern)


def _moment(ms: int) -> datetime:
    try:
        return datetime.fromtimestamp(ms / 1000)  # noqa: DTZ006 — the reader's own clock and calendar
    except (OverflowError, ValueError, OSError):
        return datetime(1970, 1, 1)  # noqa: DTZ001 — somebody's clock is far off
