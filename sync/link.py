"""Our presence on one network interface: what is announced on it, and what is heard there.

    Beacon ── show() ──▶ Link ◀──▶ zeroconf on this interface only
                          ├── somebody's advertisement ──▶ on_seen(link, instance, advertisement)
                          └── it was withdrawn ──────────▶ on_gone(link, instance)

`sync.discovery` makes one `Link` for each interface, and a new one whenever the addresses on it change,
instead of telling one zeroconf about all of them. So a LAN hears of this computer's addresses on that LAN and
of no other, and neither the records nor the remembered names of one network can reach the next.

That leaves the moment between a change of address and our noticing it. Every packet therefore passes a guard
that looks whether the announced addresses are still there; if not, the link is silent for good, without a
goodbye, which would tell the new network the names used in the old one.

An advertisement is whatever a stranger sends: it is looked at only if it is shaped like ours, at most
`LOOKS_PER_S` a second, and nothing in it can raise.
"""

import asyncio
import contextlib
import ipaddress
import random
import re
from collections.abc import Callable

import zeroconf
from zeroconf import ServiceStateChange
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from sync.beacon import MAX_ADDRESSES, PIECE_NAMES, Beacon
from sync.interfaces import LocalAddress, advertised, dialable
from sync.mdns import SERVICE_TYPE, Budget, GuardedZeroconf, hear_one_interface_only, is_whole, service_info
from sync.sightings import Advertisement

# A wave of false advertisements costs a bounded share of a processor: with 50 contacts a look takes 0.2 ms.
LOOKS_PER_S = 300
MAX_WAITING = 512
# Nothing is looked at twice unless it changes, so that a wave once looked at does not hide who comes later.
MAX_LOOKED_AT = 4096
# Those whose records did not all come at once have to be asked for. Rare, and cheap to feign: they come last.
MAX_BARE = 64
RESOLVE_TIMEOUT_MS = 1500

# A network that was cut silently and joined again says nothing, so we ask anew from time to time. What is
# known already is listed in the question and answered by nobody: 0.4 kB a minute and computer in a family of
# twelve.
ASK_AGAIN_S = 30.0
# When looks had to be left out, somebody may have been missed.
ASK_AFTER_FLOOD_S = 8.0

_INSTANCE = re.compile(r"([0-9a-f]{12})\._organic\._tcp\.local\.")
_HOST = re.compile(r"[0-9a-f]{12}\.local\.")
_FIRST_PORT = 1024  # below are services of the system


class Link:
    """One interface, until its address changes. Used once; `run` owns everything in it."""

    def __init__(
        self,
        addresses: tuple[LocalAddress, ...],
        *,
        scan: Callable[[], tuple[LocalAddress, ...]],
        is_own: Callable[[str], bool],
        on_seen: Callable[["Link", str, Advertisement], None],
        on_gone: Callable[["Link", str], None],
        slots: asyncio.Semaphore,
    ) -> None:
        """Prepare a link.

        Args:
            addresses: All our addresses on one interface, best first; at least one.
            scan: Returns the addresses that this computer has now, on all interfaces.
            is_own: Whether an instance name is one of ours.
            on_seen: Called for each advertisement heard, also if it was heard before.
            on_gone: Called when one was withdrawn or has expired.
            slots: How many questions about single advertisements may be open, in all links together.
        """
        self.name = addresses[0].interface
        self.addresses = addresses
        self.advertised = advertised(addresses)
        self._scan, self._is_own, self._on_seen, self._on_gone = scan, is_own, on_seen, on_gone
        self._slots = slots
        self._wanted: Beacon | None = None
        self._shown: zeroconf.ServiceInfo | None = None
        self._announcing: asyncio.Future[object] | None = None  # zeroconf says everything three times
        self._silent = False
        self._poke = asyncio.Event()
        self._waiting: dict[str, None] = {}
        self._bare: dict[str, None] = {}
        self._looked_at: dict[str, None] = {}
        self._looks = Budget(LOOKS_PER_S)
        self._ask_at_s = float("inf")

    def show(self, beacon: Beacon | None) -> None:
        """Announce `beacon` from now on, in place of what was announced; None to announce nothing."""
        self._wanted = beacon
        self._poke.set()

    def fall_silent(self) -> None:
        """Send nothing any more: the addresses that we spoke of are not ours any longer."""
        self._silent = True
        self._poke.set()

    def ask_again(self) -> None:
        """Ask the network who is there, now."""
        self._ask_at_s = 0.0
        self._poke.set()

    async def run(self) -> None:
        """Announce and listen until cancelled, or until the addresses have gone.

        Raises:
            OSError: The interface cannot be used, or not now; the same goes for `zeroconf.Error`.
        """
        conf = GuardedZeroconf(self.name, self._speaking(), self._may_send)
        front = AsyncZeroconf(zc=conf)
        try:
            await conf.async_wait_for_start()
            hear_one_interface_only(conf, self.name)
            browser = self._browse(conf)
            try:
                await self._live(front)
            finally:
                await browser.async_cancel()
        finally:
            try:
                await self._close(front)
            finally:
                conf.shut()

    async def _live(self, front: AsyncZeroconf) -> None:
        loop = asyncio.get_running_loop()
        self._plan_question(loop.time())
        async with asyncio.TaskGroup() as tasks:
            while not self._silent:
                self._poke.clear()
                await self._swap(front)
                self._look(front.zeroconf, tasks)
                if loop.time() >= self._ask_at_s:
                    self._plan_question(loop.time())
                    tasks.create_task(self._ask(front))
                # With looks left over, go on as soon as the budget allows.
                pause_s = 0.1 if self._waiting or self._bare else max(0.0, self._ask_at_s - loop.time())
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause_s):
                        await self._poke.wait()

    async def _close(self, front: AsyncZeroconf) -> None:
        goodbye = front.zeroconf.generate_unregister_all_services()
        if goodbye is not None:
            # Once, where thrice is usual and takes a quarter of a second: what is left over is harmless.
            front.zeroconf.async_send(goodbye)
        with contextlib.suppress(OSError, zeroconf.Error):
            await front.async_close()

    # Speaking.

    def _speaking(self) -> list[str]:
        """Return one address of each family to speak from; from more, everything would be said repeatedly."""
        v4 = [str(a.ip) for a in self.addresses if a.ip.version == 4]
        v6 = [str(a.ip) for a in self.addresses if a.ip.version == 6]
        return v4[:1] + v6[-1:]  # link-local comes last, and lasts longest

    async def _swap(self, front: AsyncZeroconf) -> None:
        """Withdraw what is announced and announce what is wanted, if that is something else."""
        wanted, shown = self._wanted, self._shown
        if shown is not None and (wanted is None or not shown.name.startswith(wanted.instance)):
            if self._announcing is not None:
                self._announcing.cancel()  # or the old one is announced again after its goodbye
            self._announcing = asyncio.ensure_future(await front.async_unregister_service(shown))
            self._shown = None
        if wanted is not None and self._shown is None:
            # The name is drawn from 2^48, so nobody is asked whether it is taken. Asking costs a second, and
            # lets anybody on the LAN say "yes" for ever.
            info = service_info(wanted)
            begun = await front.async_register_service(info, cooperating_responders=True)
            self._announcing = asyncio.ensure_future(begun)
            self._shown = info

    def _may_send(self, to: str | None) -> bool:
        """Whether a packet may leave: what it can speak of must still be true, and its reader be near."""
        if self._silent or (to is not None and not self._is_near(to)):
            return False
        try:
            here = {a.ip for a in self._scan() if a.interface == self.name}
        except OSError:
            return False  # what cannot be looked up may be untrue; zeroconf says everything again
        if all(a.ip in here for a in self.advertised):
            return True
        self.fall_silent()
        return False

    def _is_near(self, host: str) -> bool:
        """Whether `host` is on this link, and not on another one whose question strayed here."""
        try:
            ip = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return ip.is_link_local or any(ip in a.network for a in self.addresses)

    # Listening.

    def _browse(self, conf: zeroconf.Zeroconf) -> AsyncServiceBrowser:
        # Always with the wish for an answer to all. An answer to the asker alone, usual for a first question,
        # goes to only one of two engines on the same machine, and not always to the one that asked.
        to_all = zeroconf.DNSQuestionType.QM
        return AsyncServiceBrowser(conf, [SERVICE_TYPE], handlers=[self._changed], question_type=to_all)

    def _changed(
        self, zeroconf: zeroconf.Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        """Take in that something was heard; zeroconf calls this for each name, with these very parameters."""
        found = _INSTANCE.fullmatch(name)
        if found is None or self._is_own(found[1]):
            return
        if state_change is ServiceStateChange.Removed:
            for names in (self._waiting, self._bare, self._looked_at):
                names.pop(name, None)
            self._on_gone(self, found[1])
        elif state_change is ServiceStateChange.Updated or name not in self._looked_at:
            whole = is_whole(zeroconf, name)
            self._enqueue(name, *((self._waiting, MAX_WAITING) if whole else (self._bare, MAX_BARE)))

    def _enqueue(self, name: str, names: dict[str, None], limit: int) -> None:
        if len(names) >= limit and name not in names:
            # By lot, so that a flood cannot choose who is left out.
            del names[random.choice(list(names))]  # noqa: S311
            self._left_out()
        names[name] = None
        self._poke.set()

    def _look(self, conf: zeroconf.Zeroconf, tasks: asyncio.TaskGroup) -> None:
        """Look at what came in."""
        now_s = asyncio.get_running_loop().time()
        while self._waiting and self._looks.take(now_s):
            info = AsyncServiceInfo(SERVICE_TYPE, _take_first(self._waiting))
            if info.load_from_cache(conf):
                self._tell(info)
            else:
                self._enqueue(info.name, self._bare, MAX_BARE)
        while self._bare and not self._slots.locked() and self._looks.take(now_s):
            info = AsyncServiceInfo(SERVICE_TYPE, _take_first(self._bare))
            tasks.create_task(self._resolve(conf, info))

    async def _resolve(self, conf: zeroconf.Zeroconf, info: AsyncServiceInfo) -> None:
        async with self._slots:
            with contextlib.suppress(OSError, zeroconf.Error):
                if await info.async_request(conf, RESOLVE_TIMEOUT_MS):
                    self._tell(info)
        self._poke.set()

    def _tell(self, info: AsyncServiceInfo) -> None:
        if len(self._looked_at) >= MAX_LOOKED_AT:
            _take_first(self._looked_at)
        self._looked_at[info.name] = None
        packed = info.addresses_by_version(zeroconf.IPVersion.All)
        port = info.port or 0
        if not _HOST.fullmatch(info.server or "") or port < _FIRST_PORT or len(packed) > MAX_ADDRESSES:
            return
        hosts = dialable(packed, self.addresses)
        txt = {name: piece for name in PIECE_NAMES if (piece := info.properties.get(name))}
        if hosts and txt:
            self._on_seen(self, info.name[:12], Advertisement(txt, port, tuple(sorted(packed)), hosts))

    async def _ask(self, front: AsyncZeroconf) -> None:
        """Put one question, by a browser that lives just long enough and goes through all known names."""
        with contextlib.suppress(OSError, zeroconf.Error):
            # First the sockets of addresses that came later than the link, as IPv6 does by a second or two.
            await front.async_update_interfaces(interfaces=self._speaking())
            hear_one_interface_only(front.zeroconf, self.name)
            browser = self._browse(front.zeroconf)
            await asyncio.sleep(0.3)
            await browser.async_cancel()

    def _plan_question(self, now_s: float) -> None:
        self._ask_at_s = now_s + ASK_AGAIN_S * random.uniform(0.8, 1.2)  # noqa: S311

    def _left_out(self) -> None:
        soon_s = asyncio.get_running_loop().time() + ASK_AFTER_FLOOD_S
        self._ask_at_s = min(self._ask_at_s, soon_s)


def _take_first(names: dict[str, None]) -> str:
    name = next(iter(names))
    del names[name]
    return name
