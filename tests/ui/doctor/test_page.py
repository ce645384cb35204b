"""The page of the connection doctor, as a screen reader meets it."""

from __future__ import annotations

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, find, names, press, write
from tests.ui.doctor.test_view_model import a_diagnosis, a_finding
from tests.ui.family import BEN, a_status, knowing
from tests.ui.waiting import until
from tests.ui.windows import Open


def test_one_press_on_the_state_of_things_leads_to_the_cause_and_a_way_out(open_window: Open) -> None:
    engine = knowing(status=a_status(neighbours=()))
    window = open_window(engine)
    press(window, "Nobody's computer is on just now. What you write waits here and is sent by itself.")
    assert engine.waiting(q.Diagnose), "it tests as soon as it is opened"
    assert "Testing…" in names(window, Role.ProgressBar)
    found = (a_finding("no-multicast", "certain"), a_finding("nobody-on", "likely", BEN))
    engine.answer(q.Diagnose, a_diagnosis(*found))
    until(lambda: "Test again" in names(window, Role.Button), engine)
    assert "This network does not let computers find each other." in names(window, Role.Heading)
    listed = names(window, Role.ListItem)
    assert "Everybody is reached: No" in listed
    assert any(line.startswith("Ben's computer is not on just now.") for line in listed)
    assert not any("mDNS" in said for said in names(window, Role.StaticText))
    press(window, "For the technically minded")
    assert any("mDNS" in said for said in names(window, Role.StaticText))

    write(window, "Address of the other computer", "192.168.1.20:41234")
    press(window, "Connect")
    engine.answer(q.Connect, r.ConnectReply(BEN.person, "Ben"))
    assert "Ben's computer answered. You are connected." in names(window, Role.AlertMessage)
    engine.answer(q.Diagnose, a_diagnosis(a_finding("well", "certain")))
    until(lambda: "Everything works." in names(window, Role.Heading), engine)
    press(window, "Test again")
    assert engine.waiting(q.Diagnose)


def test_a_wrong_address_is_explained_and_not_tried(open_window: Open) -> None:
    engine = knowing()
    engine.know(q.Diagnose, a_diagnosis())
    window = open_window(engine)
    press(window, "Everything is up to date. Ben is reachable.")
    until(lambda: "Test again" in names(window, Role.Button), engine)
    write(window, "Address of the other computer", "192.168.1.20")
    assert find(window, Role.Button, "Connect").state().disabled
    until(lambda: any("behind a colon" in said for said in names(window, Role.AlertMessage)), engine)
    assert not engine.all_of(q.Connect)
