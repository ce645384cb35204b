"""Content on the disk: encrypted, whole or not there, whatever the disk does."""

import errno
import os
import random
import resource
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.files import (
    PIECE_BYTES,
    digest_list,
    digest_piece,
    open_piece,
    piece_count,
    seal_file,
    sealed_piece_bytes,
)
from organic_p2p.domain.ids import CircleId, FileId, PersonId
from organic_p2p.records.attachments import FileRef
from organic_p2p.store import filefolder
from organic_p2p.store.filefolder import FileFolder, piece_span
from organic_p2p.store.files import stored_bytes

CIRCLE, PERSON = CircleId(b"c" * 32), PersonId(b"p" * 32)
SECRET = b"Rumpelstilzchen sat here. "
SIZES = [0, 1, 1000, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 5 * PIECE_BYTES + 77]


class Made:
    """A file of our own, and what its post says of it."""

    def __init__(
        self, folder: FileFolder, content: bytes, read: Callable[[int], bytes] | None = None
    ) -> None:
        self.content = content
        refs: list[FileRef] = []

        def name(ref: FileRef) -> FileId:
            refs.append(ref)
            return ref.id_in(CIRCLE, PERSON)

        self.id = folder.make(len(content), read or BytesIO(content).read, name)
        (self.ref,) = refs


def content_of(folder: FileFolder, file: FileId, ref: FileRef) -> bytes:
    spans = [piece_span(ref.size, index) for index in range(piece_count(ref.size))]
    pieces = folder.read(file, spans)
    return b"".join(open_piece(ref.key, ref.size, at, piece or b"") for at, piece in enumerate(pieces))


class Offered:
    """A file as a peer sends it."""

    def __init__(self, size: int, seed: int = 0) -> None:
        self.content = random.Random(seed).randbytes(size)
        self.size = size
        key, pieces = seal_file(size, BytesIO(self.content).read)
        self.pieces = list(pieces)
        self.list = b"".join(map(digest_piece, self.pieces))
        self.ref = FileRef(key, size, digest_list(self.list))
        self.id = self.ref.id_in(CIRCLE, PERSON)

    @property
    def all(self) -> list[tuple[int, bytes]]:
        return list(enumerate(self.pieces))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def folder(place: Path) -> FileFolder:
    return FileFolder(place)


def names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} if place.exists() else set()


# -- making --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_what_is_made_can_be_read_with_its_key_and_is_as_long_as_was_said(
    folder: FileFolder, place: Path, size: int
) -> None:
    made = Made(folder, random.Random(size).randbytes(size))
    assert content_of(folder, made.id, made.ref) == made.content
    assert names(place) == {made.id.hex()}
    assert (place / made.id.hex()).stat().st_size == stored_bytes(size)
    list_ = folder.list_of_part(made.id, size)
    assert list_ is not None
    assert digest_list(list_) == made.ref.list_digest


def test_the_same_content_made_twice_is_two_files_that_look_nothing_alike(
    folder: FileFolder, place: Path
) -> None:
    one, other = (Made(folder, SECRET * 10) for _ in range(2))
    assert one.id != other.id
    assert one.ref.key != other.ref.key
    first, second = ((place / made.id.hex()).read_bytes() for made in (one, other))
    assert len(first) == len(second)
    assert not any(first[at : at + 16] in second for at in range(0, len(first) - 16, 16))


def test_sizes_on_the_disk_do_not_tell_a_letter_from_a_small_picture(folder: FileFolder, place: Path) -> None:
    lengths = {
        (place / Made(folder, bytes(size)).id.hex()).stat().st_size for size in (0, 1, 500, 1000, 1024)
    }
    assert len(lengths) == 1


def test_nothing_is_on_the_disk_in_the_clear_neither_after_nor_in_the_middle(
    folder: FileFolder, place: Path
) -> None:
    content = SECRET * (3 * PIECE_BYTES // len(SECRET))
    source, looks = BytesIO(content), 0

    def read(size: int) -> bytes:
        nonlocal looks
        looks += 1
        for path in place.iterdir():
            assert SECRET not in path.read_bytes()
            assert path.stat().st_mode & 0o777 == 0o600
            # Nobody takes for whole what is being made.
            assert path.suffix == ".new"
        return source.read(size)

    made = Made(folder, content, read)
    assert looks > 3
    data = (place / made.id.hex()).read_bytes()
    assert SECRET not in data
    assert SECRET[:8] not in data
    assert made.ref.key not in data
    assert content_of(folder, made.id, made.ref) == content


def test_nobody_else_may_look_whatever_the_mask(folder: FileFolder, place: Path) -> None:
    before = os.umask(0)
    try:
        made, offered = Made(folder, b"x"), Offered(10)
        folder.begin(offered.id, offered.list)
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o700
    for name in (made.id.hex(), f"{offered.id.hex()}.part"):
        assert (place / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("change", [-1, 1, -PIECE_BYTES, PIECE_BYTES])
def test_content_that_grows_or_shrinks_while_it_is_read_is_refused_and_leaves_nothing(
    folder: FileFolder, place: Path, change: int
) -> None:
    size = 2 * PIECE_BYTES
    with pytest.raises(ValueError, match="content"):
        folder.make(size, BytesIO(bytes(size + change)).read, lambda ref: ref.id_in(CIRCLE, PERSON))
    assert names(place) == set()


def test_a_reader_that_fails_leaves_nothing(folder: FileFolder, place: Path) -> None:
    def read(size: int) -> bytes:
        raise OSError(errno.EIO, "the memory stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        folder.make(5, read, lambda ref: ref.id_in(CIRCLE, PERSON))
    assert names(place) == set()


@contextmanager
def failing(name: str, error: int, at: int = 0) -> Iterator[list[int]]:
    """Let a function of the system fail from its call number `at` on."""
    real: Callable[..., Any] = getattr(os, name)
    calls = [0]

    def fail(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] > at:
            raise OSError(error, os.strerror(error))
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, fail)
        yield calls


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("at", [0, 1])
def test_a_disk_that_refuses_to_make_it_safe_leaves_nothing_under_its_name(
    folder: FileFolder, place: Path, error: int, at: int
) -> None:
    """First the content, then the folder with its name."""
    Made(folder, b"the folder is there")
    before = names(place)
    with failing("fsync", error, at), pytest.raises(OSError, match=os.strerror(error)):
        Made(folder, b"x" * 1000)
    assert names(place) == before


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(folder: FileFolder, place: Path) -> None:
    Made(folder, b"the folder is there")
    before = names(place)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            Made(folder, bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(place) == before


def test_a_name_that_cannot_be_given_leaves_nothing(folder: FileFolder, place: Path) -> None:
    def name(ref: FileRef) -> FileId:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        folder.make(3, BytesIO(b"abc").read, name)
    assert names(place) == set()


# -- fetching ------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(st.sampled_from(SIZES), st.integers(0, 1000))
def test_pieces_may_come_in_any_order_and_twice(size: int, seed: int) -> None:
    offered, chance = Offered(size, seed), random.Random(seed)
    with tempfile.TemporaryDirectory() as base:
        folder = FileFolder(Path(base) / "files")
        folder.begin(offered.id, offered.list)
        missing = folder.missing(offered.id, size, offered.list)
        assert missing == set(range(piece_count(size)))
        order = offered.all * 2
        chance.shuffle(order)
        while order:
            some = [order.pop() for _ in range(min(len(order), chance.randrange(1, 4)))]
            assert folder.put(offered.id, size, offered.list, some)
            missing -= {index for index, _ in some}
            assert folder.missing(offered.id, size, offered.list) == missing
        folder.finish([offered.id])
        assert content_of(folder, offered.id, offered.ref) == offered.content
        assert names(Path(base) / "files") == {offered.id.hex()}


def test_a_wrong_piece_is_refused_and_not_kept_and_those_before_it_are(folder: FileFolder) -> None:
    offered = Offered(4 * PIECE_BYTES)
    other = Offered(4 * PIECE_BYTES, 1)
    for wrong in (
        other.pieces[1],
        offered.pieces[2],
        offered.pieces[1][:-1],
        offered.pieces[1] + b"\0",
        b"",
        bytes([offered.pieces[1][0] ^ 1]) + offered.pieces[1][1:],
    ):
        folder.begin(offered.id, offered.list)
        parts = [(0, offered.pieces[0]), (1, wrong), (2, offered.pieces[2])]
        assert not folder.put(offered.id, offered.size, offered.list, parts)
        assert folder.missing(offered.id, offered.size, offered.list) == {1, 2, 3}
        assert folder.read(offered.id, [piece_span(offered.size, 0)]) == [offered.pieces[0]]
        folder.delete([offered.id])


def test_the_last_piece_of_a_long_file_is_shorter_and_no_other_length_is_taken(folder: FileFolder) -> None:
    offered = Offered(2 * PIECE_BYTES + 10)
    folder.begin(offered.id, offered.list)
    last = piece_count(offered.size) - 1
    assert sealed_piece_bytes(offered.size, last) < sealed_piece_bytes(offered.size, 0)
    padded = offered.pieces[last] + bytes(50)
    assert not folder.put(offered.id, offered.size, offered.list, [(last, padded)])
    assert folder.put(offered.id, offered.size, offered.list, [(last, offered.pieces[last])])


@settings(max_examples=25)
@given(
    st.sets(st.integers(0, 5)),
    st.integers(0, stored_bytes(6 * PIECE_BYTES)),
    st.lists(st.integers(0, stored_bytes(6 * PIECE_BYTES) - 1), max_size=3),
)
def test_whatever_a_power_cut_made_of_a_part_only_good_pieces_are_believed(
    here: set[int], length: int, flips: list[int]
) -> None:
    offered = Offered(6 * PIECE_BYTES)
    with tempfile.TemporaryDirectory() as base:
        folder, path = FileFolder(Path(base) / "files"), Path(base) / "files" / f"{offered.id.hex()}.part"
        folder.begin(offered.id, offered.list)
        assert folder.put(offered.id, offered.size, offered.list, [offered.all[index] for index in here])
        data = bytearray(path.read_bytes()[:length])
        for at in flips:
            if at < len(data):
                data[at] ^= 1
        path.write_bytes(data)
        spans = {index: piece_span(offered.size, index) for index in range(6)}
        good = {index for index in here if data[spans[index][0] : sum(spans[index])] == offered.pieces[index]}
        # What remains can be told even if the list there is damaged: it is compared with the one that is vouched for.
        again = FileFolder(Path(base) / "files")
        missing = again.missing(offered.id, offered.size, offered.list)
        assert missing == set(range(6)) - good
        found = again.list_of_part(offered.id, offered.size)
        assert found is None or (found == offered.list) == (data[: len(found)] == offered.list)
        again.begin(offered.id, offered.list)
        assert again.missing(offered.id, offered.size, offered.list) == missing
        assert again.put(offered.id, offered.size, offered.list, [offered.all[at] for at in missing])
        again.finish([offered.id])
        assert content_of(again, offered.id, offered.ref) == offered.content


def test_what_was_not_begun_cannot_be_put_and_has_no_list(folder: FileFolder, place: Path) -> None:
    offered = Offered(100)
    assert folder.list_of_part(offered.id, offered.size) is None
    for attempt in (
        lambda: folder.put(offered.id, offered.size, offered.list, offered.all),
        lambda: folder.missing(offered.id, offered.size, offered.list),
        lambda: folder.finish([offered.id]),
    ):
        with pytest.raises(FileNotFoundError):
            attempt()
    assert names(place) == set()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_a_piece_costs_nothing_that_was_there(folder: FileFolder, error: int) -> None:
    offered = Offered(4 * PIECE_BYTES)
    folder.begin(offered.id, offered.list)
    assert folder.put(offered.id, offered.size, offered.list, offered.all[:2])
    with failing("pwrite", error, 1), pytest.raises(OSError, match=os.strerror(error)):
        folder.put(offered.id, offered.size, offered.list, offered.all[2:])
    assert folder.missing(offered.id, offered.size, offered.list) == {3}
    assert folder.put(offered.id, offered.size, offered.list, offered.all[3:])
    with failing("fsync", error), pytest.raises(OSError, match=os.strerror(error)):
        folder.finish([offered.id])
    # What a disk failed to make safe looks well until it is read tomorrow: all of it is fetched again.
    assert not folder.has_begun(offered.id)
    assert folder.read(offered.id, [(0, 1)]) == [None]
    folder.begin(offered.id, offered.list)
    assert folder.put(offered.id, offered.size, offered.list, offered.all)
    folder.finish([offered.id])
    assert content_of(folder, offered.id, offered.ref) == offered.content


def test_a_failure_beside_the_stream_is_heard_of_before_more_is_believed(
    folder: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filefolder, "_FLUSH_BYTES", PIECE_BYTES)
    offered = Offered(8 * PIECE_BYTES)
    folder.begin(offered.id, offered.list)
    with failing("fsync", errno.EIO):
        assert folder.put(offered.id, offered.size, offered.list, offered.all[:1])
        folder.close()
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        folder.put(offered.id, offered.size, offered.list, offered.all[1:2])
    assert not folder.has_begun(offered.id)


def test_a_disk_that_takes_a_little_at_a_time_gets_everything(folder: FileFolder) -> None:
    real, offered = os.pwrite, Offered(2 * PIECE_BYTES + 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "pwrite", lambda fd, data, offset: real(fd, bytes(data[:10_007]), offset))
        folder.begin(offered.id, offered.list)
        assert folder.put(offered.id, offered.size, offered.list, offered.all)
    assert folder.missing(offered.id, offered.size, offered.list) == set()


def test_what_was_found_damaged_is_fetched_again_and_its_good_pieces_stay(
    folder: FileFolder, place: Path
) -> None:
    made = Made(folder, random.Random(1).randbytes(3 * PIECE_BYTES))
    list_ = folder.list_of_part(made.id, made.ref.size)
    assert list_ is not None
    path = place / made.id.hex()
    data = bytearray(path.read_bytes())
    data[piece_span(made.ref.size, 1)[0] + 9] ^= 1
    path.write_bytes(data)
    folder.take_apart(made.id)
    folder.take_apart(made.id)  # somebody else has found it, too
    assert names(place) == {f"{made.id.hex()}.part"}
    assert folder.missing(made.id, made.ref.size, list_) == {1}


# -- reading and deleting ------------------------------------------------------------------------


def test_what_is_not_there_is_none_and_a_hole_is_not_mistaken_for_content(folder: FileFolder) -> None:
    offered = Offered(3 * PIECE_BYTES)
    spans = [piece_span(offered.size, at) for at in range(3)]
    assert folder.read(offered.id, spans) == [None, None, None]
    folder.begin(offered.id, offered.list)
    assert folder.read(offered.id, spans) == [None, None, None]
    assert folder.put(offered.id, offered.size, offered.list, offered.all[:1])
    assert folder.read(offered.id, spans) == [offered.pieces[0], None, None]
    assert folder.read(offered.id, [(10**12, 5), (0, 32)]) == [None, offered.list[:32]]


def test_what_is_deleted_is_gone_whole_or_in_part_and_deleting_it_again_harms_nothing(
    folder: FileFolder, place: Path
) -> None:
    made, offered = Made(folder, b"x"), Offered(10)
    folder.begin(offered.id, offered.list)
    stays = Made(folder, b"y")
    for _ in range(2):
        folder.delete([made.id, offered.id, FileId(bytes(32))])
        assert names(place) == {stays.id.hex()}
    assert folder.read(made.id, [(0, 1)]) == [None]


# -- the start -----------------------------------------------------------------------------------


def test_a_home_without_files_has_no_folder(folder: FileFolder, place: Path) -> None:
    assert folder.prepare({}, {}) == set()
    assert folder.prepare({FileId(bytes(32)): 100}, {}) == {FileId(bytes(32))}
    folder.delete([FileId(bytes(32))])
    assert not place.exists()


def test_the_start_keeps_what_is_known_and_sweeps_the_rest(folder: FileFolder, place: Path) -> None:
    whole, short, orphan = (Made(folder, random.Random(at).randbytes(5000)) for at in range(3))
    part, unknown, beside = Offered(9), Offered(10), Offered(11)
    for offered in (part, unknown, beside):
        folder.begin(offered.id, offered.list)
    (place / f"{whole.id.hex()}.part").write_bytes(b"begun before it was whole")
    (place / beside.id.hex()).write_bytes(b"never given this name by us")
    os.truncate(place / short.id.hex(), 100)
    for foreign in (
        "0123.new",
        f"{part.id.hex()}.new",
        ".DS_Store",
        "notes.txt",
        "abc",
        "ab" * 31,
        "zz" * 32,
    ):
        (place / foreign).write_bytes(b"left behind")
    (place / f"{part.id.hex()}.part.tmp").write_bytes(b"")
    lost = FileId(b"l" * 32)
    sizes: Mapping[FileId, int] = {made.id: stored_bytes(made.ref.size) for made in (whole, short)} | {
        lost: 500
    }
    wanted = {offered.id: stored_bytes(offered.size) for offered in (part, beside)}
    missing = folder.prepare(sizes, wanted)
    assert missing == {short.id, lost}
    assert names(place) == {whole.id.hex(), f"{part.id.hex()}.part", f"{beside.id.hex()}.part"}
    assert orphan.id.hex() not in names(place)
    assert content_of(folder, whole.id, whole.ref) == whole.content
    # A second start finds nothing more to do.
    del sizes
    assert folder.prepare({whole.id: stored_bytes(5000)}, wanted) == set()
    assert len(names(place)) == 3


def test_a_file_that_came_whole_before_a_crash_is_looked_at_and_not_fetched_again(
    folder: FileFolder, place: Path
) -> None:
    """The name comes before the database knows; and so does what was found damaged just before."""
    made = Made(folder, random.Random(1).randbytes(3 * PIECE_BYTES))
    wanted = {made.id: stored_bytes(made.ref.size)}
    damage = place / made.id.hex()
    content = bytearray(damage.read_bytes())
    content[-1] ^= 1
    damage.write_bytes(content)
    assert folder.prepare({}, wanted) == set()
    assert names(place) == {f"{made.id.hex()}.part"}
    assert folder.has_begun(made.id)
    pieces = folder.list_of_part(made.id, made.ref.size)
    assert pieces is not None
    assert folder.missing(made.id, made.ref.size, pieces) == {2}


def test_a_longer_file_is_not_the_one_that_was_whole(folder: FileFolder, place: Path) -> None:
    made = Made(folder, b"x" * 500)
    with (place / made.id.hex()).open("ab") as file:
        file.write(b"\0")
    assert folder.prepare({made.id: stored_bytes(500)}, {}) == {made.id}
    assert names(place) == set()


@pytest.mark.parametrize("what", ["a folder", "a folder with our kind of name", "a link to nowhere"])
def test_something_strange_in_the_folder_does_not_keep_the_home_closed(
    folder: FileFolder, place: Path, what: str
) -> None:
    """Network storage puts folders of its own into every folder; a desktop puts others."""
    made = Made(folder, b"x" * 500)
    match what:
        case "a folder":
            (place / "@eaDir").mkdir()
            (place / "@eaDir" / "thumb").write_bytes(b"")
        case "a folder with our kind of name":
            (place / ("ab" * 32)).mkdir()
        case _:
            (place / ("ab" * 32)).symlink_to(place / "nowhere")
    assert folder.prepare({made.id: stored_bytes(500)}, {}) == set()
    assert made.id.hex() in names(place)
