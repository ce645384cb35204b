"""This home's own person: secrets that never leave the computer, and small facts about it."""

from dataclasses import dataclass, field

from crypto.keys import AgreementKey, SecretKey
from crypto.sealing import SealKey
from organic_p2p.domain.ids import DeviceId, PersonId
from organic_p2p.records.identity import DeviceKeys, Identity, decode_identity, encode_identity
from organic_p2p.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Me:
    """Who this home is.

    Attributes:
        keys: The computer's secrets.
        reach: The person's reach key.
        identity: What others know of me.
        name: What I was last called.
    """

    keys: DeviceKeys = field(repr=False)
    reach: AgreementKey = field(repr=False)
    identity: Identity
    name: str

    @property
    def person(self) -> PersonId:
        """My id."""
        return self.identity.person

    @property
    def device(self) -> DeviceId:
        """This computer's id."""
        return self.identity.device.id


async def load(database: Database) -> Me | None:
    """Return this home's person, or None in a home that nobody has used yet."""
    rows: dict[str, bytes] = dict(await database.fetch_all("SELECT name, value FROM meta"))
    if "identity" not in rows:
        return None
    keys = DeviceKeys(
        SecretKey.from_seed(rows["signing"]),
        AgreementKey.from_bytes(rows["transport"]),
        SealKey.from_bytes(rows["sealing"]),
    )
    identity = decode_identity(rows["identity"])
    return Me(keys, AgreementKey.from_bytes(rows["reach"]), identity, rows["name"].decode())


async def save(tx: Transaction, me: Me, recovery_entropy: bytes) -> None:
    """Keep a new person, and the 16 bytes that will become recovery words when they are asked for."""
    values = {
        "signing": me.keys.signing.seed,
        "transport": me.keys.transport.raw,
        "sealing": me.keys.sealing.raw,
        "reach": me.reach.raw,
        "identity": encode_identity(me.identity),
        "recovery": recovery_entropy,
        "name": me.name.encode(),
    }
    await tx.execute_many("INSERT INTO meta (name, value) VALUES (?, ?)", list(values.items()))


async def rename(tx: Transaction, name: str) -> None:
    """Remember what I was last called."""
    await set_value(tx, "name", name.encode())


async def set_face(tx: Transaction, face: bytes) -> None:
    """Remember my picture, or with no bytes that I have none."""
    if face:
        await set_value(tx, "face", face)
    else:
        await delete_value(tx, "face")
    # What hung there before is nobody's business any more.
    tx.mark_erased()


async def get_value(database: Database, name: str) -> bytes | None:
    """Return a small fact about this home, or None."""
    row = await database.fetch_one("SELECT value FROM meta WHERE name = ?", (name,))
    return None if row is None else bytes(row[0])


async def values_beginning(database: Database, beginning: str) -> dict[str, bytes]:
    """Return the small facts whose names begin so, by the rest of their names."""
    rows = await database.fetch_all(
        "SELECT substr(name, ?), value FROM meta WHERE substr(name, 1, ?) = ? ORDER BY name",
        (len(beginning) + 1, len(beginning), beginning),
    )
    return {name: bytes(value) for name, value in rows}


async def delete_value(tx: Transaction, name: str) -> None:
    """Forget a small fact about this home."""
    await tx.execute("DELETE FROM meta WHERE name = ?", (name,))


async def set_value(tx: Transaction, name: str, value: bytes) -> None:
    """Remember a small fact about this home."""
    await tx.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
