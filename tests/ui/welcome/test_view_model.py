"""The way in: a code is followed as it is typed, found wherever it is, and used once; a refusal is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.access import Role, names, press
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import NOBODY, NOW_MS, a_status, knowing
from tests.ui.windows import Open
from ui.app import Window
from ui.qr import drawn
from ui.welcome.view_model import Choosing, Refused, WelcomeViewModel, Working

LINK = "organic:ORG1CQPZRY9X8"
WHOLE = r.CodeReply("whole", "", "", (r.CodeGroup("QPZR", "right"),), 1, NOW_MS, False, "")
PART = r.CodeReply("part", "", "", (r.CodeGroup("QPZR", "right"),), 3, 0, False, "")
WRONG = r.CodeReply(
    "wrong", "mistyped", "Group 2 does not fit.", (r.CodeGroup("Q", "wrong"),), 3, 0, False, ""
)


class Door:
    """The view-model, its engine, and what it announced."""

    def __init__(self, screens: tuple[QImage, ...] = ()) -> None:
        self.engine = FakeEngine()
        self.welcome = WelcomeViewModel(self.engine, grab=lambda: list(screens))
        self.invited: list[int] = []
        self.done: list[int] = []
        self.welcome.invited.connect(lambda: self.invited.append(1))
        self.welcome.done.connect(lambda: self.done.append(1))

    def of(self, name: str) -> object:
        return self.welcome.property(name)

    @property
    def looked_at(self) -> list[str]:
        return [asked.text for asked in self.engine.all_of(q.CheckCode)]


def type_key(window: Window, key: Qt.Key) -> None:
    root = window.root
    assert root is not None
    QTest.keyClick(root, key)


def image_of(text: str) -> QImage:
    return QImage.fromData(drawn(text))


def test_whoever_founds_a_circle_is_in_at_the_answer() -> None:
    door = Door()
    door.welcome.found("The Millers", "Ann")
    assert door.engine.waiting(q.StartCircle) == [q.StartCircle("The Millers", "Ann")]
    assert door.of("busy")
    assert not door.done
    door.engine.answer(q.StartCircle, r.CircleReply(b"c" * 32, "member"))
    assert door.done == [1]
    assert door.welcome.state == Choosing()


def test_a_code_is_followed_as_it_is_typed_and_the_wrong_group_is_shown() -> None:
    door = Door()
    door.welcome.check("ORG1C-QPZR")
    door.engine.answer(q.CheckCode, PART)
    assert door.of("groups") == [{"text": "QPZR", "state": "right"}, *[{"text": "", "state": "open"}] * 2]
    assert not door.of("whole")
    door.welcome.check("ORG1C-QPZR-QQQQ")
    door.engine.answer(q.CheckCode, WRONG)
    assert (door.of("wrong"), door.of("sentence")) == (True, "Group 2 does not fit.")
    door.welcome.check("")
    assert (door.of("wrong"), door.of("groups")) == (False, [])


def test_only_the_last_of_what_was_typed_meanwhile_is_looked_at() -> None:
    door = Door()
    for text in ("O", "OR", "ORG"):
        door.welcome.check(text)
    door.engine.answer(q.CheckCode, PART)
    assert door.of("groups") == []  # that was the answer to an older text
    door.engine.answer(q.CheckCode, WHOLE)
    assert door.looked_at == ["O", "ORG"]
    assert door.of("whole")


def test_the_code_that_was_looked_at_is_used_once_and_then_forgotten() -> None:
    door = Door()
    door.welcome.check(f"  {LINK}\n")
    door.engine.answer(q.CheckCode, WHOLE)
    assert not door.invited  # who types presses the button
    door.welcome.join("Ben")
    assert door.engine.waiting(q.Join) == [q.Join(LINK, "Ben", 0)]
    door.engine.answer(q.Join, r.CircleReply(None, "looking"))
    assert door.done == [1]
    assert not door.of("whole")
    door.welcome.join("Ben")
    assert door.engine.waiting(q.Join)[0].code == ""


def test_a_second_press_asks_nothing_more() -> None:
    door = Door()
    door.welcome.check(LINK)
    door.engine.answer(q.CheckCode, WHOLE)
    door.welcome.join("Ben")
    door.welcome.join("Ben")
    door.welcome.found("A", "B")
    assert len(door.engine.open) == 1
    assert door.welcome.state == Working()


def test_a_refusal_is_shown_until_the_reader_types_again_and_keeps_the_code() -> None:
    door = Door()
    door.welcome.check(LINK)
    door.engine.answer(q.CheckCode, WHOLE)
    door.welcome.join("Ben")
    door.engine.refuse(q.Join, "This invitation was used already.")
    assert door.welcome.state == Refused("This invitation was used already.")
    assert door.of("refusal") == "This invitation was used already."
    door.welcome.forget()
    assert door.of("refusal") == ""
    door.welcome.join("Ben")
    assert door.engine.waiting(q.Join)[0].code == LINK


def test_a_link_invites_and_says_until_when_and_by_whom() -> None:
    door = Door()
    door.welcome.offer(LINK)
    door.engine.answer(q.CheckCode, r.CodeReply("whole", "", "", (), 0, NOW_MS, True, "Ann"))
    assert door.invited == [1]
    assert door.of("title") == "Ann invites you."
    assert door.of("about") == "Good until 18 November 2026. Somebody there says yes first."


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (r.CodeReply("refused", "expired", "It has expired.", (), 0, 1, False, ""), "It has expired."),
        (r.CodeReply("empty", "", "", (), 0, 0, False, ""), "This is not an invitation to a circle."),
    ],
)
def test_a_link_that_is_no_use_says_why(reply: r.CodeReply, sentence: str) -> None:
    door = Door()
    door.welcome.offer("https://example.org")
    door.engine.answer(q.CheckCode, reply)
    assert door.of("refusal") == sentence
    assert not door.invited


def test_a_link_on_the_clipboard_is_offered_and_nothing_else_is_looked_at() -> None:
    clipboard = QGuiApplication.clipboard()
    door = Door()
    clipboard.setText("A letter to my aunt")
    door.welcome.watch_clipboard(True)
    assert not door.looked_at
    clipboard.setText(f"Come in: {LINK}")
    assert door.looked_at == [f"Come in: {LINK}"]
    door.engine.answer(q.CheckCode, WHOLE)
    assert door.invited == [1]
    door.welcome.watch_clipboard(False)
    clipboard.setText(f"Again: {LINK}")
    assert len(door.looked_at) == 1  # nobody is at the door any more
    clipboard.clear()


def test_the_engine_looks_for_a_code_on_each_screen() -> None:
    door = Door(screens=(QImage(20, 20, QImage.Format.Format_RGB32), image_of(LINK.upper())))
    door.welcome.read_screen()
    assert door.of("busy")
    blank, code = (QImage.fromData(asked.data) for asked in door.engine.waiting(q.ReadCodePicture))
    assert (blank.width(), code.size()) == (20, image_of(LINK.upper()).size())
    door.welcome.read_screen()
    assert len(door.engine.waiting(q.ReadCodePicture)) == 2  # one look at a time
    door.engine.refuse(q.ReadCodePicture, "There is none.", "no-qr")
    assert not door.looked_at
    door.engine.answer(q.ReadCodePicture, r.CodeTextReply(LINK.upper()))
    assert door.looked_at == [LINK.upper()]
    assert not door.of("busy")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ((), "This computer does not let programs see the screen."),
        (("no-qr", "no-qr"), "No square code is to be seen"),
        (("several-qr", "no-qr"), "There are several square codes"),
        ((LINK, "organic:ORG1CXXXX"), "There are several square codes"),
        (("picture-too-large", "no-qr"), "This picture is too large."),
    ],
)
def test_a_screen_without_a_code_with_several_or_that_nobody_may_see_is_told(
    said: tuple[str, ...], sentence: str
) -> None:
    door = Door(screens=tuple(image_of(LINK) for _ in said))
    door.welcome.read_screen()
    for one in said:
        if one.startswith("organic:"):
            door.engine.answer(q.ReadCodePicture, r.CodeTextReply(one))
        else:
            door.engine.refuse(q.ReadCodePicture, "This picture is too large.", one)
    assert str(door.of("refusal")).startswith(sentence)
    assert not door.looked_at


def test_of_several_codes_the_one_that_is_an_invitation_counts() -> None:
    door = Door(screens=(image_of("https://example.org"), image_of(LINK.upper())))
    door.welcome.read_screen()
    for text in ("https://example.org", LINK.upper()):
        door.engine.answer(q.ReadCodePicture, r.CodeTextReply(text))
    assert door.looked_at == [LINK.upper()]


def test_a_picture_is_read_by_the_engine(tmp_path: Path) -> None:
    door = Door()
    picture = tmp_path / "card.png"
    door.welcome.open([QUrl("https://example.org/card.png"), QUrl.fromLocalFile(str(picture))])
    assert door.engine.waiting(q.ReadCodePicture) == [q.ReadCodePicture(str(picture), b"")]
    door.engine.answer(q.ReadCodePicture, r.CodeTextReply(LINK))
    assert door.looked_at == [LINK]
    door.welcome.open([QUrl.fromLocalFile(str(picture))])
    door.engine.refuse(q.ReadCodePicture, "This picture is damaged.")
    assert door.of("refusal") == "This picture is damaged."


def test_a_picture_that_was_copied_is_read_by_the_engine_as_it_is() -> None:
    door = Door()
    assert not door.welcome.paste_picture()
    copied = QMimeData()
    copied.setData("image/png", b"\x89PNG, it says")
    QGuiApplication.clipboard().setMimeData(copied)
    assert door.welcome.paste_picture()
    assert door.engine.waiting(q.ReadCodePicture) == [q.ReadCodePicture("", b"\x89PNG, it says")]
    QGuiApplication.clipboard().clear()


# -- links that nobody asked for -------------------------------------------------------------------

OTHER = "organic:ORG1CXXXX"


def test_a_link_never_joins_by_itself() -> None:
    door = Door()
    door.engine.know(q.CheckCode, WHOLE)
    for come in (door.welcome.offer, door.welcome.dropped, door.welcome.check):
        come(LINK)
        door.engine.settle()
        come(f"{LINK}\n{LINK}")
        door.engine.settle()
    assert door.engine.all_of(q.Join) == []


def test_a_link_that_comes_while_another_code_is_read_is_not_used_in_its_place() -> None:
    door = Door()
    door.welcome.offer(LINK)
    door.engine.answer(q.CheckCode, changed(WHOLE, inviter="Ann"))
    assert door.of("title") == "Ann invites you."
    door.welcome.offer(OTHER)  # a page in the browser, just before the button is pressed
    assert door.of("title") == "Ann invites you."
    door.welcome.join("Ben")
    assert door.engine.waiting(q.Join) == [q.Join(LINK, "Ben", 0)]


@pytest.mark.parametrize("known", ["before", "while", "after"])
def test_a_link_that_comes_while_one_is_used_is_told_of_afterwards(known: str) -> None:
    door = Door()
    door.engine.know(q.Join, r.CircleReply(None, "looking"))
    door.welcome.offer(LINK)
    door.engine.answer(q.CheckCode, changed(WHOLE, inviter="Ann"))
    if known == "before":  # the engine has not said yet what it is
        door.welcome.offer(OTHER)
    door.welcome.join("Ben")
    if known == "before":
        door.engine.answer(q.CheckCode, changed(WHOLE, inviter="Eve"))
    elif known == "while":
        door.welcome.offer(OTHER)
    assert (door.invited, door.of("title")) == ([1], "Ann invites you.")
    door.engine.settle()
    assert door.done == [1]
    if known == "after":
        door.welcome.offer(OTHER)
    assert door.of("title") == "You are invited."
    door.engine.answer(q.CheckCode, changed(WHOLE, inviter="Eve"))
    assert (door.invited, door.of("title")) == ([1, 1], "Eve invites you.")
    assert door.engine.all_of(q.Join) == [q.Join(LINK, "Ben", 0)]


def test_a_refused_join_is_not_tried_again_with_a_link_that_came_meanwhile() -> None:
    door = Door()
    door.welcome.offer(LINK)
    door.engine.answer(q.CheckCode, WHOLE)
    door.welcome.join("Ben")
    door.welcome.offer(OTHER)
    door.engine.refuse(q.Join, "This invitation was used already.")
    door.welcome.join("Ben")
    assert {asked.code for asked in door.engine.all_of(q.Join)} == {LINK}


def test_a_link_that_comes_while_a_circle_is_founded_is_told_of_afterwards() -> None:
    door = Door()
    door.engine.know(q.CheckCode, WHOLE)
    door.welcome.offer(LINK)
    door.engine.settle()
    door.welcome.found("The Millers", "Ann")
    door.engine.answer(q.StartCircle, r.CircleReply(b"c" * 32, "member"))
    door.engine.settle()
    assert (door.invited, door.of("whole")) == ([1, 1], True)


def test_a_link_that_came_before_there_were_pages_is_shown_with_them(open_window: Open) -> None:
    engine = knowing()
    engine.know(q.CheckCode, changed(WHOLE, inviter="Eve"))
    engine.forget(q.Status)
    window = open_window(engine)
    window.welcome.offer(LINK)
    engine.settle()
    engine.know(q.Status, a_status())
    engine.settle()
    assert "Eve invites you." in names(window, Role.StaticText)


def test_whoever_has_said_their_name_already_is_told_of_another_link_first(open_window: Open) -> None:
    engine = knowing(status=NOBODY)
    engine.know(q.CheckCode, lambda asked: changed(WHOLE, inviter="Ann" if asked.text == LINK else "Eve"))
    window = open_window(engine)
    window.welcome.offer(LINK)
    engine.settle()
    assert "Ann invites you." in names(window, Role.StaticText)
    press(window, "Join")
    assert "What should they call you?" in names(window, Role.StaticText)
    window.welcome.offer(OTHER)
    engine.settle()
    assert "Eve invites you." in names(window, Role.StaticText)
    assert any(name.startswith("This is another invitation") for name in names(window, Role.StaticText))
    # Who was typing their name goes on typing: none of it presses the button.
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        type_key(window, key)
    assert "Eve invites you." in names(window, Role.StaticText)
    assert engine.all_of(q.Join) == []


def test_whoever_writes_a_post_does_not_accept_a_link_with_the_next_key(open_window: Open) -> None:
    engine = knowing()
    engine.know(q.CheckCode, changed(WHOLE, inviter="Eve"))
    window = open_window(engine)
    window.welcome.offer(LINK)
    engine.settle()
    assert "Eve invites you." in names(window, Role.StaticText)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        type_key(window, key)
    assert "Eve invites you." in names(window, Role.StaticText)
    press(window, "Join")
    assert "What should they call you?" in names(window, Role.StaticText)
