"""Everything as a folder: nothing in it runs or fetches, every link leads somewhere, and a part never looks whole."""

import asyncio
import errno
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.export_words import ENGLISH, Counted
from organic_p2p.api.value import changed
from organic_p2p.errors import BadInputError
from organic_p2p.exporting import chapters as chapter_module
from organic_p2p.exporting.chapters import chapters
from organic_p2p.exporting.exporter import Exporter
from organic_p2p.exporting.markup import ATTRIBUTES, TAGS, is_inert
from organic_p2p.exporting.speech import Speech, fill
from organic_p2p.records import content
from organic_p2p.services.events import ExportMoved
from tests.organic_p2p.household import FAMILY, Home, household, meet, scene
from tests.organic_p2p.imaging.films import a_film
from tests.organic_p2p.pictures import document as a_file
from tests.organic_p2p.pictures import photo as a_photo

EVIL = (
    '</script><script>alert(1)</script><img src=http://evil.example/x onerror="alert(2)">'
    "<a href='javascript:alert(3)'>x</a>\u202egpj.exe\x00\"' & <!-- ]]> ../../etc/passwd\nsecond line"
)


class Page(HTMLParser):
    """A page as a browser understands it: its elements, their attributes, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.words, self.within = path, "", ""
        self.links: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS - {"script"}, tag
        self.within = tag
        for name, value in attributes:
            assert name in ATTRIBUTES, name
            assert not name.startswith("on")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within != "style":
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def check_links(self) -> None:
        """Every link leads to a file of the export, from file:// and without a scheme."""
        for link in self.links:
            assert ":" not in link
            assert not link.startswith("/")
            assert "?" not in link
            assert "#" not in link
            assert (self.path.parent / unquote(link)).resolve().is_file(), link


async def ben_s_text(ben: Home) -> str:
    """Return what is kept of a text: the same but for what no text may hold. What is shown of it is less."""
    (entry,) = await ben.engine.feed.home(20, "")
    return entry.text


class Full:
    """A file on a disk that is full."""

    def write(self, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        pass


def pages_of(folder: Path) -> dict[str, Page]:
    found = [path for path in sorted(folder.rglob("*.html")) if path.parent.name != "files"]
    return {str(path.relative_to(folder)): Page(path) for path in found}


async def export(home: Home, folder: Path) -> r.ExportReply:
    reply = await home.ask(q.Export(str(folder), True))
    assert isinstance(reply, r.ExportReply)
    return reply


@scene
async def test_everything_is_in_it_and_can_be_read_by_eyes_and_programs(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        photo = a_photo()
        post = (await anna.ask(q.Post(FAMILY, "In blossom", (photo,)))).post
        await anna.ask(q.Post(FAMILY, "", (a_file(tmp_path, "pie.pdf", b"%PDF pie"),)))
        await meet(anna, ben)
        await ben.ask(q.Comment(post.hex(), "Lovely", (photo,)))
        await ben.ask(q.React(post.hex(), "🎉"))
        await ben.ask(q.Message(("Anna",), "a letter"))
        await meet(anna, ben)
        reply = await export(anna, tmp_path / "out")
        assert (reply.posts, reply.files, reply.missing) == (3, 2, 1)
        folder = Path(reply.path)
        pages = pages_of(folder)
        for page in pages.values():
            page.check_links()
        (year,) = (name for name in pages if name.startswith("circle-1/2"))
        for said in ("In blossom", "Lovely", "🎉 Ben", "pie.pdf", "but on that of Ben"):
            assert said in pages[year].words
        assert "a letter" in pages[year.replace("circle", "letters")].words
        assert "Who invited whom" in pages["circle-1/people.html"].words
        assert "not locked" in pages["index.html"].words
        manifest = json.loads((folder / "organic.json").read_text())
        assert (manifest["format"], manifest["version"]) == ("organic-export", 1)
        assert [section["kind"] for section in manifest["sections"]] == ["circle", "letters"]
        document = folder / manifest["sections"][0]["files"][0]
        first, second = json.loads(document.read_text())["posts"]
        assert first["id"] == post.hex()
        assert first["created"].endswith("Z")
        assert first["reactions"] == [{"person": ben.person.hex(), "name": "Ben", "emoji": "🎉"}]
        assert (document.parent / first["pictures"][0]["path"]).read_bytes().startswith(b"\xff\xd8")
        assert (document.parent / second["files"][0]["path"]).read_bytes() == b"%PDF pie"
        (missing,) = first["comments"][0]["pictures"]
        assert (missing["path"], missing["on"]) == (None, ["Ben"])


@scene
async def test_a_film_is_in_it_with_its_picture_also_where_only_that_is_here(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        film = a_film(frames=5)
        await anna.ask(q.Post(FAMILY, "At last", (a_file(tmp_path, "sea.mp4", film),)))
        await meet(anna, ben)
        for home, whole in ((anna, film), (ben, None)):
            folder = Path((await export(home, tmp_path / f"out {home.name}")).path)
            (page,) = (one for name, one in pages_of(folder).items() if name.startswith("circle-1/2"))
            page.check_links()
            assert "sea.mp4" in page.words
            document = folder / json.loads((folder / "organic.json").read_text())["sections"][0]["files"][0]
            (file,) = json.loads(document.read_text())["posts"][0]["files"]
            assert (document.parent / file["preview"]).read_bytes().startswith(b"RIFF")
            assert any(unquote(link) == file["preview"] for link in page.links)
            assert whole == (None if file["path"] is None else (document.parent / file["path"]).read_bytes())


@pytest.mark.parametrize(
    ("name", "linked"),
    [
        *(("recipe.pdf", True), ("Lena.MP4", True), ("a.b.jpg", True)),
        *(("recipe.html", False), ("recipe.shtm", False), ("recipe.xhtm", False), ("feed.rss", False)),
        *(("recipe.pdf.svg", False), ("recipe", False), (".jpg", False), ("recipe.pdf.", False)),
    ],
)
def test_only_what_no_browser_runs_is_a_link(name: str, linked: bool) -> None:
    assert is_inert(f"files/2026/{name}") == linked


@scene
async def test_what_people_wrote_is_text_and_nothing_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (_, ben):
        await ben.write(content.Profile(EVIL))
        post = (await ben.ask(q.Post(FAMILY, EVIL, (a_file(tmp_path, "x.html", b"<script>"),)))).post
        await ben.ask(q.Comment(post.hex(), EVIL))
        await ben.ask(q.React(post.hex(), "<b>"))
        await ben.ask(q.StartCircle("<script>alert(4)</script>", "Ben"))
        reply = await export(ben, tmp_path / "out")
        folder = Path(reply.path)
        for page in pages_of(folder).values():
            page.check_links()
            assert "\u202e" not in page.words
            assert all(is_inert(unquote(link)) for link in page.links if "files/" in link)
        text = (folder / "index.html").read_text()
        assert "Content-Security-Policy" in text
        assert "default-src &#x27;none&#x27;" in text
        manifest = json.loads((folder / "organic.json").read_text())
        (document,) = manifest["sections"][0]["files"]
        assert json.loads((folder / document).read_text())["posts"][0]["text"] == await ben_s_text(ben)


@scene
async def test_pages_speak_the_words_that_were_given_and_words_are_text(tmp_path: Path) -> None:
    words = changed(
        ENGLISH,
        language="ar",
        rtl=True,
        zero="٠",
        keeps="ما يحتفظ به %1",
        everything="</a><script>alert(1)</script>",
        date="%3-%2-%1",
        months=tuple("<b>abcdefghijkl"[at] for at in range(12)),
        posts_counted=Counted(("لا شيء", "منشور %1"), bytes(number > 0 for number in range(200))),
    )
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await anna.post("مرحبا")
        await meet(anna, ben)
        await ben.ask(q.Rename("%1 <i>"))
        await anna.ask(q.Remove("Ben", FAMILY, "a %1 reason"))
        reply: r.ExportReply = await anna.ask(q.Export(str(tmp_path / "out"), True, words))
        folder = Path(reply.path)
        pages = pages_of(folder)
        for page in pages.values():
            page.check_links()
            assert page.path.read_text().startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
        assert "ما يحتفظ به Anna" in pages["index.html"].words
        assert "منشور ١" in pages["index.html"].words
        assert "</a><script>alert(1)</script>" in pages["circle-1/people.html"].words
        assert "Removed by Anna: a %1 reason" in pages["circle-1/people.html"].words
        assert "Steward since ١٩" in pages["circle-1/people.html"].words or (
            "Steward since ٢٠" in pages["circle-1/people.html"].words
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": '"><script>'},
        {"zero": "x"},
        {"zero": ""},
        {"months": ("January",)},
        {"keeps": "x" * 401},
        {"posts_counted": Counted(("%1",), bytes(199))},
        {"posts_counted": Counted(("%1",), bytes([1] * 200))},
        {"letters_counted": Counted((), bytes(200))},
    ],
)
def test_words_that_cannot_be_used_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInputError):
        Speech(changed(ENGLISH, **wrong))


def test_a_value_is_never_taken_for_a_place() -> None:
    assert fill("%2 and %1, 100 %, %3", "%2", "b") == "b and %2, 100 %, "


@scene
async def test_nothing_that_is_there_is_replaced(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.post("hello")
        first = Path((await export(anna, tmp_path / "out")).path)
        (first / "index.html").write_text("mine")
        second = Path((await export(anna, tmp_path / "out")).path)
        assert second.name == f"{first.name} (2)"
        assert (first / "index.html").read_text() == "mine"
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [first.name, second.name]
        assert await anna.refusal(q.Export("relative", True)) == "no-folder"
        assert await anna.refusal(q.Export("", True)) == "no-folder"
        assert await anna.refusal(q.Export(str(first / "index.html"), True)) == "no-folder"
        assert await anna.refusal(q.Export("/nul\0", True)) == "no-folder"


@scene
async def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        await anna.post("hello")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "open", lambda *_: Full())
            assert await anna.refusal(q.Export(str(tmp_path / "out"), True)) == "disk-full"
        assert list((tmp_path / "out").iterdir()) == []


@scene
async def test_it_can_be_stopped_and_tells_how_it_goes(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for number in range(60):
            await anna.post(f"post {number}")
        exporter: Exporter
        exporter = Exporter(anna.engine, tmp_path / "out", Speech(ENGLISH), lambda *_: exporter.stop())
        with pytest.raises(Exception, match="was stopped"):
            await exporter.run()
        assert list((tmp_path / "out").iterdir()) == []
        heard: list[ExportMoved] = []
        ended = asyncio.Event()

        def hear(event: object) -> None:
            if isinstance(event, ExportMoved):
                heard.append(event)
                if event.state != "going":
                    ended.set()

        anna.engine.listen(hear)
        await anna.ask(q.Export(str(tmp_path / "out"), False))
        assert await anna.refusal(q.Export(str(tmp_path / "out"), False)) == "exporting"
        await ended.wait()
        assert [(event.done, event.of) for event in heard if event.state == "going"] == [
            (25, 60),
            (50, 60),
            (60, 60),
        ]
        assert (heard[-1].state, heard[-1].done) == ("done", 60)
        heard.clear()
        ended.clear()
        await anna.ask(q.Export(str(tmp_path / "out"), False))
        await anna.ask(q.StopExport())
        await ended.wait()
        assert heard[-1].state == "stopped"
        assert len(list((tmp_path / "out").iterdir())) == 1
        anna.engine.unlisten(hear)


def test_posts_of_a_year_share_a_page_until_they_are_too_many() -> None:
    day = 86_400_000
    noon = day // 2
    few = [(at, noon + 365 * day * at) for at in range(3)]
    assert [(one.title, list(one.posts)) for one in chapters(few, Speech(ENGLISH))] == [
        ("1970", [0]),
        ("1971", [1]),
        ("1972", [2]),
    ]
    most = chapter_module.MAX_POSTS
    many = [(at, noon + at) for at in range(most + 1)] + [(most + 1, noon + 40 * day)]
    found = chapters(many, Speech(ENGLISH))
    assert [one.title for one in found] == ["January 1970, part 1", "January 1970, part 2", "February 1970"]
    assert [at for one in found for at in one.posts] == [at for at, _ in many]
    assert len({one.stem for one in found}) == len(found)
    assert chapters([], Speech(ENGLISH)) == []
    far: list[Any] = [(1, 0), (2, 1 << 48), (3, (1 << 48) + 1)]
    assert len({one.stem for one in chapters(far, Speech(ENGLISH))}) == len(chapters(far, Speech(ENGLISH)))
