"""What was tested and how, for whoever looks after the computers of a family. The only page with such words."""

from collections.abc import Sequence
from typing import Final

from organic_p2p.api import replies as r
from ui.language import fill, translate
from ui.words import listed

_SYMBOLS: Final = {"good": "circle-check", "bad": "circle-alert", "unknown": "info"}


def check_rows(checks: Sequence[r.CheckView]) -> list[dict[str, object]]:
    """Return what each check asked, what it showed in a word, and a drawing for it."""
    asked = {
        "network": translate("doctor", "This computer is in a network"),
        "vpn": translate("doctor", "No VPN is in the way"),
        "echo": translate("doctor", "This computer hears what it says itself"),
        "others": translate("doctor", "Other computers are heard"),
        "door": translate("doctor", "Others can come to this computer"),
        "clock": translate("doctor", "The clocks agree"),
        "version": translate("doctor", "All have the same Organic"),
        "people": translate("doctor", "Everybody is reached"),
    }
    words = {
        "good": translate("doctor", "Yes"),
        "bad": translate("doctor", "No"),
        "unknown": translate("doctor", "Cannot be told"),
    }
    not_all = translate("doctor", "Not all")
    return [
        {
            "text": asked[check.what],
            # That somebody is out is neither good nor bad.
            "word": not_all if (check.what, check.result) == ("people", "unknown") else words[check.result],
            "result": check.result,
            "symbol": _SYMBOLS[check.result],
        }
        for check in checks
        if check.what in asked and check.result in words
    ]


def lines(reply: r.DiagnoseReply) -> list[str]:
    """Return what the tests saw, line by line."""
    outcomes = {
        "met": translate("doctor", "reached"),
        "stranger": translate("doctor", "a program answers that does not know us"),
        "refused": translate("doctor", "connection refused: nothing listens there"),
        "forbidden": translate("doctor", "prohibited by a firewall"),
        "silence": translate("doctor", "no answer: dropped by a firewall, or nobody there"),
        "no way": translate("doctor", "no such computer in this network (ARP unanswered)"),
    }
    found = [
        fill(
            translate("doctor", "This computer: %1; TCP port %2"),
            ", ".join(reply.addresses) or translate("doctor", "no address"),
            reply.port,
        ),
        translate("doctor", "Finding each other: mDNS, multicast to 224.0.0.251 and ff02::fb, UDP port 5353"),
    ]
    found += [
        fill(
            translate("doctor", "Tried %1 for %2: %3"),
            attempt.address,
            listed(attempt.people) or translate("doctor", "whoever invited you"),
            outcomes.get(attempt.outcome, attempt.outcome),
        )
        for attempt in reply.attempts
    ]
    return found
