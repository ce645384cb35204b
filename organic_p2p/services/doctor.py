"""The connection doctor: runs the tests of a network and puts what they showed before the rules.

Network.survey() ─┐
roster, posts ────┴─▶ Observations ── domain.diagnosis ──▶ Report
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from organic_p2p.domain.diagnosis import Diagnosis, Known, Observations, diagnose
from organic_p2p.domain.ids import PersonId
from organic_p2p.services.core import Core
from organic_p2p.services.roster import Roster
from organic_p2p.store import entries as entry_table
from sync.beacon import VERSION as BEACON_VERSION
from sync.interfaces import LocalAddress
from sync.messages import VERSION
from sync.neighbours import Network
from sync.outcome import Outcome
from sync.ports import Address, ContactName, Host, Member
from sync.survey import Door, Survey

# Whoever wrote something since then is on now, as far as that can be said.
ACTIVE_MS: Final = 10 * 60 * 1000
# What somebody wrote just before going may be on its way for a while.
_PASSAGE_MS: Final = 20 * 1000
_WAS_AHEAD_MS: Final = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Reach:
    """How it stands with one person's computer; times in Unix milliseconds, None if never."""

    person: PersonId
    here: bool
    heard: bool
    heard_ms: int | None
    met_ms: int | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An address that was tried, for whom, and what came of it."""

    address: Address
    people: tuple[PersonId, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """A diagnosis, and what it rests on."""

    diagnosis: Diagnosis
    people: tuple[Reach, ...]
    attempts: tuple[Attempt, ...]
    addresses: tuple[LocalAddress, ...]
    port: int


class Doctor:
    """Examines the network of one engine."""

    def __init__(self, core: Core, roster: Roster) -> None:
        self._core, self._roster = core, roster

    async def examine(self, network: Network) -> Report:
        """Test everything once more, which takes some seconds, and say what it means."""
        survey = await network.survey()
        now_ms = self._core.now_ms()
        wrote = await entry_table.writers_since(self._core.database, now_ms - ACTIVE_MS)
        names = [contact.name for contact in self._roster.contacts()]
        people = [PersonId(name.person) for name in names if isinstance(name, Member)]
        known = tuple(self._known(person, survey, network, wrote.get(person)) for person in people)
        diagnosis = diagnose(self._observations(survey, known, names))
        reach = []
        for one in known:
            heard_s = network.heard_s(one.person)
            heard_ms = now_ms if one.heard else None if heard_s is None else int(heard_s * 1000)
            reach.append(Reach(one.person, one.here, one.heard, heard_ms, self._roster.met_ms(one.person)))
        attempts = tuple(Attempt(t.address, _people(t.names), t.outcome) for t in survey.trials)
        return Report(diagnosis, tuple(reach), attempts, survey.addresses, survey.port)

    def _known(self, person: PersonId, survey: Survey, network: Network, wrote_ms: int | None) -> Known:
        here = [n for n in survey.neighbours if n.person == person]
        heard = [h for h in survey.heard if Member(person) in h.names]
        # The boldest of its advertisements: one may be left over from before the clock was set.
        off_s = max((h.clock_off_s or 0 for h in heard), key=abs, default=0)
        if any(h.clock_off_s == 0 for h in heard):
            off_s = 0
        version = network.version_of(person)
        since_ms = (self._roster.met_ms(person) or 0) + _PASSAGE_MS
        return Known(
            person,
            here=bool(here),
            near=any(survey.is_near(n) for n in here),
            heard=bool(heard),
            clock_off_s=off_s,
            newer=None if version in (None, VERSION) else (version or 0) > VERSION,
            tried=tuple(t.outcome for t in survey.trials if Member(person) in t.names),
            active=not here and wrote_ms is not None and wrote_ms > since_ms,
        )

    def _observations(
        self, survey: Survey, known: tuple[Known, ...], names: Iterable[ContactName]
    ) -> Observations:
        asked = [echo.came_back for echo in survey.echoes if echo.came_back is not None]
        strange = {h.version for h in survey.heard if h.version != BEACON_VERSION}
        return Observations(
            known,
            hosts_sought=sum(isinstance(name, Host) for name in names),
            has_network=survey.has_network,
            tunnel=survey.tunnels.any,
            tunnel_takes_all=survey.tunnels.takes_all,
            tunnel_takes_home=survey.tunnels.takes_home,
            # One interface that works is enough: the other may be a cable that leads nowhere.
            came_back=any(asked) if asked else None,
            others_heard=len({host for echo in survey.echoes for host in echo.hosts}),
            door={Door.OPEN: True, Door.SHUT: False}.get(survey.door),
            strange_versions=frozenset(strange),
            version=BEACON_VERSION,
            was_ahead=self._core.stamps.lead_ms() > _WAS_AHEAD_MS,
        )


def _people(names: Iterable[ContactName]) -> tuple[PersonId, ...]:
    return tuple(PersonId(name.person) for name in names if isinstance(name, Member))
