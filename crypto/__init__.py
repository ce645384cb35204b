"""Keys, signatures, seals: values and maths, free of I/O and of clocks.

Imports nothing of the other packages. Chance is drawn inside the function that needs it, so a caller has no
nonce to repeat. `DESIGN.md` beside this file says which primitive serves what, and against whom.

Glossary
    label       Short constant that names one purpose of a key (`labels`).
    digest, H   BLAKE2b-256 under a label (`hashing`).
    derive, K   A key, tag or token made from a key, under a label (`hashing`).
    seed        32 secret bytes from which a key pair follows.
    identity    An Ed25519 key pair; its public half is the name of a device (`keys`).
    agreement   X25519: two sides make one secret without sending it (`keys`).
    reach key   The agreement key that all devices of a person share, used to be recognised and for nothing
    else
                (`reach`).
    pair key    What two reach keys agree on: the secret of two people (`reach`).
    token       Short bytes that mean something to the holder of a key, and nothing to others (`reach`).
    seal        Bytes that only one device can open, HPKE with X-Wing (`sealing`).
    epoch       A time during which a circle writes under one secret.
    body        Content encrypted under an epoch's secret, bound to its place in a feed (`bodies`).
    Noise       The framework behind the handshake, revision 34 (`noise`).
    hello       The four messages around Noise that stay silent to strangers (`handshake`).
    candidate   A key under which a peer may turn out to be known: of a pair, of oneself, of an invitation.
    channel     Ordered, encrypted records after a handshake (`channel`).
    record      One encrypted piece of a channel, of one of five sizes.
"""
