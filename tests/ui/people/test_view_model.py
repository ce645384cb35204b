"""Who belongs, who is reachable, and an invitation from its making to its end."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, INVITATION, MILLERS, a_status, members, person
from ui.images import PostImages
from ui.people.view_model import PeopleViewModel
from ui.session import Session


class Page:
    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.images = PostImages()
        self.session = Session(self.engine)
        self.people = PeopleViewModel(self.engine, self.session, self.images)
        self.engine.answer(q.Status, a_status())
        self.engine.answer(q.ListMembers, members(ANN, BEN, person("Cleo")))

    def of(self, name: str) -> Any:
        return self.people.property(name)


@pytest.fixture
def page() -> Page:
    return Page()


def test_members_say_who_invited_them_and_whether_they_are_reachable(page: Page) -> None:
    assert page.of("circleName") == "The Millers"
    assert [(m["name"], m["state"]) for m in page.of("members")] == [
        ("Ann Miller (you)", "this computer"),
        ("Ben", "reachable now"),
        ("Cleo", "not reachable now"),
    ]
    assert page.of("members")[0]["said"].startswith("steward · founded this circle")
    assert page.of("members")[1]["said"].startswith("invited by Ann Miller")


def test_changes_are_followed(page: Page) -> None:
    page.engine.told.emit(e.CirclesChanged())
    page.engine.answer(q.ListMembers, members())
    assert len(page.of("members")) == 2


def test_an_invitation_is_shown_and_put_away(page: Page) -> None:
    page.people.invite(False)
    (asked,) = page.engine.waiting(q.Invite)
    assert asked == q.Invite(MILLERS.hex(), 7, False, ())
    page.engine.answer(q.Invite, INVITATION)
    assert page.of("code") in page.images
    assert page.of("typed") == INVITATION.code
    assert page.of("until").endswith("2026")
    page.people.put_away()
    assert page.of("code") == page.of("typed") == page.of("until") == ""


def test_an_invitation_is_taken_back(page: Page) -> None:
    page.people.invite(False)
    page.engine.answer(q.Invite, INVITATION)
    page.people.take_back()
    assert page.engine.waiting(q.RevokeInvitation) == [q.RevokeInvitation(INVITATION.id.hex())]
    assert page.of("typed")
    page.engine.answer(q.RevokeInvitation, r.Done())
    assert page.of("typed") == ""


def test_the_link_is_copied(page: Page) -> None:
    page.people.invite(False)
    page.engine.answer(q.Invite, INVITATION)
    page.people.copy_link()
    assert QGuiApplication.clipboard().text() == INVITATION.uri
    assert "copied" in page.of("message")


def test_a_refusal_is_a_sentence(page: Page) -> None:
    page.people.invite(False)
    page.engine.refuse(q.Invite, "Only stewards invite here.")
    assert page.of("message") == "Only stewards invite here."


def test_another_circle_shows_nobody_until_its_people_are_known(page: Page) -> None:
    page.people.choose("22" * 32)
    assert page.of("members") == []
    assert page.engine.waiting(q.ListMembers) == [q.ListMembers("22" * 32)]
