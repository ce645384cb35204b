"""A list of posts or letters for QML, each with what a screen reader says of it. The feed's is `ui.feed.timeline`."""

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, Qt, Slot

from ui.feed.rows import spoken
from ui.rows_model import RowsModel

_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN = _ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class PostsModel(RowsModel):
    """Posts, newest first; QML sees each as `post`, and as `spoken` what a screen reader says."""

    @Slot(int, result=str)
    def dayBefore(self, at: int) -> str:  # noqa: N802 — QML's way of naming
        """Return the day of the post above this one."""
        return str(self.rows[at - 1]["day"]) if 0 < at <= len(self.rows) else ""

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
