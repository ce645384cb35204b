"""The switch that joins the hosts: one Linux bridge per segment, and walls between ports.

It lives in a namespace of its own. Each host has one port here, named ``p0``, ``p1`` … A port that is
`attach`ed to a segment can talk to the other ports there. Walls (nftables on the bridge) take away one
direction between two ports, or multicast at one port.
"""

from __future__ import annotations

from tests.lan import namespaces

_WALLS = """
table bridge lan {
    set deaf { type ifname; }
    set cut { type ifname . ifname; }
    chain wall {
        type filter hook forward priority 0;
        iifname . oifname @cut drop
        iifname @deaf ip daddr 224.0.0.0/4 drop
        oifname @deaf ip daddr 224.0.0.0/4 drop
        # all nodes and mDNS, but not neighbour discovery (ff02::1:ffxx:xxxx): unicast would die without it
        iifname @deaf ip6 daddr { ff02::1, ff02::fb } drop
        oifname @deaf ip6 daddr { ff02::1, ff02::fb } drop
    }
}
"""


class Switch:
    """Bridges and walls inside the namespace behind `net`."""

    def __init__(self, net: int) -> None:
        self.net = net
        self._segments: dict[str, int] = {}
        self._has_walls = False

    def ip(self, *lines: str) -> None:
        """Run `ip` lines on the switch."""
        namespaces.ip(self.net, lines)

    def segment(self, name: str) -> int:
        """Return the number of a segment, which is made when it is new; segments are not joined."""
        if name not in self._segments:
            number = self._segments[name] = len(self._segments)
            self.ip(
                # no spanning tree, no forward delay, no IGMP or MLD snooping: a plain home switch
                f"link add br{number} type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
                f"link set br{number} up",
            )
        return self._segments[name]

    def attach(self, port: str, segment: str) -> None:
        """Put a port on a segment, taking it from the one it was on, and switch it on."""
        self.ip(f"link set {port} master br{self.segment(segment)}", f"link set {port} up")

    def detach(self, port: str, *, silent: bool) -> None:
        """Take a port off its segment; unless `silent`, the host's end loses its carrier."""
        down = [] if silent else [f"link set {port} down"]
        self.ip(*down, f"link set {port} nomaster")

    def cut(self, sender: str, receiver: str) -> None:
        """Drop what goes from one port to the other; the way back stays open."""
        self._change_wall(f'add element bridge lan cut {{ "{sender}" . "{receiver}" }}')

    def mend(self, sender: str, receiver: str) -> None:
        """Undo `cut`."""
        self._change_wall(f'delete element bridge lan cut {{ "{sender}" . "{receiver}" }}')

    def deafen(self, port: str, *, deaf: bool) -> None:
        """Stop (or let pass) multicast from and to a port; unicast is never touched."""
        self._change_wall(f'{"add" if deaf else "delete"} element bridge lan deaf {{ "{port}" }}')

    def isolate(self, port: str, *, on: bool) -> None:
        """Forbid (or allow) traffic between this port and all other isolated ones."""
        state = "on" if on else "off"
        namespaces.run_in(self.net, ["bridge", "link", "set", "dev", port, "isolated", state])

    def _change_wall(self, line: str) -> None:
        if not self._has_walls:
            namespaces.run_in(self.net, ["nft", "-f", "-"], _WALLS)
            self._has_walls = True
        namespaces.run_in(self.net, ["nft", "-f", "-"], line)
