"""Hypothesis strategies that speak the protocol of sync."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from crypto.keys import SecretKey
from sync.messages import (
    Answer,
    Body,
    Channel,
    Credit,
    Done,
    Err,
    Fetch,
    Greet,
    Greeting,
    Have,
    Hold,
    Message,
    Open,
    Part,
    Ping,
    Pull,
    Range,
    Request,
    Scopes,
    Seek,
    Vect,
    Want,
)
from sync.ops import (
    CONTENT_LANE,
    EXPIRES,
    GENESIS_LABELS,
    HAS_BODY,
    MAX_DEPS,
    MAX_SEQ,
    PRUNE,
    ZERO_ID,
    Header,
    Op,
    hash_body,
    sign,
)
from sync.ports import Extent, FeedKey, Held
from sync.runs import Run

ids = st.binary(min_size=32, max_size=32).filter(lambda i: i != ZERO_ID)
keys = st.binary(min_size=32, max_size=32).map(SecretKey.from_seed)
tokens = st.binary(min_size=16, max_size=16)
shorts = st.binary(min_size=8, max_size=8)


@st.composite
def cuts(draw: st.DrawFn, stream: bytes) -> Sequence[bytes]:
    """Return `stream` cut into pieces anywhere."""
    places = draw(st.lists(st.integers(0, len(stream)), max_size=8))
    ends = [0, *sorted(places), len(stream)]
    return [stream[a:b] for a, b in pairwise(ends)]


@st.composite
def headers(draw: st.DrawFn, author: bytes = b"a" * 32, body: bytes | None = b"body") -> Header:
    """Return a header that obeys the rules, of any kind."""
    kind = draw(st.integers(0, 255))
    genesis = kind in GENESIS_LABELS
    seq = 0 if genesis else draw(st.integers(0, MAX_SEQ))
    content = kind >> 7 == CONTENT_LANE
    flags, expiry, aux = HAS_BODY if body else 0, 0, 0
    if content and draw(st.booleans()):
        flags, expiry = flags | EXPIRES, draw(st.integers(1, (1 << 32) - 1))
    if content and seq and draw(st.booleans()):
        flags, aux = flags | PRUNE, draw(st.integers(1, seq))
    return Header(
        kind=kind,
        scope=ZERO_ID if genesis else draw(ids),
        author=author,
        seq=seq,
        hlc=draw(st.integers(0, (1 << 64) - 1)),
        backlink=draw(ids) if seq else ZERO_ID,
        body_hash=hash_body(body) if body else ZERO_ID,
        body_len=len(body or b""),
        epoch=draw(ids) if content and body else ZERO_ID,
        deps=tuple(sorted(draw(st.sets(ids, max_size=MAX_DEPS)))),
        flags=flags,
        expiry=expiry,
        aux=aux,
    )


@st.composite
def operations(draw: st.DrawFn) -> Op:
    """Return a signed operation of any kind."""
    key = draw(keys)
    body = draw(st.none() | st.binary(min_size=1, max_size=60))
    return sign(draw(headers(key.public.raw, body)), key, body)


@st.composite
def content_runs(draw: st.DrawFn) -> Run:
    """Return a run of a content feed whose epochs, dependencies and bodies change now and then."""
    key, scope = draw(keys), draw(ids)
    start = draw(st.integers(0, 1000))
    backlink = draw(ids) if start else ZERO_ID
    epochs, deps = (
        draw(st.lists(ids, min_size=1, max_size=2)),
        draw(st.lists(st.sets(ids, max_size=3), min_size=1, max_size=2)),
    )
    ops: list[Op] = []
    for seq in range(start, start + draw(st.integers(1, 6))):
        body = draw(st.none() | st.binary(min_size=1, max_size=30) | st.just(b"L" * 5000))
        header = Header(
            kind=draw(st.integers(0x80, 0xFF)),
            scope=scope,
            author=key.public.raw,
            seq=seq,
            hlc=draw(st.integers(0, (1 << 64) - 1)),
            backlink=backlink,
            body_hash=hash_body(body) if body else ZERO_ID,
            body_len=len(body or b""),
            epoch=draw(st.sampled_from(epochs)) if body else ZERO_ID,
            deps=tuple(sorted(draw(st.sampled_from(deps)))),
            flags=HAS_BODY if body else 0,
        )
        ops.append(sign(header, key, body))
        backlink = ops[-1].id
    return Run(scope, tuple(ops))


parts = st.integers(0, 3) | st.integers(0, (1 << 20) - 1)
feeds = st.builds(FeedKey, shorts, st.integers(0, 1))


@st.composite
def vectors(draw: st.DrawFn) -> dict[FeedKey, Extent]:
    """Return what somebody may hold of a scope."""
    vector: dict[FeedKey, Extent] = {}
    for feed in draw(st.sets(feeds, max_size=4)):
        lo = draw(st.integers(0, 100))
        vector[feed] = Extent(lo, lo + draw(st.integers(1, 1000)), draw(shorts))
    return vector


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Return a range that is not empty."""
    lo = draw(st.integers(0, 1000))
    return Range(draw(feeds), lo, lo + draw(st.integers(1, MAX_SEQ - 1000)))


def conversation_messages(named: st.SearchStrategy[bytes] = tokens) -> st.SearchStrategy[Message]:
    """Return messages of a session, well-formed, about tokens from `named`."""
    numbers = st.integers(0, 3)
    return st.one_of(
        st.builds(Scopes, st.lists(st.tuples(named, st.binary(min_size=16, max_size=16)), max_size=4)),
        st.builds(Open, named, st.binary(max_size=300), st.none() | st.binary(max_size=20)),
        st.builds(Vect, named, vectors()),
        st.builds(Have, named, vectors()),
        st.builds(Pull, named, numbers, st.lists(ranges(), max_size=3)),
        st.builds(Done, numbers),
        st.builds(Want, named, numbers, st.lists(ids, max_size=3)),
        st.builds(Body, numbers, st.lists(st.tuples(ids, st.none() | st.binary(max_size=20)), max_size=3)),
        st.builds(Seek, named, st.booleans(), st.lists(ids, max_size=3)),
        st.builds(Hold, named, st.lists(st.tuples(ids, st.sampled_from(Held)), max_size=3)),
        st.builds(Fetch, named, numbers, ids, st.lists(parts, min_size=1, max_size=4, unique=True)),
        st.builds(Part, numbers, parts, st.none() | st.binary(max_size=20)),
        st.builds(Credit, st.sampled_from(Channel), st.integers(0, 1 << 30)),
        st.just(Ping()),
        st.builds(Err, st.integers(0, 9)),
        st.builds(Greet, st.integers(1, 9), st.integers(0, 0xFFFF), st.integers(0, 9)),
    )


pairing_messages = st.one_of(
    st.builds(Greeting, st.binary(max_size=20)),
    st.builds(Request, st.binary(max_size=20)),
    st.builds(Answer, st.binary(max_size=20)),
    st.just(Ping()),
    st.builds(Err, st.integers(0, 9)),
)
