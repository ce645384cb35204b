"""Fills the folder of an export, some posts at a time: never more than a page's worth is in memory."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from crypto.errors import CryptoError
from crypto.files import open_piece, piece_count
from organic_p2p import views
from organic_p2p.api import replies as r
from organic_p2p.desk import EXPORTED
from organic_p2p.domain.filenames import clean_file_name
from organic_p2p.domain.ids import FileId, OpId
from organic_p2p.engine import Engine
from organic_p2p.errors import BadInputError
from organic_p2p.exporting import documents, pages
from organic_p2p.exporting.chapters import Chapter, chapters, iso_of
from organic_p2p.exporting.folder import NewFolder
from organic_p2p.exporting.markup import Markup, sentence, text
from organic_p2p.exporting.pages import Kept, Node, Section
from organic_p2p.exporting.speech import Speech, fill
from organic_p2p.records.attachments import FileRef, Picture
from organic_p2p.services.state import CircleState
from organic_p2p.store import entries as entry_table
from organic_p2p.store.entries import Entry
from organic_p2p.store.filefolder import piece_span
from organic_p2p.store.files import FileState

_AT_ONCE: Final = 25
_SUFFIXES: Final = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"RIFF": ".webp"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many posts, pictures and files; `missing`: of these, what was not here."""

    path: Path
    posts: int
    files: int
    missing: int


class Exporter:
    """One export, from its beginning to its end."""

    def __init__(
        self, engine: Engine, parent: Path, speech: Speech, moved: Callable[[int, int], None]
    ) -> None:
        """Prepare to write into a new folder in `parent`; `moved` hears how many posts of how many are done."""
        self._engine, self._core, self._parent, self._moved = engine, engine.core, parent, moved
        self._speech = speech
        self._stopped = False
        self._count: Counter[str] = Counter()

    def stop(self) -> None:
        """Have it end soon, without a trace."""
        self._stopped = True

    async def run(self) -> Exported:
        """Write everything.

        Raises:
            BadInputError: There can be no folder there, or it was stopped.
            DeviceTroubleError: The disk is full or refuses to write; what was begun is gone again.
        """
        me, now_ms = self._core.me, self._core.now_ms()
        sections, circles = await self._sections()
        total = sum(section.count for section in sections)
        folder = await asyncio.to_thread(NewFolder, self._parent, f"Organic {iso_of(now_ms)[:10]}")
        try:
            for section in sections:
                await self._section(folder, section, circles[section.id], total)
            states = {section.id: circles[section.id][0].status.value for section in sections}
            listed = documents.dumped(documents.manifest((me.person, me.name), now_ms, sections, states))
            first = pages.index(
                self._speech, self._core.name_of(me.person), now_ms, sections, self._count["missing"]
            )
            await self._write(folder, "organic.json", listed)
            await self._write(folder, "README.txt", documents.README.encode())
            # Last: where it is missing, nobody takes a part for the whole.
            await self._write(folder, "index.html", _encoded(first))
            path = await asyncio.to_thread(folder.finish)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(folder.discard))
            raise
        return Exported(path, self._count["posts"], self._count["files"], self._count["missing"])

    # -- what there is -------------------------------------------------------------------------------

    async def _sections(self) -> tuple[list[Section], dict[bytes, list[CircleState]]]:
        """Return the circles, and the letters by those who share them, with the circles and rooms of each."""
        groups: dict[object, list[CircleState]] = {}
        for circle in self._core.registry:
            if circle.genesis is not None:
                # Two people may have opened a room each without knowing of the other's: they are read as one.
                groups.setdefault(circle.members if circle.is_room else circle.id, []).append(circle)
        sections: list[Section] = []
        circles: dict[bytes, list[CircleState]] = {}
        numbers: Counter[str] = Counter()
        for group in groups.values():
            first = group[0]
            timeline = await entry_table.timeline(self._core.database, [one.id for one in group])
            found = chapters(timeline, self._speech)
            if first.is_room and not found:
                continue
            kind = "letters" if first.is_room else "circle"
            numbers[kind] += 1
            section = Section(
                first.id,
                self._title(first),
                first.is_room,
                f"{kind}-{numbers[kind]}",
                self._people_of(group),
                found,
                sum(len(chapter.posts) for chapter in found),
            )
            sections.append(section)
            circles[first.id] = group
        return sections, circles

    def _title(self, circle: CircleState) -> str:
        if not circle.is_room:
            return circle.name
        others = [
            self._core.name_of(person, circle.id)
            for person in circle.members
            if person != self._core.me.person
        ]
        words = self._speech.words
        return fill(words.letters_with, self._speech.listed(sorted(others)) or words.myself)

    def _people_of(self, group: Iterable[CircleState]) -> dict[bytes, str]:
        found: dict[bytes, str] = {}
        for circle in group:
            for person in (*circle.members, *circle.authority.state().former):
                found[person] = self._core.name_of(person, circle.id)
        return found

    # -- writing -------------------------------------------------------------------------------------

    async def _section(
        self, folder: NewFolder, section: Section, group: Sequence[CircleState], total: int
    ) -> None:
        if not section.is_letters:
            await self._people(folder, section, group[0])
        for at, chapter in enumerate(section.chapters):
            await self._chapter(folder, section, at, chapter, total)

    async def _people(self, folder: NewFolder, section: Section, circle: CircleState) -> None:
        reply = views.members(self._engine, circle)
        gone = [_gone(self._speech, one, section) for one in reply.former]
        page = pages.people(self._speech, section, _tree(self._speech, reply), gone)
        await self._write(folder, f"{section.folder}/people.html", _encoded(page))
        await self._write(folder, f"{section.folder}/people.json", documents.dumped(documents.people(reply)))

    async def _chapter(
        self, folder: NewFolder, section: Section, at: int, chapter: Chapter, total: int
    ) -> None:
        stem = f"{section.folder}/{chapter.stem}"
        named = {"format": documents.FORMAT, "version": documents.VERSION, "section": section.id.hex()}
        day = ""
        with folder.open(f"{stem}.html") as page, folder.open(f"{stem}.json") as document:
            page(_encoded(pages.begin(self._speech, section, at)))
            document(json.dumps(named)[:-1].encode() + b', "posts": [')
            comma = b"\n"
            for start in range(0, len(chapter.posts), _AT_ONCE):
                self._look()
                arrivals = chapter.posts[start : start + _AT_ONCE]
                entries = await entry_table.by_arrivals(self._core.database, arrivals)
                shown = await views.posts(self._engine, entries, with_comments=True, bounds=EXPORTED)
                kept = await self._files(folder, section, shown.posts)
                html, values = [], []
                for post in shown.posts:
                    if (heading := pages.heading(self._speech, post.created_ms)) != day:
                        day = heading
                        html.append(heading)
                    html.append(pages.post(self._speech, post, kept, section.people))
                    values.append(comma + json.dumps(documents.post(post, kept, section.people)).encode())
                    comma = b",\n"
                await asyncio.to_thread(page, _encoded("".join(html)))
                await asyncio.to_thread(document, b"".join(values))
                self._count["posts"] += len(shown.posts)
                self._moved(self._count["posts"], total)
            page(_encoded(pages.end(self._speech, section, at)))
            document(b"\n]}\n")

    async def _write(self, folder: NewFolder, path: str, data: bytes) -> None:
        self._look()
        await asyncio.to_thread(folder.write, path, data)

    # -- pictures and files --------------------------------------------------------------------------

    async def _files(
        self, folder: NewFolder, section: Section, posts: Iterable[r.PostView]
    ) -> dict[tuple[bytes, int], Kept]:
        """Write the pictures and files of these posts and of their comments; return where they are."""
        kept: dict[tuple[bytes, int], Kept] = {}
        every = [said for post in posts for said in (post, *post.comments) if said.pictures or said.files]
        for said in every:
            entry = await entry_table.by_id(self._core.database, OpId(said.id))
            if entry is None:
                continue
            rows = await self._engine.albums.files_of([entry])
            held = {row.id for row in rows.values() if row.state is FileState.HELD}
            for number, attachment in enumerate(entry.attachments, 1):
                stem = f"files/{iso_of(entry.created_ms)[:10]} {entry.id.hex()[:16]}-{number}"
                found = Kept()
                if isinstance(attachment, Picture):
                    suffix = f".{attachment.shown.format.value}".replace("jpeg", "jpg")
                    if await self._file(folder, section, entry, attachment.shown.file, held, stem + suffix):
                        found = replace(found, path=stem + suffix)
                    if attachment.original is not None:
                        whole = f"{stem} original.{attachment.original.format.value}".replace(".jpeg", ".jpg")
                        ref = attachment.original.file
                        if await self._file(folder, section, entry, ref, held, whole):
                            found = replace(found, original=whole)
                    if not found.path:
                        found = replace(
                            found, preview=await self._preview(folder, section, attachment.preview, stem)
                        )
                else:
                    called = f"{stem} {clean_file_name(attachment.name)}"
                    if await self._file(folder, section, entry, attachment.file, held, called):
                        found = replace(found, path=called)
                    if attachment.film is not None:
                        film = attachment.film.preview
                        found = replace(found, preview=await self._preview(folder, section, film, stem))
                kept[said.id, number] = found
                self._count["files" if found.path or found.original else "missing"] += 1
        return kept

    async def _file(
        self, folder: NewFolder, section: Section, entry: Entry, ref: FileRef, held: set[FileId], path: str
    ) -> bool:
        file = ref.id_in(entry.circle, entry.person)
        if file not in held:
            return False

        def copy() -> bool:
            whole = f"{section.folder}/{path}"
            try:
                with folder.open(whole) as write:
                    for index in range(piece_count(ref.size)):
                        self._look()
                        write(self._piece(file, ref, index))
            except _DamagedError:
                folder.remove(whole)
                return False
            return True

        return await asyncio.to_thread(copy)

    def _piece(self, file: bytes, ref: FileRef, index: int) -> bytes:
        try:
            (piece,) = self._engine.vault.folder.read(FileId(file), [piece_span(ref.size, index)])
            return open_piece(ref.key, ref.size, index, piece or b"")
        except (CryptoError, OSError) as cause:
            raise _DamagedError from cause

    async def _preview(self, folder: NewFolder, section: Section, preview: bytes, stem: str) -> str:
        """Write the small picture that came with a post, if it is one of the kinds that we send; return where it is."""
        suffix = next((suffix for magic, suffix in _SUFFIXES.items() if preview.startswith(magic)), "")
        if not suffix:
            return ""
        await self._write(folder, f"{section.folder}/{stem} small{suffix}", preview)
        return f"{stem} small{suffix}"

    def _look(self) -> None:
        if self._stopped:
            raise BadInputError("stopped", "The export was stopped. Nothing of it is left.")


class _DamagedError(Exception):
    """A piece is not there, or does not open."""


def _encoded(page: str) -> bytes:
    return page.encode("utf-8", "replace")


def _tree(speech: Speech, reply: r.MembersReply) -> list[Node]:
    """Return who invited whom, beginning with those whom nobody here invited."""
    nodes = {
        member.person: Node(member.person, member.name, _role(speech, member)) for member in reply.members
    }
    roots: list[Node] = []
    known: set[bytes | None] = set()
    for member in reply.members:
        # In the order in which they came: who left and was invited again by a guest of theirs begins a tree.
        host = member.invited_by if member.invited_by in known else None
        (roots if host is None else nodes[host].below).append(nodes[member.person])
        known.add(member.person)
    return roots


def _role(speech: Speech, member: r.MemberView) -> Markup:
    words, is_steward = speech.words, member.role == "steward"
    if not member.since_ms:
        return text(words.steward if is_steward else words.member)
    return sentence(words.steward_since if is_steward else words.member_since, speech.date(member.since_ms))


def _gone(speech: Speech, one: r.FormerView, section: Section) -> Node:
    words = speech.words
    if one.by is None:
        said = text(words.left)
    else:
        by = section.people.get(one.by, words.somebody)
        said = sentence(words.removed_why if one.reason else words.removed_by, by, one.reason or "")
    return Node(one.person, one.name, said)
