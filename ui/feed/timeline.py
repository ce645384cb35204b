"""The posts of a feed for QML, as many as were read so far. What is shown of one is made when it comes near the screen.

Ten thousand posts are held; a few hundred rows are. Every change is told as narrowly as it can be, so that nothing
moves under the reader's eyes.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from organic_p2p.api import replies as r
from ui.feed.rows import Row, spoken

_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN: Final = _ROLE + 1
_DAY: Final = _ROLE + 2
# What is on the screen, what is near it, and what was a moment ago.
_ROWS: Final = 200
_Index = QModelIndex | QPersistentModelIndex


class Timeline(QAbstractListModel):
    """Posts, newest first; QML sees each as `post`, its day, and as `spoken` what a screen reader says.

    Signals:
        wanted: The end is near: older ones, please.
    """

    wanted = Signal()

    def __init__(
        self, dress: Callable[[r.PostView], Row], day: Callable[[int], str], parent: QObject | None = None
    ) -> None:
        """Begin with none. `dress` says what is shown of a post, and `day` what the day of a moment is called."""
        super().__init__(parent)
        self._dress, self._day = dress, day
        self._posts: list[r.PostView] = []
        self._ids: set[bytes] = set()
        self._rows: OrderedDict[bytes, Row] = OrderedDict()
        self.more = False

    @property
    def posts(self) -> Sequence[r.PostView]:
        """What was read so far, newest first."""
        return self._posts

    @property
    def rows(self) -> list[Row]:
        """All of it as it is shown."""
        return [self._row(post) for post in self._posts]

    def index_of(self, post: bytes) -> int:
        """Return where a post stands, or -1."""
        if post not in self._ids:
            return -1
        return next(at for at, one in enumerate(self._posts) if one.id == post)

    # -- changing ------------------------------------------------------------------------------------

    def splice(self, start: int, stop: int, posts: Sequence[r.PostView]) -> None:
        """Put `posts` in the place of those from `start` to before `stop`; what is in both stays where it is."""
        wanted = {post.id for post in posts}
        self.remove(at for at in range(start, stop) if self._posts[at].id not in wanted)
        at = start
        fresh: list[r.PostView] = []
        for post in posts:
            if at < len(self._posts) and self._posts[at].id == post.id:
                at, fresh = self._insert(at, fresh), []
                self.replace(at, post)
                at += 1
                continue
            if post.id in self._ids:
                # Somebody's clock was put right: rare, and simply done.
                old = self.index_of(post.id)
                self.remove([old])
                at -= old < at
            fresh.append(post)
        self._insert(at, fresh)

    def replace(self, at: int, post: r.PostView) -> None:
        """Show what a post is now, in its place."""
        self._posts[at] = post
        self._redress(at, post)

    def insert(self, at: int, post: r.PostView) -> None:
        """Put a post into the list."""
        self._insert(at, [post])

    def remove(self, places: Iterable[int]) -> None:
        """Take posts out, those that stand together at once."""
        ranges: list[tuple[int, int]] = []
        for at in sorted(set(places), reverse=True):
            if ranges and ranges[-1][0] == at + 1:
                ranges[-1] = (at, ranges[-1][1])
            else:
                ranges.append((at, at))
        for first, last in ranges:
            self.beginRemoveRows(QModelIndex(), first, last)
            for post in self._posts[first : last + 1]:
                self._rows.pop(post.id, None)
                self._ids.discard(post.id)
            del self._posts[first : last + 1]
            self.endRemoveRows()

    def clear(self) -> None:
        """Begin again with none."""
        self.beginResetModel()
        self._posts, self.more = [], False
        self._rows.clear()
        self._ids.clear()
        self.endResetModel()

    def redress(self) -> None:
        """Say everything that is near the screen again: names, times or the language are different."""
        for at, post in enumerate(self._posts):
            if post.id in self._rows:
                self._redress(at, post)

    # -- for QML -------------------------------------------------------------------------------------

    @Slot(int, result=str)
    def dayBefore(self, at: int) -> str:  # noqa: N802 — QML's way of naming
        """Return the day of the post above this one."""
        return self._day(self._posts[at - 1].created_ms) if 0 < at <= len(self._posts) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 — Qt's name and default
        """Return how many posts were read so far."""
        return 0 if parent.isValid() else len(self._posts)

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802 — Qt's name
        """Return whether there are older ones."""
        return not parent.isValid() and self.more

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802 — Qt's name
        """Hear that the end comes near; a view asks this long before it is there."""
        if not parent.isValid():
            self.wanted.emit()

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a post, its day, or what is said of it."""
        if not 0 <= index.row() < len(self._posts):
            return None
        post = self._posts[index.row()]
        if role == _DAY:
            return self._day(post.created_ms)
        if role == _ROLE:
            return self._row(post)
        return spoken(self._row(post)) if role in (_SPOKEN, int(Qt.ItemDataRole.DisplayRole)) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 — Qt's name
        """Return what QML calls the roles."""
        return {_ROLE: QByteArray(b"post"), _SPOKEN: QByteArray(b"spoken"), _DAY: QByteArray(b"day")}

    # -- within --------------------------------------------------------------------------------------

    def _insert(self, at: int, posts: Sequence[r.PostView]) -> int:
        """Put posts into the list; return the place after them."""
        if posts:
            self.beginInsertRows(QModelIndex(), at, at + len(posts) - 1)
            self._posts[at:at] = posts
            self._ids.update(post.id for post in posts)
            self.endInsertRows()
        return at + len(posts)

    def _row(self, post: r.PostView) -> Row:
        row = self._rows.get(post.id)
        if row is None:
            row = self._rows[post.id] = self._dress(post)
            if len(self._rows) > _ROWS:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end(post.id)
        return row

    def _redress(self, at: int, post: r.PostView) -> None:
        before = self._rows.get(post.id)
        if before is not None:
            row = self._rows[post.id] = self._dress(post)
            if row != before:
                index = self.index(at)
                self.dataChanged.emit(index, index)
