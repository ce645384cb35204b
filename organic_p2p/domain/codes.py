"""Invitations and the other codes that people hand to one another.

    Invitation ── to_code() ──▶ "ORG1C-QPZR-Y9X8-…"     several short lines, to print and to type
    Invitation ── to_uri() ───▶ "organic:ORG1CQPZRY9X8…"  one line, to send, and to put in a QR code
    any of these, as a person pastes or types it ── parse() ──▶ Invitation | CodeError

The four kinds of code share one layout (39 bytes and hints, big-endian):

    kind 1 | flags 1 | expiry, minutes since 1970 UTC 4 | secret 16 | inviter's person id, first half 16 |
    number of hints 1 | hints

and differ in the letter of the opening, so each screen accepts its own and names the others. Whoever
holds the text holds the secret: it is a thing to hand over, not to log. Whether a code has expired, was
used or revoked is not said here, where there is no clock and no store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from organic_p2p.domain import code_groups
from organic_p2p.domain.code_groups import GROUPS_PER_LINE, CodeError, CodeFault
from organic_p2p.domain.code_hints import MAX_HINTS, Hint, HintKind, decode_hints, most_useful
from organic_p2p.domain.code_progress import Group, GroupState, Progress, progress
from organic_p2p.domain.code_reading import MAX_TEXT_CHARS, OPENING, read

__all__ = [
    "MAX_CODE_BYTES",
    "CodeError",
    "CodeFault",
    "Group",
    "GroupState",
    "Hint",
    "HintKind",
    "Invitation",
    "Kind",
    "Progress",
    "follow",
    "hints_that_fit",
    "parse",
    "to_code",
    "to_qr_text",
    "to_uri",
]

SECRET_BYTES = 16
INVITER_BYTES = 16
MAX_CODE_BYTES = 150

_FIXED_BYTES = 39
_AUTO_APPROVE = 0x01
# The upper flags change what a code means, so one that is unknown stops us; the lower ones do not.
_MUST_UNDERSTAND = 0xF0
_MINUTE_MS = 60_000


class Kind(IntEnum):
    """What a code is for: the first byte of its layout."""

    FRIEND = 1
    LINK = 2
    CIRCLE = 3
    RECOVER = 4


_LETTERS: dict[int, str] = {Kind.FRIEND: "F", Kind.LINK: "L", Kind.CIRCLE: "C", Kind.RECOVER: "R"}
_KINDS = {letter: Kind(kind) for kind, letter in _LETTERS.items()}
_PURPOSES = {
    Kind.FRIEND: "makes two people friends",
    Kind.LINK: "adds a computer to a person's own",
    Kind.CIRCLE: "invites to a circle",
    Kind.RECOVER: "brings a person back after a loss",
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an inviter hands to a guest.

    Attributes:
        expiry_minutes: Last minute of its life since 1970 UTC, 1 to 2^32 - 1.
        secret: 16 random bytes; whoever has them may knock.
        inviter: First 16 bytes of the inviter's person id: the guest checks whom he reached.
        hints: At most 8 places to find the inviter at; the whole is at most 150 bytes.
        auto_approve: The inviter's own computer lets the guest in without asking again.
        kind: What the code is for.
    """

    expiry_minutes: int
    secret: bytes = field(repr=False)
    inviter: bytes
    hints: tuple[Hint, ...] = ()
    auto_approve: bool = False
    kind: Kind = Kind.CIRCLE

    def __post_init__(self) -> None:
        """Refuse what has no code; a mistake of the program, so a plain `ValueError`."""
        if not 0 < self.expiry_minutes < 1 << 32:
            raise ValueError("the expiry must be a positive 32-bit number of minutes")
        if len(self.secret) != SECRET_BYTES or len(self.inviter) != INVITER_BYTES:
            raise ValueError(f"secret and inviter need {SECRET_BYTES} bytes each")
        if len(self.hints) > MAX_HINTS or len(self.encode()) > MAX_CODE_BYTES:
            raise ValueError("the hints do not fit: choose them with hints_that_fit")

    @property
    def expires_ms(self) -> int:
        """When it ends, in milliseconds since 1970 UTC. To be judged by whoever lets the guest in."""
        return self.expiry_minutes * _MINUTE_MS

    def encode(self) -> bytes:
        """Return the 39 to 150 bytes of the layout above."""
        return b"".join(
            [
                bytes([self.kind, _AUTO_APPROVE if self.auto_approve else 0]),
                self.expiry_minutes.to_bytes(4, "big"),
                self.secret,
                self.inviter,
                bytes([len(self.hints)]),
                *(hint.encode() for hint in self.hints),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> "Invitation":
        """Read the layout above.

        Raises:
            CodeError: NOT_A_CODE, NEWER, or ADDRESS for a hint that must not be tried.
        """
        if not _FIXED_BYTES <= len(data) <= MAX_CODE_BYTES:
            raise CodeError(CodeFault.NOT_A_CODE, "This code has a length that no code has.")
        expiry = int.from_bytes(data[2:6], "big")
        if data[0] not in _LETTERS or expiry == 0:
            raise CodeError(CodeFault.NOT_A_CODE, "This code has a form that no code has.")
        if data[1] & _MUST_UNDERSTAND:
            raise CodeError(CodeFault.NEWER, "This code was made by a newer version of Organic.")
        return cls(
            kind=Kind(data[0]),
            auto_approve=bool(data[1] & _AUTO_APPROVE),
            expiry_minutes=expiry,
            secret=data[6:22],
            inviter=data[22:38],
            hints=decode_hints(data[38:]),
        )


def hints_that_fit(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """Return as many of `hints`, the most useful first, as one code can carry."""
    return most_useful(hints, MAX_CODE_BYTES - _FIXED_BYTES)


def to_code(invitation: Invitation, separator: str = "\n") -> str:
    """Return the form to print and type: lines of five groups, parted by `separator`."""
    groups = _groups(invitation)
    lines = [
        "-".join(groups[start : start + GROUPS_PER_LINE]) for start in range(0, len(groups), GROUPS_PER_LINE)
    ]
    return f"{OPENING}{_LETTERS[invitation.kind]}-" + separator.join(lines)


def to_uri(invitation: Invitation) -> str:
    """Return the form to send: one line that a program opens."""
    return f"organic:{OPENING}{_LETTERS[invitation.kind]}" + "".join(_groups(invitation))


def to_qr_text(invitation: Invitation) -> str:
    """Return the form to put in a QR code: the link in capitals, which QR packs most tightly."""
    return to_uri(invitation).upper()


def parse(text: str, expected: Kind = Kind.CIRCLE) -> Invitation:
    """Read a code as a person pasted, scanned or typed it.

    Spaces, line ends, dashes, capitals, quotation marks and what messengers add do not matter. Nothing
    is ever guessed: a code that is not exactly right is refused, with the place to look at.

    Raises:
        CodeError: With a sentence for the reader; see `CodeFault` for the kinds.
    """
    letter, body = read(text, frozenset(_KINDS))
    kind = _KINDS[letter]
    if kind is not expected:
        raise CodeError(
            CodeFault.WRONG_KIND,
            f"This code {_PURPOSES[kind]}. What is needed here is one that {_PURPOSES[expected]}.",
        )
    return Invitation.decode(bytes([kind]) + body)


def follow(text: str) -> Progress:
    """Return how far a code has come that is being typed; `parse` says what it is once it is whole."""
    return progress(text[:MAX_TEXT_CHARS], frozenset(_KINDS))


def _groups(invitation: Invitation) -> tuple[str, ...]:
    # The opening's letter already says the kind, so its byte need not be typed as well.
    return code_groups.write(_LETTERS[invitation.kind], invitation.encode()[1:])
