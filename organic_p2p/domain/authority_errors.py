"""What the rules of a circle refuse.

AuthorityError
├── MissingDepsError    an operation came before one it depends on: ask for that one first
├── MalformedOpError    an operation that no honest program writes; drop it, its sender is at fault
└── NotAllowedError     we may not do this here; `why` says for what reason

Only our own wishes are refused with an exception. A stranger's operation that oversteps is kept and simply has no
effect, because every device must hold the same set to come to the same result.
"""

from enum import Enum

from organic_p2p.domain.ids import OpId


class AuthorityError(Exception):
    """Any refusal of the rules; catch this at a boundary."""


class MissingDepsError(AuthorityError):
    """Operations are named that have not been added yet."""

    def __init__(self, missing: tuple[OpId, ...]) -> None:
        """Keep the digests of the `missing` ones, so that the caller can ask for them."""
        self.missing = missing
        super().__init__(f"{len(missing)} unknown, first {missing[0][:4].hex()}")


class MalformedOpError(AuthorityError, ValueError):
    """The operation does not continue its author's feed, or has no root."""


class Refusal(Enum):
    """Why we may not do something; the window turns it into a sentence."""

    NOT_A_MEMBER = "not-a-member"
    NOT_A_STEWARD = "not-a-steward"
    FIXED = "fixed"
    """A room: its people never change."""
    ALREADY_A_MEMBER = "already-a-member"
    TARGET_NOT_A_MEMBER = "target-not-a-member"
    TARGET_IS_A_STEWARD = "target-is-a-steward"
    """One steward cannot do this to another: it takes a motion."""
    TARGET_NOT_A_STEWARD = "target-not-a-steward"
    ABOUT_ONESELF = "about-oneself"
    """A motion about its own proposer, or a vote by the person it is about."""
    UNKNOWN_INVITE = "unknown-invite"
    INVITE_REVOKED = "invite-revoked"
    INVITE_USED = "invite-used"
    UNKNOWN_MOTION = "unknown-motion"
    NO_VOTE = "no-vote"
    """The motion was put before this person became a steward."""
    ALREADY_VOTED = "already-voted"
    ALREADY_DECIDED = "already-decided"
    NOT_THEIRS = "not-theirs"
    """Content of somebody else, and not a steward."""
    SECOND_GENESIS = "second-genesis"


class NotAllowedError(AuthorityError):
    """This person may not do this in the state they see."""

    def __init__(self, why: Refusal) -> None:
        """Say `why`: the one thing a caller can act on."""
        self.why = why
        super().__init__(why.value)
