"""Why somebody's computer is not reached: from what was observed to causes, the one to look at first in front.

    Observations ── diagnose() ──▶ Diagnosis: findings in order, and what each check showed

No I/O and no words: a finding is a cause, how sure it is, and whom it concerns. What is observed comes from
`sync.survey`, through `organic_p2p.services.doctor`. A cause that explains others comes before them: who has no
network need not hear that nobody answers.

Some causes look alike from one computer. A network that keeps its computers apart shows the same silence as a family
that is out; then both are named, and the less likely one only as possible.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum

from organic_p2p.domain.ids import PersonId
from sync.outcome import Outcome

# Discovery itself bears with a clock that is wrong by less than an hour.
CLOCK_BEARABLE_S = 3000


class Cause(Enum):
    """What keeps this computer from another one; or that nothing does."""

    ALONE = "alone"  # there is nobody yet to be reached
    NO_NETWORK = "no-network"
    VPN = "vpn"
    FIREWALL = "firewall"  # of this computer
    FIREWALL_BOTH = "firewall-both"  # of this and the other: one that let us in would be enough
    CLOCK = "clock"  # this computer's is wrong
    CLOCK_OTHER = "clock-other"
    CLOCKS_DIFFER = "clocks-differ"  # one of the two; which of them nobody can tell
    OTHER_VERSION = "other-version"
    ISOLATION = "isolation"  # the network keeps computers apart, as those for guests do
    NO_MULTICAST = "no-multicast"  # the network does not let computers find each other
    NOBODY_ON = "nobody-on"
    WELL = "well"


class Sureness(Enum):
    """How sure a finding is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Check(Enum):
    """What is looked at, in the order in which it is shown."""

    NETWORK = "network"
    VPN = "vpn"
    ECHO = "echo"  # whether this computer hears itself
    OTHERS = "others"  # whether it hears anybody else
    DOOR = "door"  # whether others get in
    CLOCK = "clock"
    VERSION = "version"
    PEOPLE = "people"


class Result(Enum):
    """What a check showed."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """What was observed of one person whose computer may connect.

    Attributes:
        person: Who.
        here: Whether a computer of theirs is connected now.
        near: Whether that is on a network that we are on, too.
        heard: Whether it was heard on the network in this test.
        clock_off_s: How far its clock is ahead of ours, if that was seen.
        newer: Whether it speaks a newer version than we (True) or an older one (False); None if the same.
        tried: What came of the addresses that were tried.
        active: Whether something that it wrote a moment ago came here by way of somebody else.
    """

    person: PersonId
    here: bool = False
    near: bool = False
    heard: bool = False
    clock_off_s: int = 0
    newer: bool | None = None
    tried: tuple[Outcome, ...] = ()
    active: bool = False


@dataclass(frozen=True, slots=True)
class Observations:
    """What a test showed.

    Attributes:
        people: Everybody who may connect.
        hosts_sought: How many invitations wait for the computer of whoever made them.
        has_network: Whether this computer has an address on a network that a family shares.
        tunnel: Whether a way into another place is open (a VPN).
        tunnel_takes_all: Whether what is for the world at large goes there.
        tunnel_takes_home: Whether even what is for this computer's own network does.
        came_back: Whether this computer heard its own question; None if it could not ask.
        others_heard: How many other computers said anything at all.
        door: Whether others get in here; None if nobody could be asked to try.
        strange_versions: Versions of programs like this one that are heard near by and cannot be read.
        version: Ours.
        was_ahead: Whether this computer wrote something at a time that its clock has not reached yet: either it was
            wrong then, or it is wrong now.
    """

    people: tuple[Known, ...] = ()
    hosts_sought: int = 0
    has_network: bool = True
    tunnel: bool = False
    tunnel_takes_all: bool = False
    tunnel_takes_home: bool = False
    came_back: bool | None = True
    others_heard: int = 0
    door: bool | None = None
    strange_versions: frozenset[int] = frozenset()
    version: int = 1
    was_ahead: bool = False

    @property
    def missing(self) -> tuple[Known, ...]:
        """Who is not here."""
        return tuple(one for one in self.people if not one.here)


@dataclass(frozen=True, slots=True)
class Finding:
    """A cause. `people`: whom it concerns; `seconds`: by how much a clock is ahead; `newer`: the other version is."""

    cause: Cause
    sureness: Sureness
    people: tuple[PersonId, ...] = ()
    seconds: int = 0
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Findings, at least one, the most helpful first; and the checks in their order."""

    findings: tuple[Finding, ...]
    checks: tuple[tuple[Check, Result], ...]


def diagnose(seen: Observations) -> Diagnosis:
    """Return what keeps this computer from others, as far as `seen` tells."""
    findings = _findings(seen)
    return Diagnosis(tuple(findings), tuple(_checks(seen, {finding.cause for finding in findings})))


def _findings(seen: Observations) -> list[Finding]:
    if not seen.has_network:
        return _without_network(seen)
    if not seen.people and not seen.hosts_sought:
        return [Finding(Cause.ALONE, Sureness.CERTAIN)]
    clocks = _clocks(seen)
    here = _on_this_computer(seen)
    deaf = _deaf_network(seen)
    if not seen.missing and not seen.hosts_sought:
        # Nothing keeps us from anybody, but what was found may keep others from us some other day.
        return clocks or [Finding(Cause.WELL, Sureness.CERTAIN), *here, *deaf]
    between = _versions(seen) + _between(seen)
    found = [*here, *clocks, *between, *deaf]
    if seen.tunnel_takes_home or seen.came_back is False:
        return found  # nobody can be heard, so nothing can be said of anybody
    explained = {person for finding in (*clocks, *between) for person in finding.people}
    return found + _silence(seen, explained)


def _without_network(seen: Observations) -> list[Finding]:
    nothing = Finding(Cause.NO_NETWORK, Sureness.CERTAIN)
    return [Finding(Cause.VPN, Sureness.LIKELY), nothing] if seen.tunnel else [nothing]


def _on_this_computer(seen: Observations) -> list[Finding]:
    """Look here first: what this computer does to itself explains everything that follows."""
    found = []
    if seen.tunnel_takes_home:
        found.append(Finding(Cause.VPN, Sureness.CERTAIN))
    elif seen.tunnel and seen.came_back is False:
        found.append(Finding(Cause.VPN, Sureness.LIKELY))
    if seen.came_back is False and not seen.tunnel_takes_home:
        found.append(Finding(Cause.FIREWALL, Sureness.POSSIBLE if seen.tunnel else Sureness.CERTAIN))
    elif seen.door is False:
        found.append(Finding(Cause.FIREWALL, Sureness.LIKELY))
    return found


def _clocks(seen: Observations) -> list[Finding]:
    """Say whose clock is wrong: whoever is alone with it, if there are enough to tell."""
    off = [one for one in seen.people if abs(one.clock_off_s) > CLOCK_BEARABLE_S]
    if not off:
        return []
    offsets = [one.clock_off_s for one in off]
    alike = max(offsets) - min(offsets) <= CLOCK_BEARABLE_S
    right = any(one.heard and one not in off for one in seen.people)
    people = tuple(one.person for one in off)
    behind = seen.was_ahead and min(offsets) > 0
    if not right and alike and (len(off) > 1 or behind):
        return [Finding(Cause.CLOCK, Sureness.LIKELY, people, offsets[0])]
    if right:
        return [Finding(Cause.CLOCK_OTHER, Sureness.LIKELY, people, offsets[0])]
    return [Finding(Cause.CLOCKS_DIFFER, Sureness.CERTAIN, people, offsets[0])]


def _versions(seen: Observations) -> list[Finding]:
    strange = [one for one in seen.missing if one.newer is not None]
    if strange:
        people, newer = tuple(one.person for one in strange), any(one.newer for one in strange)
        return [Finding(Cause.OTHER_VERSION, Sureness.CERTAIN, people, newer=newer)]
    if seen.strange_versions:
        # Whose it is nobody can tell: a stranger's, perhaps.
        newer = max(seen.strange_versions) > seen.version
        return [Finding(Cause.OTHER_VERSION, Sureness.LIKELY, newer=newer)]
    return []


def _between(seen: Observations) -> list[Finding]:
    """Name what is between us and those who are on."""
    apart, barred = [], []
    for one in seen.missing:
        if one.newer is not None:
            continue
        if one.heard and (Outcome.SILENCE in one.tried or Outcome.FORBIDDEN in one.tried):
            barred.append(one.person)
        elif (one.heard and Outcome.NO_WAY in one.tried) or one.active:
            apart.append(one.person)
    found = []
    if barred:
        found.append(Finding(Cause.FIREWALL_BOTH, Sureness.LIKELY, tuple(barred)))
    if apart:
        found.append(Finding(Cause.ISOLATION, Sureness.LIKELY, tuple(apart)))
    return found


def _deaf_network(seen: Observations) -> list[Finding]:
    """See whether those who are here, on this network, were heard on it."""
    near = [one for one in seen.people if one.here and one.near]
    if seen.came_back is False or not near or any(one.heard for one in seen.people):
        return []
    return [Finding(Cause.NO_MULTICAST, Sureness.LIKELY if seen.others_heard else Sureness.CERTAIN)]


def _silence(seen: Observations, explained: Container[PersonId]) -> list[Finding]:
    """Say what it means that nothing was heard of somebody."""
    silent = tuple(one.person for one in seen.missing if one.person not in explained)
    if not silent and not seen.hosts_sought:
        return []
    found = [Finding(Cause.NOBODY_ON, Sureness.LIKELY, silent)]
    if not seen.others_heard and not any(one.here or one.heard for one in seen.people):
        # The family may be out, and the network may as well keep everybody apart: from here both look the same.
        found += [Finding(cause, Sureness.POSSIBLE) for cause in (Cause.ISOLATION, Cause.NO_MULTICAST)]
        if seen.tunnel:
            found.append(Finding(Cause.VPN, Sureness.POSSIBLE))
    return found


def _checks(seen: Observations, causes: Container[Cause]) -> Iterator[tuple[Check, Result]]:
    heard = any(one.heard for one in seen.people)
    yield Check.NETWORK, Result.GOOD if seen.has_network else Result.BAD
    vpn = seen.tunnel_takes_home or (seen.tunnel and Cause.VPN in causes)
    yield Check.VPN, Result.BAD if vpn else Result.GOOD
    if not seen.has_network:
        return
    yield Check.ECHO, _result(seen.came_back)
    yield (
        Check.OTHERS,
        Result.GOOD
        if seen.others_heard or heard
        else (Result.BAD if Cause.NO_MULTICAST in causes else Result.UNKNOWN),
    )
    yield Check.DOOR, _result(seen.door)
    clocks = {Cause.CLOCK, Cause.CLOCK_OTHER, Cause.CLOCKS_DIFFER}
    wrong = any(cause in causes for cause in clocks)
    yield Check.CLOCK, Result.BAD if wrong else Result.GOOD if heard else Result.UNKNOWN
    known = heard or any(one.here for one in seen.people)
    strange = Cause.OTHER_VERSION in causes
    yield Check.VERSION, Result.BAD if strange else Result.GOOD if known else Result.UNKNOWN
    if seen.people:
        some = any(one.here for one in seen.people)
        yield Check.PEOPLE, Result.GOOD if not seen.missing else Result.UNKNOWN if some else Result.BAD


def _result(holds: bool | None) -> Result:
    return Result.UNKNOWN if holds is None else Result.GOOD if holds else Result.BAD
