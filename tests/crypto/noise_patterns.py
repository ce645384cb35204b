"""The patterns of the Noise specification (revision 34, §7.4, §7.5 and §18) in a short notation.

The program speaks one of them. The others are here because their published vectors exercise the same engine:
each order of tokens, each key known or sent, each place of a pre-shared key.
"""

from crypto.noise import Pattern

# What is known beforehand ("->" for the initiator's key, "<-" for the responder's), then message by message.
_PATTERNS = {
    "N": "<- : e es",
    "K": "-> <- : e es ss",
    "X": "<- : e es s ss",
    "NN": ": e / e ee",
    "NK": "<- : e es / e ee",
    "NX": ": e / e ee s es",
    "KN": "-> : e / e ee se",
    "KK": "-> <- : e es ss / e ee se",
    "KX": "-> : e / e ee se s es",
    "XN": ": e / e ee / s se",
    "XK": "<- : e es / e ee / s se",
    "XX": ": e / e ee s es / s se",
    "IN": ": e s / e ee se",
    "IK": "<- : e es s ss / e ee se",
    "IX": ": e s / e ee se s es",
    "NK1": "<- : e / e ee es",
    "NX1": ": e / e ee s / es",
    "X1N": ": e / e ee / s / se",
    "X1K": "<- : e es / e ee / s / se",
    "XK1": "<- : e / e ee es / s se",
    "X1K1": "<- : e / e ee es / s / se",
    "X1X": ": e / e ee s es / s / se",
    "XX1": ": e / e ee s / es s se",
    "X1X1": ": e / e ee s / es s / se",
    "K1N": "-> : e / e ee / se",
    "K1K": "-> <- : e es / e ee / se",
    "KK1": "-> <- : e / e ee se es",
    "K1K1": "-> <- : e / e ee es / se",
    "K1X": "-> : e / e ee s es / se",
    "KX1": "-> : e / e ee se s / es",
    "K1X1": "-> : e / e ee s / se es",
    "I1N": ": e s / e ee / se",
    "I1K": "<- : e es s / e ee / se",
    "IK1": "<- : e s / e ee se es",
    "I1K1": "<- : e s / e ee es / se",
    "I1X": ": e s / e ee s es / se",
    "IX1": ": e s / e ee se s / es",
    "I1X1": ": e s / e ee s / se es",
}


def pattern(name: str) -> Pattern:
    """Return the pattern called `name`, with its modifiers: ``KK``, ``XXpsk0+psk3``."""
    base, _, modifiers = name.partition("psk")
    known, _, sequence = _PATTERNS[base].partition(":")
    messages = [message.split() for message in sequence.split("/")]
    # psk0 goes before the first message's tokens, psk1 behind them, psk2 behind the second's, and so on
    # (§9.4).
    for place in modifiers.split("+psk") if modifiers else []:
        if place == "0":
            messages[0].insert(0, "psk")
        else:
            messages[int(place) - 1].append("psk")
    return Pattern(
        name,
        ("s",) if "->" in known else (),
        ("s",) if "<-" in known else (),
        tuple(tuple(message) for message in messages),
    )
