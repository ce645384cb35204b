"""Whose computers are waited for: those that are to get something of mine that no other computer has yet.

In a large circle somebody is always out, and whatever one other computer holds reaches them from there. So nobody is
waited for by name as long as what I wrote is in safety; then each post still tells on how many computers it is.
"""

from collections.abc import Container

from organic_p2p.domain.ids import PersonId
from organic_p2p.services.core import Core
from organic_p2p.services.roster import Roster
from organic_p2p.services.state import CircleState
from sync.ops import CONTENT_LANE
from sync.ports import Extent, FeedKey
from sync.runs import dev8

_NOTHING = Extent(0, 0, b"")


def waited_for(core: Core, roster: Roster, here: Container[bytes]) -> tuple[PersonId, ...]:
    """Return who is waited for, everybody once. From memory, so it can be asked at every event.

    Args:
        core: The home.
        roster: Knows what other computers said they hold.
        here: The people who are connected: to one of them it is on its way.
    """
    found: dict[PersonId, None] = {}
    if core.has_person:
        for circle in core.registry.active():
            others = circle.members - {core.me.person}
            if not any(person in here for person in others) and not _is_safe(core, roster, circle):
                found |= dict.fromkeys(sorted(others))
    return tuple(found)


def _is_safe(core: Core, roster: Roster, circle: CircleState) -> bool:
    """Whether another computer holds everything that I wrote in a circle, or there is none to hold it."""
    mine = circle.feed_of(core.me.device, CONTENT_LANE)
    others = [d.id for d in circle.devices(circle.members) if d.id != core.me.device]
    if mine is None or not others:
        return True
    key = FeedKey(dev8(core.me.device), CONTENT_LANE)
    return any(roster.holdings.get((circle.id, d), {}).get(key, _NOTHING).hi >= mine.hi for d in others)
