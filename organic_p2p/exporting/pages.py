"""The pages of an export. What people wrote reaches them through `markup.text` only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from organic_p2p.api import replies as r
from organic_p2p.exporting.chapters import Chapter, clock_of, date_of, day_of, iso_of
from organic_p2p.exporting.markup import Markup, is_active, link_to, many, paragraphs, tag, text
from organic_p2p.exporting.style import POLICY, STYLE

_TREE_DEPTH = 20
_NOTES = {
    "exposed": "Somebody who was removed may have been able to read this.",
    "removed": "Written by somebody who was being removed at that time.",
}


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
    said: str
    below: list["Node"] = field(default_factory=list)


def head(title: str) -> str:
    """Return how every page begins, up to what stands in it."""
    inside = many([
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", text(title)),
        tag("style", Markup(STYLE)),
    ])  # fmt: skip
    return f'<!doctype html>\n<html lang="en" dir="auto">\n{tag("head", inside)}<body>\n'


TAIL = "</body>\n</html>\n"


def index(owner: str, made_ms: int, sections: Sequence[Section], missing: int) -> str:
    """Return the first page."""
    title = f"What {owner} keeps"
    top = tag(
        "header",
        tag("h1", text(title), dir="auto"),
        tag("p", text(f"Everything that was on this computer on {date_of(made_ms)}."), class_="quiet"),
        tag("p", text("This folder is not locked: whoever has it can read it."), class_="warning"),
    )
    parts = [top]
    for heading, letters in (("Circles", False), ("Letters", True)):
        of_kind = [section for section in sections if section.is_letters is letters]
        if of_kind:
            parts.append(tag("main", tag("h2", text(heading)), *(_card(section) for section in of_kind)))
    said = "Pages for reading, and the same in JSON for programs; README.txt says more."
    if missing:
        said += f" {_counted(missing, 'picture or file', 'pictures and files')} were not on this computer."
    parts.append(tag("footer", tag("p", text(said))))
    return head(title) + many(parts) + TAIL


def begin(section: Section, at: int) -> str:
    """Return the beginning of a page of posts."""
    chapter = section.chapters[at]
    title = f"{section.title}, {chapter.title}"
    return (
        head(title)
        + _nav(section, at)
        + tag(
            "header",
            tag("h1", text(section.title), dir="auto"),
            tag("p", text(f"{chapter.title} · {_posts(section, len(chapter.posts))}"), class_="quiet"),
        )
        + "<main>\n"
    )


def end(section: Section, at: int) -> str:
    """Return the end of a page of posts."""
    return "</main>\n" + _nav(section, at) + TAIL


def heading(created_ms: int) -> str:
    """Return what stands above the posts of a day."""
    return tag("h2", text(day_of(created_ms)))


def post(said: r.PostView, kept: Mapping[tuple[bytes, int], Kept], people: Mapping[bytes, str]) -> str:
    """Return a post with everything that belongs to it."""
    inside = [_said(said, kept, people)]
    if said.comments:
        answers = (tag("div", _said(comment, kept, people), class_="comment") for comment in said.comments)
        inside.append(tag("div", *answers, class_="comments"))
    return tag("article", *inside, id=f"p-{said.id.hex()[:16]}")


def people(section: Section, roots: Sequence[Node], former: Sequence[Node]) -> str:
    """Return the page of a circle's people."""
    parts = [
        tag("h2", text("Who invited whom")),
        tag("div", _tree(roots, 0), class_="card tree"),
    ]
    if former:
        parts += [tag("h2", text("Who was here before")), tag("div", _tree(former, 0), class_="card tree")]
    return (
        head(f"{section.title}, people")
        + tag("nav", _to("../index.html", "All circles and letters"))
        + tag("header", tag("h1", text(section.title), dir="auto"), tag("p", text("People"), class_="quiet"))
        + tag("main", *parts)
        + TAIL
    )


def _card(section: Section) -> Markup:
    links = [
        tag("li", _to(f"{section.folder}/{chapter.stem}.html", chapter.title))
        for chapter in reversed(section.chapters)
    ]
    if not section.is_letters:
        links.append(tag("li", _to(f"{section.folder}/people.html", "People")))
    said = _posts(section, section.count) if section.count else "Nothing was written here."
    return tag(
        "section",
        tag("h3", text(section.title), dir="auto"),
        tag("p", text(said), class_="quiet"),
        tag("ul", *links, class_="pages"),
        class_="card",
    )


def _nav(section: Section, at: int) -> Markup:
    links = [_to("../index.html", "All circles and letters")]
    if at:
        links.append(
            _to(f"{section.chapters[at - 1].stem}.html", f"Earlier: {section.chapters[at - 1].title}")
        )
    if at + 1 < len(section.chapters):
        links.append(_to(f"{section.chapters[at + 1].stem}.html", f"Later: {section.chapters[at + 1].title}"))
    return tag("nav", *links)


def _to(path: str, words: str) -> Markup:
    return tag("a", text(words), href=link_to(path), dir="auto")


def _said(said: r.PostView, kept: Mapping[tuple[bytes, int], Kept], people: Mapping[bytes, str]) -> Markup:
    changed = " · changed" if said.edited else ""
    parts = [
        _who(
            said.author.person,
            said.author.name,
            tag(
                "time",
                text(f"{date_of(said.created_ms)}, {clock_of(said.created_ms)}{changed}"),
                datetime=iso_of(said.created_ms),
            ),
        )
    ]
    if said.text:
        parts.append(tag("div", paragraphs(said.text), class_="words", dir="auto"))
    if said.pictures:
        how = {1: "one", 2: "two", 4: "two"}.get(len(said.pictures), "many")
        shown = (
            _picture(one, kept.get((said.id, one.number), Kept()), said.author.name) for one in said.pictures
        )
        parts.append(tag("div", *shown, class_=f"pictures {how}"))
    parts += [_file(one, kept.get((said.id, one.number), Kept())) for one in said.files]
    if said.note:
        parts.append(tag("p", text(_NOTES.get(said.note, said.note)), class_="quiet"))
    if said.reactions:
        signs = " · ".join(
            f"{one.emoji} {people.get(one.person, 'somebody who left')}" for one in said.reactions
        )
        parts.append(tag("p", text(signs), class_="reactions", dir="auto"))
    return many(parts)


def _picture(picture: r.PictureView, kept: Kept, author: str) -> Markup:
    called = f"Picture {picture.number} by {author}"
    image = picture.shown
    size = {"width": str(image.width), "height": str(image.height)}
    if kept.path:
        shown = tag("img", src=link_to(kept.path), alt=called, loading="lazy", **size)
        return tag("figure", tag("a", shown, href=link_to(kept.original or kept.path)))
    parts = (
        [tag("img", src=link_to(kept.preview), alt=called, loading="lazy", **size)] if kept.preview else []
    )
    return tag("figure", *parts, tag("figcaption", text(_where("This picture", image.file)), dir="auto"))


def _file(document: r.DocumentView, kept: Kept) -> Markup:
    # The name beneath it says what it is.
    film = [tag("img", src=link_to(kept.preview), alt="", loading="lazy")] if kept.preview else []
    if not kept.path:
        said = f"{document.name} · {_where('This file', document.file)}"
        return tag("p", *film, text(said), class_="file", dir="auto")
    if is_active(document.name):
        # A browser would run what is in it.
        return tag("p", *film, text(f"{document.name} · is in {kept.path}"), class_="file", dir="auto")
    return tag(
        "a", *film, text(document.name), href=link_to(kept.path), download="", class_="file", dir="auto"
    )


def _where(what: str, file: r.FileView) -> str:
    if file.state == "here":
        return f"{what} could not be opened: it is damaged."
    if not file.on:
        return f"{what} was on no computer that is known."
    return f"{what} was not on this computer, but on that of {_listed(file.on)}."


def _who(person: bytes, name: str, below: Markup) -> Markup:
    letters = "".join(word[0] for word in name.split()[:2] if word[0].isalnum()).upper() or "?"
    colour = int.from_bytes(person[:4], "big") % 10
    return tag(
        "div",
        tag("span", text(letters), class_=f"face c{colour}"),
        tag(
            "div",
            tag("div", text(name), class_="name", dir="auto"),
            tag("div", below, class_="when"),
        ),
        class_="who",
    )


def _tree(nodes: Sequence[Node], depth: int) -> Markup:
    items = []
    for node in nodes:
        inside = [_who(node.person, node.name, text(node.said))]
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


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _posts(section: Section, count: int) -> str:
    return _counted(count, "letter", "letters") if section.is_letters else _counted(count, "post", "posts")


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
