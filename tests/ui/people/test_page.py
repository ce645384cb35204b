"""The page of people as a screen reader meets it, and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, everything, find, name_of, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import MILLERS, a_circle, a_status
from tests.ui.people.a_circle import CLEO, FRED, a_proposal, a_request, an_engine
from tests.ui.waiting import until
from tests.ui.windows import Open
from ui.app import Window


@pytest.fixture
def engine() -> FakeEngine:
    return an_engine()


@pytest.fixture
def page(open_window: Open, engine: FakeEngine) -> Window:
    window = open_window(engine)
    press(window, "People")
    engine.settle()
    assert window.root is not None
    assert not window.root.grabWindow().isNull()
    return window


def item(window: Window, role: Role, beginning: str) -> str:
    (found,) = [name for name in names(window, role) if name.startswith(beginning)]
    return found


def focused(window: Window) -> str:
    assert window.root is not None
    (found,) = [name_of(t) for t in everything(window) if t.object() is window.root.activeFocusItem()]
    return found


def key(window: Window, *keys: Qt.Key) -> None:
    assert window.root is not None
    for one in keys:
        QTest.keyClick(window.root, one)


def test_everybody_is_an_item_that_says_all_of_it(page: Window) -> None:
    assert item(page, Role.ListItem, "Ben, steward").endswith("reachable now")
    assert "last met" in item(page, Role.ListItem, "Cleo, invited by Ben")
    assert "She sold our address." in item(page, Role.ListItem, "Eve")
    assert all(names(page, Role.Button))


def test_somebody_is_invited(page: Window, engine: FakeEngine) -> None:
    press(page, "Invite somebody")
    find(page, Role.Slider, "How many days it is good for").object().setProperty("value", 3)
    press(page, "Ask me first", Role.CheckBox)
    press(page, "Make the invitation")
    assert engine.waiting(q.Invite) == [q.Invite(MILLERS.hex(), 3, True, ())]
    engine.settle()
    assert "Square code of the invitation" in names(page, Role.Graphic)
    press(page, "Print a card")
    until(lambda: "The page as it will be printed" in names(page, Role.Graphic), engine)
    assert {"Print…", "Save as PDF"} <= set(names(page, Role.Button))
    press(page, "Letter", Role.PageTab)
    assert page.invitations.property("paper") == "letter"
    press(page, "Close")
    until(lambda: "The page as it will be printed" not in names(page, Role.Graphic), engine)
    press(page, "Done")
    assert "Invite somebody" in names(page, Role.Button)


def test_whoever_asks_is_let_in_on_the_page(page: Window, engine: FakeEngine) -> None:
    assert item(page, Role.Grouping, "Fred asks to come in")
    press(page, "Let Fred in")
    assert engine.waiting(q.Approve) == [q.Approve(a_request(FRED).id.hex())]
    engine.know(q.ListRequests, r.RequestsReply(()))
    engine.answer(q.Approve, r.Done())
    engine.settle()
    assert "Let Fred in" not in names(page, Role.Button)


def test_what_is_proposed_is_answered_on_the_page(page: Window, engine: FakeEngine) -> None:
    assert item(page, Role.Grouping, "Ben proposes to make Cleo a steward.")
    press(page, "Disagree")
    assert engine.waiting(q.Vote) == [q.Vote(a_proposal().motion.hex(), False)]


def test_somebody_is_removed_with_a_reason_and_second_thoughts(page: Window, engine: FakeEngine) -> None:
    press(page, item(page, Role.ListItem, "Cleo"), Role.ListItem)
    until(lambda: "Remove from the circle" in names(page, Role.Button), engine)
    press(page, "Remove from the circle")
    assert any("can read nothing new" in said for said in names(page, Role.StaticText))
    press(page, "Remove")  # nothing happens without a reason
    assert page.people.property("going") == ""
    write(page, "Reason", "She went away.")
    press(page, "Remove")
    until(lambda: "Cleo is removed." in names(page, Role.AlertMessage), engine)
    assert engine.all_of(q.Remove) == []
    press(page, "Undo")
    assert "Cleo is removed." not in names(page, Role.AlertMessage)
    page.people.finish()
    assert engine.all_of(q.Remove) == []


def test_a_letter_is_written_to_them_on_the_page_of_letters(page: Window, engine: FakeEngine) -> None:
    press(page, item(page, Role.ListItem, "Cleo"), Role.ListItem)
    until(lambda: "Write a letter" in names(page, Role.Button), engine)
    press(page, "Write a letter")
    until(lambda: "Invite somebody" not in names(page, Role.Button), engine)
    assert page.letters.property("current") == CLEO.person.hex()


def test_who_waits_is_marked_beside_the_pages(page: Window, engine: FakeEngine) -> None:
    def described() -> str:
        return find(page, Role.Button, "People").text(QAccessible.Text.Description)

    assert described() == "Waiting for your answer: 1"
    engine.know(q.ListRequests, r.RequestsReply(()))
    page.invitations.refresh()
    engine.settle()
    assert described() == ""


def test_one_leaves_and_erases(page: Window, engine: FakeEngine) -> None:
    press(page, item(page, Role.ListItem, "Ann Miller (you)"), Role.ListItem)
    until(lambda: "Leave this circle" in names(page, Role.Button), engine)
    press(page, "Leave this circle")
    press(page, "Delete what I wrote there", Role.CheckBox)
    press(page, "Delete and leave")
    page.people.finish()
    assert engine.waiting(q.Leave) == [q.Leave(MILLERS.hex(), True)]


def test_a_member_becomes_a_steward_by_agreement(page: Window, engine: FakeEngine) -> None:
    press(page, item(page, Role.ListItem, "Cleo"), Role.ListItem)
    until(lambda: "Agree to make them a steward" in names(page, Role.Button), engine)
    press(page, "Agree to make them a steward")
    assert any("It is proposed, and takes 1 more steward." in said for said in names(page, Role.StaticText))


def test_the_tree_is_walked_by_arrows_and_opened_by_enter(page: Window, engine: FakeEngine) -> None:
    press(page, "Tree", Role.PageTab)
    until(lambda: len(names(page, Role.TreeItem)) == 5, engine)
    assert names(page, Role.Tree) == ["Who invited whom"]
    root = find(page, Role.TreeItem, item(page, Role.TreeItem, "Ann Miller (you), level 1")).object()
    assert isinstance(root, QObject)
    root.forceActiveFocus()  # type: ignore[attr-defined]  # an item of QML
    key(page, Qt.Key.Key_Down)
    assert focused(page).startswith("Ben, level 2")
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right)
    # Eve, who went, stands beside whom she did not invite.
    assert focused(page).startswith("Eve, level 1")
    key(page, Qt.Key.Key_End, Qt.Key.Key_Return)
    until(
        lambda: (
            "Leave this circle" in names(page, Role.Button) or "Write a letter" in names(page, Role.Button)
        )
    )
    key(page, Qt.Key.Key_Escape)
    until(lambda: "Write a letter" not in names(page, Role.Button))


def test_the_list_is_walked_by_arrows(page: Window, engine: FakeEngine) -> None:
    first = find(page, Role.ListItem, item(page, Role.ListItem, "Ann")).object()
    first.forceActiveFocus()  # type: ignore[attr-defined]  # an item of QML
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert focused(page).startswith("Cleo")
    # What the engine tells meanwhile moves nobody's focus.
    page.people.refresh()
    engine.settle()
    assert focused(page).startswith("Cleo")
    key(page, Qt.Key.Key_Up, Qt.Key.Key_Return)
    until(lambda: "Write a letter" in names(page, Role.Button), engine)


def test_who_governs_nothing_is_told_who_does(open_window: Open) -> None:
    engine = an_engine(person=CLEO.person, name=CLEO.name)
    window = open_window(engine)
    press(window, "People")
    engine.settle()
    assert "Who invites: Ann Miller and Ben" in names(window, Role.StaticText)
    assert "Invite somebody" not in names(window, Role.Button)
    assert "Let Fred in" not in names(window, Role.Button)


def test_all_of_it_is_the_same_large_narrow_and_from_right_to_left(
    page: Window, engine: FakeEngine, qapp: QGuiApplication
) -> None:
    root = page.root
    assert root is not None
    try:
        page.theme.resize(1.6)
        root.setWidth(480)
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        press(page, "Tree", Role.PageTab)
        until(lambda: bool(page.people.property("outline")), engine)
        for view in ("Tree", "Invitations (1)", "List"):
            press(page, view, Role.PageTab)
            assert not root.grabWindow().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_knock_at_another_circle_is_seen_and_leads_there(open_window: Open) -> None:
    choir = b"2" * 32
    engine = an_engine(circles=(a_circle(), a_circle("Choir", circle=choir)))
    window = open_window(engine)
    press(window, "People")
    engine.settle()
    press(window, "Somebody asks to come into Choir")
    engine.settle()
    assert find(window, Role.ComboBox, "Which circle").object().property("currentValue") == choir.hex()
    assert "Let Fred in" in names(window, Role.Button)


@pytest.mark.parametrize("page_name", ["People", "Albums"])
def test_the_name_of_the_circle_stays_whatever_else_is_new(open_window: Open, page_name: str) -> None:
    engine = an_engine(circles=(a_circle(), a_circle("Choir", circle=b"2" * 32)))
    engine.know(q.ListPictures, r.PostsReply(()))
    window = open_window(engine)
    press(window, page_name)
    engine.settle()
    which = find(window, Role.ComboBox, "Which circle").object()
    view = window.people if page_name == "People" else window.albums
    view.choose((b"2" * 32).hex())
    engine.settle()
    assert which.property("displayText") == "Choir"
    # Somebody joined.
    engine.know(q.Status, a_status(circles=(a_circle(), a_circle("Choir", circle=b"2" * 32, members=3))))
    engine.told.emit(e.CirclesChanged())
    engine.settle()
    assert which.property("displayText") == "Choir"
