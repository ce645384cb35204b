"""From a conversation of the API to what QML shows of it in the list."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from organic_p2p.api import replies as r
from ui.acquaintances import only
from ui.language import fill, translate
from ui.names import letters_of
from ui.words import listed, time_in_words

_FACES = 3


def key_of(people: Iterable[str]) -> str:
    """Return what names a conversation: the hex of the ids of its people, whoever is named first."""
    return ",".join(sorted(people))


def people_in(key: str) -> tuple[str, ...]:
    """Return the people of a conversation."""
    return tuple(key.split(",")) if key else ()


def conversation_row(
    one: r.ConversationView, me: bytes, now_ms: int, hidden: Collection[str] = ()
) -> dict[str, Any]:
    """Return what is shown of a conversation; its last letter is not to be seen if it is among the `hidden`."""
    names = [person.name for person in one.people]
    last = translate("letters", "Deleted") if one.letter.hex() in hidden else _last(one, me)
    when = time_in_words(one.created_ms, now_ms)
    new = translate("letters", "new") if one.unread else ""
    muted = translate("letters", "muted", "a conversation") if one.muted else ""
    spoken = ". ".join(part for part in (listed(names), new, muted, last, when) if part)
    return {
        "key": key_of(person.person.hex() for person in one.people),
        "name": listed(names),
        "faces": faces([(person.person.hex(), person.name) for person in one.people]),
        "last": last,
        "when": when,
        "unread": one.unread,
        "muted": one.muted,
        "spoken": spoken,
    }


def faces(people: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Return the faces that stand for some people, few enough to fit."""
    return [{"person": person, "letters": letters_of(name)} for person, name in people[:_FACES]]


def who_reads(names: Sequence[str]) -> str:
    """Return who can read a conversation, as a sentence."""
    return only(names)


def _last(one: r.ConversationView, me: bytes) -> str:
    said = " ".join(one.text.split())
    if not said and one.pictures:
        said = translate("letters", "%n picture(s)", "", one.pictures)
    elif not said:
        said = translate("letters", "%n file(s)", "", one.files)
    if one.author.person == me:
        return fill(translate("letters", "You: %1", "what you wrote last"), said)
    return said if len(one.people) < 2 else f"{one.author.name}: {said}"
