"""The rows of the albums page for QML: only those that are on the screen are ever made."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.feed.rows import Row

_LINE = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractListModel):
    """Headings and lines of tiles; QML sees each as `line`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._lines: list[Row] = []

    @property
    def lines(self) -> Sequence[Row]:
        """The rows, from the top."""
        return self._lines

    def show(self, lines: Sequence[Row]) -> None:
        """Show these: what stays where it is is not made again, so older ones can be added while somebody looks."""
        shared = min(len(lines), len(self._lines))
        for at in range(shared):
            if lines[at] != self._lines[at]:
                self._lines[at] = lines[at]
                self.dataChanged.emit(self.index(at), self.index(at))
        if len(self._lines) > shared:
            self.beginRemoveRows(QModelIndex(), shared, len(self._lines) - 1)
            del self._lines[shared:]
            self.endRemoveRows()
        if len(lines) > shared:
            self.beginInsertRows(QModelIndex(), shared, len(lines) - 1)
            self._lines += lines[shared:]
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 — Qt's name and default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row."""
        if role != _LINE or not 0 <= index.row() < len(self._lines):
            return None
        return self._lines[index.row()]

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 — Qt's name
        """Return what QML calls the role."""
        return {_LINE: QByteArray(b"line")}
