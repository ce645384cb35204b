"""What the engine does by itself, as it is chosen in the window; and what the window tells the engine of itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import SETTINGS, a_status
from ui.attention import Attention
from ui.engine import LinkState
from ui.language import Language, choose
from ui.session import Session
from ui.settings.disk import DiskLock
from ui.settings.engine_settings import EngineSettings
from ui.settings.strength import Strength, strength_of

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


def test_a_choice_is_shown_at_once_and_sent_whole() -> None:
    engine = FakeEngine()
    doings = EngineSettings(engine)
    doings.switch("letters", False)  # nothing is known yet, so nothing can be sent
    doings.refresh()
    engine.answer(q.ReadSettings, SETTINGS)
    doings.switch("letters", False)
    doings.set_time("quiet_from", 1230)
    assert doings.property("letters") is False
    assert engine.waiting(q.PutNotices)[-1] == q.PutNotices(False, True, 1080, True, 1230, 420)
    assert 1230 in [one["value"] for one in doings.property("times")]
    engine.refuse(q.PutNotices, "The disk is full.")
    assert doings.property("trouble") == "The disk is full."


def test_starting_with_the_computer_is_what_the_engine_says_it_is() -> None:
    engine = FakeEngine()
    doings = EngineSettings(engine)
    doings.start_with_computer(True)
    assert engine.waiting(q.StartWithComputer) == [q.StartWithComputer(True)]
    engine.answer(q.StartWithComputer, r.SettingsReply(True, True, 0, True, 0, 0, False, "on"))
    assert (doings.property("autostart"), doings.property("notifies")) == ("on", False)


def test_why_it_does_not_start_with_the_computer_is_no_trouble_of_notifications() -> None:
    engine = FakeEngine()
    doings = EngineSettings(engine)
    doings.refresh()
    engine.answer(q.ReadSettings, SETTINGS)
    doings.start_with_computer(True)
    engine.refuse(q.StartWithComputer, "The disk is full.")
    engine.answer(q.ReadSettings, SETTINGS)
    assert (doings.property("startTrouble"), doings.property("trouble")) == ("The disk is full.", "")
    doings.start_with_computer(True)
    assert doings.property("startTrouble") == ""


def test_what_the_engine_finds_out_later_is_asked_for_then() -> None:
    engine = FakeEngine()
    doings = EngineSettings(engine)
    engine.told.emit(e.SettingsChanged())
    assert not engine.all_of(q.ReadSettings)  # nobody looks
    doings.refresh()
    engine.answer(q.ReadSettings, changed(SETTINGS, notifies=None))
    assert doings.property("notifies") is True
    engine.told.emit(e.SettingsChanged())
    engine.answer(q.ReadSettings, changed(SETTINGS, notifies=False))
    assert doings.property("notifies") is False


def test_the_engine_hears_of_attention_again_after_it_was_started_again() -> None:
    engine = FakeEngine()
    attention = Attention(engine, Language("en"))
    heard = len(engine.all_of(q.Look))
    attention.look(ACTIVE)
    attention.look(ACTIVE)
    engine.become(LinkState.STARTING)
    engine.become(LinkState.CONNECTED)
    attention.leave()
    assert engine.all_of(q.Look)[heard:] == [q.Look(True), q.Look(True), q.Look(False)]


def test_notifications_speak_the_readers_language() -> None:
    engine = FakeEngine()
    language = Language("en")
    attention = Attention(engine, language)
    try:
        language.choose("de")
        english, german = engine.all_of(q.PutNoticeWords)
        assert english.letter == "A letter from %1"
        assert "%1" in german.letter
    finally:
        choose("en")
        attention.leave()


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("short", Strength.SHORT),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678", Strength.WEAK),
        ("password", Strength.WEAK),
        ("abababababab", Strength.WEAK),
        ("hello hello hello", Strength.WEAK),
        ("cherry tree kitchen", Strength.FAIR),
        ("cherry tuesday kitchen violin ladder", Strength.GOOD),
        ("x9$Kq2!vR7zL", Strength.GOOD),
    ],
)
def test_a_passphrase_is_as_strong_as_it_is_hard_to_guess(passphrase: str, strength: Strength) -> None:
    assert strength_of(passphrase) is strength


class Lock:
    def __init__(self, disk: str) -> None:
        self.engine = FakeEngine()
        self.session = Session(self.engine)
        self.engine.answer(q.Status, a_status(disk=disk))
        self.disk = DiskLock(self.engine, self.session)


@pytest.mark.parametrize(
    ("disk", "said"),
    [("keyring", "keyring"), ("passphrase", "only your passphrase"), ("file", "is not locked")],
)
def test_it_is_said_truthfully_what_protects_the_disk(disk: str, said: str) -> None:
    assert said in Lock(disk).disk.property("said")


def test_a_passphrase_is_typed_twice_and_sent_once() -> None:
    lock = Lock("file")
    lock.disk.lock("one two three", "one two tree", "")
    assert "not the same" in lock.disk.property("trouble")
    assert not lock.engine.all_of(q.Lock)
    lock.disk.lock("one two three", "one two three", "")
    lock.disk.lock("one two three", "one two three", "")
    assert lock.engine.waiting(q.Lock) == [q.Lock("one two three", "")]
    lock.engine.answer(q.Lock, r.DiskReply("passphrase"))
    assert lock.disk.property("message").startswith("Done.")
    assert lock.engine.waiting(q.Status)  # what protects it is read again


def test_a_wrong_passphrase_so_far_is_said() -> None:
    lock = Lock("passphrase")
    lock.disk.lock("one two three", "one two three", "wrong")
    lock.engine.refuse(q.Lock, "This is not the passphrase.")
    assert lock.disk.property("trouble") == "This is not the passphrase."
