"""What came of knocking at an address, as far as one can tell from outside. No I/O."""

import errno
from enum import Enum
from typing import Final

# A computer that forbids says so at once; to find out that nobody has an address takes the system seconds.
AT_ONCE_S: Final = 0.8

_NO_WAY: Final = {errno.EHOSTUNREACH, errno.ENETUNREACH, getattr(errno, "EHOSTDOWN", errno.EHOSTUNREACH)}
_FORBIDDEN: Final = {errno.EPERM, errno.EACCES}


class Outcome(Enum):
    """From the best to the worst news about an address."""

    MET = "met"  # somebody we know
    STRANGER = "stranger"  # it listens there, and is nobody who knows us
    REFUSED = "refused"  # the computer is there, and nothing listens
    FORBIDDEN = "forbidden"  # a firewall says no
    SILENCE = "silence"  # nothing comes back: a firewall that says nothing, or no computer
    NO_WAY = "no way"  # the network knows no such computer


def outcome_of(cause: BaseException, elapsed_s: float) -> Outcome:
    """Return what a failed attempt to connect says, made `elapsed_s` ago."""
    number = cause.errno if isinstance(cause, OSError) else None
    if isinstance(cause, ConnectionRefusedError):
        return Outcome.REFUSED
    if number in _FORBIDDEN:
        return Outcome.FORBIDDEN
    if number == errno.EHOSTUNREACH and elapsed_s < AT_ONCE_S:
        # "Prohibited", which firewalls answer, has no number of its own in what programs are told.
        return Outcome.FORBIDDEN
    return Outcome.NO_WAY if number in _NO_WAY else Outcome.SILENCE
