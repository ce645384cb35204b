"""The JSON of an export, for other programs. Names and meanings stay for ever; a later version only adds to them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from organic_p2p import __version__
from organic_p2p.api import replies as r
from organic_p2p.exporting.chapters import iso_of
from organic_p2p.exporting.pages import Kept, Section

FORMAT, VERSION = "organic-export", 1

README: Final = """\
Everything that was on one computer that runs Organic, for eyes and for programs.

Open index.html with any browser. Nothing in these pages runs, and nothing is fetched. The folder is not locked: whoever
has it can read it.

For programs: organic.json says who exported when, and lists all circles and letters with the files of their posts.
Every text in JSON is UTF-8, exactly as its author wrote it: escape it before you show it. A time is given twice, as
milliseconds since 1970 (created_ms) and as ISO 8601 in UTC (created). Ids are hexadecimal.

  organic.json             format, version, program, made_ms, made, me {person, name}, sections [...]
  a section                id, kind (circle or letters), title, state, people {person: name}, posts (how many), files
  circle-1/people.json     members and former members of a circle: person, name, role, invited_by, since_ms, since
  circle-1/2026.json       format, version, section, posts [...], oldest first
  a post or comment        id, author {person, name}, text, created_ms, created, edited, note, reactions
                           [{person, name, emoji}], pictures [...], files [...], comments [...] (posts only)
  a picture                number, format, width, height, frames, size, path, original, preview, on [...]
  a file                   number, name, size, path, preview (of a film), on [...]

Paths are relative to the JSON file. Where path is null the content was not on this computer; "on" names the people on
whose computers it was known to be. note is null, "exposed" (somebody who was removed may have been able to read it) or
"removed" (written by somebody who was being removed at that time). Of one person's comments beneath one post there
are as many as Organic shows: 500, or a quarter of a million characters.
"""


def dumped(value: object) -> bytes:
    """Return a JSON document."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def manifest(
    me: tuple[bytes, str], made_ms: int, sections: Sequence[Section], states: Mapping[bytes, str]
) -> object:
    """Return the document that lists all others."""
    person, name = me
    return {
        "format": FORMAT,
        "version": VERSION,
        "program": f"organic {__version__}",
        **_time("made", made_ms),
        "me": {"person": person.hex(), "name": name},
        "sections": [
            {
                "id": section.id.hex(),
                "kind": "letters" if section.is_letters else "circle",
                "title": section.title,
                "state": states.get(section.id, ""),
                "people": {person.hex(): name for person, name in section.people.items()},
                "posts": section.count,
                "files": [f"{section.folder}/{chapter.stem}.json" for chapter in section.chapters],
            }
            for section in sections
        ],
    }


def post(
    said: r.PostView,
    kept: Mapping[tuple[bytes, int], Kept],
    people: Mapping[bytes, str],
    *,
    comments: bool = True,
) -> dict[str, Any]:
    """Return a post or comment."""
    shown: dict[str, Any] = {
        "id": said.id.hex(),
        "author": {"person": said.author.person.hex(), "name": said.author.name},
        "text": said.text,
        **_time("created", said.created_ms),
        "edited": said.edited,
        "note": said.note,
        "reactions": [
            {"person": one.person.hex(), "name": people.get(one.person), "emoji": one.emoji}
            for one in said.reactions
        ],
        "pictures": [_picture(one, kept.get((said.id, one.number), Kept())) for one in said.pictures],
        "files": [_file(one, kept.get((said.id, one.number), Kept())) for one in said.files],
    }
    if comments:
        shown["comments"] = [post(comment, kept, people, comments=False) for comment in said.comments]
    return shown


def people(members: r.MembersReply) -> object:
    """Return the people of a circle."""
    return {
        "members": [
            {
                "person": member.person.hex(),
                "name": member.name,
                "role": member.role,
                "invited_by": None if member.invited_by is None else member.invited_by.hex(),
                **_time("since", member.since_ms),
            }
            for member in members.members
        ],
        "former": [
            {
                "person": one.person.hex(),
                "name": one.name,
                "removed_by": None if one.by is None else one.by.hex(),
                "reason": one.reason,
            }
            for one in members.former
        ],
    }


def _picture(picture: r.PictureView, kept: Kept) -> dict[str, Any]:
    return {
        "number": picture.number,
        "format": picture.shown.format,
        "width": picture.shown.width,
        "height": picture.shown.height,
        "frames": picture.frames,
        "size": picture.shown.file.size,
        "path": kept.path or None,
        "original": kept.original or None,
        "preview": kept.preview or None,
        "on": list(picture.shown.file.on),
    }


def _file(document: r.DocumentView, kept: Kept) -> dict[str, Any]:
    return {
        "number": document.number,
        "name": document.name,
        "size": document.file.size,
        "path": kept.path or None,
        "preview": kept.preview or None,
        "on": list(document.file.on),
    }


def _time(name: str, ms: int) -> dict[str, Any]:
    return {f"{name}_ms": ms, name: iso_of(ms)}
