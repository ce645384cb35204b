"""The rules of authority once more, slowly: sets and quantifiers, nothing remembered but past and state.

`organic_p2p.domain.authority` answers from bit sets that grow with each operation. This one reads the rules of
`PROTOCOL.md`, "Authority", off the page for any closed set of operations, so that tests can hold one against the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from organic_p2p.domain.authority import (
    Act,
    Admit,
    ControlOp,
    Erase,
    Expel,
    Genesis,
    Invite,
    InviteRevoke,
    Leave,
    Motion,
    MotionKind,
    Vote,
)
from organic_p2p.domain.ids import OpId, PersonId

Ops = frozenset[OpId]


@dataclass(frozen=True)
class OracleState:
    members: frozenset[PersonId]
    stewards: frozenset[PersonId]
    passed: frozenset[OpId]
    live_invites: frozenset[OpId]


class Oracle:
    def __init__(self, ops: Iterable[ControlOp]) -> None:
        self.ops = {op.id: op for op in ops}
        self._pasts: dict[OpId, Ops] = {}
        self._states: dict[Ops, OracleState] = {}
        self._standing: dict[Ops, Ops] = {}

    # What came before what.

    def past(self, op_id: OpId) -> Ops:
        if op_id not in self._pasts:
            deps = self.ops[op_id].deps
            self._pasts[op_id] = frozenset(deps).union(*(self.past(dep) for dep in deps))
        return self._pasts[op_id]

    def closure(self, deps: Iterable[OpId]) -> Ops:
        return frozenset().union(*({dep} | self.past(dep) for dep in deps))

    def state(self, known: Ops) -> OracleState:
        if known not in self._states:
            valid = self.standing(known)
            passed = self.passed(valid)
            stewards = frozenset(t for t in self.people() if self.is_steward(t, valid, passed))
            members = frozenset(t for t in self.people() if self.is_member(t, valid, passed, stewards))
            live = frozenset(i for i in valid if self.is_live(i, valid, passed))
            self._states[known] = OracleState(members, stewards, passed, live)
        return self._states[known]

    def before(self, op_id: OpId) -> OracleState:
        return self.state(self.past(op_id))

    def author_was_member(self, op_id: OpId) -> bool:
        return self.ops[op_id].author in self.before(op_id).members

    # Rule F.

    def own_line(self, op_id: OpId) -> list[OpId]:
        """The operation and those before it in its feed."""
        line = [op_id]
        while (previous := self.previous(line[-1])) is not None:
            line.append(previous)
        return line

    def previous(self, op_id: OpId) -> OpId | None:
        op = self.ops[op_id]
        for dep in op.deps:
            before = self.ops[dep]
            if before.device == op.device and before.seq == op.seq - 1 and op.backlink in (None, dep):
                return dep
        return None

    def siblings(self, op_id: OpId, known: Ops) -> Ops:
        op = self.ops[op_id]
        place = (op.device, op.seq, self.previous(op_id))
        return frozenset(
            x
            for x in known
            if x != op_id and (self.ops[x].device, self.ops[x].seq, self.previous(x)) == place
        )

    def is_forked(self, op_id: OpId, known: Ops) -> bool:
        return any(self.siblings(x, known) for x in self.own_line(op_id))

    def seen_alone(self, branch: OpId, known: Ops) -> bool:
        owner = self.ops[branch].author
        previous = self.previous(branch)
        genesis = frozenset(x for x in known if not self.past(x))
        onlookers = self.state(genesis if previous is None else self.closure([previous])).members - {owner}
        return any(
            self.ops[w].author in onlookers
            and branch in self.past(w)
            and not self.siblings(branch, known) & self.past(w)
            and not self.is_forked(w, known)
            for w in known
        )

    def is_void(self, op_id: OpId, known: Ops) -> bool:
        return any(
            any(self.seen_alone(other, known) for other in self.siblings(branch, known))
            and not self.seen_alone(branch, known)
            for branch in self.own_line(op_id)
        )

    def standing(self, known: Ops) -> Ops:
        if known not in self._standing:
            self._standing[known] = frozenset(x for x in known if not self.is_void(x, known))
        return self._standing[known]

    # Steward layer.

    def genesis(self, known: Ops) -> list[tuple[OpId, Genesis]]:
        return [(x, act) for x, act in self.acts(known) if isinstance(act, Genesis) and not self.past(x)]

    def acts(self, known: Ops) -> list[tuple[OpId, Act]]:
        return [(x, self.ops[x].act) for x in known]

    def fixed(self) -> bool:
        return any(act.fixed for _, act in self.genesis(frozenset(self.ops)))

    def people(self) -> frozenset[PersonId]:
        named: set[PersonId] = set()
        for _, act in self.acts(frozenset(self.ops)):
            match act:
                case Genesis(founders, members):
                    named.update(founders, members)
                case Admit(person):
                    named.add(person)
                case _:
                    pass
        return frozenset(named)

    def admissible(self, motion: OpId) -> bool:
        """A1."""
        act = self.ops[motion].act
        author = self.ops[motion].author
        before = self.before(motion)
        if not isinstance(act, Motion) or author not in before.stewards:
            return False
        match act.kind:
            case MotionKind.POLICY:
                return True
            case MotionKind.PROMOTE:
                return act.target in before.members - before.stewards - {author}
            case MotionKind.DEMOTE | MotionKind.REMOVE:
                return act.target in before.stewards - {author}

    def votes_on(self, motion: OpId, known: Ops) -> list[OpId]:
        return [
            x
            for x, act in self.acts(known)
            if isinstance(act, Vote) and act.motion == motion and motion in self.past(x)
        ]

    def binding(self, vote: OpId, motion: OpId) -> bool:
        """The first answer of a person, as far as the vote knows."""
        author = self.ops[vote].author
        earlier = self.votes_on(motion, self.past(vote))
        return not any(self.ops[x].author == author for x in earlier)

    def yes(self, motion: OpId, known: Ops) -> frozenset[PersonId]:
        """A2."""
        act = self.ops[motion].act
        assert isinstance(act, Motion)
        voters = {self.ops[motion].author}
        for vote in self.votes_on(motion, known):
            answer = self.ops[vote].act
            author = self.ops[vote].author
            assert isinstance(answer, Vote)
            still = self.before(vote).stewards
            counts = author != act.target and {author, self.ops[motion].author} <= still
            if answer.yes and counts and self.binding(vote, motion):
                voters.add(author)
        return frozenset(voters) & self.before(motion).stewards

    def passed(self, known: Ops) -> Ops:
        """A3."""
        return frozenset(
            m
            for m in known
            if self.admissible(m) and 2 * len(self.yes(m, known)) > len(self.before(m).stewards)
        )

    def unseatings(self, person: PersonId, passed: Ops, *kinds: MotionKind) -> Ops:
        return frozenset(m for m in passed for kind in kinds if self.ops[m].act == Motion(kind, person))

    def departures(self, person: PersonId, known: Ops) -> Ops:
        if self.fixed():
            return frozenset()
        return frozenset(
            x for x, act in self.acts(known) if isinstance(act, Leave) and self.ops[x].author == person
        )

    def is_steward(self, person: PersonId, known: Ops, passed: Ops) -> bool:
        """A4."""
        seats = {x for x, act in self.genesis(known) if person in act.founders and not act.fixed}
        seats |= {m for m in passed if self.ops[m].act == Motion(MotionKind.PROMOTE, person)}
        unseated = self.unseatings(person, passed, MotionKind.DEMOTE, MotionKind.REMOVE)
        departed = self.departures(person, known)
        return any(unseated <= self.before(g).passed and departed <= self.past(g) for g in seats)

    # Member layer.

    def valid(self, op_id: OpId, known: Ops, passed: Ops) -> bool:
        """B1."""
        author = self.ops[op_id].author
        before = self.before(op_id)
        return (
            op_id in known
            and author in before.stewards
            and all(
                op_id in self.past(r) or r in before.passed
                for r in self.unseatings(author, passed, MotionKind.DEMOTE, MotionKind.REMOVE)
            )
            and all(
                op_id in self.past(gone) or gone in self.past(op_id) or self.seen_without(op_id, gone, known)
                for gone in self.departures(author, known)
            )
        )

    def seen_without(self, op_id: OpId, other: OpId, known: Ops) -> bool:
        """Somebody else, who belonged by what both know, saw one and not the other."""
        onlookers = self.state(self.past(op_id) & self.past(other)).members - {self.ops[op_id].author}
        return any(
            self.ops[w].author in onlookers and op_id in self.past(w) and other not in self.past(w)
            for w in known
        )

    def is_member(self, person: PersonId, known: Ops, passed: Ops, stewards: frozenset[PersonId]) -> bool:
        """B2 and B3. A REMOVE lies in the past of an admission once it was decided there."""
        if person in stewards:
            return True
        admissions = {x for x, act in self.genesis(known) if person in act.founders + act.members}
        admissions |= {x for x in known if self.admits(x, person, known, passed)}
        expulsions = {
            e
            for e, act in self.acts(known)
            if act == Expel(person) and person not in self.before(e).stewards and self.valid(e, known, passed)
        }
        removals = self.unseatings(person, passed, MotionKind.REMOVE)
        departures = self.departures(person, known)
        return any(
            removals <= self.before(g).passed and expulsions | departures <= self.past(g) for g in admissions
        )

    def admits(self, op_id: OpId, person: PersonId, known: Ops, passed: Ops) -> bool:
        act = self.ops[op_id].act
        if not isinstance(act, Admit) or act.person != person or not self.valid(op_id, known, passed):
            return False
        if act.via is None:
            return True
        return self.is_invite(act.via, self.past(op_id)) and person == self.user(act.via, known, passed)

    # One-time codes.

    def is_invite(self, op_id: OpId, known: Ops) -> bool:
        return (
            op_id in self.standing(known)
            and isinstance(self.ops[op_id].act, Invite)
            and self.ops[op_id].author in self.before(op_id).stewards
        )

    def user(self, invite: OpId, known: Ops, passed: Ops) -> PersonId | None:
        rivals = {}
        for x, act in self.acts(known):
            if (
                isinstance(act, Admit)
                and act.via == invite
                and self.is_invite(invite, self.past(x))
                and self.valid(x, known, passed)
                and not self.is_revoked(invite, known & self.past(x), known, passed)
            ):
                rivals[x] = act.person
        firsts = [x for x in rivals if not self.past(x) & rivals.keys()]
        return rivals[min(firsts)] if firsts else None

    def is_revoked(self, invite: OpId, among: Ops, known: Ops, passed: Ops) -> bool:
        return any(
            act == InviteRevoke(invite)
            and self.is_invite(invite, self.past(x))
            and (self.ops[x].author == self.ops[invite].author or self.valid(x, known, passed))
            for x, act in self.acts(among)
        )

    def is_live(self, op_id: OpId, known: Ops, passed: Ops) -> bool:
        return (
            isinstance(self.ops[op_id].act, Invite)
            and self.valid(op_id, known, passed)
            and not self.is_revoked(op_id, known, known, passed)
            and self.user(op_id, known, passed) is None
        )

    def erase_is_valid(self, op_id: OpId, known: Ops) -> bool:
        act = self.ops[op_id].act
        author = self.ops[op_id].author
        if not isinstance(act, Erase):
            return False
        own = all(target.person == author for target in act.targets)
        return own or self.valid(op_id, self.standing(known), self.passed(self.standing(known)))
