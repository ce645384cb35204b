"""Going to others: dial the addresses that are due, one hello for several contacts where it is unknown who answers."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Final

from crypto.handshake import MAX_CANDIDATES, Candidate, Initiator
from crypto.keys import AgreementKey
from sync import tcp
from sync.company import Company
from sync.dialing import Dialing, Source, may_dial, source_of
from sync.errors import UnreachableError
from sync.interfaces import IPNetwork
from sync.outcome import Outcome
from sync.ports import Address, Clock, Contact, ContactName, Guest, Host, Member, Peer, Roster
from sync.sightings import Sighting
from sync.tasks import quietly
from sync.trials import Trials

TICK_S: Final = 1.0
# Of two that see each other the one with the smaller id dials, and the other one if nothing came of that.
SECOND_DIALS_AFTER_S: Final = 2.0
# A contact's other addresses follow the best one, should that not answer.
NEXT_ADDRESS_S: Final = 1.0
AGAIN_AFTER_S: Final = 1.0
AFTER_GOODBYE_S: Final = 5.0
MAX_DIALS: Final = 16
# A wrong hello is answered with silence, so several are said at once; five failures are free.
HELLOS_AT_ONCE: Final = 3
MAX_REMEMBERED: Final = 8

_log = logging.getLogger("organic.sync")


class Caller:
    """Looks for the contacts that are not here."""

    def __init__(
        self,
        identity: AgreementKey,
        me: Peer,
        roster: Roster,
        company: Company,
        clock: Clock,
        *,
        payload: bytes,
        trials: Trials | None = None,
    ) -> None:
        """Look for those of `roster` who are not in `company`.

        Args:
            identity: This device's transport key.
            me: This device, for the question who dials first.
            roster: Whom we know, and where they were.
            company: Who is here already; receives whoever is found.
            clock: Time.
            payload: What the handshake says about us.
            trials: Notes what comes of it.
        """
        self._trials = trials or Trials()
        self._tried = asyncio.Event()
        self._held_back: dict[bytes, float] = {}
        self._identity, self._me, self._roster, self._company = identity, me, roster, company
        self._clock, self._payload = clock, payload
        self._dialing = Dialing()
        self._slots = asyncio.Semaphore(MAX_DIALS)
        self._now = asyncio.Event()

    async def run(self) -> None:
        """Dial what is due, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                for address, contacts in self._due():
                    tasks.create_task(quietly(self._try(address, contacts, tasks)))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(TICK_S):
                        await self._now.wait()
                self._now.clear()

    def sighted(self, sighting: Sighting) -> None:
        """Learn from an advertisement where somebody may be."""
        now_s = self._clock.monotonic_s()
        for name in sighting.names:
            if isinstance(name, Member | Host):
                self._trials.heard(name, self._clock.wall_s())
                delay_s = SECOND_DIALS_AFTER_S if self._is_second(name) else 0.0
                for host in sighting.hosts or (sighting.host,):
                    self._dialing.hint(name, Address(host, sighting.port), Source.SIGHTED, now_s, delay_s)
                    delay_s += NEXT_ADDRESS_S
        self._now.set()

    def moved(self, networks: Sequence[IPNetwork]) -> None:
        """Learn that this computer is part of other networks than before."""
        self._dialing.move(self._clock.monotonic_s(), networks)
        self.remember()

    def remember(self) -> None:
        """Learn from the roster where contacts were before."""
        now_s = self._clock.monotonic_s()
        here = self._company.persons()
        names = {contact.name for contact in self._roster.contacts()}
        for name in self._dialing.names() - names:
            self._dialing.forget(name)
        for name in names:
            if not isinstance(name, Guest) and not _is_here(name, here):
                self._remind(name, now_s, 0.0)
        self._now.set()

    def parted(self, member: Member, *, stayed: bool, said_goodbye: bool) -> None:
        """Hear that somebody has gone.

        Args:
            member: Who.
            stayed: Whether it had been here for a while.
            said_goodbye: Whether it went on purpose. Then it dials when it is back, and both at once costs double.
        """
        now_s = self._clock.monotonic_s()
        delay_s = AFTER_GOODBYE_S if said_goodbye else AGAIN_AFTER_S
        delay_s += SECOND_DIALS_AFTER_S if self._is_second(member) else 0.0
        self._remind(member, now_s, delay_s)
        if stayed:
            self._dialing.lost(member, now_s, delay_s)
        else:
            self._dialing.refused(member, now_s)

    def hold_back(self, person: bytes, until_s: float) -> None:
        """Do not go to a person before a moment: it is to come to us."""
        self._held_back[person] = until_s

    async def test(self) -> None:
        """Try at once every address at hand of those who are not here, and return when that is done."""
        since_s = self._clock.monotonic_s()
        hurried = set(self._dialing.hurry(self._wanted(), since_s))
        self._now.set()
        while hurried:
            wanted = self._wanted()
            hurried = {
                address
                for address in hurried
                if self._trials.last_s(address) < since_s
                and any(name in wanted for name in self._dialing.names_at(address))
            }
            self._tried.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await self._tried.wait()

    async def connect(self, address: Address, tasks: asyncio.TaskGroup) -> Peer | Host:
        """Look for any contact at an address, those we miss first.

        Raises:
            UnreachableError: Nobody who knows us answers there.
        """
        here = self._company.persons()
        contacts = [contact for contact in self._roster.contacts() if not isinstance(contact.name, Guest)]
        contacts.sort(key=lambda contact: _is_here(contact.name, here))
        groups = [contacts[at : at + MAX_CANDIDATES] for at in range(0, len(contacts), MAX_CANDIDATES)]
        failure = UnreachableError("there is nobody to look for yet")
        for at in range(0, len(groups), HELLOS_AT_ONCE):
            dials = [
                asyncio.ensure_future(self._dial(address, g, tasks)) for g in groups[at : at + HELLOS_AT_ONCE]
            ]
            try:
                for dial in asyncio.as_completed(dials):
                    try:
                        return await dial
                    except UnreachableError as cause:
                        failure = cause
            finally:
                for dial in dials:
                    dial.cancel()
                await asyncio.gather(*dials, return_exceptions=True)
        raise failure

    async def look_around(self, places: Sequence[tuple[str, int]], tasks: asyncio.TaskGroup) -> None:
        """Try every one of `places` for contacts that we miss."""
        for host, port in places:
            address = Address(host, port)
            if may_dial(address, Source.SIGHTED):
                async with self._slots:
                    with contextlib.suppress(UnreachableError):
                        await self.connect(address, tasks)

    def _remind(self, name: ContactName, now_s: float, delay_s: float) -> None:
        for address in list(self._roster.addresses_of(name))[:MAX_REMEMBERED]:
            self._dialing.hint(name, address, source_of(name), now_s, delay_s)

    def _due(self) -> list[tuple[Address, list[Contact]]]:
        wanted = self._wanted()
        due = self._dialing.due(wanted, self._clock.monotonic_s())
        return [(address, [wanted[name] for name in names]) for address, names in due]

    def _wanted(self) -> dict[ContactName, Contact]:
        here = self._company.persons()
        return {c.name: c for c in self._roster.contacts() if self._is_wanted(c.name, here)}

    def _is_wanted(self, name: ContactName, here: set[bytes]) -> bool:
        if isinstance(name, Guest) or _is_here(name, here):
            return False
        if not isinstance(name, Member):
            return True
        held_back = self._clock.monotonic_s() < self._held_back.get(name.person, 0.0)
        return not held_back and not self._company.is_left_alone(name.person)

    async def _try(self, address: Address, contacts: Sequence[Contact], tasks: asyncio.TaskGroup) -> None:
        reached = False
        outcome: Outcome | None = Outcome.MET
        try:
            async with self._slots:
                found = await self._dial(address, contacts, tasks)
            # A host that is still wanted asks for patience, which grows as with a failure.
            reached = not (isinstance(found, Host) and any(c.name == found for c in self._roster.contacts()))
        except UnreachableError as cause:
            _log.debug("not reached: %s", cause)
            outcome = cause.outcome
        except BaseException:
            outcome = None
            raise
        finally:
            if outcome is not None:
                names = [contact.name for contact in contacts]
                self._trials.tried(address, names, outcome, self._clock.monotonic_s())
            self._tried.set()
            done = self._dialing.reached if reached else self._dialing.failed
            done(address, self._clock.monotonic_s())

    async def _dial(
        self, address: Address, contacts: Sequence[Contact], tasks: asyncio.TaskGroup
    ) -> Peer | Host:
        reader, writer = await tcp.connect(address)
        try:
            candidates = [Candidate(contact.name, contact.key) for contact in contacts]
            machine = Initiator(self._identity, candidates, self._payload)
            established = await tcp.shake(machine, reader, writer)
        except BaseException:
            await tcp.close_writer(writer)
            raise
        line = tcp.Line(reader, writer, established, self._clock)
        return await self._company.receive(line, tasks, address, initiator=True)

    def _is_second(self, name: ContactName) -> bool:
        return isinstance(name, Member) and name.person < self._me.person


def _is_here(name: ContactName, here: set[bytes]) -> bool:
    return isinstance(name, Member) and name.person in here
