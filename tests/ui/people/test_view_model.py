"""Who belongs, who brought them, who is reachable, and what is done about somebody."""

from __future__ import annotations

from typing import Any

import pytest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_circle, a_status, members
from tests.ui.people.a_circle import CLEO, DAN, EVE, PEOPLE, a_member, a_proposal, an_engine
from ui.people.view_model import PeopleViewModel
from ui.session import Session


class Page:
    def __init__(self, people: r.MembersReply = PEOPLE, **fields: Any) -> None:
        self.engine = an_engine(people, **fields)
        self.session = Session(self.engine)
        self.people = PeopleViewModel(self.engine, self.session, now_ms=lambda: NOW_MS)
        self.engine.settle()

    def of(self, name: str) -> Any:
        return self.people.property(name)

    def rows(self, name: str) -> list[Any]:
        return list(self.of(name).rows)

    def look(self, who: r.PersonRef) -> dict[str, Any]:
        self.people.look_at(who.person.hex())
        return dict(self.of("details"))


@pytest.fixture
def page() -> Page:
    return Page()


def test_members_say_who_invited_them_and_whether_they_are_reachable(page: Page) -> None:
    assert page.of("circleName") == "The Millers"
    assert page.of("summary") == "4 people · 2 stewards"
    assert [(m["name"], m["state"]) for m in page.rows("members")] == [
        ("Ann Miller (you)", "this computer"),
        ("Ben", "reachable now"),
        ("Cleo", "last met 2 hours ago"),
        ("Dan", "not met yet"),
    ]
    assert page.rows("members")[0]["said"].startswith("steward · founded this circle")
    assert page.rows("members")[2]["said"].startswith("invited by Ben · since ")


def test_those_who_went_are_named_with_the_reason(page: Page) -> None:
    (gone,) = page.rows("former")
    assert (gone["name"], gone["said"]) == ("Eve", "removed by Ann Miller: “She sold our address.”")


def test_the_tree_also_shows_who_went_if_they_brought_somebody(page: Page) -> None:
    drawn = {spot["name"]: spot for spot in page.rows("spots")}
    assert drawn["Dan"]["parent"] == EVE.person.hex()
    assert drawn["Eve"]["gone"]
    assert drawn["Cleo"]["spoken"].startswith("Cleo, level 3, invited by Ben")
    assert not page.of("outline")
    page.people.spread(1)
    assert page.of("outline")


def test_changes_are_followed(page: Page) -> None:
    page.engine.told.emit(e.CirclesChanged())
    page.engine.told.emit(e.NeighboursChanged())
    assert len(page.engine.waiting(q.ListMembers)) == 1
    page.engine.answer(q.ListMembers, members())
    # What happened meanwhile is asked once more.
    page.engine.answer(q.ListMembers, members(ANN))
    assert [m["name"] for m in page.rows("members")] == ["Ann Miller (you)"]
    assert page.of("summary") == "Only you so far · 1 steward"


def test_a_person_is_told_about_with_what_a_steward_can_do(page: Page) -> None:
    cleo = page.look(CLEO)
    assert [fact["text"] for fact in cleo["facts"]][1:] == ["One computer, last met 2 hours ago"]
    assert cleo["facts"][0]["text"].startswith("Invited by Ben, ")
    assert (cleo["mayWrite"], cleo["mayPromote"], cleo["mayRemove"], cleo["mayUnseat"]) == (
        True,
        True,
        True,
        False,
    )
    assert cleo["agrees"]
    ben = page.look(BEN)
    assert (ben["mayPromote"], ben["mayRemove"], ben["mayUnseat"]) == (False, False, False)
    assert "two of you" in ben["unseat"]
    assert ben["facts"][2]["text"] == "Invited Cleo"
    me = page.look(ANN)
    assert (me["mayWrite"], me["mayLeave"], me["mayRemove"]) == (False, True, False)
    assert me["facts"][1]["text"] == "This computer"
    page.people.look_at("")
    assert page.of("details") == {}


def test_whoever_governs_nothing_is_offered_nothing_to_govern() -> None:
    page = Page(person=CLEO.person, name=CLEO.name)
    assert not page.of("steward")
    assert page.of("stewards") == "Ann Miller and Ben"
    dan = page.look(DAN)
    assert (dan["mayWrite"], dan["mayPromote"], dan["mayRemove"]) == (True, False, False)
    assert page.look(CLEO)["mayLeave"]


def test_the_only_steward_is_told_why_to_stay() -> None:
    page = Page(members())
    me = page.look(ANN)
    assert not me["mayLeave"]
    assert "only steward" in me["leave"]
    assert "only a majority" in page.look(BEN)["promote"]


def test_of_three_stewards_two_decide() -> None:
    page = Page(r.MembersReply((*PEOPLE.members, a_member(EVE, ANN, "steward")), (), ()))
    ben = page.look(BEN)
    assert ben["mayUnseat"]
    assert "It takes 1 other steward to agree." in ben["unseat"]
    page.people.propose("demote", BEN.person.hex(), "so")
    assert page.engine.waiting(q.Propose) == [q.Propose("demote", BEN.person.hex(), MILLERS.hex(), "so")]
    page.engine.answer(q.Propose, r.MotionReply(b"m", False, 1))
    assert page.of("message") == "It is noted, and takes 1 more steward."


def test_a_proposal_says_who_agreed_and_is_answered(page: Page) -> None:
    (shown,) = page.rows("proposals")
    assert shown["text"] == "Ben proposes to make Cleo a steward."
    assert shown["said"] == "Ben agreed, of 3 stewards. It takes 1 more."
    page.people.vote(shown["id"], True)
    assert page.engine.waiting(q.Vote) == [q.Vote(a_proposal().motion.hex(), True)]
    page.engine.answer(q.Vote, r.MotionReply(b"m", True, 0))
    assert page.of("message") == "It is decided."


@pytest.mark.parametrize("what", ["demote", "remove", "policy", "something new"])
def test_any_proposal_is_a_sentence(what: str) -> None:
    page = Page(changed(PEOPLE, proposals=(a_proposal(what, reason="for this", no=(ANN.person,)),)))
    (shown,) = page.rows("proposals")
    assert shown["text"].startswith("Ben proposes ")
    assert shown["reason"] == "“for this”"
    assert "Ann Miller disagreed." in shown["said"]


def test_a_removal_waits_for_second_thoughts(page: Page) -> None:
    assert not page.people.remove(CLEO.person.hex(), "  ")
    assert page.people.remove(CLEO.person.hex(), " She went away. ")
    assert page.of("going") == "Cleo is removed."
    assert page.rows("members")[2]["state"] == "being removed"
    page.people.undo()
    assert page.of("going") == ""
    page.people.finish()
    assert page.engine.all_of(q.Remove) == []
    page.people.remove(CLEO.person.hex(), "She went away.")
    page.people.finish()
    assert page.engine.waiting(q.Remove) == [q.Remove(CLEO.person.hex(), MILLERS.hex(), "She went away.")]
    page.engine.refuse(q.Remove, "Only a steward can do this.")
    assert page.of("message") == "Only a steward can do this."


def test_whoever_is_removed_has_their_name_also_while_another_circle_is_looked_at(page: Page) -> None:
    choir = (b"2" * 32).hex()
    page.engine.know(q.Status, a_status(circles=(a_circle(), a_circle("Choir", circle=b"2" * 32))))
    page.session.refresh()
    page.engine.settle()
    page.people.remove(CLEO.person.hex(), "She went away.")
    page.people.choose(choir)
    assert page.of("going") == "Cleo is removed."
    page.engine.settle()
    # She is in that one, too, and nobody removes her there.
    assert page.rows("members")[2]["state"] != "being removed"
    page.people.finish()
    assert page.engine.waiting(q.Remove)[0].circle == MILLERS.hex()


def test_a_second_wish_does_not_undo_the_first(page: Page) -> None:
    page.people.remove(CLEO.person.hex(), "one")
    page.people.remove(DAN.person.hex(), "two")
    assert [asked.reason for asked in page.engine.all_of(q.Remove)] == ["one"]
    assert page.of("going") == "Dan is removed."


def test_leaving_waits_too_and_says_whether_all_is_erased(page: Page) -> None:
    page.people.leave(True)
    assert page.of("going") == "You leave “The Millers”, and everything you wrote there is deleted."
    page.people.leave(False)
    page.people.choose((b"2" * 32).hex())
    assert page.of("going") == "You leave “The Millers”."
    assert page.engine.waiting(q.Leave) == [q.Leave(MILLERS.hex(), True)]
    page.people.undo()


@pytest.mark.parametrize(
    ("state", "said"), [("left", "You left"), ("removed", "You were removed"), ("joining", "way in")]
)
def test_a_circle_that_is_not_mine_says_so(state: str, said: str) -> None:
    assert said in Page(circles=(a_circle(state=state),)).of("summary")


def test_a_circle_that_is_mine_is_shown_first() -> None:
    page = Page(circles=(a_circle("Choir", circle=b"2" * 32, state="left"), a_circle()))
    assert page.of("circleName") == "The Millers"


def test_another_circle_shows_nobody_until_its_people_are_known(page: Page) -> None:
    page.engine.know(q.Status, a_status(circles=(a_circle(), a_circle("Choir", circle=b"2" * 32))))
    page.session.refresh()
    page.engine.settle()
    page.people.choose((b"2" * 32).hex())
    assert page.rows("members") == []
    assert page.engine.waiting(q.ListMembers) == [q.ListMembers((b"2" * 32).hex())]
