"""Why something was not done, as the window says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A lasting word, and a sentence for the reader."""

    kind: str
    sentence: str
