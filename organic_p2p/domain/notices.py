"""When somebody is told of what came, and in which words. Pure: the clock is given, and it may be wrong.

Letters, and whatever waits for the reader's own answer, are told at once, everything else once a day, and nothing in
quiet hours: what comes in them waits for their end. All times are the reader's own clock on the wall, in minutes since
midnight; so a change to summer time, a journey or a clock that is set back moves the moment, but nothing is told twice
or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

DAY_MINUTES = 24 * 60
# Of what is older, nobody is told: it came with a circle that is new here, or from a computer that was off for weeks.
STALE_MS = 7 * 24 * 3600 * 1000
_NAMED = 3
_CIRCLES = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the reader wants to be told.

    Attributes:
        letters: Letters and questions at once; otherwise they are told with everything else.
        digest: Everything else once a day, at `digest_minute`; otherwise never.
        quiet: Nothing from `quiet_from` until `quiet_until`, which may be on the next day.
    """

    letters: bool = True
    digest: bool = True
    digest_minute: int = 18 * 60
    quiet: bool = True
    quiet_from: int = 21 * 60
    quiet_until: int = 7 * 60

    def __post_init__(self) -> None:
        if not all(0 <= at < DAY_MINUTES for at in (self.digest_minute, self.quiet_from, self.quiet_until)):
            raise ValueError("a time that no clock shows")


@dataclass(frozen=True, slots=True)
class Moment:
    """What to do now.

    Attributes:
        letters: Tell of the letters and questions that wait.
        digest: Tell of everything else that waits.
        digest_day: The day of the last digest from now on, as `date.toordinal` counts.
        again_s: When to look again if nothing comes; None if only something new can matter.
    """

    letters: bool
    digest: bool
    digest_day: int
    again_s: float | None


def is_quiet(wishes: Wishes, minute: int) -> bool:
    """Return whether this minute of the day belongs to the quiet hours."""
    start, end = wishes.quiet_from, wishes.quiet_until
    if not wishes.quiet or start == end:
        return False
    return start <= minute < end if start < end else minute >= start or minute < end


def judge(
    wishes: Wishes, now: datetime, last_day: int | None, *, letters_wait: bool, rest_waits: bool
) -> Moment:
    """Say what to tell now.

    Args:
        wishes: What the reader wants.
        now: The clock on the wall.
        last_day: The day of the last digest; None in a home that was never told anything: its first is tomorrow's.
        letters_wait: Whether there are letters or questions that nobody was told of.
        rest_waits: Whether there is something else.
    """
    today, minute = now.toordinal(), now.hour * 60 + now.minute
    # A day that is still to come was told by a clock that was wrong.
    day = today if last_day is None else min(last_day, today)
    quiet = is_quiet(wishes, minute)
    letters = wishes.letters and letters_wait and not quiet
    rest_waits = rest_waits or (letters_wait and not wishes.letters)
    # A digest in quiet hours would never come.
    at = wishes.quiet_until if is_quiet(wishes, wishes.digest_minute) else wishes.digest_minute
    digest = wishes.digest and rest_waits and not quiet and day < today and minute >= at
    waits: list[int] = []
    if wishes.letters and letters_wait and not letters:
        waits.append(wishes.quiet_until)
    if wishes.digest and rest_waits and not digest:
        waits.append(wishes.quiet_until if quiet and day < today and minute >= at else at)
    minutes = [(wait - minute - 1) % DAY_MINUTES + 1 for wait in waits]
    again_s = min(minutes) * 60.0 - now.second if minutes else None
    return Moment(letters, digest, today if digest else day, again_s)


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences for notifications in the reader's language; %1 and %2 are names. No numbers, so no plurals."""

    letter: str = "A letter from %1"
    open_letter: str = "It is waiting for you in Organic."
    digest: str = "News from your people"
    wrote: str = "%1 in %2"
    both: str = "%1 and %2"
    comma: str = ", "
    others: str = "%1 and others"
    asks: str = "Somebody asks to come into %1"
    vote: str = "A vote in %1 waits for you"
    open_vote: str = "You can answer in Organic."


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown: plain text, and never what somebody wrote."""

    title: str
    body: str


def letter(words: Words, names: Sequence[str]) -> Notice:
    """Return what is said of letters in one conversation."""
    return Notice(_fill(words.letter, _listed(words, names)), words.open_letter)


def request(words: Words, circle: str, names: Sequence[str]) -> Notice:
    """Return what is said of those who ask to come into a circle."""
    return Notice(_fill(words.asks, circle), _listed(words, names))


def vote(words: Words, circle: str) -> Notice:
    """Return what is said of proposals in a circle that wait for the reader's vote."""
    return Notice(_fill(words.vote, circle), words.open_vote)


def digest(
    words: Words, circles: Sequence[tuple[str, Sequence[str]]], questions: Sequence[Notice] = ()
) -> Notice:
    """Return what is said once a day: what waits for an answer, in which circles something is new, and from whom.

    Args:
        words: The reader's language.
        circles: Names of circles, each with names of people; a conversation has no name.
        questions: What is said of each question by itself.
    """
    lines = [
        _fill(words.wrote, _listed(words, names), circle) if circle else _listed(words, names)
        for circle, names in circles[:_CIRCLES]
    ]
    asked = [one.title for one in questions[:_CIRCLES]]
    return Notice(words.digest, "\n".join((*asked, *lines)))


def _listed(words: Words, names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return _fill(words.others, words.comma.join(names[:_NAMED]))
    if len(names) < 2:
        return "".join(names)
    return _fill(words.both, words.comma.join(names[:-1]), names[-1])


def _fill(text: str, *values: str) -> str:
    """Put values in the places of %1 and %2 at once: what one of them says is never taken for a place."""
    said, *parts = text.split("%")
    for part in parts:
        at = int(part[0]) if part[:1] in ("1", "2") else 0
        said += values[at - 1] + part[1:] if 0 < at <= len(values) else "%" + part
    return said
