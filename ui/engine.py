"""The engine as pages see it: something to ask and to hear from. `engine_link` is the real one; tests have a double."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from organic_p2p.api import requests as q
from ui.trouble import Trouble


class LinkState(Enum):
    """How things stand with the engine."""

    STARTING = auto()
    LOCKED = auto()
    CONNECTED = auto()
    OTHER_VERSION = auto()
    FAILED = auto()


class Engine(Protocol):
    """What a view-model needs of the engine: the link in the program, a double in tests."""

    @property
    def told(self) -> "SignalLike":
        """Emitted with each event."""
        ...

    @property
    def state_changed(self) -> "SignalLike":
        """Emitted when `state` has a new value."""
        ...

    @property
    def state(self) -> LinkState:
        """How things stand."""
        ...

    @property
    def trouble(self) -> Trouble | None:
        """Why `state` is FAILED."""
        ...

    @property
    def newer(self) -> bool:
        """Whether it is the engine that is newer, where `state` is OTHER_VERSION."""
        ...

    def ask(
        self, request: q.Request, done: Callable[[object], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Send a request; exactly one of the two is called later."""
        ...

    def try_again(self) -> None:
        """Begin anew after a failure."""
        ...

    def replace(self) -> None:
        """End an engine of another version, and start ours."""
        ...


class SignalLike(Protocol):
    """A Qt signal of an instance."""

    def connect(self, slot: Callable[..., object]) -> object:
        """Call `slot` at each emission."""
        ...
