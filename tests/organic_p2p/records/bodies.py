"""People, and strategies for every body that this version writes."""

from functools import cache

from hypothesis import strategies as st

from crypto.keys import AgreementKey
from organic_p2p.domain.ids import DeviceId, OpId, PersonId
from organic_p2p.domain.text import MAX_NAME_CHARS
from organic_p2p.records import content, control
from organic_p2p.records.control import SEALED_SECRET_BYTES, EraseTarget, Slot
from organic_p2p.records.identity import DeviceKeys, Identity, new_identity
from sync.omp1 import Value
from sync.ops import Header, Op, hash_body, sign


@cache
def keys(name: str) -> DeviceKeys:
    """Return the keys of somebody's computer: the same in each test of a run."""
    del name
    return DeviceKeys.generate()


@cache
def identity(name: str) -> Identity:
    """Return somebody, as others know them."""
    return new_identity(
        keys(name), AgreementKey.generate(), name.encode().ljust(16, b"\0"), 1_700_000_000_000
    )


ids = st.binary(min_size=32, max_size=32)
op_ids = ids.map(OpId)
person_ids = ids.map(PersonId)
device_ids = ids.map(DeviceId)
people = st.sampled_from(("Anna", "Ben", "Cleo")).map(identity)
names = st.text(max_size=MAX_NAME_CHARS)
texts = st.text(max_size=300)
shorts = st.binary(min_size=8, max_size=8)
boxes = st.binary(min_size=1, max_size=1).map(lambda b: b * SEALED_SECRET_BYTES)
slots = st.lists(st.builds(Slot, shorts, shorts, boxes), max_size=3).map(tuple)
nonces = st.binary(min_size=16, max_size=16)
places = st.lists(st.integers(0, (1 << 63) - 1), max_size=content.MAX_EARLIER).map(tuple)


@st.composite
def erase_targets(draw: st.DrawFn) -> EraseTarget:
    lo = draw(st.integers(0, 1 << 40))
    return EraseTarget(draw(device_ids), lo, lo + draw(st.integers(1, 1 << 20)))


circle_geneses = st.builds(control.CircleGenesis, names, people, st.just("all"), nonces)
admits = st.builds(control.Admit, people, op_ids, ids, st.binary(min_size=64, max_size=64))
control_bodies: st.SearchStrategy[control.ControlBody] = st.one_of(
    st.builds(control.Hello),
    st.builds(control.Ack),
    st.builds(control.Leave),
    admits,
    st.builds(control.Expel, person_ids, texts),
    st.builds(control.Motion, st.integers(0, 255), st.none() | person_ids, texts),
    st.builds(control.Vote, op_ids, st.booleans()),
    st.builds(control.Invite, ids, st.integers(1, (1 << 32) - 1), st.booleans(), slots),
    st.builds(control.InviteRevoke, op_ids),
    st.builds(control.Epoch, ids, st.integers(0, 1 << 62), slots),
    st.builds(control.Grant, op_ids, slots),
    st.builds(control.Erase, st.lists(erase_targets(), max_size=3).map(tuple), texts),
)
content_bodies: st.SearchStrategy[content.ContentBody] = st.one_of(
    st.builds(content.Post, texts),
    st.builds(content.Message, texts),
    st.builds(content.Comment, op_ids, op_ids, texts),
    st.builds(content.Reaction, op_ids, st.text(max_size=10)),
    st.builds(content.Edit, op_ids, op_ids, st.none() | op_ids, texts, places),
    st.builds(content.Profile, names),
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.binary(max_size=40),
    st.text(max_size=40),
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def an_op(kind: int, body: bytes | None, *, by: str = "Anna", seq: int = 3) -> Op:
    """Return a signed operation in the middle of a chain, with any body."""
    header = Header(
        kind=kind,
        scope=b"c" * 32 if kind not in (0x01, 0x10) else bytes(32),
        author=keys(by).device,
        seq=seq if kind not in (0x01, 0x10) else 0,
        hlc=1_700_000_000_000 << 16,
        backlink=b"b" * 32 if seq and kind not in (0x01, 0x10) else bytes(32),
        body_hash=bytes(32) if body is None else hash_body(body),
        body_len=0 if body is None else len(body),
        epoch=b"e" * 32 if kind >= 0x80 and body is not None else bytes(32),
        flags=0 if body is None else 1,
    )
    return sign(header, keys(by).signing, body)
