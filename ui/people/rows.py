"""What the page of people says about members, about who was there before, and about what stewards decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organic_p2p.api import replies as r
from ui.language import fill, translate
from ui.names import letters_of
from ui.rows_model import Row
from ui.words import day_of, listed, time_in_words

# Of two stewards neither can decide about the other: whom it is about has no vote.
_TOO_FEW = 2


@dataclass(frozen=True, slots=True)
class Around:
    """What has to be known to speak of a circle's people: all of them, who I am, who is here, and when it is."""

    people: r.MembersReply
    me: bytes
    here: frozenset[bytes]
    now_ms: int
    going: bytes = b""
    """Who is being removed unless I think better of it."""

    @property
    def names(self) -> Mapping[bytes, str]:
        """Names by person, of those who went too."""
        gone = {former.person: former.name for former in self.people.former}
        return gone | {member.person: member.name for member in self.people.members}

    @property
    def stewards(self) -> int:
        """How many govern."""
        return sum(1 for member in self.people.members if member.role == "steward")

    @property
    def i_am_steward(self) -> bool:
        """Whether I am one of those."""
        return any(m.person == self.me and m.role == "steward" for m in self.people.members)

    def name(self, person: bytes) -> str:
        """Return what somebody is called."""
        return self.names.get(person) or translate("people", "somebody who left")


def member_row(around: Around, member: r.MemberView) -> Row:
    """Return what the list says of a member."""
    said = [_came(around, member), fill(translate("people", "since %1"), day_of(member.since_ms))]
    if member.role == "steward":
        said.insert(0, translate("people", "steward"))
    return {
        "id": member.person.hex(),
        "name": _own(around, member),
        "letters": letters_of(member.name),
        "said": " · ".join(said),
        "steward": member.role == "steward",
        "here": _is_here(around, member),
        "state": _state(around, member),
    }


def details(around: Around, member: r.MemberView) -> Row:
    """Return all that there is to say of a member, and what I can do about it."""
    me = member.person == around.me
    brought = [m.name for m in around.people.members if m.invited_by == member.person]
    facts = [
        {
            "symbol": "user-plus",
            "text": first_capital(_sentence(_came(around, member), day_of(member.since_ms))),
        },
        {
            "symbol": "laptop",
            "text": first_capital(_computers(around, member)),
        },
    ]
    if brought:
        facts.append({"symbol": "users", "text": fill(translate("people", "Invited %1"), listed(brought))})
    return {
        "id": member.person.hex(),
        "name": _own(around, member),
        "letters": letters_of(member.name),
        "role": translate("people", "Steward") if member.role == "steward" else translate("people", "Member"),
        "steward": member.role == "steward",
        "here": _is_here(around, member),
        "facts": facts,
        "me": me,
        **_acts(around, member),
    }


def former_row(around: Around, former: r.FormerView) -> Row:
    """Return what is said of somebody who was there before."""
    said = (
        translate("people", "left")
        if former.by is None
        else fill(translate("people", "removed by %1: “%2”"), around.name(former.by), former.reason or "")
    )
    return {
        "id": former.person.hex(),
        "name": former.name,
        "letters": letters_of(former.name),
        "said": said,
    }


def proposal_row(around: Around, proposal: r.ProposalView) -> Row:
    """Return what is said of something that stewards decide."""
    whom = proposal.name or ""
    texts = {
        "promote": translate("people", "%1 proposes to make %2 a steward."),
        "demote": translate("people", "%1 proposes that %2 is a steward no longer."),
        "remove": translate("people", "%1 proposes to remove %2 from the circle."),
    }
    text = texts.get(proposal.what, translate("people", "%1 proposes to change the house rules."))
    agreed = [around.name(person) for person in proposal.yes]
    said = [
        fill(translate("people", "%1 agreed, of %2 stewards."), listed(agreed), proposal.of),
        translate("people", "It takes %n more.", "stewards who agree", proposal.needed),
    ]
    if proposal.no:
        said.insert(
            1, fill(translate("people", "%1 disagreed."), listed([around.name(p) for p in proposal.no]))
        )
    person = proposal.person or proposal.by
    return {
        "id": proposal.motion.hex(),
        "person": person.hex(),
        "letters": letters_of(around.names.get(person, "")),
        "text": fill(text, around.name(proposal.by), whom),
        "reason": fill(translate("people", "“%1”"), proposal.reason) if proposal.reason else "",
        "said": " ".join(said),
        "mayAnswer": proposal.may_answer,
    }


def _acts(around: Around, member: r.MemberView) -> Row:
    """Return which acts are mine to do about a member, each with the sentence that says what it does."""
    me, steward = member.person == around.me, member.role == "steward"
    about = {p.what: p for p in around.people.proposals if p.person == member.person}
    governing = around.i_am_steward and not me
    alone = around.stewards == 1 and around.i_am_steward and len(around.people.members) > 1
    more = around.stewards // 2
    promotion = about.get("promote")
    promote = [translate("people", "A steward invites people, lets them in and removes them.")]
    if promotion is not None:
        promote.append(
            translate("people", "It is proposed, and takes %n more steward(s).", "", promotion.needed)
        )
    elif more:
        promote.append(translate("people", "It takes %n other steward(s) to agree.", "", more))
    else:
        promote.append(translate("people", "From then on only a majority of the stewards can change that."))
    unseat = [
        translate("people", "Only a majority of the stewards decides about a steward."),
        translate("people", "It takes %n other steward(s) to agree.", "", more),
        translate("people", "All members can read your reason."),
    ]
    if around.stewards == _TOO_FEW:
        unseat[1:] = [
            translate(
                "people", "There are two of you, so neither can do it alone. A third steward could help."
            )
        ]
    return {
        "mayWrite": not me,
        "mayPromote": governing and not steward and (promotion is None or promotion.may_answer),
        "agrees": promotion is not None,
        "promote": " ".join(promote),
        "mayRemove": governing and not steward,
        "remove": fill(
            translate(
                "people",
                "%1 can read nothing new from then on; what has arrived there already stays there. "
                "All members can read your reason.",
            ),
            member.name,
        ),
        "mayUnseat": governing and steward and around.stewards != _TOO_FEW,
        "unseat": " ".join(unseat) if governing and steward else "",
        "mayLeave": me and not alone,
        "leave": translate(
            "people",
            "You are the only steward, and without one nobody could invite or remove anybody. "
            "Make somebody else a steward first.",
        )
        if alone
        else translate(
            "people",
            "What you received stays here to read. What you wrote stays with the others, unless you delete it.",
        ),
        "erase": translate(
            "people",
            "Everything you wrote there is deleted from all computers, from each as soon as it is reached.",
        ),
    }


def _came(around: Around, member: r.MemberView) -> str:
    if member.invited_by is None:
        return translate("people", "founded this circle")
    return fill(translate("people", "invited by %1"), around.name(member.invited_by))


def _computers(around: Around, member: r.MemberView) -> str:
    state = _state(around, member)
    if member.person == around.me:
        return state
    computers = (
        translate("people", "one computer")
        if member.computers == 1
        else translate("people", "%n computer(s)", "", member.computers)
    )
    return fill(translate("people", "%1, %2", "one computer, reachable now"), computers, state)


def _sentence(came: str, day: str) -> str:
    return fill(translate("people", "%1, %2", "invited by Ann, 3 May 2026"), came, day)


def _own(around: Around, member: r.MemberView) -> str:
    return fill(translate("people", "%1 (you)"), member.name) if member.person == around.me else member.name


def _is_here(around: Around, member: r.MemberView) -> bool:
    return member.person == around.me or member.person in around.here


def _state(around: Around, member: r.MemberView) -> str:
    if member.person == around.going:
        return translate("people", "being removed")
    if member.person == around.me:
        return translate("people", "this computer")
    if member.person in around.here:
        return translate("people", "reachable now")
    if member.met_ms is None:
        return translate("people", "not met yet")
    return fill(translate("people", "last met %1"), time_in_words(member.met_ms, around.now_ms))


def first_capital(sentence: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def standing(people: r.MembersReply, stewards: int) -> str:
    """Return how many people a circle has, in words."""
    said: Sequence[str] = (
        translate("people", "%n people", "", len(people.members))
        if len(people.members) != 1
        else translate("people", "Only you so far"),
        translate("people", "%n steward(s)", "", stewards),
    )
    return " · ".join(said)
