"""What waits for this reader's own answer: somebody asks to come in, or a proposal waits for their vote."""

from dataclasses import dataclass

from organic_p2p.domain.ids import CircleId
from organic_p2p.services.admission import is_steward
from organic_p2p.services.core import Core
from organic_p2p.services.names import visible
from organic_p2p.services.proposals import Proposals
from organic_p2p.services.roster import Roster
from organic_p2p.services.state import CircleState
from organic_p2p.store.circles import Status
from organic_p2p.store.guests import RequestState


@dataclass(frozen=True, slots=True)
class Question:
    """Something that nobody but the reader, or another steward, can answer.

    Attributes:
        id: The request or the proposal.
        circle: Where.
        guest: What somebody who asks to come in is called; None for a proposal.
    """

    id: bytes
    circle: CircleId
    guest: str | None


class Asking:
    """Finds the questions; they are answered in `invitations` and `proposals`."""

    def __init__(self, core: Core, roster: Roster, proposals: Proposals) -> None:
        self._core, self._roster, self._proposals = core, roster, proposals

    def everywhere(self) -> list[Question]:
        """Return what waits in all circles, by circle."""
        return [one for circle in self._core.registry for one in self.of(circle)]

    def of(self, circle: CircleState) -> list[Question]:
        """Return who asks to come into a circle, oldest first, and then the proposals on which I have not voted."""
        if circle.is_room or circle.genesis is None or circle.status is not Status.MEMBER:
            return []
        if not is_steward(self._core, circle):
            return []
        guests = [
            Question(request.id, circle.id, visible(request.name) or "")
            for request in self._roster.requests
            if request.circle == circle.id and request.state is RequestState.OPEN
        ]
        motions = sorted(circle.authority.state().open_motions)
        votes = [
            Question(motion, circle.id, None)
            for motion in motions
            if self._proposals.may_answer(circle, motion)
        ]
        return guests + votes
