"""Letters on their way to the engine: what was sent, and what of it comes back because it was refused.

    send() ──▶ the engine ──▶ arrived
                         └──▶ returned, with what was to follow it there

In each conversation they leave one after the other, so that one with many pictures is not overtaken by the next. Until
the engine has them they are kept as drafts of their own: a window that is killed finds them again.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from organic_p2p.api import requests as q
from ui.attachments import Attached, paths_in, remembered
from ui.drafts import Drafts
from ui.engine_link import Engine, Trouble
from ui.letters.rows import people_in

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """A letter that was sent: no two are the same, whatever they say."""

    text: str
    attached: tuple[Attached, ...]


class UnderWay(QObject):
    """What has no answer yet, by the key of its conversation.

    Signals:
        arrived: The engine has a letter; carries the key.
        returned: Letters were refused; carries the key, a `Sent` that holds all of them, and why.
    """

    arrived = Signal(str)
    returned = Signal(str, object, str)

    def __init__(self, engine: Engine, drafts: Drafts, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._engine, self._drafts = engine, drafts
        self._asked: dict[str, list[Sent]] = {}
        self._waiting: dict[str, list[Sent]] = {}

    def __contains__(self, key: str) -> bool:
        return bool(self._asked.get(key) or self._waiting.get(key))

    def send(self, key: str, text: str, attached: tuple[Attached, ...]) -> None:
        """Send a letter, as soon as those before it are there."""
        self._waiting.setdefault(key, []).append(Sent(text, attached))
        self._go_on(key)

    def hurry(self) -> None:
        """Wait for nothing before what is still here: the window closes."""
        for key in list(self._waiting):
            self._ask_all(key, len(self._waiting[key]))

    def recall(self, key: str) -> tuple[str, list[str]]:
        """Return the text and the files of what an earlier window had no answer for. It is forgotten here."""
        if key in self:
            return "", []
        text = self._drafts.get(draft_place("sent", key))
        paths = paths_in(self._drafts.get(draft_place("sent-with", key)))
        self._remember(key)
        return text, [path for path in paths if Path(path).is_file()]

    def _go_on(self, key: str) -> None:
        if not self._asked.get(key):
            self._ask_all(key, 1)
        self._remember(key)

    def _ask_all(self, key: str, count: int) -> None:
        waiting = self._waiting.get(key, [])
        now, self._waiting[key] = waiting[:count], waiting[count:]
        for one in now:
            self._asked.setdefault(key, []).append(one)
            self._ask(key, one)

    def _ask(self, key: str, one: Sent) -> None:
        self._engine.ask(
            q.Message(people_in(key), one.text, tuple(thing.request for thing in one.attached)),
            lambda _: self._on_sent(key, one),
            lambda trouble: self._on_refused(key, one, trouble),
        )

    def _on_sent(self, key: str, one: Sent) -> None:
        self._asked[key].remove(one)
        self._go_on(key)
        self.arrived.emit(key)

    def _on_refused(self, key: str, one: Sent, trouble: Trouble) -> None:
        # What was written after it may make no sense without it.
        back = [one, *self._waiting.pop(key, [])]
        self._asked[key].remove(one)
        self._remember(key)
        self.returned.emit(key, _together(back), trouble.sentence)

    def _remember(self, key: str) -> None:
        all_of_it = _together([*self._asked.get(key, []), *self._waiting.get(key, [])])
        self._drafts.put(draft_place("sent", key), all_of_it.text)
        self._drafts.put(draft_place("sent-with", key), remembered(all_of_it.attached))


def draft_place(what: str, key: str) -> str:
    """Return the name of a draft that belongs to a conversation."""
    # The ids of many people are longer than the name of a draft may be.
    return f"{what}/{hashlib.blake2b(key.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"


def joined(*texts: str) -> str:
    """Return several texts as one, for the reader to part again."""
    return "\n\n".join(text for text in texts if text.strip())


def _together(letters: list[Sent]) -> Sent:
    text = joined(*(one.text for one in letters))
    return Sent(text, tuple(thing for one in letters for thing in one.attached))
