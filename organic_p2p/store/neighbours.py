"""Where and when people were last reached, and what their computers said they hold."""

from collections.abc import Mapping

from organic_p2p.domain.ids import CircleId, DeviceId, PersonId
from organic_p2p.store.database import Database, Transaction
from sync.ports import Address, Extent, FeedKey

MAX_ADDRESSES = 8


async def addresses(database: Database) -> dict[bytes, list[Address]]:
    """Return the addresses of each contact, latest first."""
    found: dict[bytes, list[Address]] = {}
    for contact, host, port in await database.fetch_all(
        "SELECT contact, host, port FROM addresses ORDER BY seen_ms DESC"
    ):
        found.setdefault(contact, []).append(Address(host, port))
    return found


async def remember(tx: Transaction, contact: bytes, address: Address, seen_ms: int) -> None:
    """Note that a contact was reached at `address`; the oldest beyond a few are forgotten."""
    await tx.execute(
        """
        INSERT INTO addresses (contact, host, port, seen_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT (contact, host, port) DO UPDATE SET seen_ms = excluded.seen_ms
        """,
        (contact, address.host, address.port, seen_ms),
    )
    await tx.execute(
        """
        DELETE FROM addresses WHERE contact = ?1 AND (host, port) NOT IN (
            SELECT host, port FROM addresses WHERE contact = ?1 ORDER BY seen_ms DESC LIMIT ?2)
        """,
        (contact, MAX_ADDRESSES),
    )


async def met(database: Database) -> dict[PersonId, int]:
    """Return when people were last connected, in Unix milliseconds."""
    rows = await database.fetch_all("SELECT person, met_ms FROM met")
    return {PersonId(person): met_ms for person, met_ms in rows}


async def put_met(tx: Transaction, times: Mapping[PersonId, int]) -> None:
    """Note when people were last connected."""
    await tx.execute_many(
        "INSERT INTO met (person, met_ms) VALUES (?, ?) "
        "ON CONFLICT (person) DO UPDATE SET met_ms = excluded.met_ms",
        list(times.items()),
    )


async def holdings(database: Database) -> dict[tuple[CircleId, DeviceId], dict[FeedKey, Extent]]:
    """Return what each computer last said it holds of each circle."""
    found: dict[tuple[CircleId, DeviceId], dict[FeedKey, Extent]] = {}
    for circle, device, dev8, lane, lo, hi in await database.fetch_all(
        "SELECT circle, device, dev8, lane, lo, hi FROM holdings"
    ):
        known = found.setdefault((CircleId(circle), DeviceId(device)), {})
        known[FeedKey(dev8, lane)] = Extent(lo, hi, b"")
    return found


async def put_holdings(tx: Transaction, rows: list[tuple[CircleId, DeviceId, FeedKey, Extent]]) -> None:
    """Keep what computers said they hold."""
    await tx.execute_many(
        """
        INSERT INTO holdings (circle, device, dev8, lane, lo, hi) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (circle, device, dev8, lane) DO UPDATE SET lo = excluded.lo, hi = excluded.hi
        """,
        [
            (circle, device, feed.dev8, feed.lane, extent.lo, extent.hi)
            for circle, device, feed, extent in rows
        ],
    )
