"""State of the way into circles: for whom or what each join waits, in words, and what can be done meanwhile.

    looking ──▶ "Looking for Ann's computer…" ── everything tried ──▶ "Ann's computer is off or out of reach."

When everything was tried is not for a clock to say: the engine is asked to test its connections, and answers then.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.language import fill, translate
from ui.refusals import join_in_words
from ui.session import Session
from ui.trouble import Trouble
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
        # Joins for which all that can be tried is being tried, was tried just now, and is known to have been in vain.
        self._trying: set[bytes] = set()
        self._done: set[bytes] = set()
        self._tried: set[bytes] = set()
        session.answered.connect(self._on_session)

    @Slot(str)
    def forget(self, join: str) -> None:
        """Put a join away that came to nothing, or give one up."""
        self._refusal = ""
        self._engine.ask(q.ForgetJoin(join), lambda _: self._session.refresh(), self._on_failed)

    def _on_session(self) -> None:
        self._tried |= self._done
        self._try()
        self.changed.emit()

    def _try(self) -> None:
        """Have the engine go to every address and ask around, for joins that have found nobody yet."""
        looking = {join.id for join in self._session.joins if join.state == "looking"}
        if not self._trying and (new := looking - self._tried):
            self._trying = new
            self._engine.ask(q.Diagnose(), lambda _: self._on_tried(), self._on_untried)

    def _on_tried(self) -> None:
        self._done, self._trying = self._trying, set()
        # Somebody may have been met just now: then it is not said that nobody was.
        self._session.refresh()

    def _on_untried(self, trouble: Trouble) -> None:
        if trouble.kind == "engine-gone":
            self._trying = set()  # the next engine is asked as soon as it says how things stand
        else:
            self._on_tried()  # more cannot be found out

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
            "sentence": _sentence(join, tried=join.id in self._tried),
            "detail": _detail(join, tried=join.id in self._tried),
            "symbol": _symbol(join, tried=join.id in self._tried),
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


def _symbol(join: r.JoinView, *, tried: bool) -> str:
    if join.state == "looking":
        return "wifi-off" if tried else "search"
    return {"asked": "hand-heart", "admitted": "circle-check"}.get(join.state, "circle-alert")


def _sentence(join: r.JoinView, *, tried: bool) -> str:
    match join.state:
        case "looking" if not tried and join.inviter:
            return fill(translate("arriving", "Looking for %1's computer…"), join.inviter)
        case "looking" if not tried:
            return translate("arriving", "Looking for the computer that invited you…")
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


def _detail(join: r.JoinView, *, tried: bool) -> str:
    match join.state:
        case "looking" if not tried:
            return translate("arriving", "This takes some seconds.")
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
