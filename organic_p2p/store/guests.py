"""Invitations that this home can honour, requests that wait for a steward, and joins under way."""

from dataclasses import dataclass, field
from enum import StrEnum

from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.store.database import Database, Row, Transaction

CIRCLE_NAME = "join-circle:"
"""With the id of a join in hex: the fact about this home (`store.me`) that says what its circle is called."""


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


class JoinState(StrEnum):
    """How far a join has come."""

    LOOKING = "looking"  # nobody who can let us in was met yet
    ASKED = "asked"  # a steward must approve
    ADMITTED = "admitted"  # we are in; the circle itself is on its way
    JOINED = "joined"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who redeemed an invitation and waits for a steward."""

    id: bytes
    circle: CircleId
    invitation: OpId
    person: PersonId
    identity: bytes
    name: str
    handshake_hash: bytes
    proof: bytes
    asked_ms: int
    state: RequestState


@dataclass(frozen=True, slots=True)
class Join:
    """A code that this home redeems.

    Attributes:
        id: The invitation's public key, 32 bytes.
        code: The payload of the code.
        name: How I want to be called there.
        reason: Kind of the refusal, or empty.
        host: Encoded identity of whoever let me in.
    """

    id: bytes
    code: bytes = field(repr=False)
    name: str
    state: JoinState
    reason: str = ""
    circle: CircleId | None = None
    host: bytes | None = None


async def add_invitation(tx: Transaction, invite: OpId, circle: CircleId, secret: bytes) -> None:
    """Keep the 16 secret bytes of an invitation."""
    await tx.execute(
        "INSERT INTO invitations (id, circle, secret) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (invite, circle, secret),
    )


async def invitations(database: Database) -> dict[OpId, tuple[CircleId, bytes]]:
    """Return circle and secret of every invitation that this home can honour."""
    rows = await database.fetch_all("SELECT id, circle, secret FROM invitations")
    return {OpId(invite): (CircleId(circle), secret) for invite, circle, secret in rows}


async def add_request(tx: Transaction, request: Request) -> None:
    """Keep a request, or bring an open one of the same person up to date."""
    await tx.execute(
        """
        INSERT INTO requests (id, circle, invitation, person, identity, name, hash, proof, asked_ms, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (invitation, person) DO UPDATE
        SET name = excluded.name, hash = excluded.hash, proof = excluded.proof WHERE state = 'open'
        """,
        (
            request.id,
            request.circle,
            request.invitation,
            request.person,
            request.identity,
            request.name,
            request.handshake_hash,
            request.proof,
            request.asked_ms,
            request.state.value,
        ),
    )


async def requests(database: Database, circle: CircleId | None = None) -> list[Request]:
    """Return all requests, oldest first; those of one circle if given."""
    where, parameters = ("", ()) if circle is None else ("WHERE circle = ?", (circle,))
    rows = await database.fetch_all(
        "SELECT id, circle, invitation, person, identity, name, hash, proof, asked_ms, state "  # noqa: S608
        f"FROM requests {where} ORDER BY number",
        parameters,
    )
    return [_request(row) for row in rows]


async def set_request(tx: Transaction, request: bytes, state: RequestState) -> None:
    """Note what became of a request."""
    await tx.execute("UPDATE requests SET state = ? WHERE id = ?", (state.value, request))


async def put_join(tx: Transaction, join: Join) -> None:
    """Keep a join as it stands now."""
    await tx.execute(
        """
        INSERT INTO joins (id, code, name, state, reason, circle, host) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, state = excluded.state,
            reason = excluded.reason, circle = excluded.circle, host = excluded.host
        """,
        (join.id, join.code, join.name, join.state.value, join.reason, join.circle, join.host),
    )


async def delete_join(tx: Transaction, join: bytes) -> None:
    """Forget a join, and with it the code."""
    await tx.execute("DELETE FROM joins WHERE id = ?", (join,))
    tx.mark_erased()


async def joins(database: Database) -> list[Join]:
    """Return every join, oldest first."""
    rows = await database.fetch_all(
        "SELECT id, code, name, state, reason, circle, host FROM joins ORDER BY number"
    )
    return [
        Join(
            row[0],
            row[1],
            row[2],
            JoinState(row[3]),
            row[4],
            None if row[5] is None else CircleId(row[5]),
            row[6],
        )
        for row in rows
    ]


def _request(row: Row) -> Request:
    return Request(
        row[0],
        CircleId(row[1]),
        OpId(row[2]),
        PersonId(row[3]),
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        RequestState(row[9]),
    )
