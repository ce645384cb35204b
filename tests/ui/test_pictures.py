"""A window is drawn without a screen, when it shows all that it can."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from tests.ui.family import a_picture, a_post, knowing
from ui.app import Window
from ui.pictures import draw, main


def test_every_appearance_is_drawn(tmp_path: Path, qt: object) -> None:
    engine = knowing(a_post("In blossom", pictures=(a_picture(1),)))
    pulse = QTimer()
    pulse.timeout.connect(engine.settle)
    pulse.start(1)
    window = Window(engine)
    try:
        draw(window, tmp_path / "out")
    finally:
        pulse.stop()
        window.close()
    names = ["home-dark", "home-large", "home-light", "people-light"]
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == names
    images = [QImage(str(tmp_path / "out" / f"{name}.png")) for name in names]
    assert all(image.width() == 1180 for image in images)
    assert images[0].pixelColor(300, 800).lightness() < 60 < images[2].pixelColor(300, 800).lightness()


def test_misuse_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
