"""What somebody else wrote never acts on the reader's terminal."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import replies as r
from organic_p2p.cli.show import show
from organic_p2p.domain.ids import OpId
from organic_p2p.domain.text import for_display
from organic_p2p.records import content
from tests.organic_p2p.api.messages import any_of
from tests.organic_p2p.cli.shell import Shell, a_family
from tests.organic_p2p.household import FAMILY, Home

HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff]"
)
HOSTILE = "\x1b[2J\x1b]0;owned\x07\r\u202eEvil\u2066\x00\x9b31m\u200b\ufeff\u2028end"
REPLIES = [kind for kind in vars(r).values() if isinstance(kind, type) and kind.__module__ == r.__name__]

hostile = st.text(st.sampled_from("\x1b\x07\r\n\t\0\x9b\u202e\u2066\u200b\u2028\u200d[]0;a🎉"), max_size=30)


@pytest.mark.parametrize("kind", REPLIES, ids=lambda kind: kind.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_no_reply_prints_anything_that_acts(kind: type, data: st.DataObject) -> None:
    reply = data.draw(any_of(kind))
    if isinstance(reply, r.StatusReply | r.DiskReply):
        return  # their words are the engine's own; see below
    assert HARMFUL.search(show(reply)) is None


@given(hostile, hostile, hostile)
def test_no_name_and_no_text_acts(name: str, text: str, emoji: str) -> None:
    person = r.PersonRef(b"p" * 32, name)
    reactions = (r.ReactionView(b"p" * 32, emoji),)
    file = r.FileView(1, "coming", 50, 1, 2, (name, name))
    document = r.DocumentView(1, name, file)
    seen_by = r.AudienceView("", (person, person), 2)
    comment = r.PostView(
        b"i" * 32,
        b"c" * 32,
        person,
        text,
        0,
        True,
        None,
        (),
        reactions,
        r.Copies(1, 2),
        name,
        (),
        (document,),
        seen_by,
    )
    post = r.PostView(
        b"i" * 32,
        b"c" * 32,
        person,
        text,
        0,
        False,
        None,
        (comment,),
        reactions,
        r.Copies(1, 2),
        None,
        (),
        (),
        seen_by,
    )
    circle = r.CircleSummary(b"c" * 32, name, 2, "member")
    replies = [
        r.PostsReply((post,)),
        r.ConversationsReply(
            (r.ConversationView((person, person), b"l" * 32, person, text, 0, 0, 0, True),),
        ),
        r.StatusReply(
            b"p" * 32, name, b"d" * 32, (circle,), (r.Neighbour(b"p" * 32, name, True),), "file", "1", True
        ),
        r.CirclesReply((circle,)),
        r.MembersReply(
            (r.MemberView(b"p" * 32, name, "member", b"q" * 32, 0, 1, 1),),
            (r.FormerView(b"q" * 32, name, b"p" * 32, name),),
            (r.ProposalView(b"m" * 32, "promote", b"p" * 32, name, b"q" * 32, name, (), (), 2, 1, True),),
        ),
        r.InvitationsReply((r.InvitationSummary(b"i" * 32, name, 0, True, "used", name),)),
        r.RequestsReply((r.RequestSummary(b"i" * 16, b"p" * 32, name, name, 0, "open"),)),
        r.ConnectReply(b"p" * 32, name),
        r.PostReply(b"i" * 32, (r.AttachedView(name, ("place",), True, False, 1),), 1),
        r.SaveReply((r.SavedFile(1, name),), (r.MissingFile(2, name, (name,)),)),
    ]
    for reply in replies:
        assert HARMFUL.search(show(reply)) is None


def test_every_reply_can_be_shown(organic: Shell) -> None:
    del organic
    assert show(r.Done()) == ""
    assert show(r.PostsReply(())) == "Nothing here yet."
    assert "NOT locked" in show(r.DiskReply("file"))
    for disk in ("keyring", "passphrase"):
        assert "NOT" not in show(r.DiskReply(disk))
    for when in (1 << 62, -(1 << 62)):
        assert "until " in show(r.InviteReply(b"i" * 32, "code", "organic:x", when))
    assert "one more steward" in show(r.MotionReply(b"m" * 32, False, 1))
    assert "2 more stewards" in show(r.MotionReply(b"m" * 32, False, 2))
    assert "decided" in show(r.MotionReply(b"m" * 32, True, 0))
    for state in ("member", "asked", "looking", "admitted"):
        assert show(r.CircleReply(None, state)).endswith((".", ")", "organic node"))


def test_what_a_hostile_member_wrote_reaches_no_terminal(organic: Shell, tmp_path: Path) -> None:
    async def write(anna: Home, ben: Home) -> None:
        del anna
        post = await ben.write(content.Post(HOSTILE))
        await ben.write(content.Comment(OpId(post.id), OpId(post.id), HOSTILE))
        await ben.write(content.Reaction(OpId(post.id), HOSTILE[:20]))
        await ben.write(content.Profile(HOSTILE))

    a_family(tmp_path, "Anna", "Ben", before=write)
    shell = Shell(tmp_path / "Anna", organic._capsys, organic._patch)
    shown = shell("feed", FAMILY).out
    assert "Evil" in shown
    answers = [shell(*words) for words in (("members", FAMILY), ("status",), ("search", "Evil"))]
    refusals = [
        shell(*words, "hello")
        for words in (("post", HOSTILE), ("message", f"{HOSTILE}x"), ("comment", HOSTILE))
    ]
    for said in (shown, *(answer.out for answer in answers), *(refusal.err for refusal in refusals)):
        assert said
        assert HARMFUL.search(said) is None
    for words in (("feed", FAMILY), ("members", FAMILY), ("search", "Evil")):
        assert HARMFUL.search(shell("--json", *words).out) is None
    said = shell("--json", "feed", FAMILY).json["posts"][0]["text"]
    assert said == for_display(HOSTILE, multiline=True)


def test_what_was_typed_comes_back_harmless(organic: Shell) -> None:
    organic("start-circle", "Family\u202e", "--as", "Anna\u2066")
    assert organic.json("status")["name"] == "Anna"
    organic("post", "Family", "one\x1b[31mtwo\x07")
    assert organic.json("feed", "Family")["posts"][0]["text"] == "one[31mtwo"
