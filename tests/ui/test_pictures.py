"""A window is drawn without a screen, when it shows all that it can."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.doctor.test_view_model import a_diagnosis
from tests.ui.family import NOW_MS, a_picture, a_post, knowing
from ui.app import Window
from ui.pictures import draw, main


def test_every_appearance_is_drawn(tmp_path: Path) -> None:
    post = a_post("In blossom", pictures=(a_picture(1),))
    engine = knowing(a_post("Hello", created_ms=NOW_MS + 1), post)
    engine.know(q.ReadPost, r.PostsReply((post,)))
    engine.know(q.Diagnose, a_diagnosis())
    pulse = QTimer()
    pulse.timeout.connect(engine.settle)
    pulse.start(1)
    window = Window(engine)
    try:
        draw(window, tmp_path / "out", lambda: not engine.open)
    finally:
        pulse.stop()
        window.close()
    # There is something to see on the page that shows one post.
    assert {one.post for one in engine.all_of(q.ReadPost)} == {post.id.hex()}
    pages = {"home", "people"}
    looks = {"dark", "large", "light", "mirrored", "narrow"}
    drawn = {tuple(path.stem.split("-")) for path in (tmp_path / "out").iterdir()}
    assert {(page, look) for page in pages for look in looks} <= drawn
    light, dark, narrow = (
        QImage(str(tmp_path / "out" / f"home-{look}.png")) for look in ("light", "dark", "narrow")
    )
    assert (light.width(), narrow.width()) == (1180, 480)
    assert dark.pixelColor(300, 800).lightness() < 60 < light.pixelColor(300, 800).lightness()


def test_misuse_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
