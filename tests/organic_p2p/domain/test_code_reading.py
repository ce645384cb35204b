import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.codes import CodeError, CodeFault, Invitation, parse, to_code, to_uri
from tests.organic_p2p.domain.a_code import an_invitation, invitations

INVITATION = an_invitation()
CODE = to_code(INVITATION)
LINE = CODE.replace("\n", "-")


@pytest.mark.parametrize(
    "text",
    [
        CODE.lower(),
        CODE.swapcase(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("\n", "\r\n"),
        CODE.replace("\n", " \n\t> "),
        CODE.replace("-", "\u2013"),
        CODE.replace("-", "\u2014"),
        CODE.replace("-", "\u2212"),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "\u00ad-\u200b"),
        CODE.replace("-", "\u00a0"),
        CODE.replace("\n", "\u2028"),
        "\ufeff" + CODE + "\u200e\x00",
        "\u202a" + CODE + "\u202c",
        "\x1b[200~" + CODE + "\x1b[201~",
        " - ".join(LINE.split("-")),
        " ".join(LINE.replace("-", "")),
        "\u201c" + CODE + "\u201d.",
        "*" + LINE + "*",
        "`" + LINE + "`",
        "[10:02, 3/4/2026] Ann: " + CODE,
        "Hi Bob! Here it is: " + CODE + "\nSee you on Sunday, Ann",
        CODE + "\n\n" + CODE,
        CODE.replace("ORG1", "0RGI"),
        CODE.replace("ORG1", "orgl"),
        CODE.replace("ORG1C-", "ORG 1 C "),
        CODE.removeprefix("ORG1C-"),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in LINE),
        to_uri(INVITATION).upper(),
        to_uri(INVITATION).lower(),
        to_uri(INVITATION).replace("organic:", "organic://"),
        "<" + to_uri(INVITATION) + ">",
        "\U0001f333" + CODE + "\U0001f333",
    ],
)
def test_a_code_is_read_however_it_was_sent(text: str) -> None:
    assert parse(text) == INVITATION


gaps = st.sampled_from([" ", "-", "\n", " - ", "\u200b", "\r\n> "])


@given(invitations, st.lists(st.tuples(st.integers(0, 400), gaps), max_size=20))
def test_dashes_and_spaces_may_stand_anywhere(invitation: Invitation, parting: list[tuple[int, str]]) -> None:
    characters = list(to_uri(invitation).removeprefix("organic:ORG1C"))
    for at, gap in parting:
        characters[at % len(characters)] += gap
    assert parse("ORG1C" + "".join(characters)) == invitation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "hello",
        "https://example.org/join?x=1",
        "ORG",
        "organic:",
        "organic:%6Frg1c",
        "organic:organic:",
        "\ud800\udfff",
        "\x00" * 50,
        "otpauth://totp/x?secret=AAAA",
        "QPZR-QPZR-QPZR-QPZR-QPZR",
        "; rm -rf ~",
        "--home=/etc",
    ],
)
def test_what_is_no_code_is_called_no_code(text: str) -> None:
    with pytest.raises(CodeError) as refusal:
        parse(text)
    assert refusal.value.kind is CodeFault.NOT_A_CODE


@pytest.mark.parametrize("version", "23456789")
def test_a_code_of_a_later_version_says_so(version: str) -> None:
    with pytest.raises(CodeError) as refusal:
        parse(f"ORG{version}C-QPZR-QPZR-QPZR")
    assert refusal.value.kind is CodeFault.NEWER


@pytest.mark.parametrize("text", ["ORG1C", "ORG1C-", "ORG1C-QP", "organic:org1c"])
def test_an_opening_alone_is_too_short(text: str) -> None:
    with pytest.raises(CodeError) as refusal:
        parse(text)
    assert refusal.value.kind is CodeFault.TOO_SHORT


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        CODE + "-QPZR",
        LINE + "Q",
        to_uri(INVITATION) + "?x=1",
        to_uri(INVITATION) + "/%2e%2e",
        LINE * 40,
    ],
)
def test_what_goes_on_after_a_code_is_too_long(text: str) -> None:
    with pytest.raises(CodeError) as refusal:
        parse(text)
    assert refusal.value.kind is CodeFault.TOO_LONG


@pytest.mark.parametrize("odd", ["e\u0301", "\u0435", "\u00df", "\u0131", "%45", "\u00b2\u00b2"])
def test_a_look_alike_is_never_taken_for_the_letter_that_it_resembles(odd: str) -> None:
    with pytest.raises(CodeError):
        parse(CODE[:12] + odd + CODE[13:])


def outcome(text: str) -> Invitation | CodeError:
    try:
        return parse(text)
    except CodeError as refusal:
        return refusal


@given(st.text(max_size=300))
def test_any_text_is_a_code_or_refused_with_a_sentence(text: str) -> None:
    for candidate in (text, "ORG1C-" + text, CODE[:60] + text, text + CODE):
        match outcome(candidate):
            case CodeError(sentence=sentence):
                assert sentence.endswith(".")
                assert sentence.isprintable()
            case invitation:
                assert invitation == INVITATION


@given(st.text("-\n ORG1CQPZRY9X8bio%.", max_size=120), st.integers(0, 130), st.integers(0, 130))
def test_a_code_with_anything_in_its_middle_is_itself_or_refused(text: str, start: int, end: int) -> None:
    match outcome(CODE[:start] + text + CODE[end:]):
        case CodeError(kind=kind):
            assert kind not in (CodeFault.WRONG_KIND, CodeFault.ADDRESS)
        case invitation:
            assert invitation == INVITATION
