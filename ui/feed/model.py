"""A list of posts for QML that changes as little as it can, so that nothing moves under the reader's eyes."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)

from ui.feed.rows import Row, spoken

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN = _ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class PostsModel(QAbstractListModel):
    """Posts, newest first; QML sees each as `post`, and as `spoken` what a screen reader says."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The posts, newest first."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these instead of what is shown: what stays keeps its place, what changed is drawn again."""
        wanted = {row["id"] for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at]["id"] not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            if at < len(self._rows) and self._rows[at]["id"] == row["id"]:
                self._put(at, row)
                continue
            old = next((i for i in range(at, len(self._rows)) if self._rows[i]["id"] == row["id"]), None)
            if old is not None:
                # Somebody's clock was put right: rare, and simply done.
                self.beginRemoveRows(QModelIndex(), old, old)
                del self._rows[old]
                self.endRemoveRows()
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()

    @Slot(int, result=str)
    def dayBefore(self, at: int) -> str:  # noqa: N802 — QML's way of naming
        """Return the day of the post above this one."""
        return str(self._rows[at - 1]["day"]) if 0 < at <= len(self._rows) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 — Qt's name and default
        """Return how many posts there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a post, or what is said of it."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == _ROLE:
            return row
        return spoken(row) if role in (_SPOKEN, int(Qt.ItemDataRole.DisplayRole)) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 — Qt's name
        """Return what QML calls the roles."""
        return {_ROLE: QByteArray(b"post"), _SPOKEN: QByteArray(b"spoken")}

    def _put(self, at: int, row: Row) -> None:
        if self._rows[at] != row:
            self._rows[at] = row
            index = self.index(at)
            self.dataChanged.emit(index, index)
