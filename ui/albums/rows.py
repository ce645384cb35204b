"""From the posts of a circle that show pictures to the rows of the albums page: months, and lines of tiles."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from organic_p2p.api import replies as r
from ui.feed.rows import Row, picture_row
from ui.language import fill, translate
from ui.words import month_of, time_in_words

_TEXT_CHARACTERS: Final = 60


def tiles_of(posts: Iterable[r.PostView], now_ms: int, keep: Callable[[bytes], str]) -> list[Row]:
    """Return a tile for each picture, in the order of the posts, and in that of the pictures of each."""
    tiles = [
        {
            "post": post.id.hex(),
            "number": picture.number,
            "picture": picture_row(picture, keep),
            "author": post.author.name,
            "when": time_in_words(post.created_ms, now_ms),
            "text": post.text,
            "createdMs": post.created_ms,
            "month": month_of(post.created_ms),
        }
        for post in posts
        for picture in post.pictures
    ]
    return [{**tile, "at": at, "said": _said(tile)} for at, tile in enumerate(tiles)]


def lines_of(tiles: Sequence[Row], columns: int) -> list[Row]:
    """Return the rows of the page: a heading for each month, and its tiles, so many side by side."""
    lines: list[Row] = []
    for month, group in groupby(tiles, key=lambda tile: str(tile["month"])):
        found = list(group)
        count = translate("albums", "%n picture(s)", "", len(found))
        lines.append({"heading": month, "count": count, "tiles": []})
        lines += [
            {"heading": "", "count": "", "tiles": found[at : at + columns]}
            for at in range(0, len(found), columns)
        ]
    return lines


def _said(tile: Row) -> str:
    text = str(tile["text"])
    if len(text) > _TEXT_CHARACTERS:
        text = text[: _TEXT_CHARACTERS - 1] + "…"
    name = fill(translate("albums", "Picture by %1, %2", "a person, a time"), tile["author"], tile["when"])
    return ". ".join(part for part in (name, text, str(tile["picture"]["where"])) if part)
