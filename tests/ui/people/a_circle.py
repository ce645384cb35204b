"""A circle with something of everything on its page of people."""

from __future__ import annotations

from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, INVITATION, NOW_MS, a_status, ident, knowing, person

CLEO, DAN, EVE, FRED = person("Cleo"), person("Dan"), person("Eve"), person("Fred")
DAY_MS = 86_400_000


def a_member(
    who: r.PersonRef, by: r.PersonRef | None = ANN, role: str = "member", **fields: Any
) -> r.MemberView:
    chosen: dict[str, Any] = {"since_ms": NOW_MS - 90 * DAY_MS, "computers": 1, "met_ms": None, **fields}
    return r.MemberView(who.person, who.name, role, by.person if by else None, **chosen)


def a_proposal(what: str = "promote", about: r.PersonRef = CLEO, **fields: Any) -> r.ProposalView:
    chosen: dict[str, Any] = {
        "motion": ident(f"{what} {about.name}"),
        "what": what,
        "person": about.person,
        "name": about.name,
        "by": BEN.person,
        "reason": "",
        "yes": (BEN.person,),
        "no": (),
        "of": 3,
        "needed": 1,
        "may_answer": True,
    }
    return r.ProposalView(**{**chosen, **fields})


def an_invitation(state: str = "open", name: str = "", **fields: Any) -> r.InvitationSummary:
    chosen: dict[str, Any] = {
        "id": ident(f"invitation {state} {name}"),
        "by": ANN.name,
        "expires_ms": NOW_MS + 3 * DAY_MS,
        "ask": False,
        "state": state,
        "used_by": name or None,
    }
    return r.InvitationSummary(**{**chosen, **fields})


def a_request(who: r.PersonRef = FRED, **fields: Any) -> r.RequestSummary:
    chosen: dict[str, Any] = {
        "id": ident(f"request {who.name}"),
        "person": who.person,
        "name": who.name,
        "invited_by": ANN.name,
        "asked_ms": NOW_MS - 300_000,
        "state": "open",
    }
    return r.RequestSummary(**{**chosen, **fields})


PEOPLE = r.MembersReply(
    (
        a_member(ANN, None, "steward"),
        a_member(BEN, ANN, "steward", met_ms=NOW_MS),
        a_member(CLEO, BEN, met_ms=NOW_MS - 2 * 3_600_000),
        a_member(DAN, EVE),
    ),
    (r.FormerView(EVE.person, EVE.name, ANN.person, "She sold our address."),),
    (a_proposal(),),
)
INVITATIONS = r.InvitationsReply(
    (an_invitation("used", "Cleo"), an_invitation("revoked"), an_invitation(), an_invitation("expired"))
)


def an_engine(people: r.MembersReply = PEOPLE, **fields: Any) -> FakeEngine:
    """Return an engine that knows all of it."""
    engine = knowing(status=a_status(**fields))
    engine.know(q.ListMembers, people)
    engine.know(q.ListInvitations, INVITATIONS)
    engine.know(q.ListRequests, r.RequestsReply((a_request(), a_request(DAN, state="approved"))))
    engine.know(q.Invite, INVITATION)
    return engine
