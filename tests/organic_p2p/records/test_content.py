"""Bodies of the content lane, and the one place to which a ciphertext is bound."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.bodies import max_plaintext_bytes, open_body, seal_body
from crypto.errors import UnopenableError
from organic_p2p.records import content
from organic_p2p.records.kinds import Kind
from organic_p2p.services.pen import max_text_bytes
from sync.errors import MalformedError
from sync.omp1 import Value, encode
from sync.ops import MAX_BODY_BYTES
from tests.organic_p2p.records.bodies import an_op, content_bodies, values

KINDS = sorted(content.KIND_OF.values())
GOOD: dict[Kind, dict[str, Any]] = {
    Kind.POST: {"t": "post", "text": "hello"},
    Kind.MESSAGE: {"t": "message", "text": "hello"},
    Kind.COMMENT: {"t": "comment", "post": b"p" * 32, "to": b"q" * 32, "text": "hello"},
    Kind.REACTION: {"t": "reaction", "post": b"p" * 32, "emoji": "❤"},
    Kind.EDIT: {
        "t": "edit",
        "of": b"o" * 32,
        "post": b"p" * 32,
        "to": None,
        "text": "hello",
        "earlier": [3, 5],
    },
    Kind.PROFILE: {"t": "profile", "name": "Anna"},
}


@given(content_bodies)
def test_every_body_survives_the_round_trip(body: content.ContentBody) -> None:
    assert not isinstance(body, content.UnknownContent)
    assert content.read(content.KIND_OF[type(body)], body.encode()) == body


def test_the_samples_are_what_this_version_writes() -> None:
    assert set(GOOD) == set(KINDS)
    for kind, fields in GOOD.items():
        body = content.read(kind, encode(fields))
        assert not isinstance(body, content.UnknownContent)
        assert body.encode() == encode(fields)


@given(st.sampled_from(KINDS), values)
def test_any_other_value_is_refused(kind: Kind, value: Value) -> None:
    with pytest.raises(MalformedError):
        content.read(kind, encode(value))


@given(st.sampled_from(KINDS), st.binary(max_size=60))
def test_bytes_that_are_no_canonical_message_are_refused(kind: Kind, data: bytes) -> None:
    with pytest.raises(MalformedError):
        content.read(kind, data)


@given(st.data())
def test_every_field_of_every_body_is_checked(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    name = data.draw(st.sampled_from(sorted(GOOD[kind].keys() - {"to"})))
    wrong = GOOD[kind] | {name: data.draw(values.filter(lambda v: type(v) is not type(GOOD[kind][name])))}
    with pytest.raises(MalformedError):
        content.read(kind, encode(wrong))


@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_content_is_of_the_kind_that_its_header_says(said: Kind, is_: Kind) -> None:
    if said == is_:
        assert not isinstance(content.read(said, encode(GOOD[is_])), content.UnknownContent)
    else:
        with pytest.raises(MalformedError):
            content.read(said, encode(GOOD[is_]))


@pytest.mark.parametrize("kind", [Kind.POLL, Kind.BALLOT, Kind.EVENT, 0xFF])
def test_kinds_of_later_versions_are_kept_without_being_understood(kind: int) -> None:
    assert content.read(kind, encode({"t": "poll", "options": ["yes", "no"]})) == content.UnknownContent()


def test_a_reaction_and_a_name_have_limits() -> None:
    with pytest.raises(MalformedError):
        content.read(
            Kind.REACTION, encode(GOOD[Kind.REACTION] | {"emoji": "x" * (content.MAX_EMOJI_BYTES + 1)})
        )
    with pytest.raises(MalformedError):
        content.read(Kind.PROFILE, encode({"t": "profile", "name": "x" * (content.MAX_NAME_BYTES + 1)}))


@pytest.mark.parametrize("earlier", [[-1], [True], ["1"], [[1]], None, {}, [0] * (content.MAX_EARLIER + 1)])
def test_an_edit_names_places_and_not_too_many(earlier: Any) -> None:
    with pytest.raises(MalformedError):
        content.read(Kind.EDIT, encode(GOOD[Kind.EDIT] | {"earlier": earlier}))


@given(st.sampled_from(["scope", "author", "seq", "backlink"]))
def test_a_ciphertext_opens_in_its_own_place_only(part: str) -> None:
    header = an_op(Kind.POST, b"body").header
    body = seal_body(b"s" * 32, content.place(header), b"text")
    assert open_body(b"s" * 32, content.place(header), body) == b"text"
    other: Any = 4 if part == "seq" else b"x" * 32
    with pytest.raises(UnopenableError):
        open_body(b"s" * 32, content.place(replace(header, **{part: other})), body)


@given(st.sampled_from(["body_hash", "hlc", "epoch"]))
def test_the_place_holds_nothing_that_is_known_only_after_sealing(part: str) -> None:
    header = an_op(Kind.POST, b"body").header
    other: Any = 4 if part == "hlc" else b"x" * 32
    assert content.place(replace(header, **{part: other})) == content.place(header)


@pytest.mark.parametrize(
    "body",
    [
        content.Post("x" * max_text_bytes()),
        content.Message("x" * max_text_bytes()),
        content.Comment(b"p" * 32, b"q" * 32, "x" * max_text_bytes()),  # type: ignore[arg-type]  # ids by content
        content.Edit(b"o" * 32, b"p" * 32, b"q" * 32, "x" * max_text_bytes(), (1 << 62,) * 64),  # type: ignore[arg-type]
    ],
)
def test_the_longest_text_fits_an_operation_of_every_kind(body: content.Post) -> None:
    assert len(body.encode()) <= max_plaintext_bytes()
    assert len(seal_body(bytes(32), b"", body.encode())) <= MAX_BODY_BYTES
