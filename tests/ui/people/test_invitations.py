"""An invitation from its making to its end, and those who wait to be let in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.family import INVITATION, MILLERS, NOW_MS, a_circle
from tests.ui.people.a_circle import CLEO, FRED, PEOPLE, a_request, an_engine
from ui.images import PostImages
from ui.people.invitations import InvitationsViewModel
from ui.people.view_model import PeopleViewModel
from ui.session import Session


class Page:
    def __init__(self, **fields: Any) -> None:
        self.engine = an_engine(PEOPLE, **fields)
        self.images = PostImages()
        self.session = Session(self.engine)
        self.people = PeopleViewModel(self.engine, self.session)
        self.invitations = InvitationsViewModel(
            self.engine, self.session, self.people, self.images, now_ms=lambda: NOW_MS
        )
        self.engine.settle()

    def of(self, name: str) -> Any:
        return self.invitations.property(name)

    @property
    def message(self) -> Any:
        return self.people.property("message")

    def make(self, *, ask: bool = False) -> None:
        self.invitations.begin()
        self.invitations.make(7, ask)
        self.engine.settle()


@pytest.fixture
def page() -> Page:
    return Page()


def test_an_invitation_is_made_shown_and_put_away(page: Page) -> None:
    page.invitations.begin()
    assert page.of("writing")
    page.invitations.make(3, True)
    assert page.engine.waiting(q.Invite) == [q.Invite(MILLERS.hex(), 3, True, ())]
    page.engine.settle()
    assert not page.of("writing")
    assert page.of("code") in page.images
    assert page.of("typed") == INVITATION.code
    assert page.of("until").endswith("2026")
    page.invitations.put_away()
    assert page.of("code") == page.of("typed") == page.of("until") == ""


def test_a_refusal_is_a_sentence_and_keeps_what_was_chosen(page: Page) -> None:
    page.invitations.begin()
    page.invitations.make(7, False)
    page.engine.refuse(q.Invite, "Only stewards invite here.")
    assert page.message == "Only stewards invite here."
    assert page.of("writing")


def test_the_link_is_copied(page: Page) -> None:
    page.make()
    page.invitations.copy_link()
    on_it = QGuiApplication.clipboard().mimeData()
    assert on_it.text() == INVITATION.uri
    # Managers of clipboards keep no history of what is marked so.
    assert on_it.data("x-kde-passwordManagerHint").data() == b"secret"
    assert "copied" in page.message


def test_the_one_that_is_shown_is_taken_back(page: Page) -> None:
    page.make()
    page.invitations.take_back("")
    assert page.engine.waiting(q.RevokeInvitation) == [q.RevokeInvitation(INVITATION.id.hex())]
    assert page.of("typed")
    page.engine.answer(q.RevokeInvitation, r.Done())
    assert page.of("typed") == ""
    assert "taken back" in page.message


def test_what_is_out_is_listed_with_what_became_of_it(page: Page) -> None:
    rows = page.of("rows").rows
    assert rows[0]["title"].startswith("Open until ")
    assert [row["title"].split(" on ")[0] for row in rows[1:]] == ["Used by Cleo", "Taken back", "Expired"]
    assert [row["mayTakeBack"] for row in rows] == [True, False, False, False]
    assert page.of("openCount") == 1
    page.make()
    page.invitations.take_back(rows[0]["id"])
    page.engine.answer(q.RevokeInvitation, r.Done())
    assert page.of("typed")  # the one that is shown is another


def test_who_is_no_steward_takes_nothing_back_and_answers_nobody() -> None:
    page = Page(person=CLEO.person, name=CLEO.name)
    assert not any(row["mayTakeBack"] for row in page.of("rows").rows)
    assert not any(row["mayAnswer"] for row in page.of("requests").rows)


def test_whoever_asks_is_let_in_or_not(page: Page) -> None:
    (asking,) = page.of("requests").rows
    assert (asking["name"], asking["said"]) == ("Fred", "invited by Ann Miller · asked 5 minutes ago")
    page.invitations.approve(asking["id"])
    assert page.engine.waiting(q.Approve) == [q.Approve(a_request(FRED).id.hex())]
    page.engine.refuse(q.Approve, "Somebody else has answered.")
    assert page.message == "Somebody else has answered."
    page.invitations.decline(asking["id"])
    page.engine.know(q.ListRequests, r.RequestsReply(()))
    page.engine.answer(q.Decline, r.Done())
    page.engine.settle()
    assert page.of("waiting") == 0


def test_a_guest_who_knocks_is_seen_at_once(page: Page) -> None:
    page.engine.know(q.ListRequests, r.RequestsReply((a_request(), a_request(CLEO))))
    page.engine.told.emit(e.CirclesChanged())
    page.engine.settle()
    assert page.of("waiting") == 2


def test_who_knocks_at_another_circle_is_not_overlooked() -> None:
    choir = (b"2" * 32).hex()
    page = Page(
        circles=(
            a_circle(),
            a_circle("Choir", circle=b"2" * 32),
            a_circle("Old", circle=b"3" * 32, state="left"),
        )
    )
    assert {asked.circle for asked in page.engine.all_of(q.ListRequests)} == {MILLERS.hex(), choir}
    page.engine.know(
        q.ListRequests, lambda asked: r.RequestsReply((a_request(),) if asked.circle == choir else ())
    )
    page.engine.told.emit(e.CirclesChanged())
    page.engine.settle()
    assert (page.of("waiting"), page.of("requests").rows) == (1, [])
    (there,) = page.of("elsewhere").rows
    assert there == {"id": choir, "text": "Somebody asks to come into Choir"}
    page.people.choose(choir)
    page.engine.settle()
    assert page.of("elsewhere").rows == []
    assert len(page.of("requests").rows) == 1


def test_another_circle_shows_no_invitation_of_this_one(page: Page) -> None:
    page.make()
    page.people.choose("22" * 32)
    assert page.of("code") == ""
    assert page.of("rows").rows == page.of("requests").rows == []


def test_an_invitation_stands_under_no_other_circle_than_its_own(page: Page) -> None:
    page.invitations.begin()
    page.invitations.make(7, False)
    page.people.choose("22" * 32)
    page.invitations.begin()
    page.engine.settle()
    assert page.engine.all_of(q.Invite) == [q.Invite(MILLERS.hex(), 7, False, ())]
    assert (page.of("typed"), page.of("writing")) == ("", True)
    page.invitations.show_card()
    assert page.of("page") == ""
    page.make()
    assert page.of("typed") == INVITATION.code


def test_two_presses_make_one_invitation(page: Page) -> None:
    page.invitations.begin()
    page.invitations.make(7, False)
    assert page.of("making")
    page.invitations.make(7, False)
    assert len(page.engine.all_of(q.Invite)) == 1
    page.engine.refuse(q.Invite, "Only stewards invite here.")
    assert not page.of("making")
    page.make()
    assert page.of("typed") == INVITATION.code


def test_the_page_is_shown_and_saved_where_it_can_be(page: Page, tmp_path: Path) -> None:
    page.invitations.show_card()
    assert page.of("page") == ""  # there is no invitation
    page.make()
    page.invitations.show_card()
    first = page.of("page")
    assert first in page.images
    assert "The Millers" in page.of("pageSaid")
    page.invitations.choose_paper("letter")
    assert page.of("page") != first
    page.invitations.save_card(QUrl.fromLocalFile(str(tmp_path / "key of Ann")))
    assert page.message == "Saved as key of Ann.pdf."
    assert (tmp_path / "key of Ann.pdf").read_bytes().startswith(b"%PDF-")
    page.invitations.save_card(QUrl.fromLocalFile(str(tmp_path / "nowhere" / "a.pdf")))
    assert page.message.startswith("The page could not be saved: ")
    for nowhere in ("smb://printer/shared/a.pdf", "file:///"):
        page.invitations.save_card(QUrl(nowhere))
        assert page.message == "Please choose a place on this computer."
    (tmp_path / "other.pdf").write_bytes(b"mine")
    page.invitations.save_card(QUrl.fromLocalFile(str(tmp_path / "other")))
    assert page.message == "“other.pdf” is there already. Please choose another name."
    assert (tmp_path / "other.pdf").read_bytes() == b"mine"
    page.invitations.hide_card()
    assert page.of("page") == ""


def test_without_a_printer_another_way_is_named(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.people.printer.printers", list)
    page.make()
    page.invitations.print_card()
    assert "Save the page as a PDF" in page.message
