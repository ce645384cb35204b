"""Codes to try things on, and the strategies that make them."""

from hypothesis import strategies as st

from organic_p2p.domain.codes import Hint, HintKind, Invitation, Kind, hints_that_fit


def an_invitation(*, hints: tuple[Hint, ...] = (Hint.at("192.168.1.20", 4711),)) -> Invitation:
    """Return an invitation whose groups differ from one another: its secret counts upwards."""
    return Invitation(29_000_000, bytes(range(16)), bytes(range(100, 116)), hints)


ports = st.integers(1024, 65535)
ip4_hints = st.builds(
    lambda a, b, port: Hint.at(f"192.168.{a}.{b}", port), st.integers(0, 255), st.integers(0, 255), ports
)
ip6_hints = st.builds(lambda low, port: Hint.at(f"fd12:3456::{low:x}", port), st.integers(1, 0xFFFF), ports)
onion_hints = st.builds(
    lambda key, port: Hint(HintKind.ONION, key.hex(), port), st.binary(min_size=32, max_size=32), ports
)
iroh_hints = st.builds(lambda key: Hint(HintKind.IROH, key.hex(), 0), st.binary(min_size=32, max_size=32))
hints = st.one_of(ip4_hints, ip6_hints, onion_hints, iroh_hints)

halves = st.binary(min_size=16, max_size=16)
invitations = st.builds(
    Invitation,
    expiry_minutes=st.integers(1, 2**32 - 1),
    secret=halves,
    inviter=halves,
    hints=st.lists(hints, max_size=10).map(hints_that_fit),
    auto_approve=st.booleans(),
    kind=st.just(Kind.CIRCLE),
)
