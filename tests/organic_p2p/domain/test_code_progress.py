"""While a code is typed, what is right stays right, and a slip is pointed out in its group at once."""

from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.codes import CodeFault, Invitation, follow, to_code, to_uri
from tests.organic_p2p.domain.a_code import an_invitation, invitations

CODE = to_code(an_invitation())
# What stands before the groups: "ORG1C-".
OPENING = 6


def states(text: str) -> str:
    return "".join(group.state.value[0] for group in follow(text).groups)


@given(invitations, st.data())
def test_every_beginning_of_a_code_is_right_so_far(invitation: Invitation, data: st.DataObject) -> None:
    form = data.draw(
        st.sampled_from([to_code(invitation), to_code(invitation, " ").lower(), to_uri(invitation)])
    )
    seen = follow(form[: data.draw(st.integers(0, len(form)))])
    assert seen.fault is None
    assert all(group.state.value != "wrong" for group in seen.groups)
    whole = follow(form)
    assert len(whole.groups) == whole.count


def test_a_wrong_character_is_pointed_out_when_its_group_is_finished() -> None:
    third = OPENING + 12  # the third character of the third group
    slip = CODE[:third] + ("Q" if CODE[third] != "Q" else "P")
    assert states(slip) == "rru"
    finished = slip + CODE[third + 1]
    assert states(finished) == "rrw"
    fault = follow(finished).fault
    assert fault is not None
    assert fault.groups == (2,)
    assert "line 1, group 3" in fault.sentence.lower()
    # And it stays the only one while the rest is typed.
    assert states(slip + CODE[third + 1 :]).count("w") == 1


def test_a_sign_that_no_code_has_is_pointed_out_at_once() -> None:
    typed = CODE[: OPENING + 5] + "B"
    assert states(typed) == "rw"
    fault = follow(typed).fault
    assert fault is not None
    assert fault.kind is CodeFault.LETTER
    assert fault.groups == (1,)


def test_a_character_left_out_is_found_where_it_is_missing() -> None:
    at = OPENING + 11
    typed = CODE[:at] + CODE[at + 1 :]
    fault = follow(typed).fault
    assert fault is not None
    assert fault.groups == (2,)
    assert "w" not in states(typed).replace("w", "", 1)
    assert states(typed).index("w") == 2
    assert "lacks a character" in fault.sentence


def test_groups_without_an_opening_are_followed_too() -> None:
    assert states(CODE[OPENING : OPENING + 12]) == "rru"
    assert follow("Dear").fault is None
    assert follow("Dear Ben, how are you?").fault is not None


def test_what_surrounds_a_code_is_no_part_of_it() -> None:
    seen = follow(f"Dear Ben, here it is: “{to_uri(an_invitation())}” – love, Ann")
    assert seen.fault is None
    assert len(seen.groups) == seen.count


@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_be_looked_at(text: str) -> None:
    seen = follow(text)
    assert (seen.fault is None) or seen.fault.sentence.endswith((".", "!"))


def test_a_code_of_a_later_version_is_named() -> None:
    fault = follow(CODE.replace("ORG1", "ORG2")).fault
    assert fault is not None
    assert fault.kind is CodeFault.NEWER
