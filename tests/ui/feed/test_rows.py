"""What is shown of a post, all words chosen."""

from __future__ import annotations

from organic_p2p.api import replies as r
from organic_p2p.api.value import changed
from tests.ui.family import ANN, BEN, NOW_MS, a_file, a_film, a_picture, a_post, ident, png
from ui.feed.rows import Row, names_in, post_row, spoken


def row_of(post: r.PostView, names: dict[bytes, str] | None = None) -> Row:
    return post_row(
        post,
        me=ANN.person,
        now_ms=NOW_MS,
        keep=lambda data: f"key{len(data)}",
        names=names or {},
    )


def test_my_own_posts_are_mine() -> None:
    assert row_of(a_post(author=ANN))["mine"]
    assert not row_of(a_post(author=BEN))["mine"]


def test_reactions_show_who_reacted_by_their_letters() -> None:
    hearts = (r.ReactionView(BEN.person, "❤️"), r.ReactionView(ANN.person, "😂"))
    row = row_of(a_post(reactions=hearts), {BEN.person: "Ben", ANN.person: "Ann Miller"})
    assert [(one["letters"], one["emoji"], one["mine"]) for one in row["reactions"]] == [
        ("B", "", False),
        ("AM", "😂", True),
    ]
    assert row["reacted"] == "Ben and you reacted"


def test_the_reaction_stands_for_somebody_without_a_name() -> None:
    row = row_of(a_post(reactions=(r.ReactionView(ident("gone"), "🌻"),)))
    assert row["reactions"][0]["letters"] == "🌻"
    assert row["reactions"][0]["emoji"] == ""
    assert row["reacted"] == "Somebody who left reacted"


def test_authors_of_posts_and_comments_have_names() -> None:
    assert names_in([a_post(author=ANN, comments=(a_post(author=BEN),))]) == {
        ANN.person: "Ann Miller",
        BEN.person: "Ben",
    }


def test_a_post_says_how_far_it_has_travelled() -> None:
    assert row_of(a_post(copies=r.Copies(1, 1)))["travelled"] == "On this computer"
    assert row_of(a_post(copies=r.Copies(2, 5)))["travelled"] == "On 2 of 5 computers"
    assert row_of(a_post(copies=r.Copies(5, 5)))["travelled"] == "On all 5 computers"


def test_a_picture_that_is_elsewhere_says_where() -> None:
    row = row_of(
        a_post(
            pictures=(
                a_picture(1, png()),
                a_picture(2, state="coming", percent=0, on=("Ben",)),
                a_picture(3, state="coming", percent=40, on=("Ben",)),
                a_picture(4, state="elsewhere", on=("Ben", "Cleo")),
                a_picture(5, state="elsewhere", on=()),
            )
        )
    )
    assert [picture["where"] for picture in row["pictures"]] == [
        "",
        "It is on Ben's computer and comes by itself.",
        "40 % here",
        "It is on the computers of Ben and Cleo. Press to fetch it.",
        "Nobody's computer that is known has this now.",
    ]


def test_a_film_has_its_shape_and_its_length_and_a_file_has_neither() -> None:
    longer = changed(a_film(2, "party.mov"), film=r.FilmView(png(), 9, 16, 3_905))
    unknown = changed(a_film(3), film=r.FilmView(png(), 9, 16, 0))
    row = row_of(a_post(files=(a_film(1), longer, unknown, r.DocumentView(4, "pie.mp4", a_file()))))
    assert [(one["width"], one["height"], one["length"]) for one in row["files"]] == [
        (1920, 1080, "0:42"),
        (9, 16, "1:05:05"),
        (9, 16, ""),
        (0, 0, ""),
    ]
    assert [bool(one["preview"]) for one in row["files"]] == [True, True, True, False]


def test_a_screen_reader_says_the_whole_post() -> None:
    post = a_post(
        "In blossom",
        reactions=(r.ReactionView(ANN.person, "❤️"),),
        pictures=(a_picture(1),),
        files=(r.DocumentView(1, "pie.pdf", a_file()),),
        comments=(a_post("Ha", ANN),),
    )
    said = spoken(row_of(post))
    assert said == (
        "Ben, just now. for The Millers. In blossom. Picture 1. File pie.pdf. You reacted. one answer"
    )


def test_a_comment_says_whom_it_answers() -> None:
    first = a_post("Ha", BEN)
    row = row_of(a_post(comments=(first, a_post("Ho", ANN, reply_to=first.id))))
    assert [comment["answers"] for comment in row["comments"]] == ["", "Ben"]
