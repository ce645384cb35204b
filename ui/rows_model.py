"""A list for QML whose rows are known by their "id": what stays is not made anew and keeps its place and focus."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Row: TypeAlias = Mapping[str, Any]

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractListModel):
    """Rows in some order; QML sees each as `row`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in their order."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these instead of what is shown; of those that stay only what changed is drawn again."""
        wanted = {row["id"] for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at]["id"] not in wanted:
                self._take(at)
        for at, row in enumerate(rows):
            old = next((i for i in range(at, len(self._rows)) if self._rows[i]["id"] == row["id"]), None)
            if old == at:
                if self._rows[at] != row:
                    self._rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
                continue
            if old is not None:
                self._take(old)
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, row)
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 — Qt's name and default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row."""
        return dict(self._rows[index.row()]) if role == _ROLE and 0 <= index.row() < len(self._rows) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 — Qt's name
        """Return what QML calls the role."""
        return {_ROLE: QByteArray(b"row")}

    def _take(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()
