"""Whatever somebody calls a file, what it is called here is safe on every system and looks like what it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.filenames import MAX_NAME_BYTES, MAX_NAME_CHARS, clean_file_name, free_name
from organic_p2p.domain.text import for_display

RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
MARKS_OF_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
EVIL = '/\\:*?"<>|.. \0\x01\x1f\x7f\x85\u2028\u2029\u200b\ufeff\u00a0' + MARKS_OF_DIRECTION
pieces = st.sampled_from(
    [*EVIL, "CON", "nul", "LPT¹", "com7", "a", "é", "e\u0301", "👩‍👩‍👧", "文", ".jpg", ".tar.gz", " "]
)
texts = (
    st.text(max_size=300) | st.lists(pieces, max_size=30).map("".join) | st.text(EVIL + "abc", max_size=250)
)


@given(texts)
def test_a_name_is_safe_whatever_was_offered(offered: str) -> None:
    name = clean_file_name(offered)
    assert name
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in name)
    assert not set(name) & set(MARKS_OF_DIRECTION)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name.split(".")[0].rstrip().casefold() not in RESERVED
    # What is added later, a number say, has room.
    assert len(name.encode()) <= MAX_NAME_BYTES + len("_file")
    assert len(name) <= MAX_NAME_CHARS + 16 + 2
    assert "\n" not in name
    assert name == for_display(name, multiline=False)
    assert "  " not in name


@given(texts)
def test_a_clean_name_stays_as_it_is(offered: str) -> None:
    name = clean_file_name(offered)
    assert clean_file_name(name) == name


@pytest.mark.parametrize(
    "offered",
    [
        "e\u200d\u0301.txt",  # something unseen between a letter and its mark
        "e\u202e\u0301",
        "NUL." + "a" * 110,  # a device's name that fills all room there is
        "a" * 90 + " ." + "b" * 30,  # what ends like a suffix only after it was cut
        "a" * 99 + "." + "b" * 30,
        "x" * 99 + "\u0301" * 3 + ".jpg",
        "con .txt",
        "con . txt",
        ". .a. .b. .",
    ],
)
def test_a_name_that_was_hard_to_clean_stays_as_it_is(offered: str) -> None:
    name = clean_file_name(offered)
    assert clean_file_name(name) == name


@given(
    st.text("abcäöü文 ", min_size=1, max_size=60),
    st.sampled_from(["jpg", "pdf", "txt", "docx", "tar.gz", "7z"]),
)
def test_an_honest_name_is_kept_with_its_ending(stem: str, suffix: str) -> None:
    stem = unicodedata.normalize("NFC", " ".join(f"x{stem}x".split()))
    assert clean_file_name(f"{stem}.{suffix}") == f"{stem}.{suffix}"


@given(st.text("aé文👩", min_size=101, max_size=400), st.sampled_from([".jpg", ".pdf", ".docx"]))
def test_of_a_long_name_the_ending_stays(stem: str, suffix: str) -> None:
    name = clean_file_name(stem + suffix)
    assert name.endswith(suffix)
    assert len(name) <= MAX_NAME_CHARS + len(suffix)
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert len(name) == MAX_NAME_CHARS + len(suffix) or len(name.encode()) > MAX_NAME_BYTES - 4


@pytest.mark.parametrize(
    ("offered", "name"),
    [
        ("letter.pdf", "letter.pdf"),
        ("/etc/passwd", "passwd"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("C:\\Windows\\system32\\cmd.exe", "cmd.exe"),
        ("..\\..\\autoexec.bat", "autoexec.bat"),
        ("photos/", "photos"),
        ("a/b\\c.txt", "c.txt"),
        ("", "file"),
        (".", "file"),
        ("..", "file"),
        ("...   ...", "file"),
        ("/", "file"),
        ("\\\\", "file"),
        ("\x00\x1f", "file"),
        ("\u202e\u2066", "file"),
        ("CON", "_CON"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("lpt³.jpg", "_lpt³.jpg"),
        ("AUX .txt", "_AUX.txt"),
        ("con:stream", "constream"),
        ("CONIN$", "_CONIN$"),
        ("COM10", "COM10"),
        ("console.log", "console.log"),
        ("nulls.csv", "nulls.csv"),
        (".bashrc", "bashrc"),
        ("...jpg", "jpg"),
        ("report. ", "report"),
        ("report.pdf...", "report.pdf"),
        ("report .pdf", "report.pdf"),
        ("gpj.\u202egnp.exe", "gpj.gnp.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u2028b\u2029c", "abc"),
        ("a\tb\nc", "abc"),
        ("what? <really> *this*.txt", "what really this.txt"),
        ("  a   b  .txt", "a b.txt"),
        ("Grüße von Oma.pdf", "Grüße von Oma.pdf"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("家族.jpg", "家族.jpg"),
        ("file.name.with.dots", "file.name.with.dots"),
        ("\ud800.txt", "txt"),
    ],
)
def test_what_becomes_of(offered: str, name: str) -> None:
    assert clean_file_name(offered) == name


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "b", "x.tar.gz", "x"]), max_size=12))
def test_a_free_name_is_free_and_ends_as_before(wanted: list[str]) -> None:
    taken: set[str] = set()
    for name in wanted:
        free = free_name(name, taken)
        assert free not in taken
        assert free == name or name in taken
        assert free.rpartition(".")[2] == name.rpartition(".")[2] or "." not in name
        assert clean_file_name(free) == free
        taken.add(free)
    assert len(taken) == len(wanted)


def test_free_names_are_numbered_from_two() -> None:
    assert free_name("a.txt", set()) == "a.txt"
    assert free_name("a.txt", {"a.txt"}) == "a (2).txt"
    assert free_name("a.txt", {"a.txt", "a (2).txt"}) == "a (3).txt"
    assert free_name("a", {"a", "a (2)"}) == "a (3)"
