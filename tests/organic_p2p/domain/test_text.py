import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.text import (
    MAX_NAME_BYTES,
    MAX_NAME_CHARS,
    TextError,
    clean_name,
    clean_post,
    for_display,
)

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
nasty = st.text(
    "aé\u0958 \t\n\r\u0085\u2028\u0301\u0323\u034f\u200b\u200d\u202e\ufe0f\U0001f468\x00\x1b\x9b", max_size=40
)


def kind_of_refusal(text: str) -> str:
    with pytest.raises(TextError) as refusal:
        clean_name(text)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.kind


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ann", "Ann"),
        ("  Ann \n", "Ann"),
        ("Ann\u3000Maria\t Miller", "Ann Maria Miller"),
        ("Rene\u0301", "Ren\u00e9"),
        ("A\u200bnn\u202e", "Ann"),
        ("e\u034f\u0301", "\u00e9"),
        ("\u05d3\u05d5\u05d3", "\u05d3\u05d5\u05d3"),
        ("O'Brien-Smith, Jr.", "O'Brien-Smith, Jr."),
        ("\U0001f33b", "\U0001f33b"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("Z" + "\u0351" * 40, "Z" + "\u0351" * 4),
    ],
)
def test_a_name_is_tidied_without_a_question(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200d", "\u3164", "\u2800", "...", "\u00ad", "\u202e"])
def test_a_name_that_nobody_could_see_is_refused(text: str) -> None:
    assert kind_of_refusal(text) == "empty"


def test_a_name_that_does_not_fit_beside_a_face_is_refused() -> None:
    assert kind_of_refusal("x" * (MAX_NAME_CHARS + 1)) == "too-long"
    assert kind_of_refusal("x" * 10_000) == "too-long"
    assert clean_name("x" * MAX_NAME_CHARS) == "x" * MAX_NAME_CHARS


@pytest.mark.parametrize("text", ["Ann\x00", "\x1b[31mAnn", "Ann\x07", "Ann\x9b", "A\x7fnn"])
def test_a_name_that_commands_a_terminal_is_refused(text: str) -> None:
    assert kind_of_refusal(text) == "control"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert kind_of_refusal("Ann\udce9") == "not-text"
    with pytest.raises(TextError) as refusal:
        clean_post("Ann\udce9", 100)
    assert refusal.value.kind == "not-text"


@given(st.one_of(anything, nasty))
def test_a_name_that_was_taken_is_taken_again_unchanged_and_shown_as_it_is(text: str) -> None:
    try:
        name = clean_name(text)
    except TextError:
        return
    assert clean_name(name) == name
    assert for_display(name, multiline=False) == name
    assert unicodedata.is_normalized("NFC", name)
    assert 0 < len(name) <= MAX_NAME_CHARS
    assert len(name.encode()) <= MAX_NAME_BYTES


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        ("Hello\r\nall\rof\u2028you", "Hello\nall\nof\nyou"),
        ("\n \n  indented\n\n\n", "  indented"),
        ("a\tb", "a\tb"),
        ("\x1b[31mred\x1b[0m\x00", "[31mred[0m"),
        ("cafe\u0301", "caf\u00e9"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd"),
        ("'; DROP TABLE posts; --", "'; DROP TABLE posts; --"),
        ("<img src=file:///etc/passwd>", "<img src=file:///etc/passwd>"),
    ],
)
def test_a_post_keeps_its_words(typed: str, post: str) -> None:
    assert clean_post(typed, 1000) == post


@pytest.mark.parametrize("text", ["", " \r\n\t", "\u200b\n\u2060", "\x00\x1b", "\u2800"])
def test_a_post_with_nothing_to_see_is_refused(text: str) -> None:
    with pytest.raises(TextError) as refusal:
        clean_post(text, 1000)
    assert refusal.value.kind == "empty"


def test_a_post_is_measured_in_bytes() -> None:
    assert clean_post("\u00e9" * 50, 100) == "\u00e9" * 50
    with pytest.raises(TextError, match="takes 102 bytes, and 100 fit") as refusal:
        clean_post("\u00e9" * 51, 100)
    assert refusal.value.kind == "too-long"


@given(st.one_of(anything, nasty))
def test_a_post_that_was_taken_is_taken_again_unchanged(text: str) -> None:
    try:
        post = clean_post(text, 10_000)
    except TextError:
        return
    assert clean_post(post, len(post.encode())) == post
