"""Times, sizes, names and lists as people say them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from tests.ui.family import NOW_MS
from ui.names import letters_of
from ui.words import clock_of, day_in_words, listed, size_in_words, time_in_words

HOUR_MS, DAY_MS = 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("ago_ms", "said"),
    [
        (0, "just now"),
        (-5 * DAY_MS, "just now"),
        (60_000, "1 minute ago"),
        (59 * 60_000, "59 minutes ago"),
        (HOUR_MS, "1 hour ago"),
        (5 * HOUR_MS, "5 hours ago"),
    ],
)
def test_what_was_recently_is_told_by_how_long_ago(ago_ms: int, said: str) -> None:
    assert time_in_words(NOW_MS - ago_ms, NOW_MS) == said


def test_what_was_long_ago_is_told_by_its_date() -> None:
    assert time_in_words(NOW_MS - DAY_MS, NOW_MS).startswith("yesterday at ")
    assert " at " in time_in_words(NOW_MS - 30 * DAY_MS, NOW_MS)
    assert time_in_words(NOW_MS - 400 * DAY_MS, NOW_MS).endswith("2025")


@pytest.mark.parametrize(
    ("code", "said"), [("en_US", "2:05\u202fPM"), ("en_GB", "14:05"), ("de_DE", "14:05")]
)
def test_every_time_of_day_is_told_as_the_readers_own_clock_shows_it(code: str, said: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(code))
    try:
        assert clock_of(14 * 60 + 5) == said
        yesterday = int(datetime(2026, 5, 3, 14, 5).timestamp() * 1000)  # noqa: DTZ001 — the reader's own clock
        assert time_in_words(yesterday, yesterday + DAY_MS) == f"yesterday at {said}"
    finally:
        QLocale.setDefault(before)


@given(st.integers(-(2**63), 2**63), st.integers(0, 2**40))
def test_no_clock_is_too_far_off_to_be_shown(then_ms: int, now_ms: int) -> None:
    assert time_in_words(then_ms, now_ms)
    assert day_in_words(then_ms, now_ms)


def test_days_are_headings() -> None:
    assert day_in_words(NOW_MS, NOW_MS) == "Today"
    assert day_in_words(NOW_MS - DAY_MS, NOW_MS) == "Yesterday"
    assert day_in_words(NOW_MS - 3 * DAY_MS, NOW_MS).endswith("day")
    assert day_in_words(NOW_MS - 400 * DAY_MS, NOW_MS).endswith("2025")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ann"], "Ann"),
        (["Ann", "Ben"], "Ann and Ben"),
        (["Ann", "Ben", "Cleo"], "Ann, Ben and Cleo"),
    ],
)
def test_names_are_listed_as_one_says_them(names: list[str], said: str) -> None:
    assert listed(names) == said


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (1500, "1.5 KB"), (2_340_000, "2.34 MB"), (5_000_000_000, "5 GB")]
)
def test_sizes_are_short(size: int, said: str) -> None:
    assert size_in_words(size) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann Miller", "AM"),
        ("Ben", "B"),
        ("Maria del Mar", "MM"),
        ("עדה כהן", "עכ"),
        ("🌻", "?"),
        ("", "?"),
        ("<b>x", "?"),
    ],
)
def test_a_face_has_at_most_two_letters(name: str, letters: str) -> None:
    assert letters_of(name) == letters


@given(st.text())
def test_any_name_has_letters(name: str) -> None:
    assert letters_of(name)
