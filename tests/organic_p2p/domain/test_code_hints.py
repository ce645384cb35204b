import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.code_groups import CodeError, CodeFault
from organic_p2p.domain.code_hints import Hint, HintKind, decode_hints
from tests.organic_p2p.domain.a_code import hints

USABLE = [
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.20",
    "100.64.0.7",
    "127.0.0.1",
    "169.254.7.8",
    "93.184.216.34",
    "::1",
    "fe80::1",
    "fd12:3456::9",
    "2a02:8071::1",
]
REFUSED = [
    "0.0.0.0",
    "0.1.2.3",
    "224.0.0.251",
    "239.255.255.250",
    "255.255.255.255",
    "240.0.0.1",
    "169.254.169.254",
    "::",
    "ff02::fb",
    "fd00:ec2::254",
    "::ffff:10.0.0.1",
    "::ffff:224.0.0.1",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "2001:0:4136:e378::1",
    "fec0::1",
    "fe80::1%eth0",
    "localhost",
    "anns-computer.local",
    "0x7f000001",
    "2130706433",
    "127.1",
    "010.0.0.1",
    "",
]


@pytest.mark.parametrize("host", USABLE)
def test_an_address_of_a_home_or_of_one_computer_may_be_named(host: str) -> None:
    hint = Hint.at(host, 4711)
    assert decode_hints(b"\x01" + hint.encode()) == (hint,)
    assert Hint.from_text(str(hint)) == hint


@pytest.mark.parametrize("host", REFUSED)
def test_an_address_that_is_no_single_computer_is_refused(host: str) -> None:
    with pytest.raises(CodeError) as refusal:
        Hint.at(host, 4711)
    assert refusal.value.kind is CodeFault.ADDRESS


@pytest.mark.parametrize("port", [0, 22, 80, 1023, 65536, -1])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(CodeError):
        Hint.at("192.168.1.20", port)


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x04\xe0\x00\x00\xfb\x12\x67",
        b"\x01\x04\xc0\xa8\x01\x14\x00\x16",
        b"\x01\x06" + bytes(10) + b"\xff\xff\x7f\x00\x00\x01\x12\x67",
    ],
)
def test_a_forged_code_cannot_name_what_our_own_would_not(data: bytes) -> None:
    with pytest.raises(CodeError) as refusal:
        decode_hints(data)
    assert refusal.value.kind is CodeFault.ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "192.168.1.20",
        "192.168.1.20:",
        "192.168.1.20:x",
        "192.168.1.20:+4711",
        "192.168.1.20:４７１１",
        "192.168.1.20:999999",
        "fd00::1",
        "fd00::1:4711",
        "[fd00::1]",
        "[fd00::1",
        "[192.168.1.20:4711",
        ":4711",
        "",
        "http://192.168.1.20:4711",
        "a" * 5000,
    ],
)
def test_an_address_given_by_hand_needs_host_and_port(text: str) -> None:
    with pytest.raises(CodeError) as refusal:
        Hint.from_text(text)
    assert refusal.value.kind is CodeFault.ADDRESS


def test_one_address_has_one_spelling() -> None:
    assert Hint.at("FD00:0:0::1", 4711) == Hint.at("fd00::1", 4711)
    with pytest.raises(CodeError):
        Hint(HintKind.IP6, "FD00::1", 4711)


@pytest.mark.parametrize(
    ("kind", "host", "port"),
    [
        (HintKind.ONION, "ab" * 31, 4711),
        (HintKind.ONION, "AB" * 32, 4711),
        (HintKind.ONION, "ab" * 32, 0),
        (HintKind.IROH, "ab" * 32, 4711),
        (HintKind.IROH, "xy" * 32, 0),
        (HintKind.IP4, "fd00::1", 4711),
        (HintKind.IP6, "10.0.0.1", 4711),
    ],
)
def test_a_hint_has_the_form_of_its_kind(kind: HintKind, host: str, port: int) -> None:
    with pytest.raises(CodeError):
        Hint(kind, host, port)


@given(st.lists(hints, max_size=8))
def test_hints_survive_their_bytes(some: list[Hint]) -> None:
    data = bytes([len(some)]) + b"".join(hint.encode() for hint in some)
    assert decode_hints(data) == tuple(some)


@given(hints, st.data())
def test_a_hint_cut_off_is_refused(hint: Hint, data: st.DataObject) -> None:
    encoded = b"\x01" + hint.encode()
    with pytest.raises(CodeError):
        decode_hints(encoded[: data.draw(st.integers(0, len(encoded) - 1))])
    with pytest.raises(CodeError):
        decode_hints(encoded + b"\x00")
