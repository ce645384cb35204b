import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.code_groups import ALPHABET
from organic_p2p.domain.codes import CodeError, Invitation, parse, to_code, to_uri
from tests.organic_p2p.domain.a_code import an_invitation, invitations

CODE = to_code(an_invitation())
LINES = CODE.split("\n")
GROUPS = CODE.replace("\n", "-").split("-")[1:]

# What is left of a code without its length is not worth a test of its own: the last groups may then be
# too few to tell what was moved.
inner = st.integers(0, len(GROUPS) - 5)


def refusal_of(text: str) -> CodeError:
    with pytest.raises(CodeError) as refusal:
        parse(text)
    return refusal.value


def typed(groups: list[str]) -> str:
    return "ORG1C-" + "-".join(groups)


def with_group(index: int, group: str) -> str:
    return typed([*GROUPS[:index], group, *GROUPS[index + 1 :]])


@given(st.integers(0, len(GROUPS) - 1), st.integers(0, 3), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_its_group(index: int, place: int, wrong: str) -> None:
    group = GROUPS[index][:place] + wrong + GROUPS[index][place + 1 :]
    if group != GROUPS[index]:
        refusal = refusal_of(with_group(index, group))
        assert (refusal.kind, refusal.groups) == ("mistyped", (index,))


@given(st.integers(1, len(GROUPS) - 1), st.permutations(range(4)))
def test_characters_in_the_wrong_order_are_found_in_their_group(index: int, order: list[int]) -> None:
    group = "".join(GROUPS[index][place] for place in order)
    if group != GROUPS[index]:
        assert index in refusal_of(with_group(index, group)).groups


@given(st.integers(1, len(GROUPS) - 1), st.lists(st.sampled_from(ALPHABET), min_size=2, max_size=2))
def test_two_wrong_characters_are_found_in_their_group(index: int, wrong: list[str]) -> None:
    group = "".join(wrong) + GROUPS[index][2:]
    if group != GROUPS[index]:
        assert refusal_of(with_group(index, group)).groups == (index,)


def test_wrong_characters_in_two_groups_name_both() -> None:
    groups = list(GROUPS)
    groups[6] = "Q" + groups[6][1:]
    groups[17] = groups[17][:3] + "Q"
    refusal = refusal_of(typed(groups))
    assert refusal.groups == (6, 17)
    assert refusal.sentence.startswith("Line 2, group 2 and line 4, group 3 do not fit.")


@given(inner, st.integers(0, 3))
def test_a_character_left_out_is_found_where_groups_are_kept(index: int, place: int) -> None:
    refusal = refusal_of(with_group(index, GROUPS[index][:place] + GROUPS[index][place + 1 :]))
    assert (refusal.kind, refusal.groups) == ("mistyped", (index,))
    assert "lacks a character" in refusal.sentence


@given(inner, st.integers(0, 4), st.sampled_from(ALPHABET))
def test_a_character_too_many_is_found_where_groups_are_kept(index: int, place: int, extra: str) -> None:
    refusal = refusal_of(with_group(index, GROUPS[index][:place] + extra + GROUPS[index][place:]))
    assert (refusal.kind, refusal.groups) == ("mistyped", (index,))
    assert "has a character too many" in refusal.sentence


@given(inner, st.integers(0, 3))
def test_without_dashes_a_character_left_out_is_found_within_a_group_or_two(index: int, place: int) -> None:
    text = "".join(GROUPS)
    at = 4 * index + place
    refusal = refusal_of("ORG1C" + text[:at] + text[at + 1 :])
    assert "lacks a character" in refusal.sentence
    assert refusal.groups[0] - index in (0, 1, 2)


@given(inner)
def test_a_group_left_out_is_found(index: int) -> None:
    refusal = refusal_of(typed(GROUPS[:index] + GROUPS[index + 1 :]))
    assert refusal.groups == (index,)
    assert refusal.sentence.endswith("is missing.")


@given(inner)
def test_a_group_typed_twice_is_found(index: int) -> None:
    refusal = refusal_of(typed(GROUPS[: index + 1] + GROUPS[index:]))
    assert refusal.groups == (index + 1,)
    assert refusal.sentence.endswith("stands a group too many.")


@given(st.integers(0, len(GROUPS) - 2))
def test_two_groups_in_the_wrong_order_are_both_named(index: int) -> None:
    swapped = [*GROUPS[:index], GROUPS[index + 1], GROUPS[index], *GROUPS[index + 2 :]]
    assert refusal_of(typed(swapped)).groups == (index, index + 1)


@pytest.mark.parametrize("line", range(1, 5))
def test_a_line_left_out_is_found(line: int) -> None:
    refusal = refusal_of("\n".join(LINES[:line] + LINES[line + 1 :]))
    assert refusal.sentence == f"Line {line + 1} is missing."


def test_a_line_typed_twice_is_found() -> None:
    assert refusal_of("\n".join([*LINES[:2], *LINES[1:]])).sentence == "Before line 3 stands a line too many."


def test_lines_in_the_wrong_order_are_named() -> None:
    refusal = refusal_of("\n".join([*LINES[:2], LINES[3], LINES[2], *LINES[4:]]))
    assert refusal.sentence.startswith("Lines 3 and 4 do not fit.")


@pytest.mark.parametrize("count", range(1, len(GROUPS)))
def test_an_end_that_is_missing_is_not_called_a_slip(count: int) -> None:
    refusal = refusal_of(typed(GROUPS[:count]))
    assert refusal.kind == "too-short"
    assert f"it has {len(GROUPS)} groups, and {count} of them are here" in refusal.sentence


def test_a_last_group_that_is_not_whole_is_named() -> None:
    refusal = refusal_of(CODE[:-2])
    assert refusal.kind == "too-short"
    assert refusal.groups == (len(GROUPS) - 1,)


@pytest.mark.parametrize("stranger", "BIO1bio")
def test_a_character_that_no_code_has_is_shown_with_its_place(stranger: str) -> None:
    refusal = refusal_of(with_group(7, GROUPS[7][:2] + stranger + GROUPS[7][3:]))
    assert (refusal.kind, refusal.groups) == ("letter", (7,))
    kind = "digit" if stranger == "1" else "letter"
    assert f"Line 2, group 3 has the {kind} {stranger.upper()}, which no code has." in refusal.sentence


@pytest.mark.parametrize("stranger", ["\u0421", "%", "\u00e9", "\ud800"])
def test_a_character_of_another_alphabet_is_pointed_at_and_not_repeated(stranger: str) -> None:
    refusal = refusal_of(with_group(7, stranger + GROUPS[7][1:]))
    assert (refusal.kind, refusal.groups) == ("letter", (7,))
    assert stranger not in refusal.sentence


def test_a_slip_before_a_stranger_is_told_first() -> None:
    groups = list(GROUPS)
    groups[3] = groups[3][::-1]
    groups[9] = "OOOO"
    assert refusal_of(typed(groups)).kind == "mistyped"


def test_on_the_first_line_the_opening_is_not_counted() -> None:
    refusal = refusal_of(with_group(0, GROUPS[0][::-1]))
    assert refusal.sentence.startswith("Line 1, group 1 after the opening does not fit.")


@pytest.mark.parametrize("letter", "FLRXQ7")
def test_a_wrong_letter_in_the_opening_is_told_from_a_code_of_another_kind(letter: str) -> None:
    refusal = refusal_of(CODE.replace("ORG1C", f"ORG1{letter}"))
    assert refusal.kind == "mistyped"
    assert "opening" in refusal.sentence


def test_a_slip_in_a_code_typed_without_its_opening_is_found_too() -> None:
    groups = list(GROUPS)
    groups[12] = groups[12][::-1]
    assert refusal_of("-".join(groups)).groups == (12,)


def test_a_code_for_which_nothing_fits_is_compared_by_lines() -> None:
    refusal = refusal_of("ORG1C-" + "QPZRY9X8GF2TVDW0S3JN" * 5)
    assert refusal.kind == "mistyped"
    assert refusal.sentence.startswith("Lines 1, 2, 3, 4 and 5 do not fit.")


@given(invitations, st.integers(0, 400), st.sampled_from(ALPHABET))
def test_a_slip_in_any_code_is_found(invitation: Invitation, at: int, wrong: str) -> None:
    characters = to_uri(invitation).removeprefix("organic:ORG1C")
    at %= len(characters)
    if characters[at] != wrong:
        refusal = refusal_of("ORG1C" + characters[:at] + wrong + characters[at + 1 :])
        assert refusal.groups == (at // 4,)
