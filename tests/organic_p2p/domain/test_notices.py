"""What is told when: letters at once, the rest once a day, nothing in quiet hours, and nothing twice or never."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.notices import DAY_MINUTES, Notice, Wishes, Words, digest, is_quiet, judge, letter

NOON = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 — a clock on the wall
YESTERDAY = NOON.toordinal() - 1
minutes = st.integers(0, DAY_MINUTES - 1)
wishes_of_anybody = st.builds(Wishes, st.booleans(), st.booleans(), minutes, st.booleans(), minutes, minutes)


def at(hour: int, minute: int = 0) -> datetime:
    return NOON.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("start", "end", "hour", "quiet"),
    [
        (22, 7, 21, False),
        (22, 7, 22, True),
        (22, 7, 23, True),
        (22, 7, 6, True),
        (22, 7, 7, False),
        (13, 15, 14, True),
        (13, 15, 15, False),
        (8, 8, 8, False),
    ],
)
def test_quiet_hours_go_over_midnight(start: int, end: int, hour: int, quiet: bool) -> None:
    assert is_quiet(Wishes(quiet_from=start * 60, quiet_until=end * 60), hour * 60) is quiet
    assert not is_quiet(Wishes(quiet=False, quiet_from=start * 60, quiet_until=end * 60), hour * 60)


def test_a_letter_is_told_at_once_and_one_of_the_night_in_the_morning() -> None:
    assert judge(Wishes(), NOON, YESTERDAY, letters_wait=True, rest_waits=False).letters
    night = judge(Wishes(), at(23, 30), YESTERDAY, letters_wait=True, rest_waits=False)
    assert (night.letters, night.again_s) == (False, 7.5 * 3600)
    assert judge(Wishes(), at(7), YESTERDAY, letters_wait=True, rest_waits=False).letters


def test_the_rest_is_told_once_a_day_and_not_before_its_time() -> None:
    early = judge(Wishes(), at(17, 59), YESTERDAY, letters_wait=False, rest_waits=True)
    assert (early.digest, early.again_s) == (False, 60.0)
    due = judge(Wishes(), at(18), YESTERDAY, letters_wait=False, rest_waits=True)
    assert (due.digest, due.digest_day) == (True, NOON.toordinal())
    again = judge(Wishes(), at(19), due.digest_day, letters_wait=False, rest_waits=True)
    assert (again.digest, again.again_s) == (False, 23 * 3600)
    # A computer that was off at six tells it when it is on.
    assert judge(Wishes(), at(20), YESTERDAY, letters_wait=False, rest_waits=True).digest


def test_a_digest_at_a_quiet_time_comes_when_that_is_over() -> None:
    late = Wishes(digest_minute=23 * 60)
    assert judge(late, at(7), YESTERDAY, letters_wait=False, rest_waits=True).digest
    assert not judge(late, at(6, 59), YESTERDAY, letters_wait=False, rest_waits=True).digest


def test_letters_that_are_not_wanted_at_once_are_part_of_the_digest() -> None:
    wishes = Wishes(letters=False)
    moment = judge(wishes, at(18), YESTERDAY, letters_wait=True, rest_waits=False)
    assert (moment.letters, moment.digest) == (False, True)


def test_a_home_that_was_never_told_anything_begins_tomorrow() -> None:
    first = judge(Wishes(), at(20), None, letters_wait=False, rest_waits=True)
    assert (first.digest, first.digest_day) == (False, NOON.toordinal())


def test_a_clock_that_was_years_ahead_silences_nobody_for_years() -> None:
    ahead = NOON.toordinal() + 1000
    moment = judge(Wishes(), at(18), ahead, letters_wait=False, rest_waits=True)
    assert not moment.digest
    tomorrow = at(18) + timedelta(days=1)
    assert judge(Wishes(), tomorrow, moment.digest_day, letters_wait=False, rest_waits=True).digest


@given(wishes_of_anybody, minutes, st.booleans(), st.booleans())
def test_looking_again_when_told_to_finds_everything_told_within_two_days(
    wishes: Wishes, start: int, letters_wait: bool, rest_waits: bool
) -> None:
    now, day, digests = NOON.replace(hour=0) + timedelta(minutes=start), YESTERDAY, 0
    end = now + timedelta(days=2, minutes=1)
    while now <= end:
        moment = judge(wishes, now, day, letters_wait=letters_wait, rest_waits=rest_waits)
        assert not ((moment.letters or moment.digest) and is_quiet(wishes, now.hour * 60 + now.minute))
        letters_wait = letters_wait and not (moment.letters or moment.digest)
        rest_waits = rest_waits and not moment.digest
        digests += moment.digest
        day = moment.digest_day
        if moment.again_s is None:
            break
        assert moment.again_s > 0
        now += timedelta(seconds=moment.again_s)
    assert digests <= 1
    assert not (letters_wait and (wishes.letters or wishes.digest))
    assert not (rest_waits and wishes.digest)


@pytest.mark.parametrize("minute", [-1, DAY_MINUTES])
def test_what_no_clock_shows_is_no_wish(minute: int) -> None:
    with pytest.raises(ValueError, match="no clock"):
        Wishes(digest_minute=minute)


def test_it_is_said_who_wrote_and_where_in_the_readers_words() -> None:
    assert letter(Words(), ["Ben"]) == Notice("A letter from Ben", "It is waiting for you in Organic.")
    circles = [("The Millers", ["Ann", "Ben", "Cleo"]), ("Choir", ["A", "B", "C", "D"]), ("", ["Dan"])]
    assert (
        digest(Words(), circles).body == "Ann, Ben and Cleo in The Millers\nA, B, C and others in Choir\nDan"
    )
    german = Words(letter="Ein Brief von %1", both="%1 und %2")
    assert letter(german, ["%2", "%1"]).title == "Ein Brief von %2 und %1"
