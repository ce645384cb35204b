"""The list that QML sees is always right, and moves only what must move."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.models import watch
from ui.feed.model import PostsModel
from ui.feed.rows import Row


def a_row(ident: int, text: int) -> Row:
    return {
        "id": str(ident),
        "text": str(text),
        "author": "Ben",
        "when": "just now",
        "reacted": "",
        "pictures": [],
        "files": [],
        "comments": [],
        "day": "Today",
    }


LISTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), unique_by=lambda t: t[0], max_size=10)


class Mirror:
    """Follows the model by its signals alone, as a list view does."""

    def __init__(self, model: PostsModel) -> None:
        self.model = model
        watch(model)
        self.rows: list[str] = [row["id"] + row["text"] for row in model.rows]
        self.inserted = self.removed = self.changed = 0
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_changed)

    def _key(self, at: int) -> str:
        row = self.model.rows[at]
        return str(row["id"] + row["text"])

    def _on_inserted(self, _: object, first: int, last: int) -> None:
        self.inserted += last - first + 1
        self.rows[first:first] = [self._key(at) for at in range(first, last + 1)]

    def _on_removed(self, _: object, first: int, last: int) -> None:
        self.removed += last - first + 1
        del self.rows[first : last + 1]

    def _on_changed(self, first: object, *_: object) -> None:
        self.changed += 1
        at = first.row()  # type: ignore[attr-defined]
        self.rows[at] = self._key(at)


@given(st.lists(LISTS, min_size=1, max_size=5))
def test_whoever_follows_the_signals_knows_the_rows(shows: list[list[tuple[int, int]]]) -> None:
    model = PostsModel()
    mirror = Mirror(model)
    for wanted in shows:
        rows = [a_row(*pair) for pair in wanted]
        model.show(rows)
        assert list(model.rows) == rows
        assert model.rowCount() == len(rows)
        assert mirror.rows == [row["id"] + row["text"] for row in rows]


@given(LISTS, LISTS)
def test_nothing_moves_that_need_not(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    before, after = sorted(before, reverse=True), sorted(after, reverse=True)
    model = PostsModel()
    model.show([a_row(*pair) for pair in before])
    mirror = Mirror(model)
    model.show([a_row(*pair) for pair in after])
    old, new = dict(before), dict(after)
    assert mirror.inserted == len(new.keys() - old.keys())
    assert mirror.removed == len(old.keys() - new.keys())
    assert mirror.changed == sum(old[one] != new[one] for one in old.keys() & new.keys())
