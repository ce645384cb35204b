"""State of the storage page: how much room pictures and files take here, whose they are, and how much they may take."""

from typing import Final

from PySide6.QtCore import Property, QLocale, QObject, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.feed.rows import Row
from ui.gathering import Gathering
from ui.language import fill, translate
from ui.names import letters_of
from ui.trouble import Trouble
from ui.words import size_in_words

GB: Final = 1_000_000_000
_SMALLEST_GB, _LARGEST_GB = 0.01, 1_000_000.0
_GATHER_MS: Final = 500


class StorageViewModel(QObject):
    """What `Storage` says, in words and parts.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask nothing before somebody looks."""
        super().__init__(parent)
        self._engine = engine
        self._reply: r.StorageReply | None = None
        self._open = False
        self._message, self._is_trouble = "", False
        self._gather = Gathering(self, _GATHER_MS, self._look)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)

    @Slot()
    def open(self) -> None:
        """Look, and again whenever something came or went."""
        self._open, self._message = True, ""
        self._look()

    @Slot()
    def close(self) -> None:
        """Hear that nobody looks any more."""
        self._open = False

    @Slot(str)
    def limit(self, typed: str) -> None:
        """Let pictures and files take so many gigabytes."""
        number = _number(typed)
        if number is None:
            self._say(translate("storage", "Please write a number of gigabytes, such as 20."), trouble=True)
            return
        if not _SMALLEST_GB <= number <= _LARGEST_GB:
            ends = _in_digits(_SMALLEST_GB), _in_digits(_LARGEST_GB)
            text = fill(translate("storage", "It can be between %1 and %2 GB."), *ends)
            self._say(text, trouble=True)
            return
        self._change(q.Storage(round(number * GB), None))

    @Slot(bool)
    def keep_originals(self, keep: bool) -> None:
        """Keep pictures in full size here, too, where their authors gave them so."""
        self._change(q.Storage(None, keep))

    # -- within --------------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._open:
            self._engine.ask(q.Storage(None, None), self._on_reply, self._on_trouble)

    def _change(self, request: q.Storage) -> None:
        self._engine.ask(request, self._on_changed, self._on_trouble)

    def _on_reply(self, reply: object) -> None:
        if isinstance(reply, r.StorageReply):
            self._reply = reply
            self.changed.emit()

    def _on_changed(self, reply: object) -> None:
        self._on_reply(reply)
        if self._reply is not None and self._reply.used_bytes > self._reply.limit_bytes:
            self._say(
                translate(
                    "storage",
                    "More than that is here. Older pictures make room where two other computers keep them.",
                )
            )
        else:
            self._say(translate("storage", "Changed."))

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence, trouble=True)

    def _say(self, message: str, *, trouble: bool = False) -> None:
        self._message, self._is_trouble = message, trouble
        self.changed.emit()

    def _on_state(self) -> None:
        # Nobody told what changed while there was no engine.
        if self._open and self._engine.state is LinkState.CONNECTED:
            self._gather.start()

    def _on_event(self, event: object) -> None:
        if self._open and isinstance(event, e.FeedChanged):
            self._gather.start()

    # -- for QML -------------------------------------------------------------------------------------

    def _get_used(self) -> str:
        reply = self._reply
        if reply is None:
            return ""
        return fill(
            translate("storage", "%1 of %2", "how much room is used, of how much"),
            size_in_words(reply.used_bytes),
            size_in_words(reply.limit_bytes),
        )

    def _get_here(self) -> str:
        return "" if self._reply is None else _counted(self._reply.here)

    def _get_part(self) -> float:
        return (
            0.0 if self._reply is None else min(1.0, self._reply.used_bytes / max(1, self._reply.limit_bytes))
        )

    def _get_free(self) -> str:
        reply = self._reply
        if reply is None:
            return ""
        text = translate("storage", "%1 of this computer's disk is free; %2 always stays free.", "two sizes")
        return fill(text, size_in_words(reply.free_bytes), size_in_words(reply.reserve_bytes))

    def _get_share(self) -> str:
        if self._reply is None:
            return ""
        text = translate("storage", "The pictures and files of one other person take at most %1.", "a size")
        return fill(text, size_in_words(self._reply.share_bytes))

    def _get_people(self) -> list[Row]:
        people = [one for one in self._reply.people if one.size] if self._reply else []
        most = max((one.size for one in people), default=1)
        return [
            {
                "person": one.person.hex(),
                "name": one.name,
                "letters": letters_of(one.name),
                "size": size_in_words(one.size),
                "part": one.size / most,
            }
            for one in people
        ]

    def _get_elsewhere(self) -> list[Row]:
        reply = self._reply
        if reply is None:
            return []
        said = (
            (reply.waiting, "clock", translate("storage", "On their way, or without room here")),
            (
                reply.gave_way,
                "refresh-cw",
                translate(
                    "storage",
                    "Made room for newer ones. Two other computers keep each; press one to bring it back.",
                ),
            ),
            (
                reply.elsewhere,
                "images",
                translate("storage", "Pictures in full size that come only when you ask for them"),
            ),
        )
        return [
            {"count": _counted(count), "symbol": symbol, "text": text}
            for count, symbol, text in said
            if count.files
        ]

    def _get_limit(self) -> str:
        if self._reply is None:
            return ""
        return _in_digits(self._reply.limit_bytes / GB)

    known = Property(bool, lambda self: self._reply is not None, notify=changed)
    used = Property(str, _get_used, notify=changed)
    here = Property(str, _get_here, notify=changed)
    part = Property(float, _get_part, notify=changed)
    free = Property(str, _get_free, notify=changed)
    share = Property(str, _get_share, notify=changed)
    people = Property(list, _get_people, notify=changed)
    elsewhere = Property(list, _get_elsewhere, notify=changed)
    limitText = Property(str, _get_limit, notify=changed)  # noqa: N815 — QML's way of naming
    keepsOriginals = Property(  # noqa: N815
        bool, lambda self: self._reply is not None and self._reply.keep_originals, notify=changed
    )
    message = Property(str, lambda self: self._message, notify=changed)
    isTrouble = Property(bool, lambda self: self._is_trouble, notify=changed)  # noqa: N815


def _counted(count: r.FileCount) -> str:
    files = translate("storage", "%n file(s)", "", count.files)
    return fill(
        translate("storage", "%1, %2", "how many files, their size"), files, size_in_words(count.size)
    )


def _in_digits(gigabytes: float) -> str:
    # As one writes it oneself, and as it can be typed again: 1e+06 is no number to most people.
    return QLocale().toString(
        gigabytes, "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    )


def _number(typed: str) -> float | None:
    """Return what somebody wrote, with their own point or comma; None if it is no number."""
    text = typed.strip().removesuffix("GB").strip()
    number, good = QLocale().toDouble(text)
    if not good:
        number, good = QLocale.c().toDouble(text)
    return number if good and number == number and abs(number) != float("inf") else None
