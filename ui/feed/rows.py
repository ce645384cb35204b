"""From a post of the API to what QML shows of it: plain values, all words chosen."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from organic_p2p.api import replies as r
from ui.acquaintances import seen_by
from ui.feed.links import links_in
from ui.language import fill, translate
from ui.names import letters_of
from ui.photos.kinds import kind_name, symbol_of
from ui.words import day_in_words, length_in_words, listed, size_in_words, time_in_words

Row: TypeAlias = dict[str, Any]

HEART: Final = "❤️"
_FACES: Final = 4


def post_row(
    post: r.PostView,
    *,
    me: bytes,
    audience: str = "",
    now_ms: int,
    keep: Callable[[bytes], str],
    names: Mapping[bytes, str] = MappingProxyType({}),
    steward: bool = False,
    hidden: Collection[str] = (),
) -> Row:
    """Return what is shown of a post or message.

    Args:
        post: The post.
        me: My own id, to tell my posts from others'.
        audience: Who can see it, in words, where that is not what the post says.
        now_ms: Unix time, for "two hours ago".
        keep: Takes an encoded preview and returns the key by which it can be shown.
        names: What people are called, for those who reacted and wrote nothing.
        steward: Whether I may delete what others wrote here.
        hidden: Posts and comments that are not to be seen, by the hex of their ids: deleted, and not yet gone.
    """
    authors = {comment.id: comment.author.name for comment in post.comments}
    shown = [comment for comment in post.comments if comment.id.hex() not in hidden]
    return {
        **_said(post, me, now_ms, keep, names),
        "day": day_in_words(post.created_ms, now_ms),
        "audience": audience or seen_by(post.audience, me),
        "few": not post.audience.circle,
        "seenBy": [
            {"person": one.person.hex(), "letters": letters_of(one.name)}
            for one in post.audience.people[:_FACES]
        ],
        "hidden": post.id.hex() in hidden,
        "deletable": steward or post.author.person == me,
        "comments": [
            {
                **_said(comment, me, now_ms, keep, names),
                "answers": authors.get(comment.reply_to, "") if comment.reply_to else "",
                "deletable": steward or comment.author.person == me,
            }
            for comment in shown
        ],
    }


def spoken(row: Mapping[str, Any]) -> str:
    """Return a whole post as a screen reader says it."""
    parts = [f"{row['author']}, {row['when']}"]
    if row.get("audience"):
        parts.append(fill(translate("post", "for %1", "who can see a post"), row["audience"]))
    parts += [row["text"], *(fill(translate("post", "Picture %1"), p["number"]) for p in row["pictures"])]
    parts += [fill(translate("post", "File %1"), f["name"]) for f in row["files"]]
    parts.append(row["reacted"])
    count = len(row.get("comments", ()))
    if count:
        parts.append(translate("post", "%n answer(s)", "", count))
    return ". ".join(part for part in parts if part)


def names_in(posts: Iterable[r.PostView]) -> dict[bytes, str]:
    """Return what the people are called who wrote these."""
    every = [said for post in posts for said in (post, *post.comments)]
    return {said.author.person: said.author.name for said in every}


def _said(
    post: r.PostView, me: bytes, now_ms: int, keep: Callable[[bytes], str], names: Mapping[bytes, str]
) -> Row:
    return {
        "id": post.id.hex(),
        "circle": post.circle.hex(),
        "person": post.author.person.hex(),
        "author": post.author.name,
        "letters": letters_of(post.author.name),
        "mine": post.author.person == me,
        "text": post.text,
        "links": links_in(post.text),
        "createdMs": post.created_ms,
        "when": time_in_words(post.created_ms, now_ms),
        "edited": post.edited,
        "note": _note(post.note),
        "travelled": _travelled(post.copies),
        "reactions": [
            {
                "person": reaction.person.hex(),
                # Somebody who left and wrote nothing has no name here: then the reaction itself stands for them.
                "letters": letters_of(names[reaction.person]) if reaction.person in names else reaction.emoji,
                "emoji": reaction.emoji if reaction.person in names and reaction.emoji != HEART else "",
                "mine": reaction.person == me,
                "sign": reaction.emoji,
            }
            for reaction in post.reactions
        ],
        "reacted": _reacted(post.reactions, me, names),
        "pictures": [picture_row(picture, keep) for picture in post.pictures],
        "files": [_file(file, keep) for file in post.files],
    }


def _reacted(reactions: Sequence[r.ReactionView], me: bytes, names: Mapping[bytes, str]) -> str:
    if not reactions:
        return ""
    you, left = translate("post", "you"), translate("post", "somebody who left")
    who = [you if one.person == me else names.get(one.person, left) for one in reactions]
    said = fill(translate("post", "%1 reacted", "names, to a post"), listed(who))
    return said[:1].upper() + said[1:]


def _travelled(copies: r.Copies) -> str:
    if copies.of < 2:
        return translate("post", "On this computer")
    if copies.held >= copies.of:
        return translate("post", "On all %n computers", "", copies.of)
    return fill(translate("post", "On %1 of %2 computers"), copies.held, copies.of)


def picture_row(picture: r.PictureView, keep: Callable[[bytes], str]) -> Row:
    """Return what is shown of a picture."""
    file = picture.shown.file
    return {
        "number": picture.number,
        "preview": keep(picture.preview) if picture.preview else "",
        "width": picture.shown.width,
        "height": picture.shown.height,
        "moves": picture.frames > 1,
        "here": file.state == "here",
        "state": file.state,
        "format": picture.shown.format,
        "where": _where(file.state, file.percent, file.on),
        "original": _original(picture.original),
    }


def _original(original: r.ImageView | None) -> Row:
    """Return what there is of all pixels of a picture; without a size if its author did not give them."""
    if original is None:
        return {"size": "", "here": False, "format": "", "width": 0, "height": 0}
    return {
        "size": size_in_words(original.file.size),
        "here": original.file.state == "here",
        "format": original.format,
        "width": original.width,
        "height": original.height,
    }


def _file(file: r.DocumentView, keep: Callable[[bytes], str]) -> Row:
    film = file.film
    return {
        "preview": keep(film.preview) if film is not None else "",
        "width": film.width if film is not None else 0,
        "height": film.height if film is not None else 0,
        "length": length_in_words(film.seconds) if film is not None and film.seconds else "",
        "number": file.number,
        "name": file.name,
        "symbol": symbol_of(file.name),
        "kindName": kind_name(file.name),
        "size": size_in_words(file.file.size),
        "here": file.file.state == "here",
        "state": file.file.state,
        "where": _where(file.file.state, file.file.percent, file.file.on),
    }


def _where(state: str, percent: int, on: Sequence[str]) -> str:
    if state == "here":
        return ""
    if not on:
        return translate("post", "Nobody's computer that is known has this now.")
    if state == "coming" and percent:
        return fill(translate("post", "%1 % here", "how much of a picture has come"), percent)
    if len(on) > 3:
        if state == "coming":
            return translate("post", "It is on %n people's computers and comes by itself.", "", len(on))
        return translate("post", "It is on %n people's computers. Press to fetch it.", "", len(on))
    if len(on) == 1:
        if state == "coming":
            return fill(translate("post", "It is on %1's computer and comes by itself."), on[0])
        return fill(translate("post", "It is on %1's computer. Press to fetch it."), on[0])
    if state == "coming":
        return fill(translate("post", "It is on the computers of %1 and comes by itself."), listed(on))
    return fill(translate("post", "It is on the computers of %1. Press to fetch it."), listed(on))


def _note(note: str | None) -> str:
    if note == "exposed":
        return translate("post", "Somebody who was removed may be able to read this.")
    if note == "removed":
        return translate("post", "Written by somebody who was being removed at that time.")
    return ""
