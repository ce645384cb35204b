"""The pages of an export, in the words of its `Speech`. What people wrote reaches them through `markup` only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from organic_p2p.api import replies as r
from organic_p2p.exporting.chapters import Chapter, iso_of
from organic_p2p.exporting.markup import Markup, is_inert, link_to, many, paragraphs, sentence, tag, text
from organic_p2p.exporting.speech import Speech, fill
from organic_p2p.exporting.style import POLICY, STYLE

_TREE_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a picture or file of the export is, relative to the page; empty: it is not here."""

    path: str = ""
    original: str = ""
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A circle, or letters with the same people.

    Attributes:
        folder: What its folder is called.
        people: What everybody is called who is or was in it.
        count: How many posts there are.
    """

    id: bytes
    title: str
    is_letters: bool
    folder: str
    people: Mapping[bytes, str]
    chapters: Sequence[Chapter]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the tree of invitations."""

    person: bytes
    name: str
    said: Markup
    below: list["Node"] = field(default_factory=list)


def head(speech: Speech, title: str) -> str:
    """Return how every page begins, up to what stands in it."""
    inside = many([
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(title)),
        tag("style", Markup(STYLE)),
    ])  # fmt: skip
    # Checked to be the name of a language and nothing else (`Speech`).
    whole = f'lang="{speech.words.language}" dir="{"rtl" if speech.words.rtl else "ltr"}"'
    return f"<!doctype html>\n<html {whole}>\n{tag('head', inside)}<body>\n"


TAIL = "</body>\n</html>\n"


def index(speech: Speech, owner: str, made_ms: int, sections: Sequence[Section], missing: int) -> str:
    """Return the first page."""
    words = speech.words
    top = tag(
        "header",
        tag("h1", sentence(words.keeps, owner)),
        tag("p", sentence(words.made, speech.date(made_ms)), class_="quiet"),
        tag("p", text(words.not_locked), class_="warning"),
    )
    listed: list[Markup] = []
    for heading, letters in ((words.circles, False), (words.letters, True)):
        of_kind = [section for section in sections if section.is_letters is letters]
        if of_kind:
            listed += [tag("h2", text(heading)), *(_card(speech, section) for section in of_kind)]
    parts = [top, tag("main", *listed)]
    said = [tag("p", text(words.about))]
    if missing:
        said.append(tag("p", sentence(words.missing, speech.number(missing))))
    parts.append(tag("footer", *said))
    return head(speech, fill(words.keeps, owner)) + many(parts) + TAIL


def begin(speech: Speech, section: Section, at: int) -> str:
    """Return the beginning of a page of posts."""
    chapter = section.chapters[at]
    count = _posts(speech, section, len(chapter.posts))
    return (
        head(speech, f"{section.title} · {chapter.title}")
        + _nav(speech, section, at)
        + tag(
            "header",
            tag("h1", sentence("%1", section.title)),
            tag("p", sentence("%1 · %2", chapter.title, count), class_="quiet"),
        )
        + "<main>\n"
    )


def end(speech: Speech, section: Section, at: int) -> str:
    """Return the end of a page of posts."""
    return "</main>\n" + _nav(speech, section, at) + TAIL


def heading(speech: Speech, created_ms: int) -> str:
    """Return what stands above the posts of a day."""
    return tag("h2", text(speech.day(created_ms)))


def post(
    speech: Speech, said: r.PostView, kept: Mapping[tuple[bytes, int], Kept], people: Mapping[bytes, str]
) -> str:
    """Return a post with everything that belongs to it."""
    inside = [_said(speech, said, kept, people)]
    if said.comments:
        answers = (
            tag("div", _said(speech, comment, kept, people), class_="comment") for comment in said.comments
        )
        inside.append(tag("div", *answers, class_="comments"))
    return tag("article", *inside, id=f"p-{said.id.hex()[:16]}")


def people(speech: Speech, section: Section, roots: Sequence[Node], former: Sequence[Node]) -> str:
    """Return the page of a circle's people."""
    words = speech.words
    parts = [
        tag("h2", text(words.who_invited)),
        tag("div", _tree(roots, 0), class_="card tree"),
    ]
    if former:
        parts += [tag("h2", text(words.before)), tag("div", _tree(former, 0), class_="card tree")]
    return (
        head(speech, f"{section.title} · {words.people}")
        + tag("nav", _to("../index.html", words.everything))
        + tag(
            "header", tag("h1", sentence("%1", section.title)), tag("p", text(words.people), class_="quiet")
        )
        + tag("main", *parts)
        + TAIL
    )


def _card(speech: Speech, section: Section) -> Markup:
    links = [
        tag("li", _to(f"{section.folder}/{chapter.stem}.html", chapter.title))
        for chapter in reversed(section.chapters)
    ]
    if not section.is_letters:
        links.append(tag("li", _to(f"{section.folder}/people.html", speech.words.people)))
    said = _posts(speech, section, section.count) if section.count else speech.words.nothing
    return tag(
        "section",
        tag("h3", sentence("%1", section.title)),
        tag("p", text(said), class_="quiet"),
        tag("ul", *links, class_="pages"),
        class_="card",
    )


def _nav(speech: Speech, section: Section, at: int) -> Markup:
    links = [_to("../index.html", speech.words.everything)]
    if at:
        before = section.chapters[at - 1]
        links.append(_to(f"{before.stem}.html", fill(speech.words.earlier, before.title)))
    if at + 1 < len(section.chapters):
        after = section.chapters[at + 1]
        links.append(_to(f"{after.stem}.html", fill(speech.words.later, after.title)))
    return tag("nav", *links)


def _to(path: str, words: str) -> Markup:
    return tag("a", text(words), href=link_to(path), dir="auto")


def _said(
    speech: Speech, said: r.PostView, kept: Mapping[tuple[bytes, int], Kept], people: Mapping[bytes, str]
) -> Markup:
    words = speech.words
    changed = f" · {words.changed}" if said.edited else ""
    parts = [
        _who(
            said.author.person,
            said.author.name,
            tag(
                "time",
                text(f"{speech.clock(said.created_ms)}{changed}"),
                datetime=iso_of(said.created_ms),
            ),
        )
    ]
    if said.text:
        parts.append(tag("div", paragraphs(said.text), class_="words", dir="auto"))
    if said.pictures:
        how = {1: "one", 2: "two", 4: "two"}.get(len(said.pictures), "many")
        shown = (
            _picture(speech, one, kept.get((said.id, one.number), Kept()), said.author.name)
            for one in said.pictures
        )
        parts.append(tag("div", *shown, class_=f"pictures {how}"))
    parts += [_file(speech, one, kept.get((said.id, one.number), Kept())) for one in said.files]
    if said.note:
        notes = {"exposed": words.exposed, "removed": words.removed}
        parts.append(tag("p", text(notes.get(said.note, said.note)), class_="quiet"))
    if said.reactions:
        signs = " · ".join(
            f"{one.emoji} {people.get(one.person, words.somebody_gone)}" for one in said.reactions
        )
        parts.append(tag("p", text(signs), class_="reactions", dir="auto"))
    return many(parts)


def _picture(speech: Speech, picture: r.PictureView, kept: Kept, author: str) -> Markup:
    words = speech.words
    called = fill(words.picture, speech.number(picture.number), author)
    image = picture.shown
    size = {"width": str(image.width), "height": str(image.height)}
    if kept.path:
        shown = tag("img", src=link_to(kept.path), alt=called, loading="lazy", **size)
        return tag("figure", tag("a", shown, href=link_to(kept.original or kept.path)))
    parts = (
        [tag("img", src=link_to(kept.preview), alt=called, loading="lazy", **size)] if kept.preview else []
    )
    return tag("figure", *parts, tag("figcaption", _where(speech, image.file, "picture")))


def _file(speech: Speech, document: r.DocumentView, kept: Kept) -> Markup:
    name = sentence("%1", document.name)
    # The name beneath it says what it is.
    film = [tag("img", src=link_to(kept.preview), alt="", loading="lazy")] if kept.preview else []
    if not kept.path:
        return tag("p", *film, name, text(" · "), _where(speech, document.file, "file"), class_="file")
    if not is_inert(kept.path):
        # A browser might run what is in it.
        where = sentence(speech.words.file_in, kept.path)
        return tag("p", *film, name, text(" · "), where, class_="file")
    return tag("a", *film, name, href=link_to(kept.path), download="", class_="file")


def _where(speech: Speech, file: r.FileView, what: Literal["picture", "file"]) -> Markup:
    words, is_file = speech.words, what == "file"
    if file.state == "here":
        return text(words.file_damaged if is_file else words.picture_damaged)
    if not file.on:
        return text(words.file_nowhere if is_file else words.picture_nowhere)
    elsewhere = words.file_elsewhere if is_file else words.picture_elsewhere
    return sentence(elsewhere, speech.listed(file.on))


def _who(person: bytes, name: str, below: Markup) -> Markup:
    letters = "".join(word[0] for word in name.split()[:2] if word[0].isalnum()).upper() or "?"
    colour = int.from_bytes(person[:4], "big") % 10
    return tag(
        "div",
        tag("span", text(letters), class_=f"face c{colour}"),
        tag(
            "div",
            tag("div", sentence("%1", name), class_="name"),
            tag("div", below, class_="when"),
        ),
        class_="who",
    )


def _tree(nodes: Sequence[Node], depth: int) -> Markup:
    items = []
    for node in nodes:
        inside = [_who(node.person, node.name, node.said)]
        if node.below:
            # Of a long chain of invitations the rest stands side by side: no page is wide enough for all of it.
            below = node.below if depth < _TREE_DEPTH else _flat(node.below)
            inside.append(_tree(below, depth + 1))
        items.append(tag("li", *inside))
    return tag("ul", *items)


def _flat(nodes: Sequence[Node]) -> list[Node]:
    found, waiting = [], list(nodes)
    while waiting:
        node = waiting.pop(0)
        found.append(Node(node.person, node.name, node.said))
        waiting += node.below
    return found


def _posts(speech: Speech, section: Section, count: int) -> str:
    words = speech.words
    return speech.counted(words.letters_counted if section.is_letters else words.posts_counted, count)
