"""Qt's own eye on the lists that QML sees."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester


def watch(model: QAbstractItemModel) -> None:
    """Have Qt check every change of a list as it is told; what is wrong is a warning, which fails the test."""
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    # Whether more is read is for the test to say.
    tester.setUseFetchMore(False)
