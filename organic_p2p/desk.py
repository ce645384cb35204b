"""A page of posts, made ready to be shown: however much somebody wrote beneath it, it fits into one reply.

    posts ── all of them; beyond some room without small pictures ──▶ PostView
    comments, post by post ── as far as `Bounds` go ──▶ PostView

What members send is bounded for each operation, not for all of them together. So everything here is counted as it
is made: bytes as they will travel, files, and small pictures by person. And other things go on meanwhile: the loop is
given away after every so many steps (`Pace`), since a page may show thousands of files.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from organic_p2p.api import replies as r
from organic_p2p.api.codec import encode
from organic_p2p.domain.filenames import clean_file_name
from organic_p2p.domain.ids import CircleId, DeviceId, FileId, OpId, PersonId
from organic_p2p.engine import Engine
from organic_p2p.records.attachments import Attachment, Document, FileRef, Film, Image, Picture
from organic_p2p.services.state import joined_ms
from organic_p2p.store import entries as entry_table
from organic_p2p.store.entries import MAX_ATTACHED_BY_PERSON, Entry
from organic_p2p.store.files import FileRow, FileState

# Of a circle so many faces are shown; of a room everybody.
_FACES: Final = 6
# Of those who have a file so many are named: more would help nobody to find it.
_NAMED: Final = 20
# So many posts, and then so many files, are looked up at once.
_POSTS_AT_ONCE: Final = 25
_ENTRIES_AT_ONCE: Final = 200
_FILES_AT_ONCE: Final = 1000
# About a millisecond of work.
_STEPS: Final = 50
_STATES: Final = {FileState.HELD: "here", FileState.WANTED: "coming"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is shown at once. A reply has at most 64 MiB; the texts of 500 posts may take 32 of them.

    Attributes:
        post_bytes: When posts have taken so much, the others come without small pictures.
        bytes_in_all: With posts; when so much is taken, comments end.
        comment_bytes: Of comments at most so much.
        comment_files: Of comments at most so many pictures and files,
        files_by_person: and of one person's beneath one post so many,
        preview_bytes_by_person: and so much of small pictures; the others come without.
        attached_bytes_by_person: As much as is read of one person's comments beneath one post.
    """

    post_bytes: int = 24 << 20
    bytes_in_all: int = 40 << 20
    comment_bytes: int = 16 << 20
    comment_files: int = 4000
    files_by_person: int = 300
    preview_bytes_by_person: int = 384 << 10
    attached_bytes_by_person: int = MAX_ATTACHED_BY_PERSON


SHOWN: Final = Bounds()
_NO_END: Final = 1 << 62
# Whoever exports gets what a window has no room for; only what is read of one person's beneath one post has an end.
EXPORTED: Final = Bounds(
    post_bytes=_NO_END,
    bytes_in_all=_NO_END,
    comment_bytes=_NO_END,
    comment_files=_NO_END,
    files_by_person=_NO_END,
    preview_bytes_by_person=_NO_END,
    attached_bytes_by_person=4 * MAX_ATTACHED_BY_PERSON,
)


class Pace:
    """Gives the loop away after every so many steps."""

    def __init__(self) -> None:
        self._steps = 0

    async def step(self, steps: int = 1) -> None:
        """Count some steps, and let others go on when it is time."""
        self._steps += steps
        if self._steps >= _STEPS:
            self._steps = 0
            await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is the same for all entries of a circle or room."""

    audience: r.AudienceView
    devices: tuple[DeviceId, ...]
    members: frozenset[DeviceId]
    owners: dict[DeviceId, str]
    authors: dict[PersonId, DeviceId]


@dataclass(slots=True)
class _Item:
    """An entry with its attachments, and the ids of all of their files, in order."""

    entry: Entry
    attachments: tuple[Attachment, ...] = ()
    files: list[FileId] = field(default_factory=list)


class Desk:
    """Entries, and what is known of their files."""

    def __init__(self, engine: Engine, bounds: Bounds = SHOWN) -> None:
        self._engine, self._bounds = engine, bounds
        self._pace = Pace()
        self._places: dict[CircleId, _Place] = {}
        self._files: dict[FileId, FileRow] = {}
        self._holders: dict[FileId, set[DeviceId]] = {}
        self._reactions: dict[OpId, list[tuple[PersonId, str]]] = {}

    async def posts(self, entries: Sequence[Entry]) -> list[r.PostView]:
        """Return all of these entries, without what is beneath them."""
        shown, room = [], self._bounds.post_bytes
        for item in await self._laid_out(entries):
            view = await self._view(item, brief=room <= 0)
            room -= len(encode(view))
            shown.append(view)
        return shown

    async def beneath(self, posts: Sequence[r.PostView]) -> dict[OpId, list[r.PostView]]:
        """Return the comments of these posts, oldest first; the last ones of the last posts if they are too many."""
        bounds = self._bounds
        taken = 0
        for post in posts:
            taken += len(encode(post))
        room = min(bounds.comment_bytes, bounds.bytes_in_all - taken)
        files = bounds.comment_files
        found: dict[OpId, list[r.PostView]] = {}
        for at in range(0, len(posts), _POSTS_AT_ONCE):
            some = [OpId(post.id) for post in posts[at : at + _POSTS_AT_ONCE]]
            rows = await entry_table.beneath(
                self._engine.core.database, some, bounds.attached_bytes_by_person
            )
            said = [comment for post in some for comment in rows.get(post, ())]
            counts: dict[tuple[OpId, PersonId], list[int]] = {}
            for start in range(0, len(said), _ENTRIES_AT_ONCE):
                for item in await self._laid_out(said[start : start + _ENTRIES_AT_ONCE], counts):
                    mine = counts[item.entry.post, item.entry.person]
                    mine[1] += sum(len(_preview(one)) for one in item.attachments)
                    view = await self._view(item, brief=mine[1] > bounds.preview_bytes_by_person)
                    room -= len(encode(view))
                    files -= len(item.files)
                    if room < 0 or files < 0:
                        return found
                    found.setdefault(item.entry.post, []).append(view)
        return found

    async def people(self, entries: Sequence[Entry], refs: Sequence[FileRef]) -> list[tuple[str, ...]]:
        """Return for each entry on whose computers a file of it is known to be, by name, without oneself."""
        await self._laid_out(entries)
        return [
            self._named(self._place(entry), self._devices(entry, ref.id_in(entry.circle, entry.person)))
            for entry, ref in zip(entries, refs, strict=True)
        ]

    async def _laid_out(
        self, entries: Sequence[Entry], counts: dict[tuple[OpId, PersonId], list[int]] | None = None
    ) -> list[_Item]:
        """Look up everything that these entries show; where it is counted, leave out what has too many files."""
        items: list[_Item] = []
        for entry in entries:
            attachments = entry.attachments if entry.packed else ()
            ids = [ref.id_in(entry.circle, entry.person) for one in attachments for ref in one.files]
            await self._pace.step(1 + len(ids))
            if counts is not None:
                mine = counts.setdefault((entry.post, entry.person), [0, 0])
                if ids and mine[0] + len(ids) > self._bounds.files_by_person:
                    continue
                mine[0] += len(ids)
            items.append(_Item(entry, attachments, ids))
        database = self._engine.core.database
        self._reactions.update(await entry_table.reactions_to(database, [item.entry.id for item in items]))
        everything = iter([file for item in items for file in item.files if file not in self._files])
        while some := list(islice(everything, _FILES_AT_ONCE)):
            self._files.update(await self._engine.albums.files_by_id(some))
            self._holders.update(await self._engine.vault.holders(some))
        return items

    async def _view(self, item: _Item, *, brief: bool) -> r.PostView:
        entry, core = item.entry, self._engine.core
        place = self._place(entry)
        files = iter(item.files)
        pictures: list[r.PictureView] = []
        documents: list[r.DocumentView] = []
        for number, one in enumerate(item.attachments, 1):
            await self._pace.step(len(one.files))
            match one:
                case Picture(shown, original, preview, frames):
                    image = self._image(entry, shown, next(files), brief=brief)
                    whole = (
                        None if original is None else self._image(entry, original, next(files), brief=brief)
                    )
                    pictures.append(r.PictureView(number, b"" if brief else preview, frames, image, whole))
                case Document(ref, name, film):
                    file = self._file(entry, ref, next(files), brief=brief)
                    documents.append(
                        r.DocumentView(number, clean_file_name(name), file, None if brief else _film(film))
                    )
        await self._pace.step(1 + len(place.devices) // 10)
        circle = core.circle(entry.circle)
        held = self._engine.shelf.holders(circle, entry.feed, entry.seq, place.devices)
        return r.PostView(
            id=entry.id,
            circle=entry.circle,
            author=r.PersonRef(entry.person, core.name_of(entry.person, entry.circle)),
            text=entry.text,
            created_ms=entry.created_ms,
            edited=entry.edited,
            reply_to=None if entry.reply_to == entry.post else entry.reply_to,
            comments=(),
            reactions=tuple(
                r.ReactionView(person, emoji) for person, emoji in self._reactions.get(entry.id, ())
            ),
            copies=r.Copies(held, len(place.devices)),
            note=await self._engine.feed.note(entry),
            pictures=tuple(pictures),
            files=tuple(documents),
            audience=place.audience,
        )

    def _place(self, entry: Entry) -> _Place:
        place = self._places.get(entry.circle)
        if place is None:
            core = self._engine.core
            circle = core.circle(entry.circle)
            devices = tuple(device.id for device in circle.devices(circle.members))
            owners = {
                identity.device.id: core.name_of(person, circle.id)
                for person, identity in circle.identities.items()
                if person != core.me.person
            }
            authors = {
                person: identity.device.id
                for person, identity in circle.identities.items()
                # It was made there, and one's own pictures never give way.
                if person != core.me.person
            }
            place = self._places[entry.circle] = _Place(
                _audience(self._engine, circle.id), devices, frozenset(devices), owners, authors
            )
        return place

    def _image(self, entry: Entry, image: Image, file: FileId, *, brief: bool) -> r.ImageView:
        shown = self._file(entry, image.file, file, brief=brief)
        return r.ImageView(image.format.value, image.width, image.height, shown)

    def _file(self, entry: Entry, ref: FileRef, file: FileId, *, brief: bool) -> r.FileView:
        place, row, vault = self._place(entry), self._files.get(file), self._engine.vault
        known = self._devices(entry, file)
        holding = known & place.members
        state = "elsewhere" if row is None else _STATES.get(row.state, "elsewhere")
        if row is not None and row.id in vault.storage.turned_away:
            state = "elsewhere"
        if state == "here":
            holding.add(self._engine.core.me.device)
        return r.FileView(
            ref.size,
            state,
            0 if row is None else int(100 * vault.progress(row)),
            len(holding & place.members),
            len(place.members),
            () if brief else self._named(place, known),
        )

    def _named(self, place: _Place, devices: Iterable[DeviceId]) -> tuple[str, ...]:
        return tuple(sorted(place.owners[device] for device in devices if device in place.owners)[:_NAMED])

    def _devices(self, entry: Entry, file: FileId) -> set[DeviceId]:
        known = set(self._holders.get(file, ()))
        author = self._place(entry).authors.get(entry.person)
        if author is not None:
            known.add(author)
        return known


def _audience(engine: Engine, circle_id: CircleId) -> r.AudienceView:
    """Show who can see what is written in a circle or room."""
    circle = engine.core.circle(circle_id)
    if circle.is_room:
        people = sorted(circle.members, key=lambda p: (engine.core.name_of(p, circle_id), p))
    else:
        people = sorted(circle.members, key=lambda p: (joined_ms(circle, p), p))[:_FACES]
    return r.AudienceView(
        "" if circle.is_room else circle.name,
        tuple(r.PersonRef(p, engine.core.name_of(p, circle_id)) for p in people),
        len(circle.members),
    )


def _preview(attachment: Attachment) -> bytes:
    if isinstance(attachment, Picture):
        return attachment.preview
    return b"" if attachment.film is None else attachment.film.preview


def _film(film: Film | None) -> r.FilmView | None:
    return None if film is None else r.FilmView(film.preview, film.width, film.height, film.seconds)
