"""HTML that cannot be anything else than what it says: every text is escaped, every tag and attribute is known."""

import html
from pathlib import PurePosixPath
from typing import Final, NewType
from urllib.parse import quote

from organic_p2p.domain.text import for_display
from organic_p2p.exporting.speech import pieces

Markup = NewType("Markup", str)

TAGS: Final = frozenset({
    "a", "article", "bdi", "body", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "head", "header", "html",
    "img", "li", "main", "meta", "nav", "p", "section", "span", "style", "time", "title", "ul",
})  # fmt: skip
ATTRIBUTES: Final = frozenset({
    "alt", "charset", "class", "content", "datetime", "dir", "download", "height", "href", "http-equiv", "id",
    "lang", "loading", "name", "src", "width",
})  # fmt: skip
_VOID: Final = frozenset({"img", "meta"})
# What no browser runs. Those that they run are too many to name, and each browser has its own.
_INERT: Final = frozenset({
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",
    ".avi", ".m4v", ".mkv", ".mov", ".mp4", ".webm", ".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav",
    ".csv", ".doc", ".docx", ".epub", ".ics", ".md", ".odp", ".ods", ".odt", ".pdf", ".ppt", ".pptx", ".rtf", ".txt",
    ".vcf", ".xls", ".xlsx", ".7z", ".gz", ".rar", ".tar", ".zip",
})  # fmt: skip


def tag(element: str, *inside: Markup, **attributes: str) -> Markup:
    """Return an element; a name that Python keeps for itself ends with an underscore, and `_` is a hyphen in others."""
    if element not in TAGS:
        raise ValueError(element)
    shown = ""
    for name, value in attributes.items():
        called = name.rstrip("_").replace("_", "-")
        if called not in ATTRIBUTES:
            raise ValueError(called)
        shown += f' {called}="{html.escape(value, quote=True)}"'
    if element in _VOID:
        return Markup(f"<{element}{shown}>")
    return Markup(f"<{element}{shown}>{''.join(inside)}</{element}>\n")


def text(words: str) -> Markup:
    """Return a line of text of any origin."""
    return Markup(html.escape(for_display(words, multiline=False), quote=True))


def sentence(words: str, *values: str) -> Markup:
    """Return a sentence with values of any origin, none of which turns the direction of what stands around it."""
    shown = [text(piece) for piece in pieces(words, *values)]
    shown[1::2] = [Markup(f"<bdi>{value}</bdi>") for value in shown[1::2]]
    return many(shown)


def paragraphs(words: str) -> Markup:
    """Return text of any origin that may have several lines; the page keeps them as they are."""
    return Markup(html.escape(for_display(words, multiline=True), quote=True))


def many(parts: list[Markup]) -> Markup:
    """Return several pieces, one after the other."""
    return Markup("".join(parts))


def link_to(path: str) -> str:
    """Return a link to a file of the export, relative to the page: never anything with a scheme or a host."""
    return quote(path, safe="/")


def is_inert(path: str) -> bool:
    """Return whether a browser that opens this file runs nothing of what is in it."""
    return PurePosixPath(path).suffix.lower() in _INERT
