"""Letters on their way to the engine: what was sent, and what of it comes back because it was refused.

    send() ──▶ the engine ──▶ arrived
                         └──▶ returned, with what was to follow it there

In each conversation they leave one after the other, so that one with many pictures is not overtaken by the next. Until
the engine has it, each is kept as a draft of its own: a window that is killed finds again what was not sent.
"""

import hashlib
import itertools
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from organic_p2p.api import requests as q
from ui.attachments import Attached
from ui.drafts import Drafts
from ui.engine import Engine
from ui.letters.rows import people_in
from ui.trouble import Trouble

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was sent.

    Attributes:
        draft: Where it is kept until then.
    """

    draft: str
    text: str
    attached: tuple[Attached, ...]

    def remembered(self) -> str:
        """Return what a window finds that was closed by force before this was sent."""
        paths = [one.path for one in self.attached if one.path]
        return json.dumps({"text": self.text, "paths": paths}, ensure_ascii=False)


class UnderWay(QObject):
    """What has no answer yet, by the key of its conversation.

    Signals:
        arrived: The engine has a letter; carries the key.
        returned: Letters were refused; carries the key, a list of `Sent` in the order in which they were, and why.
    """

    arrived = Signal(str)
    returned = Signal(str, object, str)

    def __init__(self, engine: Engine, drafts: Drafts, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._engine, self._drafts = engine, drafts
        self._numbers = itertools.count(1)
        self._asked: dict[str, list[Sent]] = {}
        self._waiting: dict[str, list[Sent]] = {}

    def __contains__(self, key: str) -> bool:
        return bool(self._asked.get(key) or self._waiting.get(key))

    def send(self, key: str, text: str, attached: tuple[Attached, ...]) -> None:
        """Send a letter, as soon as those before it are there."""
        # By their names they stand in the order in which they were written.
        draft = f"{draft_place('sent', key)}/{time.time_ns():020}-{next(self._numbers):06}"
        one = Sent(draft, text, attached)
        self._waiting.setdefault(key, []).append(one)
        self._drafts.put(draft, one.remembered())
        # A window that is killed now would have lost it.
        self._drafts.save()
        self._go_on(key)

    def hurry(self) -> None:
        """Wait for nothing before what is still here: the window closes."""
        for key in list(self._waiting):
            self._ask_all(key, len(self._waiting[key]))

    def recall(self, key: str) -> tuple[str, list[str]]:
        """Return the text and the files of what an earlier window did not send. They are forgotten here."""
        mine = {one.draft for one in (*self._asked.get(key, ()), *self._waiting.get(key, ()))}
        texts, paths = [], []
        for draft in sorted(set(self._drafts.places(draft_place("sent", key) + "/")) - mine):
            text, its_paths = _recalled(self._drafts.get(draft))
            texts.append(text)
            paths += its_paths
            self._drafts.put(draft, "")
        return joined(*texts), [path for path in paths if Path(path).is_file()]

    def _go_on(self, key: str) -> None:
        if not self._asked.get(key):
            self._ask_all(key, 1)

    def _ask_all(self, key: str, count: int) -> None:
        waiting = self._waiting.get(key, [])
        now, self._waiting[key] = waiting[:count], waiting[count:]
        for one in now:
            self._asked.setdefault(key, []).append(one)
            self._ask(key, one)

    def _ask(self, key: str, one: Sent) -> None:
        self._engine.ask(
            q.Message(people_in(key), one.text, tuple(thing.request for thing in one.attached), one.draft),
            lambda _: self._on_sent(key, one),
            lambda trouble: self._on_refused(key, one, trouble),
        )

    def _on_sent(self, key: str, one: Sent) -> None:
        self._asked[key].remove(one)
        self._drafts.put(one.draft, "")
        self._go_on(key)
        self.arrived.emit(key)

    def _on_refused(self, key: str, one: Sent, trouble: Trouble) -> None:
        # What was written after it may make no sense without it.
        back = [one, *self._waiting.pop(key, [])]
        self._asked[key].remove(one)
        self.returned.emit(key, back, trouble.sentence)
        for letter in back:
            self._drafts.put(letter.draft, "")
        self._drafts.save()


def draft_place(what: str, key: str) -> str:
    """Return the name of a draft that belongs to a conversation."""
    # The ids of many people are longer than the name of a draft may be.
    return f"{what}/{hashlib.blake2b(key.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"


def joined(*texts: str) -> str:
    """Return several texts as one, for the reader to part again."""
    return "\n\n".join(text for text in texts if text.strip())


def _recalled(remembered: str) -> tuple[str, list[str]]:
    """Return the text and the paths that `Sent.remembered` wrote down."""
    try:
        value = json.loads(remembered)
    except ValueError:
        return "", []
    if not isinstance(value, Mapping):
        return "", []
    paths = value.get("paths")
    return str(value.get("text", "")), [str(path) for path in paths] if isinstance(paths, list) else []
