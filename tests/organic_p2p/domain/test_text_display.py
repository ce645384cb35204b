import sys
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.text_display import _PLAIN, MAX_MARKS, for_display

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u2060\u2061\u2064\u2065\u206a"
    "\u3164\ufeff\uffa0\ufff9\ufffb\U000e0001\U000e0041"
)

characters = st.one_of(
    st.characters(codec=None, exclude_categories=()),
    st.sampled_from(
        "a \n\t\r\u0085\u2028\x1b\u0301\u0323\u0489\u0915\u094d\u0937\u0644\u0627"
        "\u200c\u200d\ufe0f\ufe0e\u20e3#1"
        "\U0001f468\U0001f3fd\U0001f3f4\u2764\u4e00\U000e0100\U000e0067\U000e0062\U000e0065\U000e006e\U000e007f"
        "\u1820\u180b\u180e\ud800\udc00\ufdd0" + BIDI + INVISIBLE
    ),
)
texts = st.text(characters, max_size=30)


def shown(text: str) -> str:
    return for_display(text, multiline=True)


@pytest.mark.parametrize(
    "text",
    [
        "Hello, world!\nSee you \u2014 soon\u2026 \u201cyes\u201d",
        "\u0416\u0451\u043b\u0442\u044b\u0439 \u03ba\u03cc\u03c3\u03bc\u03bf\u03c2",
        "\u4f60\u597d \u3053\u3093\u306b\u3061\u306f \uc548\ub155",
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u0645\u064e\u0631\u0652\u062d\u064e\u0628\u0627 1",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937 \u09b0\u200d\u09cd\u09af",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u0e19\u0e49\u0e33 \u1019\u103c\u1014\u103a\u1019\u102c",
        "Vie\u0302\u0323t",
        "\u2764\ufe0f 1\ufe0f\u20e3 \u263a\ufe0e",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        "\U0001f469\U0001f3fd\u200d\U0001f680 \U0001f3f3\ufe0f\u200d\U0001f308 \u2764\ufe0f\u200d\U0001f525",
        "\U0001f575\ufe0f\u200d\u2640\ufe0f \U0001f1e9\U0001f1ea",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u8fbb\U000e0100",
        "\u1820\u180b\u1820",
        "<b>bold</b> <img src='file:///etc/passwd'> [x](javascript:1)",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


@cache
def all_that_comes_out(multiline: bool) -> frozenset[str]:
    # A joiner and a selector have a meaning only amid others; the properties below mix them.
    return frozenset(for_display("x".join(EVERY_CHARACTER), multiline=multiline))


@pytest.mark.parametrize("multiline", [True, False])
def test_nothing_that_a_terminal_obeys_comes_out(multiline: bool) -> None:
    out = all_that_comes_out(multiline)
    obeyed = {character for character in out if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")}
    assert obeyed == ({"\n"} if multiline else set())


def test_nothing_that_turns_or_hides_the_text_around_it_comes_out() -> None:
    out = all_that_comes_out(False)
    assert not out & set(BIDI + INVISIBLE)
    assert not any("\U000e0000" <= character <= "\U000e0fff" for character in out)
    assert not any(ord(character) & 0xFFFE == 0xFFFE for character in out)


def test_every_character_with_a_shape_comes_out() -> None:
    lost = {
        c
        for c in EVERY_CHARACTER
        if unicodedata.category(c)[0] in "LNPS" and c not in for_display(f"x{c}", multiline=False)
    }
    assert lost == set("\u115f\u1160\u3164\uffa0\u2800")


def test_what_is_taken_quickly_is_what_would_be_shown_as_it_is() -> None:
    for character in _PLAIN.findall("\0".join(EVERY_CHARACTER)):
        category = unicodedata.category(character)
        assert character not in BIDI + INVISIBLE + "\U0001f3f4\u2800"
        assert category[0] in "LNPS" or category in ("Zs", "Co", "Cn") or character == "\n"


@given(texts, st.booleans())
def test_showing_it_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    once = for_display(text, multiline=multiline)
    assert for_display(once, multiline=multiline) == once


@given(texts, texts)
def test_what_is_shown_can_be_encoded_and_never_breaks_a_line_of_its_own(text: str, other: str) -> None:
    out = for_display(text + other, multiline=False)
    assert "\n" not in out
    out.encode("utf-8")


@given(texts)
def test_every_line_may_stand_after_any_other_text(text: str) -> None:
    for line in shown(text).split("\n"):
        assert (
            line == "" or unicodedata.category(line[0]) not in ("Mn", "Me", "Cf") or line[0] in "\u0600\u0601"
        )


@given(st.text("a\u0301\u0489\u200d\u034f\ufe0f\u0915\u094d", max_size=60))
def test_marks_never_tower(text: str) -> None:
    run = 0
    for character in shown(text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") and character != "\ufe0f" else 0
        assert run <= MAX_MARKS


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("\x9b31m", "\ufffd31m"),
        ("a\x00b\x7f", "a\ufffdb\ufffd"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\ud83d", "\ufffd"),
        ("\uffff\ufdd0", "\ufffd\ufffd"),
        ("Ann\u200b", "Ann"),
        ("A\u200dnn \u200c.", "Ann ."),
        ("\u0301x", "\u25cc\u0301x"),
        ("x\n\u0301", "x\n\u25cc\u0301"),
        ("Z" + "\u0300" * 50 + "a", "Z" + "\u0300" * MAX_MARKS + "a"),
        ("a\u034f\u0301\u034f\u0301\u0301\u0301\u0301", "a\u0301\u0301\u0301\u0301"),
        ("a\ufe0f\ufe0f\ufe01", "a\ufe0f"),
        ("\ufe0fa", "a"),
        ("a\U000e0100\U000e0101", "a"),
        ("\U000e0061\U000e0062", ""),
        ("\U0001f600\U000e0061\U000e0062\U000e0063\U000e007f", "\U0001f600"),
        ("\U0001f3f4" + "\U000e0061" * 30 + "\U000e007f", "\U0001f3f4"),
        ("\U0001f468\u200d", "\U0001f468"),
        ("\u200d\U0001f468", "\U0001f468"),
        ("\u0915\u200d\u0301", "\u0915\u0301"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ti", "a\nb\nc\nd\ne\nf\ng\nh i"),
    ],
)
def test_what_acts_or_hides_is_taken_out(text: str, out: str) -> None:
    assert shown(text) == out


def test_on_one_line_line_ends_become_spaces() -> None:
    assert for_display("a\r\nb\u2028c\nd", multiline=False) == "a b c d"
