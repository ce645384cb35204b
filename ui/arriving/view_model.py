"""State of the way into circles: for whom or what each join waits, in words, and what can be done meanwhile."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine_link import Engine, Trouble
from ui.language import fill, translate
from ui.refusals import join_in_words
from ui.session import Session
from ui.words import day_of

_OVER = ("refused", "expired")


class ArrivingViewModel(QObject):
    """Joins that have not led into their circles yet.

    Signals:
        changed: They stand otherwise.
    """

    changed = Signal()

    def __init__(self, engine: Engine, session: Session, parent: QObject | None = None) -> None:
        """Follow `session`."""
        super().__init__(parent)
        self._engine, self._session = engine, session
        self._refusal = ""
        session.changed.connect(self.changed)

    @Slot(str)
    def forget(self, join: str) -> None:
        """Put a join away that came to nothing, or give one up."""
        self._refusal = ""
        self._engine.ask(q.ForgetJoin(join), lambda _: self._session.refresh(), self._on_failed)

    def _on_failed(self, trouble: Trouble) -> None:
        self._refusal = trouble.sentence
        self.changed.emit()

    def _get_ways(self) -> list[dict[str, object]]:
        return [self._way(join) for join in self._session.joins]

    def _way(self, join: r.JoinView) -> dict[str, object]:
        return {
            "id": join.id.hex(),
            "circle": join.name,
            "title": _title(join),
            "sentence": _sentence(join),
            "detail": _detail(join),
            "over": join.state in _OVER,
            "step": {"looking": 0, "asked": 1, "admitted": 2}.get(join.state, -1),
        }

    ways = Property(list, _get_ways, notify=changed)
    count = Property(int, lambda self: len(self._session.joins), notify=changed)
    refusal = Property(str, lambda self: self._refusal, notify=changed)


def _title(join: r.JoinView) -> str:
    if join.state in _OVER:
        return translate("arriving", "You did not come in")
    if join.name:
        return fill(translate("arriving", "On your way into %1"), join.name)
    return translate("arriving", "On your way in")


def _sentence(join: r.JoinView) -> str:
    match join.state:
        case "looking" if join.inviter:
            return fill(
                translate(
                    "arriving", "%1's computer is off or out of reach. You are in as soon as it is on."
                ),
                join.inviter,
            )
        case "looking":
            return translate(
                "arriving",
                "The computer that invited you is off or out of reach. You are in as soon as it is on.",
            )
        case "asked":
            return translate("arriving", "You have knocked. Somebody there says yes first.")
        case "admitted":
            return translate("arriving", "You were let in. The first posts are coming.")
        case _:
            return join_in_words(join)


def _detail(join: r.JoinView) -> str:
    match join.state:
        case "looking":
            return fill(
                translate(
                    "arriving",
                    "It may also be in another network. The invitation is good until %1, and this computer goes on "
                    "looking by itself, also when this window is closed.",
                ),
                day_of(join.expires_ms),
            )
        case "asked":
            return translate("arriving", "You need not wait here: it goes on by itself.")
        case _:
            return ""
