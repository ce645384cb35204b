"""Whatever the engine can refuse, the window says in its reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.authority import Refusal
from organic_p2p.domain.code_groups import CodeFault
from organic_p2p.imaging.limits import REFUSALS as OF_PICTURES
from organic_p2p.services.invitations import REFUSALS as OF_INVITATIONS
from ui.language import choose, fill, translate
from ui.refusal_words import words_for
from ui.refusals import code_in_words, in_words, join_in_words, trouble

ENGINE = Path(__file__).resolve().parents[2] / "organic_p2p"
# Raised with a lasting word and a sentence.
RAISED = {
    "BadInputError",
    "DeviceTroubleError",
    "HomeError",
    "NotAllowedError",
    "NotFoundError",
    "QrError",
    "Refused",
    "TextError",
}
# What passes on a word that was raised elsewhere, or stands in a table that is read below.
PASSED_ON = {
    "cause.kind",
    "fault.kind",
    "kind",  # imaging.sentences and services.showing: OF_PICTURES, and files that cannot be read
    "reason",  # services.invitations: OF_INVITATIONS
    "refusal.kind",
    "so_far.fault.kind",
    "trouble.kind",
    "why",
    "why.value",  # services.refusals: Refusal
}
NOT_IN_A_WINDOW = {
    # A terminal, and what is typed there.
    "different",
    "engine",
    "no-terminal",
    "not-running",
    "passphrase-file",
    "twice",
    "unwritable",
    # What only a mistake of the window could ask: pieces of files, proposals that there are not, a second beginning,
    # to mute nothing, and words of which half is missing.
    "mute",
    "offset",
    "proposal",
    "second-genesis",
    "words",
}
SAID = "This is how the engine says it."


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    choose("en")


def _words(said: ast.expr, passed_on: set[str]) -> Iterator[str]:
    match said:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=body, orelse=orelse):
            yield from _words(body, passed_on)
            yield from _words(orelse, passed_on)
        case ast.JoinedStr():
            pass  # services.lookup: the things are read from those who look one up
        case _ if not ast.unparse(said).startswith(("Refusal.", "CodeFault.")):
            passed_on.add(ast.unparse(said))


def _raised() -> tuple[set[str], set[str]]:
    kinds, passed_on = set(), set[str]()
    for path in ENGINE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = ast.unparse(call.func).rpartition(".")[2]
            if name in RAISED and call.args:
                kinds |= set(_words(call.args[0], passed_on))
            elif ast.unparse(call.func) == "lookup.by_id":
                kinds |= {f"unknown-{word}" for word in _words(call.args[2], passed_on)}
    return kinds, passed_on


def _everything() -> set[str]:
    tables = {*OF_PICTURES, *OF_INVITATIONS, "no-such-file", "not-readable"}
    return _raised()[0] | tables | {why.value for why in Refusal} | {fault.value for fault in CodeFault}


def test_every_word_of_the_engine_is_known_to_the_window() -> None:
    kinds, passed_on = _raised()
    assert len(kinds) > 80
    assert passed_on <= PASSED_ON
    assert {kind for kind in _everything() if not words_for(kind)} == NOT_IN_A_WINDOW


@pytest.mark.parametrize("code", ["de", "ar"])
def test_in_other_languages_the_window_has_its_own_sentence(code: str) -> None:
    choose(code)
    for kind in _everything() - NOT_IN_A_WINDOW:
        assert in_words(kind, SAID) == words_for(kind) != SAID
    assert in_words("of-tomorrow", SAID) == SAID


def test_in_english_the_engine_says_it_unless_it_speaks_to_a_terminal() -> None:
    choose("en")
    assert in_words("strangers", "Ben and Otto share no circle.") == "Ben and Otto share no circle."
    for said in (
        "Only a steward of Family can do this. organic members shows who they are.",
        "To send the file as it is, use --file.",
        "This text is too long: it takes 70,000 bytes, and 60,000 fit.",
    ):
        assert in_words("not-a-steward", said) == words_for("not-a-steward")


def test_what_was_asked_decides_where_a_word_says_too_little() -> None:
    choose("de")

    def said(kind: str, request: q.Request) -> str:
        return trouble(r.Refused(kind, SAID), request).sentence

    rename = q.Rename("x")
    assert said("empty", rename) != said("empty", q.Comment("0", ""))
    assert said("not-yet", q.StartWithComputer(True)) != said("not-yet", rename)


def test_of_several_files_the_reader_knows_which() -> None:
    choose("de")
    for said, named in (
        ("“Ben’s “new” cat.heic” is damaged.", "Ben’s “new” cat.heic"),
        ("“%1” is damaged.", "%1"),
    ):
        shown = fill(translate("refusals", "“%1”: %2"), named, words_for("picture-damaged"))
        assert in_words("picture-damaged", said) == shown
    assert in_words("unknown-circle", "There is no circle called “Choir”.") == words_for("unknown-circle")


def test_a_slip_in_a_code_is_pointed_at_in_every_language() -> None:
    groups = tuple(r.CodeGroup("QPZR", "wrong" if at == 6 else "right") for at in range(8))
    slip = r.CodeReply("wrong", "mistyped", "Line 2, group 2 does not fit.", groups, 16, 0, False, "")
    assert code_in_words(slip) == "Line 2, group 2 does not fit."
    choose("de")
    shown = code_in_words(slip)
    assert shown != slip.sentence
    assert shown.count("2") == 2
    hidden = r.CodeReply("wrong", "mistyped", SAID, groups[:1], 16, 0, False, "")
    assert code_in_words(hidden) == words_for("mistyped")
    assert code_in_words(r.CodeReply("whole", "", "", groups[:1], 1, 0, False, "")) == ""


def test_why_a_join_came_to_nothing_is_said_to_the_guest() -> None:
    choose("de")
    for reason in OF_INVITATIONS:
        join = r.JoinView(b"j" * 32, "refused", None, "", "", 0, reason, SAID)
        assert join_in_words(join) not in ("", SAID)
    assert in_words("not-a-steward", SAID, q.Join) != words_for("not-a-steward")
