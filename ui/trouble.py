"""Why something was not done, as the window says it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Trouble:
    """A lasting word, and a sentence for the reader."""

    kind: str
    sentence: str


ENGINE_GONE: Final = Trouble(
    "engine-gone", "The engine stopped before it answered. It is started again; please try once more."
)
