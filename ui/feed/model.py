"""A list of posts or letters for QML, each with what a screen reader says of it. The feed's is `ui.feed.timeline`."""

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, Qt

from ui.feed.rows import spoken
from ui.rows_model import RowsModel

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN = _ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class PostsModel(RowsModel):
    """Posts, newest first; QML sees each as `post`, and as `spoken` what a screen reader says."""

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a post, or what is said of it."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        return spoken(row) if role in (_SPOKEN, int(Qt.ItemDataRole.DisplayRole)) else None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 — Qt's name
        """Return what QML calls the roles."""
        return {_ROLE: QByteArray(b"post"), _SPOKEN: QByteArray(b"spoken")}
