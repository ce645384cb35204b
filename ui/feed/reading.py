"""Keeps a timeline true with as little reading as can be.

    the view nears the end ──▶ the next page of older posts
    a few posts changed ─────▶ those posts, by their ids
    many changed, or all may ▶ everything from the top to the reader's eyes, page by page, with rests in between

There is one question at a time, and none asks for more than can be read and drawn between two frames. What lies far
below the reader's eyes is forgotten when much changes, and read again when it is near.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from ui.engine import Engine, LinkState
from ui.feed.timeline import Timeline
from ui.images import PostImages
from ui.trouble import Trouble

PAGE: Final = 20
# More than these are looked for page by page.
MANY: Final = 100
# A burst of events is one look.
_GATHER_MS: Final = 80
# Between two pages of a sweep, and between two sweeps.
_REST_MS: Final = 50
_LONG_REST_MS: Final = 500


class Reading(QObject):
    """Reads one circle, or all, into a timeline.

    Signals:
        changed: Something below is different.
        troubled: What the engine said instead of posts; carries a `Trouble`.
    """

    changed = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        engine: Engine,
        timeline: Timeline,
        images: PostImages,
        parent: QObject | None = None,
    ) -> None:
        """Read nothing yet."""
        super().__init__(parent)
        self._engine, self._timeline, self._images = engine, timeline, images
        self._circle = ""
        self._turn = 0
        self._loaded = self._busy = False
        self._older = self._again = False
        # How far a sweep has come: the post above what is read next, nothing at the top, None while there is none.
        self._sweep: bytes | None = None
        self._named: deque[bytes] = deque()
        self._seen = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._work)
        timeline.wanted.connect(self._on_wanted)

    @property
    def loaded(self) -> bool:
        """Whether anything is known."""
        return self._loaded

    @property
    def idle(self) -> bool:
        """Whether there is nothing left to ask."""
        return not (self._busy or self._rest.isActive())

    def open(self, circle: str) -> None:
        """Read a circle, by the hex of its id, or all, from its newest post."""
        self._circle = circle
        self._turn += 1
        self._loaded = self._busy = self._older = self._again = False
        self._named.clear()
        self._seen = 0
        self._timeline.clear()
        self._sweep = b""
        self._work()

    def look_at(self, *posts: bytes) -> None:
        """See what became of some posts or comments, soon."""
        self._named.extend(post for post in posts if post not in self._named)
        if len(self._named) > MANY:
            self.look_again()
        else:
            self._soon(_GATHER_MS)

    def look_again(self) -> None:
        """See what became of everything, soon."""
        self._named.clear()
        self._again = True
        self._soon(_GATHER_MS)

    def seen(self, last: int) -> None:
        """Hear where the reader's eyes are: the lowest row on the screen; 0 at the very top."""
        self._seen = last

    # -- one question at a time ----------------------------------------------------------------------

    def _soon(self, ms: int) -> None:
        if not self._busy and not self._rest.isActive():
            self._rest.start(ms)

    def _on_wanted(self) -> None:
        self._older = True
        self._work()

    def _work(self) -> None:
        if self._busy or self._engine.state is not LinkState.CONNECTED:
            return
        if self._older:
            self._older = False
            if self._timeline.more and self._timeline.posts:
                at = self._timeline.posts[-1].id
                self._ask_page(at, lambda posts: self._on_older(at, posts))
                return
        if self._named:
            names = [self._named.popleft() for _ in range(min(len(self._named), PAGE))]
            self._ask(q.ReadPosts(tuple(names), self._circle), lambda posts: self._on_named(names, posts))
            return
        if self._again and self._sweep is None:
            self._again, self._sweep = False, b""
            self._forget_below(self._seen + PAGE)
        if self._sweep is not None:
            above = self._sweep
            self._ask_page(above, lambda posts: self._on_swept(above, posts))

    def _ask_page(self, below: bytes, done: Callable[[list[r.PostView]], None]) -> None:
        # One more than is shown tells whether there is more.
        if self._circle:
            self._ask(q.ReadFeed(self._circle, PAGE + 1, below.hex()), done)
        else:
            self._ask(q.ReadHome(PAGE + 1, below.hex()), done)

    def _ask(self, request: q.Request, done: Callable[[list[r.PostView]], None]) -> None:
        self._busy, turn = True, self._turn

        def answered(reply: object) -> None:
            if turn == self._turn:
                self._busy = False
                if isinstance(reply, r.PostsReply):
                    done([self._slim(post) for post in reply.posts])
                self._go_on()

        def refused(trouble: Trouble) -> None:
            if turn == self._turn:
                self._busy, self._sweep = False, None
                if trouble.kind in ("unknown-post", "engine-gone"):
                    # What the question began at was deleted meanwhile; or a new engine answers in a moment.
                    self._again = True
                else:
                    self.troubled.emit(trouble)
                self._go_on()

        self._engine.ask(request, answered, refused)

    def _go_on(self) -> None:
        self.changed.emit()
        if self._older or self._named:
            self._soon(0)
        elif self._sweep is not None:
            self._soon(_REST_MS)
        elif self._again:
            self._soon(_LONG_REST_MS)

    # -- answers -------------------------------------------------------------------------------------

    def _on_older(self, above: bytes, posts: list[r.PostView]) -> None:
        # Unless it went meanwhile, it is the last one.
        at = self._timeline.index_of(above)
        if at >= 0:
            self._place(at + 1, posts)

    def _on_swept(self, above: bytes, posts: list[r.PostView]) -> None:
        self._loaded = True
        at = self._timeline.index_of(above) if above else -1
        self._sweep = None
        if above and at < 0:
            self._again = True
            return
        self._place(at + 1, posts)
        if not self._seen:
            # Nobody looks at what is further down; it is read again when somebody does.
            self._forget_below(PAGE)
            return
        last = posts[min(len(posts), PAGE) - 1].id if posts else b""
        if last and self._timeline.index_of(last) < len(self._timeline.posts) - 1:
            self._sweep = last

    def _on_named(self, names: list[bytes], posts: list[r.PostView]) -> None:
        timeline = self._timeline
        found = {post.id for post in posts}
        timeline.remove(
            at for at in (timeline.index_of(name) for name in names if name not in found) if at >= 0
        )
        for post in posts:
            at = timeline.index_of(post.id)
            if at >= 0 and timeline.posts[at].created_ms == post.created_ms:
                timeline.replace(at, post)
                continue
            if at >= 0:
                timeline.remove([at])
            at = self._first_at_or_before(post.created_ms)
            # What is older than all that was read comes with its page.
            if at < len(timeline.posts) or not timeline.more:
                timeline.insert(at, post)

    def _place(self, start: int, posts: list[r.PostView]) -> None:
        """Put a page of posts, and one more that is not shown, at its place."""
        timeline = self._timeline
        page = posts[:PAGE]
        if len(posts) <= PAGE:
            timeline.splice(start, len(timeline.posts), page)
            timeline.more = False
            return
        stop = max(start, self._first_at_or_before(page[-1].created_ms))
        at = timeline.index_of(page[-1].id)
        timeline.splice(start, max(stop, at + 1), page)
        if timeline.index_of(page[-1].id) == len(timeline.posts) - 1:
            timeline.more = True

    def _first_at_or_before(self, created_ms: int) -> int:
        posts = self._timeline.posts
        low, high = 0, len(posts)
        while low < high:
            middle = (low + high) // 2
            if posts[middle].created_ms > created_ms:
                low = middle + 1
            else:
                high = middle
        return low

    def _forget_below(self, count: int) -> None:
        if len(self._timeline.posts) > count:
            self._timeline.remove(range(count, len(self._timeline.posts)))
            self._timeline.more = True

    def _slim(self, post: r.PostView) -> r.PostView:
        """Return a post with the keys of its previews for previews: those are kept with the pictures, and bounded."""
        slim = self._slimmed(post)
        if any(comment.pictures or comment.files for comment in post.comments):
            slim = changed(slim, comments=tuple(self._slimmed(comment) for comment in post.comments))
        return slim

    def _slimmed(self, said: r.PostView) -> r.PostView:
        if not said.pictures and not said.files:
            return said
        keep = self._images.keep
        return changed(
            said,
            files=tuple(
                changed(one, film=changed(one.film, preview=keep(one.film.preview).encode()))
                if one.film
                else one
                for one in said.files
            ),
            pictures=tuple(
                changed(one, preview=keep(one.preview).encode()) if one.preview else one
                for one in said.pictures
            ),
        )
