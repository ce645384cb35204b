from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.codes import (
    MAX_CODE_BYTES,
    CodeError,
    CodeFault,
    Hint,
    Invitation,
    Kind,
    hints_that_fit,
    parse,
    to_code,
    to_qr_text,
    to_uri,
)
from tests.organic_p2p.domain.a_code import an_invitation, halves, hints, invitations

# What the first version printed. Cards are kept in drawers: every later version reads this.
PRINTED = """
ORG1C-95Q3-QRW3-5PG8-QQQG-ZQSQ
RQSH-ZSVT-PCGN-PY9J-QKRS
QDPG-C8K0-GET8-XVAK-5XJV
6NT6-D3KW-KUMR-MSW9-9E86
XQG2-YCZ0-5QZG-9QJP-VA5V
Y556-NNUF-GQQM
"""


@given(invitations)
def test_an_invitation_survives_print_link_and_qr(invitation: Invitation) -> None:
    assert parse(to_code(invitation)) == invitation
    assert parse(to_uri(invitation)) == invitation
    assert parse(to_qr_text(invitation)) == invitation


@given(invitations)
def test_an_invitation_survives_its_bytes(invitation: Invitation) -> None:
    assert Invitation.decode(invitation.encode()) == invitation
    assert len(invitation.encode()) <= MAX_CODE_BYTES


def test_a_code_printed_by_the_first_version_is_read() -> None:
    assert parse(PRINTED) == an_invitation()


def test_a_code_is_printed_in_lines_of_five_groups_of_four() -> None:
    first, *others = to_code(an_invitation()).split("\n")
    opening, *groups = first.split("-")
    assert opening == "ORG1C"
    assert [len(group) for group in groups] == [4] * 5
    assert all([len(group) for group in line.split("-")] == [4] * 5 for line in others[:-1])


def test_a_link_is_one_line_without_dashes() -> None:
    uri = to_uri(an_invitation())
    assert uri.startswith("organic:ORG1C")
    assert uri.removeprefix("organic:").isalnum()


def test_qr_text_keeps_to_the_characters_that_qr_packs_tightly() -> None:
    tight = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert set(to_qr_text(an_invitation())) <= tight


@pytest.mark.parametrize("kind", [Kind.FRIEND, Kind.LINK, Kind.RECOVER])
def test_a_code_of_another_kind_is_told_apart_and_read_where_it_belongs(kind: Kind) -> None:
    other = replace(an_invitation(), kind=kind)
    with pytest.raises(CodeError, match="invites to a circle") as refusal:
        parse(to_code(other))
    assert refusal.value.kind == "wrong-kind"
    assert parse(to_code(other), kind) == other


def test_its_end_is_given_in_milliseconds() -> None:
    assert an_invitation().expires_ms == 29_000_000 * 60 * 1000


def test_neither_repr_nor_refusal_shows_the_secret() -> None:
    invitation = an_invitation()
    assert invitation.secret.hex() not in repr(invitation)
    assert repr(invitation.secret) not in repr(invitation)
    typed = to_code(invitation)
    with pytest.raises(CodeError) as refusal:
        parse(typed[:-1] + "B")
    assert not any(group in refusal.value.sentence for group in typed.replace("\n", "-").split("-")[1:])


@given(st.lists(hints, max_size=20))
def test_hints_that_fit_are_the_first_ones_each_once(offered: list[Hint]) -> None:
    chosen = hints_that_fit(offered)
    assert len(replace(an_invitation(), hints=chosen).encode()) <= MAX_CODE_BYTES
    assert len(set(chosen)) == len(chosen)
    assert list(chosen) == [hint for hint in dict.fromkeys(offered) if hint in chosen]
    assert not offered or offered[0] in chosen


def test_an_invitation_that_has_no_code_is_not_made() -> None:
    hint = Hint.at("fd00::1", 5000)
    for changes in (
        {"expiry_minutes": 0},
        {"expiry_minutes": 1 << 32},
        {"secret": bytes(15)},
        {"inviter": bytes(32)},
        {"hints": (hint,) * 6},
        {"hints": (Hint.at("10.0.0.1", 5000),) * 9},
    ):
        with pytest.raises(ValueError):
            replace(an_invitation(), **changes)


@pytest.mark.parametrize(
    ("at", "value", "kind"),
    [
        (0, b"\x00", CodeFault.NOT_A_CODE),
        (0, b"\x05", CodeFault.NOT_A_CODE),
        (1, b"\x10", CodeFault.NEWER),
        (2, bytes(4), CodeFault.NOT_A_CODE),
        (38, b"\x00", CodeFault.NOT_A_CODE),
        (38, b"\x02", CodeFault.NOT_A_CODE),
        (38, b"\x09", CodeFault.NOT_A_CODE),
        (39, b"\x0c", CodeFault.NEWER),
    ],
)
def test_bytes_of_another_form_are_refused(at: int, value: bytes, kind: CodeFault) -> None:
    good = an_invitation().encode()
    with pytest.raises(CodeError) as refusal:
        Invitation.decode(good[:at] + value + good[at + len(value) :])
    assert refusal.value.kind is kind


def test_a_flag_that_a_later_version_may_add_for_its_own_does_not_matter() -> None:
    good = an_invitation().encode()
    assert Invitation.decode(good[:1] + b"\x0e" + good[2:]) == an_invitation()


@given(st.binary(max_size=200))
def test_any_bytes_are_an_invitation_or_refused(data: bytes) -> None:
    try:
        invitation = Invitation.decode(data)
    except CodeError:
        return
    assert len(invitation.encode()) == len(data)


@given(halves, halves, st.binary(max_size=112))
def test_any_hints_behind_a_good_start_are_read_or_refused(
    secret: bytes, inviter: bytes, rest: bytes
) -> None:
    data = b"\x03\x00\x00\x00\x00\x01" + secret + inviter + rest
    try:
        invitation = Invitation.decode(data)
    except CodeError:
        return
    assert invitation.encode() == data
