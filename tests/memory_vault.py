"""A `Vault` in memory: real encrypted files, the checks of the real one, and nothing that a disk could do wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from crypto import files as sealed
from sync.fetching import LIST_PART_BYTES, list_part_count
from sync.ports import Held, Peer, Put, Wish


@dataclass
class StoredFile:
    """A file as a post describes it, and what is here of it."""

    scope: bytes
    file: bytes
    size: int
    list_digest: bytes
    pieces: dict[int, bytes] = field(default_factory=dict)
    list: bytes | None = None

    @property
    def whole(self) -> bool:
        return len(self.pieces) == sealed.piece_count(self.size)

    def described(self) -> "StoredFile":
        """Return the same file as somebody knows it who has only read of it."""
        return StoredFile(self.scope, self.file, self.size, self.list_digest)


class MemoryVault:
    """Everything that is wanted is wanted in the order in which it was asked for, the latest first."""

    def __init__(self) -> None:
        self.files: dict[bytes, StoredFile] = {}
        self.learnt: dict[tuple[bytes, bytes], Held] = {}
        self.promised: set[bytes] = set()
        self.to_spare: list[tuple[bytes, bytes]] = []
        self.put_pieces = 0
        self.full = False
        self._news: dict[bytes, dict[bytes, Held]] = {}
        self._listeners: list[Callable[[], None]] = []
        self._news_listeners: list[Callable[[], None]] = []

    # What a test does.

    def add(self, scope: bytes, content: bytes, person: bytes = b"p" * 32) -> StoredFile:
        """Keep a new file of our own."""
        key, pieces = sealed.seal_file(len(content), BytesIO(content).read)
        stored = StoredFile(scope, b"", len(content), b"", dict(enumerate(pieces)))
        stored.list = b"".join(map(sealed.digest_piece, stored.pieces.values()))
        stored.list_digest = sealed.digest_list(stored.list)
        stored.file = sealed.file_id(key, scope, person, len(content), stored.list_digest)
        self.files[stored.file] = stored
        self.changed()
        return stored

    def want(self, *files: StoredFile) -> None:
        """Learn of files from their posts."""
        for stored in files:
            self.files.setdefault(stored.file, stored.described())
        self.changed()

    def forget(self, file: bytes) -> None:
        """Delete a file with its post."""
        del self.files[file]
        self.changed()

    def changed(self) -> None:
        for listener in self._listeners:
            listener()

    # What sync asks.

    async def wishes(self) -> Sequence[Wish]:
        if self.full:
            return []
        return [
            Wish(f.scope, f.file, sealed.list_bytes(f.size), sealed.piece_count(f.size))
            for f in reversed(self.files.values())
            if not f.whole
        ]

    async def admit(self, file: bytes) -> bool:
        return file in self.files and not self.full

    async def resume(self, file: bytes) -> Sequence[int] | None:
        stored = self.files.get(file)
        if stored is None or stored.list is None:
            return None
        return [index for index in range(sealed.piece_count(stored.size)) if index not in stored.pieces]

    async def begin(self, file: bytes, pieces: bytes) -> Sequence[int] | None:
        stored = self.files.get(file)
        if stored is None or self.full:
            return []
        if len(pieces) != sealed.list_bytes(stored.size) or sealed.digest_list(pieces) != stored.list_digest:
            return None
        stored.list = pieces
        return await self.resume(file)

    async def put(self, file: bytes, pieces: Sequence[tuple[int, bytes]]) -> Put:
        stored = self.files.get(file)
        if stored is None or stored.list is None or stored.whole or self.full:
            return Put.KEPT
        for index, piece in pieces:
            if sealed.digest_piece(piece) != stored.list[32 * index : 32 * index + 32]:
                return Put.SPOILT
            self.put_pieces += 1
            stored.pieces[index] = piece
        if stored.whole:
            self._news.setdefault(stored.scope, {})[file] = Held.WHOLE
            for listener in self._news_listeners:
                listener()
            return Put.WHOLE
        return Put.KEPT

    async def read(self, scope: bytes, file: bytes, parts: Sequence[int]) -> Sequence[bytes | None]:
        stored = self.files.get(file)
        if stored is None or stored.scope != scope or stored.list is None:
            return [None] * len(parts)
        first = list_part_count(len(stored.list))
        return [
            stored.list[part * LIST_PART_BYTES : (part + 1) * LIST_PART_BYTES]
            if part < first
            else stored.pieces.get(part - first)
            for part in parts
        ]

    async def holding(self, scope: bytes, files: Sequence[bytes], *, keep: bool) -> Sequence[Held]:
        return [self._holding(scope, file, keep) for file in files]

    def _holding(self, scope: bytes, file: bytes, keep: bool) -> Held:
        stored = self.files.get(file)
        if stored is None or stored.scope != scope or not stored.pieces:
            return Held.NONE
        if not stored.whole:
            return Held.PARTLY
        if keep and (scope, file) not in self.to_spare:
            self.promised.add(file)
            return Held.PROMISED
        return Held.WHOLE

    async def learned(self, peer: Peer, scope: bytes, held: Sequence[tuple[bytes, Held]]) -> None:
        for file, state in held:
            if file in self.files:
                self.learnt[peer.device, file] = state

    def spare(self) -> Sequence[tuple[bytes, bytes]]:
        return self.to_spare

    def take_news(self) -> Mapping[bytes, Mapping[bytes, Held]]:
        news, self._news = self._news, {}
        return news

    def on_wishes(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def on_news(self, listener: Callable[[], None]) -> None:
        self._news_listeners.append(listener)
