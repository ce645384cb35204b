"""Several computers in one test: hosts made of network namespaces, captures of what they said, and faults.

    with Lan(["ann", "bob", "cat"]) as lan:          fixture: make_lan, lan3
        capture = lan["bob"].capture()
        node = lan["ann"].popen([sys.executable, "-m", "organic_p2p", ...])
        lan.partition([lan["ann"]], [lan["bob"], lan["cat"]]);  lan.heal()
        lan.move(lan["ann"], "away")
        assert capture.stop().find({"her name": "Aunt Ann"}) == []

Words: a *host* is one computer; a *segment* is one home's network (a switch); a *wire* is a cable whose
faults the test chooses; a *capture* is every frame one host sent or received.

    lan, host, switch, namespaces   the computers and what joins them
    wire, relay, shape              cables with delay, loss, duplication, reordering, damage and a rate
    capture, sniffer, pcap          recording frames; reading the recording
    leaks, mdns                     whether a secret is in it, in any usual encoding; what mDNS told the LAN
    faults, clock, disk             failing system calls, wrong wall clocks, full and read-only disks, damage
    powerloss, disklog              every state a disk could be in after a power cut
    waiting                         waiting for what happens in another process
    family                          the program on each host, driven by its command line

Everything runs inside namespaces of the test's own; the machine's network is never touched.
"""
