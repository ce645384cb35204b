"""What the engine refuses, as a kind for programs and a sentence for people.

OrganicError
├── BadInputError       what was typed cannot be used: empty, too long, mistyped, of the wrong kind
├── NotFoundError       nothing, or more than one thing, goes by that name
├── NotAllowedError     the rules of the circle forbid it
├── HomeError           this home cannot be opened: locked, in use, damaged, newer, unreadable
└── DeviceTroubleError  the disk is full or refuses to write

The kind is a word with hyphens that stays the same for ever (``"unknown-circle"``); the sentence says what happened,
why, and what to do next. Sentences may quote what the user typed and never hold keys or codes.
"""


class OrganicError(Exception):
    """A refusal that the reader can understand; catch this at a boundary."""

    def __init__(self, kind: str, sentence: str) -> None:
        """Refuse with the lasting word `kind` and a `sentence` for the reader."""
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


class BadInputError(OrganicError):
    """What was typed cannot be used."""


class NotFoundError(OrganicError):
    """Nothing, or more than one thing, goes by that name."""


class NotAllowedError(OrganicError):
    """The rules of the circle forbid it."""


class HomeError(OrganicError):
    """This home cannot be opened."""


class DeviceTroubleError(OrganicError):
    """The disk is full or refuses to write. Nothing that was acknowledged before is lost."""
