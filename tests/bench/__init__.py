"""Speed and size: ``python -m tests.bench [part of a name ...]``, or `make bench` for all, about five minutes.

Each module ``bench_*`` has a function `measure()` that yields `Figure`s, each with its target and, measured in
the same run, a floor that nothing can pass or a rival that does less. So a slow machine, or a busy one, shows
in both. These are no tests: a test must not depend on how busy the machine is.

    bench_start      `organic node` on an empty home: ready, resident
    bench_hosts      three and twelve computers on a LAN: found, told, met again; at rest with twelve neighbours
    bench_window     the window over ten thousand posts: first frame, scrolling, weight
    bench_posts      ten thousand posts: written, received and where the time goes, searched
    bench_crypto     what each post costs in cryptography
    bench_lan        the harness itself

    family           homes whose people know one another, made without a network
    engines          engines as programs of their own, and what /proc says of them
    window_probe     the window as it is started, with a stop-watch beside it
    rest             meeting again, and doing nothing
    parts, watched   timers inside the running program
    rivals, floors   what the figures stand beside
"""
