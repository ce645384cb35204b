"""A computer that does nothing but discover. The program that `tests/lan/test_discovery.py` runs on its hosts.

    discovery_node.py NAME CONTACT...     on stdin: contacts NAME... | look | known | quit

It prints one JSON document a line. The key of a pair is made from the two names, so nothing is exchanged.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import resource
import sys
import time

from sync.beacon import BeaconKey
from sync.discovery import Discovery
from sync.interfaces import LocalAddress, listen_port, local_addresses
from sync.sightings import Sighting


class SystemClock:
    def wall_s(self) -> float:
        return time.time()

    def monotonic_s(self) -> float:
        return time.monotonic()


def say(**what: object) -> None:
    sys.stdout.write(json.dumps({"t": time.monotonic(), **what}) + "\n")
    sys.stdout.flush()


def pair(me: str, other: str) -> BeaconKey:
    both = " ".join(sorted([me, other])).encode()
    return BeaconKey(hashlib.blake2b(both, digest_size=32).digest(), int(me > other), other)


async def main(me: str, contacts: list[str]) -> None:
    secret = hashlib.blake2b(me.encode(), digest_size=32).digest()

    def saw(sighting: Sighting) -> None:
        say(e="saw", who=list(sighting.names), host=sighting.host, port=sighting.port)

    async def moved(addresses: tuple[LocalAddress, ...]) -> int:
        port = listen_port(secret, addresses)
        say(e="moved", port=port, addresses=[a.host for a in addresses])
        return port

    discovery = Discovery(
        keys=lambda: [pair(me, other) for other in contacts],
        on_sighting=saw,
        clock=SystemClock(),
        loopback_only=False,
        on_network_changed=moved,
    )
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running = asyncio.create_task(discovery.run(listen_port(secret, local_addresses())))
    say(e="ready", port=listen_port(secret, local_addresses()))
    while line := (await reader.readline()).decode().split():
        match line:
            case ["contacts", *names]:
                contacts[:] = names
                discovery.refresh()
            case ["look"]:
                say(e="places", places=discovery.look_around())
            case ["known"]:
                say(e="known", known=[[list(s.names), s.host, s.port] for s in discovery.known()])
            case ["cpu"]:
                used = resource.getrusage(resource.RUSAGE_SELF)
                say(e="cpu", s=used.ru_utime + used.ru_stime, rss_kb=used.ru_maxrss)
            case ["quit"]:
                break
    running.cancel()
    await asyncio.wait([running])
    say(e="ended")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
