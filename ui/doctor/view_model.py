"""State of the connection doctor's page: the last test, and an address that is tried by hand."""

import ipaddress
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clock import now_ms
from ui.doctor import technical
from ui.doctor.words import Advice, advise
from ui.engine import Engine
from ui.language import fill, translate
from ui.names import letters_of
from ui.trouble import Trouble
from ui.words import time_in_words

_FIRST_PORT, _LAST_PORT = 1024, 65_535
_WAITING: Final = Advice("", "", (), "refresh-cw", "calm")


class DoctorViewModel(QObject):
    """Tests when it is asked, and keeps what the last test showed.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Begin without a test: it is made when somebody looks."""
        super().__init__(parent)
        self._engine = engine
        self._reply: r.DiagnoseReply | None = None
        self._testing = self._again = False
        self._trouble = ""
        self._trying = ""
        self._outcome: r.ConnectReply | Trouble | None = None
        self._copied = False
        self._said: object = None

    @Slot()
    def test(self) -> None:
        """Test everything once more."""
        if self._testing:
            self._again = True
            return
        self._testing, self._copied = True, False
        self._engine.ask(q.Diagnose(), self._on_diagnosis, self._on_trouble)
        self.changed.emit()

    @Slot(str)
    def reach(self, address: str) -> None:
        """Try an address by hand, if it is one."""
        typed = address.strip()
        if self._trying or self.why_not(typed) or not typed:
            return
        self._trying, self._outcome = typed, None
        self._engine.ask(q.Connect(typed), self._on_reached, self._on_not_reached)
        self.changed.emit()

    @Slot(str, result=str)
    def why_not(self, address: str) -> str:
        """Return what is wrong with an address as it is typed; nothing if it can be tried, or nothing is typed."""
        typed = address.strip()
        if not typed:
            return ""
        host, colon, port = typed.rpartition(":")
        if not colon:
            return translate("doctor", "At its end, behind a colon, stands a number: 192.168.1.20:41234.")
        try:
            ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
        except ValueError:
            return translate("doctor", "Before the colon stand four numbers with dots: 192.168.1.20:41234.")
        if not (port.isascii() and port.isdecimal() and _FIRST_PORT <= int(port[:6]) <= _LAST_PORT):
            return fill(
                translate("doctor", "The number behind the colon lies between %1 and %2."),
                _FIRST_PORT,
                _LAST_PORT,
            )
        return ""

    @Slot()
    def copy_address(self) -> None:
        """Put this computer's address on the clipboard."""
        QGuiApplication.clipboard().setText(self._get_own_address())
        self._copied = True
        self.changed.emit()

    def redress(self) -> None:
        """Say everything again if it is different now: it is later."""
        said = (self._get_tested(), self._get_people())
        if said != self._said:
            self._said = said
            self.changed.emit()

    # -- what the engine says ------------------------------------------------------------------------

    def _on_diagnosis(self, reply: object) -> None:
        if isinstance(reply, r.DiagnoseReply):
            self._reply, self._trouble = reply, ""
        self._tested()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._trouble = trouble.sentence
        self._tested()

    def _tested(self) -> None:
        self._testing = False
        again, self._again = self._again, False
        if again:
            self.test()
        self.changed.emit()

    def _on_reached(self, reply: object) -> None:
        self._trying = ""
        self._outcome = reply if isinstance(reply, r.ConnectReply) else None
        # What was found before is not true any more.
        self.test()

    def _on_not_reached(self, trouble: Trouble) -> None:
        self._trying, self._outcome = "", trouble
        self.changed.emit()

    # -- for QML -------------------------------------------------------------------------------------

    def _advice(self) -> list[Advice]:
        return [advise(f, self._reply.port) for f in self._reply.findings] if self._reply else []

    def _first(self) -> Advice:
        return next(iter(self._advice()), _WAITING)

    def _get_headline(self) -> str:
        if self._reply is None:
            return self._trouble or translate("doctor", "Looking at your connections…")
        return self._first().headline

    def _get_others(self) -> list[dict[str, object]]:
        return [
            {"headline": advice.headline, "meaning": advice.meaning, "symbol": advice.symbol}
            for advice in self._advice()[1:]
        ]

    def _get_people(self) -> list[dict[str, object]]:
        return [
            {
                "person": one.person.hex(),
                "name": one.name,
                "letters": letters_of(one.name),
                "said": self._said_of(one),
                "here": one.here,
            }
            for one in (self._reply.people if self._reply else ())
        ]

    def _said_of(self, one: r.ReachView) -> str:
        if one.here:
            return translate("doctor", "connected")
        if one.heard:
            return translate("doctor", "on, but not reached")
        if one.met_ms is not None:
            return fill(translate("doctor", "met %1", "a time in words"), time_in_words(one.met_ms, now_ms()))
        return translate("doctor", "not met yet")

    def _get_own_address(self) -> str:
        """Return where others reach this computer; nothing if they cannot."""
        for address in self._reply.addresses if self._reply else ():
            host = address.partition("/")[0]
            if not ipaddress.ip_address(host).is_link_local and self._reply is not None:
                return f"[{host}]:{self._reply.port}" if ":" in host else f"{host}:{self._reply.port}"
        return ""

    def _get_outcome(self) -> str:
        match self._outcome:
            case r.ConnectReply(_, str(name)):
                return fill(translate("doctor", "%1's computer answered. You are connected."), name)
            case r.ConnectReply():
                return translate("doctor", "The computer that lets you in answered.")
            case Trouble():
                return (
                    translate(
                        "doctor",
                        "Nobody you know answers there. Is Organic open on that computer, and the address right?",
                    )
                    if self._outcome.kind == "unreachable"
                    else self._outcome.sentence
                )
            case _:
                return ""

    def _get_tested(self) -> str:
        if self._testing:
            return translate("doctor", "Testing…")
        if self._reply is None:
            return ""
        return fill(
            translate("doctor", "Tested %1.", "a time in words"),
            time_in_words(self._reply.tested_ms, now_ms()),
        )

    testing = Property(bool, lambda self: self._testing, notify=changed)
    known = Property(bool, lambda self: self._reply is not None, notify=changed)
    tested = Property(str, _get_tested, notify=changed)
    headline = Property(str, _get_headline, notify=changed)
    meaning = Property(str, lambda self: self._first().meaning, notify=changed)
    steps = Property(list, lambda self: list(self._first().steps), notify=changed)
    symbol = Property(str, lambda self: self._first().symbol, notify=changed)
    tone = Property(str, lambda self: self._first().tone, notify=changed)
    others = Property(list, _get_others, notify=changed)
    checks = Property(
        list, lambda self: technical.check_rows(self._reply.checks) if self._reply else [], notify=changed
    )
    details = Property(list, lambda self: technical.lines(self._reply) if self._reply else [], notify=changed)
    people = Property(list, _get_people, notify=changed)
    ownAddress = Property(str, _get_own_address, notify=changed)  # noqa: N815 — QML's way of naming
    copied = Property(bool, lambda self: self._copied, notify=changed)
    trying = Property(bool, lambda self: bool(self._trying), notify=changed)
    outcome = Property(str, _get_outcome, notify=changed)
    reached = Property(bool, lambda self: isinstance(self._outcome, r.ConnectReply), notify=changed)
