"""What the window puts on the clipboard."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

# What managers of clipboards know a password by: they do not write it into their history.
_SECRET = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("application/x-nspasteboard-concealed-type", b"1"),
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
)


def copy_secret(text: str) -> None:
    """Put on the clipboard what no history is to keep, such as an invitation: whoever has it comes in."""
    data = QMimeData()
    data.setText(text)
    for kind, value in _SECRET:
        data.setData(kind, QByteArray(value))
    QGuiApplication.clipboard().setMimeData(data)
