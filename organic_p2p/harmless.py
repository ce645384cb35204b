"""What others wrote, made harmless for the eye on its way out of the engine: in every reply, whoever asks.

    handler ──▶ reply as it is kept ── harmless() ──▶ reply as it may be shown: a window, a terminal, a script
    export ───▶ what is kept, to the letter

Once for all replies, so that no new one can forget it: names that turn the text around them, towers of accents, and
characters that command a terminal end here (`domain.text_display`). What must come back exactly as it is stands in
`_EXACT`: paths, what the reader typed, and codes.
"""

from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from organic_p2p.api import replies as r
from organic_p2p.api.value import Value, changed, field_names
from organic_p2p.domain.text import for_display

T = TypeVar("T")

# Texts of several lines; all else is a name or a word and has one.
_LINES: Final = frozenset({"text", "reason", "message", "sentence"})
# No name is longer.
_LONG: Final = 2000
_EXACT: Final = {
    (r.Draft, "place"),
    (r.Draft, "text"),
    (r.FindReply, "text"),
    (r.CodeTextReply, "text"),
    (r.ExportReply, "path"),
    (r.SavedFile, "path"),
}


def harmless(reply: T) -> T:
    """Return a reply of which every text can be shown as it is; the same object if it was so already."""
    return _cleaned(reply, lines=False)  # type: ignore[no-any-return]  # what goes in comes out


def _cleaned(value: Any, *, lines: bool) -> Any:
    if isinstance(value, str):
        return _text(value, lines=lines)
    if isinstance(value, tuple):
        items = tuple(_cleaned(item, lines=lines) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    if not isinstance(value, Value):
        return value
    cleaned: dict[str, Any] = {}
    for name in _looked_at(type(value)):
        old = getattr(value, name)
        new = _cleaned(old, lines=name in _LINES)
        if new is not old:
            cleaned[name] = new
    return changed(value, **cleaned) if cleaned else value


def _text(text: str, *, lines: bool) -> str:
    if text.isascii() and text.isprintable():
        return text
    shown = _long_text(text) if lines and len(text) > _LONG else _shown(text, lines=lines)
    return text if shown == text else shown


@lru_cache(maxsize=64)
def _long_text(text: str) -> str:
    """Return the same as `_shown`, remembered: 64 KiB of what is to be taken out cost a tenth of a second."""
    return _shown(text, lines=True)


def _shown(text: str, *, lines: bool) -> str:
    if not lines:
        return for_display(text, multiline=False)
    # A tab acts on nothing but a terminal, where it becomes a space; and whoever edits a text finds it again.
    return "\t".join(for_display(part, multiline=True) for part in text.split("\t"))


@cache
def _looked_at(kind: type[Value]) -> tuple[str, ...]:
    return tuple(name for name in field_names(kind) if (kind, name) not in _EXACT)
