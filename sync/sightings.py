"""Memory of the advertisements seen lately, and of whose they are. No I/O.

    what a link heard ── take() ────▶ ┐
    keys we hold now ─── set_keys() ▶ ┴──▶ Sighting: this contact advertises this address

It keeps advertisements that nobody here can read, too: a minute later we may have joined a circle whose
members they are from, or the reader asks to try every address. Its size is bounded whatever a LAN is
flooded with, and what we could read is the last to go.

A sighting is a hint where to knock, no more: advertisements stay for minutes after a computer has gone, and
whoever answers still has to prove who it is.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.beacon import BeaconKey, match

# A family has a dozen devices, a crowded hall some hundreds. At 1.2 KB each this is half a megabyte.
MAX_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Sighting:
    """Contacts that one advertisement can be from, and where it says they are.

    Attributes:
        names: Names of the keys that fit: nearly always one.
        host: The best address, as `asyncio.open_connection` takes it.
        port: TCP port.
        hosts: All addresses that we can reach on the link, the best first.
    """

    names: tuple[Hashable, ...]
    host: str
    port: int
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advertisement:
    """One advertisement as it was received, stripped to what matters.

    Attributes:
        txt: The pieces of its TXT record.
        port: From its SRV record, 1024 to 65535.
        addresses: From its address records, packed; what its tokens are bound to.
        hosts: Those of the addresses that can be dialled on the link where it was heard, best first; at
            least one.
    """

    txt: Mapping[bytes, bytes] = field(repr=False)
    port: int
    addresses: tuple[bytes, ...] = field(repr=False)
    hosts: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    advertisement: Advertisement
    names: tuple[Hashable, ...]

    def sighting(self) -> Sighting:
        it = self.advertisement
        return Sighting(self.names, it.hosts[0], it.port, it.hosts)


class Sightings:
    """What was seen, by link and instance name."""

    def __init__(self, limit: int = MAX_REMEMBERED) -> None:
        """Remember at most `limit` advertisements."""
        self._limit = limit
        self._keys: tuple[BeaconKey, ...] = ()
        self._entries: dict[tuple[str, str], _Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def take(self, link: str, instance: str, seen: Advertisement, now_wall_s: float) -> Sighting | None:
        """Remember `seen`; return a sighting if it is new or changed, and from a contact."""
        place = link, instance
        known = self._entries.get(place)
        if known is not None and known.advertisement == seen:
            return None
        names = tuple(match(seen.txt, seen.port, seen.addresses, self._keys, now_wall_s))
        self._entries.pop(place, None)
        if len(self._entries) >= self._limit:
            self._make_room()
        entry = self._entries[place] = _Entry(seen, names)
        return entry.sighting() if names else None

    def forget(self, link: str, instance: str | None = None) -> None:
        """Drop one advertisement, or all of a link that is no more."""
        if instance is not None:
            self._entries.pop((link, instance), None)
            return
        self._entries = {place: e for place, e in self._entries.items() if place[0] != link}

    def set_keys(self, keys: Sequence[BeaconKey], now_wall_s: float) -> list[Sighting]:
        """Hold `keys` from now on, and return whom we recognise by the new ones among what was seen before.

        Only the new keys are tried, so that one new contact costs one hash for each advertisement remembered.
        """
        old = set(self._keys)
        new = [key for key in keys if key not in old]
        self._keys = tuple(keys)
        held = {key.name for key in keys}
        recognised = []
        for entry in self._entries.values():
            kept = tuple(name for name in entry.names if name in held)
            it = entry.advertisement
            found = match(it.txt, it.port, it.addresses, new, now_wall_s) if new else []
            added = tuple(name for name in found if name not in kept)
            entry.names = kept + added
            if added:
                recognised.append(entry.sighting())
        return recognised

    def known(self) -> tuple[Sighting, ...]:
        """Return all advertisements of contacts, those seen last first."""
        return tuple(e.sighting() for e in reversed(self._entries.values()) if e.names)

    def entries(self) -> tuple[tuple[str, str, Advertisement, tuple[Hashable, ...]], ...]:
        """Return everything that is remembered: link, instance name, advertisement, and whose it is."""
        return tuple((*place, e.advertisement, e.names) for place, e in self._entries.items())

    def places(self) -> tuple[tuple[str, int], ...]:
        """Return every (host, port) that was advertised by anybody, contacts first, each once."""
        entries = list(reversed(self._entries.values()))
        entries.sort(key=lambda e: not e.names)
        return tuple(
            dict.fromkeys((host, e.advertisement.port) for e in entries for host in e.advertisement.hosts)
        )

    def _make_room(self) -> None:
        strangers = (place for place, entry in self._entries.items() if not entry.names)
        del self._entries[next(strangers, None) or next(iter(self._entries))]
