from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.code_groups import (
    ALPHABET,
    GROUP_CHARS,
    MAX_BODY_BYTES,
    announced_count,
    fits,
    group_count,
    hidden_slip,
    open_groups,
    write,
)

bodies = st.binary(max_size=MAX_BODY_BYTES)
BODY = bytes(range(45))


def changed(groups: tuple[str, ...], index: int, group: str) -> list[str]:
    return [*groups[:index], group, *groups[index + 1 :]]


@given(bodies)
def test_what_is_written_is_read(body: bytes) -> None:
    groups = write("C", body)
    assert open_groups("C", groups) == body
    assert len(groups) == group_count(len(body)) == announced_count(groups[0])
    assert all(fits(index, group) for index, group in enumerate(groups))


@given(bodies)
def test_the_letter_is_covered_by_the_check(body: bytes) -> None:
    assert open_groups("F", write("C", body)) is None


def test_the_alphabet_has_32_characters_and_none_that_are_mistaken() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("1BIO") & set(ALPHABET)


def test_a_body_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(ValueError):
        write("C", bytes(MAX_BODY_BYTES + 1))


def test_every_single_wrong_character_is_seen_in_its_group() -> None:
    for index, group in enumerate(write("C", BODY)):
        for place in range(GROUP_CHARS):
            for wrong in set(ALPHABET) - {group[place]}:
                assert not fits(index, group[:place] + wrong + group[place + 1 :])


def test_every_exchange_of_two_characters_is_seen_in_its_group() -> None:
    for index, group in enumerate(write("C", bytes(range(0, 240, 2)))):
        for first, second in combinations(range(GROUP_CHARS), 2):
            swapped = list(group)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert fits(index, "".join(swapped)) == (group[first] == group[second])


def test_a_group_fits_only_at_its_place() -> None:
    for index, group in enumerate(write("C", BODY)):
        assert [place for place in range(31) if fits(place, group)] == [index % 31]


@pytest.mark.parametrize("group", ["", "QPZ", "QPZRY", "qpzr", "QPBR", "QP R", "QP-R", "QPZ\u0420"])
def test_what_is_no_group_does_not_fit(group: str) -> None:
    assert not any(fits(index, group) for index in range(31))


@given(bodies, st.data())
def test_no_two_texts_stand_for_one_body(body: bytes, data: st.DataObject) -> None:
    groups = write("C", body)
    index = data.draw(st.integers(0, len(groups) - 1))
    other = data.draw(st.text(ALPHABET, min_size=GROUP_CHARS, max_size=GROUP_CHARS))
    opened = open_groups("C", changed(groups, index, other))
    assert (opened == body) == (other == groups[index])


@given(bodies, st.integers(1, 3))
def test_groups_left_out_or_added_are_refused(body: bytes, number: int) -> None:
    groups = write("C", body)
    assert open_groups("C", groups[:-number]) is None
    assert open_groups("C", groups + groups[:number]) is None
    assert open_groups("C", []) is None


def test_two_wrong_characters_that_hide_in_a_group_are_found_by_the_whole() -> None:
    groups = write("C", BODY)
    for index, group in enumerate(groups):
        # Change the first character, then the second until the check is content again.
        wrong = ALPHABET[(ALPHABET.index(group[0]) + 7) % 32]
        hiding = next(w + group[2:] for w in (wrong + c for c in ALPHABET) if fits(index, w + group[2:]))
        assert open_groups("C", changed(groups, index, hiding)) is None
        # The first group holds the length: with that wrong, nothing can be told.
        assert index == 0 or hidden_slip("C", changed(groups, index, hiding)) == index


def test_more_than_one_group_with_hidden_slips_is_not_named() -> None:
    groups = write("C", BODY)
    others = write("C", bytes(reversed(BODY)))
    mixed = [*groups[:9], *others[9:11], *groups[11:]]
    assert all(fits(index, group) for index, group in enumerate(mixed))
    assert hidden_slip("C", mixed) is None
