"""What the sync package raises.

SyncError
├── MalformedError          bytes that are no canonical message, header or run
├── RemoteProtocolError     the peer broke the rules of the conversation
├── LocalProtocolError      this program broke them: a bug of ours
├── ShelfError              the program around cannot keep or read operations now: a full disk, say
└── UnreachableError        nobody who knows us answers at an address

Messages name kinds and lengths. They leave out content, keys and addresses of people.
"""

from sync.outcome import Outcome


class SyncError(Exception):
    """Any refusal of the sync package; catch this at a boundary."""


class MalformedError(SyncError, ValueError):
    """The bytes are not in the one form that the format allows."""


class RemoteProtocolError(SyncError):
    """The peer did what the protocol does not allow; its session ends."""


class LocalProtocolError(SyncError):
    """The caller asked a machine for something that its state does not allow."""


class ShelfError(SyncError):
    """This computer cannot keep or read operations now. No peer is to blame, and later it may work."""


class UnreachableError(SyncError):
    """No one who knows us answered at that address.

    Attributes:
        outcome: What there was instead, as far as one can tell.
    """

    def __init__(self, message: str, outcome: Outcome = Outcome.STRANGER) -> None:
        """Say why, and what came of it."""
        super().__init__(message)
        self.outcome = outcome
