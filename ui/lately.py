"""What was learnt lately, by keys: so much of it as can be of use to what is shown, and the oldest makes room."""

from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# More than are on the screen and near it.
KEPT: Final = 512


class Lately(dict[K, V]):
    """Holds as many entries as `KEPT`; what falls out has to be learnt again when it is needed."""

    def __setitem__(self, key: K, value: V) -> None:
        """Put in an entry as the newest."""
        self.pop(key, None)
        super().__setitem__(key, value)
        while len(self) > KEPT:
            del self[next(iter(self))]
