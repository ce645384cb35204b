"""What a person reads about a cause: what is the matter, what that means, and at most three things to do.

The words for whoever wants to know exactly stand apart, in `ui.doctor.technical`.
"""

from dataclasses import dataclass

from organic_p2p.api import replies as r
from ui.language import fill, translate
from ui.words import listed

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """One cause in words. `symbol` is a drawing, `tone` is good, trouble or calm."""

    headline: str
    meaning: str
    steps: tuple[str, ...]
    symbol: str
    tone: str


def advise(finding: r.FindingView, port: int) -> Advice:
    """Return the words for what was found; `port` is where this computer lets others in."""
    sure = finding.sure != "possible"
    match finding.cause:
        case "well":
            return Advice(
                translate("doctor", "Everything works."),
                translate("doctor", "The computers of all your people are connected with this one."),
                (),
                "circle-check",
                "good",
            )
        case "alone":
            return Advice(
                translate("doctor", "There is nobody to reach yet."),
                translate("doctor", "You are the only one in your circles so far."),
                (translate("doctor", "Invite somebody, on the page “People”."),),
                "user-plus",
                "calm",
            )
        case "no-network":
            return Advice(
                translate("doctor", "This computer is not connected."),
                translate(
                    "doctor",
                    "It has no Wi-Fi and no cable now. What you write waits and is sent by itself.",
                ),
                (
                    translate("doctor", "Switch Wi-Fi on, or plug the cable in."),
                    translate("doctor", "Choose the network that the computers of your people are in."),
                ),
                "wifi-off",
                "trouble",
            )
        case "vpn":
            return _vpn(finding)
        case "firewall":
            return _firewall(finding, port)
        case "firewall-both":
            return Advice(
                _of(
                    finding,
                    translate("doctor", "%1 is on, but the two cannot meet.", "Ann's computer"),
                    translate("doctor", "%1 are on, but cannot meet this one.", "several computers"),
                ),
                translate(
                    "doctor",
                    "Both computers hold back what the other one sends. It is enough if one of them lets the other in.",
                ),
                _open_up(port),
                "shield",
                "trouble",
            )
        case "clock" | "clock-other" | "clocks-differ":
            return _clock(finding)
        case "other-version":
            return _version(finding)
        case "isolation":
            return Advice(
                translate("doctor", "This network keeps its computers apart.")
                if sure
                else translate("doctor", "This network may keep its computers apart."),
                _of(
                    finding,
                    translate(
                        "doctor",
                        "%1 is on, but here the two are not let through to each other.",
                        "Ann's computer",
                    ),
                    translate(
                        "doctor",
                        "%1 are on, but here they are not let through to this one.",
                        "several computers",
                    ),
                )
                if finding.people
                else translate(
                    "doctor", "Networks for guests often do that. Then nobody is reached who is on."
                ),
                (
                    translate(
                        "doctor",
                        "Take the Wi-Fi of the home instead of the one for guests, on both computers.",
                    ),
                    translate(
                        "doctor", "If there is only this one, connect both with a cable, or through a phone."
                    ),
                ),
                "wifi-off",
                "trouble" if sure else "calm",
            )
        case "no-multicast":
            return Advice(
                translate("doctor", "This network does not let computers find each other.")
                if sure
                else translate("doctor", "This network may not let computers find each other."),
                translate(
                    "doctor",
                    "Those whose address is known are reached all the same. For others, do this once.",
                ),
                (
                    translate(
                        "doctor",
                        "Open this page on the other computer, and read its address there.",
                    ),
                    translate("doctor", "Enter it below. It is remembered from then on."),
                ),
                "search",
                "trouble" if sure else "calm",
            )
        case _:
            return _nobody(finding)


def _vpn(finding: r.FindingView) -> Advice:
    headline = {
        "certain": translate("doctor", "A VPN takes away what is meant for your home."),
        "likely": translate("doctor", "A VPN is probably in the way."),
    }.get(finding.sure, translate("doctor", "A VPN may be in the way."))
    return Advice(
        headline,
        translate(
            "doctor",
            "It leads away what this computer sends, also to computers near you.",
        ),
        (
            translate("doctor", "Switch the VPN off, or allow it to reach the local network."),
            translate("doctor", "Then test again."),
        ),
        "globe",
        "calm" if finding.sure == "possible" else "trouble",
    )


def _firewall(finding: r.FindingView, port: int) -> Advice:
    if finding.sure == "certain":
        headline = translate("doctor", "Something on this computer holds back what others send.")
        meaning = translate("doctor", "A firewall, or a program against viruses, lets nothing in.")
    elif finding.sure == "likely":
        headline = translate("doctor", "Others cannot come to this computer.")
        meaning = translate(
            "doctor",
            "It goes to them by itself, so all is well, unless they have the same trouble.",
        )
    else:
        headline = translate("doctor", "A firewall may be in the way.")
        meaning = translate("doctor", "A firewall, or a program against viruses, lets nothing in.")
    return Advice(
        headline, meaning, _open_up(port), "shield", "trouble" if finding.sure == "certain" else "calm"
    )


def _open_up(port: int) -> tuple[str, ...]:
    return (
        translate("doctor", "Open the settings of the firewall, or of the program against viruses."),
        fill(translate("doctor", "Allow Organic to be reached from your own network (port %1)."), port),
        translate("doctor", "On Windows, say that this network is a private one."),
    )


def _clock(finding: r.FindingView) -> Advice:
    apart = _span(abs(finding.seconds))
    set_it = translate("doctor", "Have the computer set its date and time by itself.")
    if finding.cause == "clock":
        return Advice(
            translate("doctor", "The clock of this computer is wrong."),
            fill(
                translate("doctor", "It is %1 behind those of the others.")
                if finding.seconds > 0
                else translate("doctor", "It is %1 ahead of those of the others."),
                apart,
            ),
            (set_it, translate("doctor", "Then test again.")),
            "clock",
            "trouble",
        )
    if finding.cause == "clock-other":
        return Advice(
            _of(
                finding,
                translate("doctor", "%1 has a wrong clock.", "Ann's computer"),
                translate("doctor", "%1 have wrong clocks.", "several computers"),
            ),
            translate("doctor", "Computers with wrong clocks do not find each other.")
            if len(finding.people) > 1
            else fill(
                translate(
                    "doctor", "It is %1 ahead of yours. Computers with wrong clocks do not find each other."
                )
                if finding.seconds > 0
                else translate(
                    "doctor", "It is %1 behind yours. Computers with wrong clocks do not find each other."
                ),
                apart,
            ),
            (
                _of(
                    finding,
                    translate("doctor", "Ask for it to be set: %1.", "Ann's computer"),
                    translate("doctor", "Ask for them to be set: %1.", "several computers"),
                ),
            ),
            "clock",
            "trouble",
        )
    return Advice(
        translate("doctor", "Two clocks do not agree."),
        fill(
            translate(
                "doctor", "%1 and this one are %2 apart. Computers with wrong clocks do not find each other."
            ),
            _whose(finding),
            apart,
        ),
        (translate("doctor", "Look at the date and time on both."), set_it),
        "clock",
        "trouble",
    )


def _version(finding: r.FindingView) -> Advice:
    if finding.people and finding.newer:
        headline = _of(
            finding,
            translate("doctor", "%1 has a newer Organic.", "Ann's computer"),
            translate("doctor", "%1 have a newer Organic.", "several computers"),
        )
    elif finding.people:
        headline = _of(
            finding,
            translate("doctor", "%1 has an older Organic.", "Ann's computer"),
            translate("doctor", "%1 have an older Organic.", "several computers"),
        )
    elif finding.newer:
        headline = translate("doctor", "A computer near you has a newer Organic.")
    else:
        headline = translate("doctor", "A computer near you has an older Organic.")
    return Advice(
        headline,
        translate(
            "doctor", "The two do not understand each other until both have the same one. Nothing is lost."
        ),
        (
            translate("doctor", "Bring Organic up to date on this computer.")
            if finding.newer
            else translate("doctor", "Bring Organic up to date on the other computer."),
        ),
        "download",
        "trouble",
    )


def _nobody(finding: r.FindingView) -> Advice:
    if not finding.people:
        headline = translate("doctor", "The computer that let you in is not on just now.")
    else:
        headline = _of(
            finding,
            translate("doctor", "%1 is not on just now.", "Ann's computer"),
            translate("doctor", "%1 are not on just now.", "several computers"),
        )
    return Advice(
        headline,
        translate(
            "doctor",
            "Or it is elsewhere. What you write waits and is sent by itself when you are in one network.",
        ),
        (
            translate("doctor", "Ask for it to be switched on, and for Organic to be opened there."),
            translate("doctor", "See that both are in the same network: the same Wi-Fi, the same home."),
        ),
        "moon",
        "calm",
    )


def _of(finding: r.FindingView, one: str, several: str) -> str:
    """Return the sentence for the computer, or the computers, of those whom it concerns."""
    return fill(several if len(finding.people) > 1 else one, _whose(finding))


def _whose(finding: r.FindingView) -> str:
    names = [person.name for person in finding.people]
    if not names:
        return translate("doctor", "The other computer")
    if len(names) == 1:
        return fill(translate("doctor", "%1's computer"), names[0])
    if len(names) <= _NAMED:
        return fill(translate("doctor", "The computers of %1"), listed(names))
    return translate("doctor", "The computers of %n people", "", len(names))


def _span(seconds: int) -> str:
    if seconds >= 2 * _DAY:
        return translate("doctor", "%n day(s)", "", round(seconds / _DAY))
    if seconds >= 2 * _HOUR:
        return translate("doctor", "%n hour(s)", "", round(seconds / _HOUR))
    return translate("doctor", "%n minute(s)", "", round(seconds / _MINUTE))
