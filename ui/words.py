"""What the window says in words where a program would say a number: times, sizes, lists of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def time_in_words(then_ms: int, now_ms: int) -> str:
    """Return how long ago something was, as one would say it; a date once that says more."""
    seconds = (now_ms - then_ms) // 1000
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return _ago(seconds // _MINUTE, "minute")
    if seconds < 6 * _HOUR:
        return _ago(seconds // _HOUR, "hour")
    then, now = _moment(then_ms), _moment(now_ms)
    if then.date() == now.date():
        return f"today at {then:%H:%M}"
    if then.date() == now.date() - timedelta(days=1):
        return f"yesterday at {then:%H:%M}"
    if then.year == now.year:
        return f"{then.day} {then:%B} at {then:%H:%M}"
    return f"{then.day} {then:%B %Y}"


def day_in_words(then_ms: int, now_ms: int) -> str:
    """Return the day of something, as the heading above what happened on it."""
    then, now = _moment(then_ms), _moment(now_ms)
    if then.date() == now.date():
        return "Today"
    if then.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    if timedelta(0) < now.date() - then.date() < timedelta(days=7):
        return f"{then:%A}"
    return f"{then.day} {then:%B}" if then.year == now.year else f"{then.day} {then:%B %Y}"


def day_of(ms: int) -> str:
    """Return a date in words."""
    then = _moment(ms)
    return f"{then.day} {then:%B %Y}"


def listed(names: Sequence[str]) -> str:
    """Return names as one would say them: Ann, Ben and Cleo."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def size_in_words(size: int) -> str:
    """Return a size as a person reads it."""
    for unit, many in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if size >= many:
            return f"{size / many:.3g} {unit}"
    return f"{size} bytes"


def _ago(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"


def _moment(ms: int) -> datetime:
    try:
        return datetime.fromtimestamp(ms / 1000)  # noqa: DTZ006 — the reader's own clock and calendar
    except (OverflowError, ValueError, OSError):
        return datetime(1970, 1, 1)  # noqa: DTZ001 — somebody's clock is far off
