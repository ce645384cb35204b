"""Which addresses this computer has on networks that a family shares, and the port it listens on there.

    ifaddr ──▶ local_addresses() ──▶ by_interface() ──▶ advertised()   what is said on one link
                      │                     └─────────▶ dialable()     what of others' is believed there
                      └────────────▶ listen_port()                     at home the same, elsewhere another

Left out are networks that nobody's family is on: tunnels into other places, the inner networks of virtual
machines and containers, and interfaces with a public IPv4 address, which are wired to the internet itself.
Nothing is sent and nothing is remembered here. `sync.discovery` asks once a second (0.5 ms on Linux).
"""

import ipaddress
import re
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ifaddr

from crypto import hashing, labels

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# Above the ports of well-known services; below the last ones, which every system hands out for outgoing
# connections.
FIRST_PORT = 20_000
PORTS = 40_000

# What one advertisement carries at most: two, as a home that changes its router has two networks for a day.
MAX_ADVERTISED = 2

# Names that systems give to interfaces that lead nowhere a relative could be: to a virtual machine, into a
# container, through a tunnel to an employer. An address there would only be told to strangers. Hyper-V is
# missing on purpose: with an external switch its adapter is the one that the home network is on.
_NOT_A_HOME = re.compile(
    r"(docker|br-[0-9a-f]{6}|veth|virbr|lxcbr|lxdbr|cni|flannel|cali|podman|vmnet|vboxnet|stf|awdl|llw|"
    r"virtualbox|vmware)",
    re.IGNORECASE,
)
_TUNNEL = re.compile(
    r"(tun|utun|wg|tailscale|zt|ppp|ipsec|gif|nordlynx|tap-windows|wireguard|wintun|openvpn)", re.IGNORECASE
)
# Reserved for examples, so nobody is there. Nothing is sent: which way it would go is all that is asked.
_ELSEWHERE = "198.51.100.1"
_ANY_PORT = 9


@dataclass(frozen=True, slots=True)
class LocalAddress:
    """One address of one network interface of this computer.

    Attributes:
        ip: The address, without scope.
        prefix_bits: Length of the network part.
        interface: The system's name of the interface. It never leaves this computer.
        index: The system's number of the interface, 0 if it has none.
    """

    ip: IPAddress
    prefix_bits: int
    interface: str
    index: int

    @property
    def host(self) -> str:
        """The address as `asyncio.open_connection` takes it: with a scope where it needs one."""
        return _scoped(self.ip, self.index)

    @property
    def network(self) -> IPNetwork:
        """The network that the address is part of."""
        bits = self.prefix_bits
        # DHCPv6 hands out single addresses (/128) of a network that is a /64 all the same.
        if self.ip.version == 6 and bits > 64:
            bits = 64
        return ipaddress.ip_network((self.ip, bits), strict=False)


def local_addresses(*, loopback_only: bool = False) -> tuple[LocalAddress, ...]:
    """Return the addresses at which relatives near by may reach this computer, the most useful first.

    Loopback counts where there is nothing else, so that two engines on one machine find each other.

    Args:
        loopback_only: Use loopback even where there is more, and nothing but loopback.

    Raises:
        OSError: The system cannot say at the moment, which is not the same as having none.
    """
    found = _scan()
    homes = [] if loopback_only else [a for a in found if _is_at_home(a, found)]
    usable = homes or _loopback(found)
    return tuple(sorted(usable, key=lambda a: (_rank(a.ip), a.index, a.ip.packed)))


@dataclass(frozen=True, slots=True)
class Tunnels:
    """Ways from this computer into other places, as programs for working from afar open them.

    Attributes:
        any: Whether there is one with an address.
        takes_all: Whether what is for the world at large goes through one.
        takes_home: Whether even what is for this computer's own network goes elsewhere.
    """

    any: bool = False
    takes_all: bool = False
    takes_home: bool = False


def tunnels(addresses: Sequence[LocalAddress], at_home: Iterable[str] = ()) -> Tunnels:
    """Return which tunnels lead away from here. Nothing is sent: the system is asked which way it would go.

    Args:
        addresses: What `local_addresses` returned.
        at_home: Hosts that are on our networks, to be asked about; the ends of each network are as well.

    Raises:
        OSError: The system cannot say at the moment.
    """
    inside = {str(a.ip) for a in _scan(_TUNNEL) if not a.ip.is_link_local}
    ours = {str(a.ip) for a in addresses}
    targets = [host for host in at_home if ":" not in host]
    for address in addresses:
        if address.ip.version == 4 and not address.ip.is_loopback:
            network = address.network
            targets += [str(network[1]), str(network[-2])]
    ways = {way for host in targets if host not in ours and (way := _way_to(host)) is not None}
    return Tunnels(bool(inside), _way_to(_ELSEWHERE) in inside, bool(ways - ours) and bool(ours))


def _way_to(host: str) -> str | None:
    """Return the address of ours from which a packet to `host` would leave; None if there is no way."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((host, _ANY_PORT))
            return str(probe.getsockname()[0])
    except OSError:
        return None


def by_interface(addresses: Iterable[LocalAddress]) -> dict[str, tuple[LocalAddress, ...]]:
    """Return the addresses grouped by the interface they are on, in the order given."""
    groups: dict[str, list[LocalAddress]] = {}
    for address in addresses:
        groups.setdefault(address.interface, []).append(address)
    return {name: tuple(group) for name, group in groups.items()}


def advertised(addresses: Sequence[LocalAddress]) -> tuple[LocalAddress, ...]:
    """Return those addresses of one interface that are announced on it, best first.

    IPv4 alone where there is some: whoever shares the link can use it, and it changes least. Else one IPv6
    address of the kind that lasts longest. A link-local IPv6 address, which may carry the number of the
    network card, is announced only where there is no other.
    """
    v4 = [a for a in addresses if a.ip.version == 4]
    return tuple(v4[:MAX_ADVERTISED]) if v4 else tuple(addresses[:1])


def dialable(packed: Iterable[bytes], addresses: Sequence[LocalAddress]) -> tuple[str, ...]:
    """Return those announced addresses that lie on the link on which they were heard, IPv4 first.

    An advertisement can name any address, and whoever believes it connects there. So only an address in a
    network that our own interface is part of is believed: nobody on the LAN can send this computer to another
    network, to a service on loopback, or out to the internet. Our own address is allowed: another engine may
    run on this machine.

    Args:
        packed: Addresses from an advertisement, 4 or 16 bytes each; others are passed over.
        addresses: All our addresses on the interface that heard it.
    """
    networks = [a.network for a in addresses]
    good: list[IPAddress] = []
    for raw in packed:
        ip = _parse(raw)
        if ip is not None and any(ip in n for n in networks) and not _never_a_host(ip, networks):
            good.append(ip)
    index = addresses[0].index if addresses else 0
    return tuple(_scoped(ip, index) for ip in sorted(good, key=lambda ip: (_rank(ip), ip.packed)))


def listen_port(secret: bytes, addresses: Iterable[LocalAddress], attempt: int = 0) -> int:
    """Return the port to listen on in the network that these addresses are part of.

    At home it is the same after every restart, so that addresses which relatives remember, and addresses
    printed in an invitation, stay good. In another network it is another, so that it does not mark a laptop
    on its travels. Two networks with the same numbers, as routers of one make have, count as one.

    Args:
        secret: 32 bytes that this device keeps for this purpose.
        addresses: What `local_addresses` returned.
        attempt: 0; 1, 2, … give further candidates if another program has the port.
    """
    parts = [attempt.to_bytes(4, "big")]
    for network in _fingerprint(addresses):
        packed = network.network_address.packed
        parts.append(bytes([len(packed), network.prefixlen]) + packed)
    number = int.from_bytes(hashing.derive(secret, labels.LISTEN_PORT, b"".join(parts), 8), "big")
    return FIRST_PORT + number % PORTS


def _fingerprint(addresses: Iterable[LocalAddress]) -> list[IPNetwork]:
    """Return the networks by which a home is told from another.

    IPv4 if there is any: IPv6 networks come seconds later than IPv4 ones, and many providers change them
    daily.
    """
    networks = {a.network for a in addresses}
    v4 = [n for n in networks if n.version == 4]
    private_v6 = [n for n in networks if n.version == 6 and n.is_private and not n.is_link_local]
    chosen = v4 or private_v6 or networks
    return sorted(chosen, key=lambda n: (n.version, n.network_address.packed, n.prefixlen))


def _scan(only: re.Pattern[str] | None = None) -> list[LocalAddress]:
    """Return the addresses on interfaces that can be a home's, or on those with names like `only`."""
    try:
        adapters = list(ifaddr.get_adapters())
    except (AssertionError, ValueError, AttributeError) as cause:
        # ifaddr gives up on an interface that changes under its hands; a second later it has settled.
        raise OSError("the interfaces are changing") from cause
    numbers = {adapter.name: adapter.index or 0 for adapter in adapters}
    found = []
    for adapter in adapters:
        names = f"{adapter.name} {adapter.nice_name}"
        words = names.split()
        if only is None and any(_NOT_A_HOME.match(word) or _TUNNEL.match(word) for word in words):
            continue
        if only is not None and not any(only.match(word) for word in words):
            continue
        # Linux can give a second address a name of its own, eth0:1, though it is on the same interface.
        name = adapter.name.partition(":")[0]
        for entry in adapter.ips:
            text = entry.ip if isinstance(entry.ip, str) else entry.ip[0]
            ip = ipaddress.ip_address(text.partition("%")[0])
            found.append(LocalAddress(ip, entry.network_prefix, name, numbers.get(name, 0)))
    return found


def _is_at_home(address: LocalAddress, found: Sequence[LocalAddress]) -> bool:
    ip = address.ip
    if ip.is_loopback or ip.is_multicast or ip.is_unspecified:
        return False
    if ip.version == 4:
        # A network of one or two addresses is the end of a line, not a LAN.
        return _is_private_v4(ip) and address.prefix_bits <= 30
    neighbours = [a.ip for a in found if a.interface == address.interface and a.ip.version == 4]
    return not neighbours or any(_is_private_v4(n) for n in neighbours)


def _is_private_v4(ip: IPAddress) -> bool:
    # Not the shared space 100.64/10, which `is_private` leaves out as well: carriers and tunnels use it.
    return ip.is_private and not ip.is_loopback and not ip.is_unspecified


def _loopback(found: Sequence[LocalAddress]) -> list[LocalAddress]:
    lo = [a for a in found if a.ip.is_loopback]
    # ::1 has no multicast worth the name; 127.0.0.1 has on every system.
    return [a for a in lo if a.ip.version == 4] or lo


def _rank(ip: IPAddress) -> int:
    """Order kinds of addresses by how likely they are to work, and to go on working."""
    if ip.version == 4:
        return 1 if ip.is_link_local else 0
    if ip.is_link_local:
        return 4
    return 2 if ip.is_private else 3


def _parse(raw: bytes) -> IPAddress | None:
    return ipaddress.ip_address(raw) if len(raw) in (4, 16) else None


def _never_a_host(ip: IPAddress, networks: Sequence[IPNetwork]) -> bool:
    if ip.is_multicast or ip.is_unspecified:
        return True
    wide = [n for n in networks if n.version == 4 and n.prefixlen < 31]
    return any(ip in (n.network_address, n.broadcast_address) for n in wide)


def _scoped(ip: IPAddress, index: int) -> str:
    return f"{ip}%{index}" if ip.version == 6 and ip.is_link_local and index else str(ip)
