"""From what the engine found to what QML shows of it: plain values, all words chosen."""

from typing import Any, TypeAlias

from organic_p2p.api import replies as r
from ui.language import fill, translate
from ui.letters.rows import key_of
from ui.names import letters_of
from ui.words import listed, time_in_words

Row: TypeAlias = dict[str, Any]


def person_row(person: r.FoundPerson, me: bytes) -> Row:
    """Return what is shown of somebody who was found by name."""
    if person.person == me:
        said = translate("search", "This is you.")
    elif person.circles:
        said = listed(person.circles)
    else:
        said = fill(translate("search", "Was in %1."), listed(person.gone))
    return {
        "person": person.person.hex(),
        "name": person.name,
        "letters": letters_of(person.name),
        "said": said,
        "here": bool(person.circles),
        "shared": [circle.hex() for circle in person.shared],
        "mine": person.person == me,
        "spoken": f"{person.name}. {said}",
    }


def post_row(post: r.FoundPost, me: bytes, now_ms: int) -> Row:
    """Return what is shown of something that was found by its words."""
    where = _where(post)
    carried = [
        said
        for count, said in (
            (post.pictures, translate("search", "%n picture(s)", "", post.pictures)),
            (post.files, translate("search", "%n file(s)", "", post.files)),
        )
        if count
    ]
    author = translate("search", "You") if post.author.person == me else post.author.name
    when = time_in_words(post.created_ms, now_ms)
    text = "".join(piece.text for piece in post.pieces)
    return {
        "id": post.id.hex(),
        "post": post.post.hex(),
        "letter": post.kind == "letter",
        "conversation": key_of(person.person.hex() for person in post.people),
        "person": post.author.person.hex(),
        "author": author,
        "letters": letters_of(post.author.name),
        "when": when,
        "where": where,
        "carried": listed(carried),
        "text": text,
        "marks": _marks(post.pieces),
        "spoken": ". ".join(part for part in (author, f"{where}, {when}", text, listed(carried)) if part),
    }


def _where(post: r.FoundPost) -> str:
    people = listed([person.name for person in post.people])
    if post.kind == "letter":
        return (
            fill(translate("search", "Letter with %1"), people) if people else translate("search", "Letter")
        )
    # What is for some people only stands in a circle of its own, which has no name.
    where = post.circle or fill(translate("search", "only %1 and you", "who can see something"), people)
    return (
        fill(translate("search", "Answer in %1"), where) if post.kind == "comment" and post.circle else where
    )


def _marks(pieces: tuple[r.Piece, ...]) -> list[int]:
    """Return first character and the one after the last of each piece that was looked for, as QML counts them."""
    marks: list[int] = []
    at = 0
    for piece in pieces:
        # In UTF-16, where an emoji is two.
        end = at + len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
        if piece.found:
            marks += [at, end]
        at = end
    return marks
