"""Which posts stand on which page: those of a year, of a month where a year has many, or of a part of a month."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from organic_p2p.domain.filenames import free_name
from organic_p2p.exporting.speech import Speech, local_time

# As many as a browser shows at once without a thought.
MAX_POSTS: Final = 250


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of posts: what it is called, what its files are called, and the arrivals of its posts, oldest first."""

    title: str
    stem: str
    posts: Sequence[int]


def chapters(posts: Iterable[tuple[int, int]], speech: Speech) -> list[Chapter]:
    """Return the pages for posts, given as arrival and creation time, oldest first."""
    dated = [(arrival, local_time(created_ms)[:2]) for arrival, created_ms in posts]
    found: list[Chapter] = []
    for year, of_year in groupby(dated, lambda one: one[1][0]):
        whole = list(of_year)
        if len(whole) <= MAX_POSTS:
            found.append(Chapter(speech.year(year), f"{year:04}", [arrival for arrival, _ in whole]))
            continue
        for month, of_month in groupby(whole, lambda one: one[1][1]):
            arrivals = [arrival for arrival, _ in of_month]
            found += _parts(speech, year, month, arrivals)
    stems: set[str] = set()
    for at, chapter in enumerate(found):
        # A clock that is far off can bring a year twice.
        stem = free_name(chapter.stem, stems)
        stems.add(stem)
        found[at] = replace(chapter, stem=stem)
    return found


def iso_of(created_ms: int) -> str:
    """Return a time as ISO 8601 writes it, in UTC."""
    try:
        whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(created_ms // 1000))
    except (OverflowError, ValueError, OSError):
        return "1970-01-01T00:00:00.000Z"
    return f"{whole}.{created_ms % 1000:03}Z"


def _parts(speech: Speech, year: int, month: int, arrivals: Sequence[int]) -> Iterator[Chapter]:
    stem = f"{year:04}-{month:02}"
    if len(arrivals) <= MAX_POSTS:
        yield Chapter(speech.month(year, month), stem, arrivals)
        return
    for number, at in enumerate(range(0, len(arrivals), MAX_POSTS), 1):
        yield Chapter(speech.month(year, month, number), f"{stem}-{number}", arrivals[at : at + MAX_POSTS])
