"""One question under way at a time: what is asked for meanwhile is asked once the answer is there."""


class OneAtATime:
    """Whether a question is under way, and whether it is to be asked again after its answer."""

    def __init__(self) -> None:
        """Begin with none."""
        self.under_way = self._again = False

    def begin(self) -> bool:
        """Return whether to ask now; if not, `end` will say so."""
        self._again = self.under_way
        self.under_way = True
        return not self._again

    def end(self) -> bool:
        """Hear that there is an answer or none to come; return whether to ask once more."""
        self.under_way = False
        return self._again
