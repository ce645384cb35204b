"""Collect what the window says and compile its translations: ``python packaging/languages.py [--check]``.

Sentences go from ``ui/`` into ``ui/languages/organic_*.ts``, where translators work, and from there into the ``.qm``
files that the program reads. What is no longer said anywhere is dropped. With --check nothing is written into the
project: the exit code tells whether what is there is what would be made.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "ui"
FOLDER = UI / "languages"


def main(words: Sequence[str]) -> int:
    """Do what `words` say and return the exit status."""
    if list(words) not in ([], ["--check"]):
        print("usage: languages.py [--check]", file=sys.stderr)
        return 2
    if not words:
        return make(FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "languages"
        shutil.copytree(FOLDER, made)
        make(made)
        names = sorted(path.name for path in made.iterdir())
        stale = [name for name in names if not _same(made / name, FOLDER / name)]
    for name in stale:
        print(f"{name} is not what `make words` makes of the window's sentences.", file=sys.stderr)
    return 1 if stale else 0


def make(folder: Path) -> int:
    """Bring the catalogues in `folder` up to what the sources say, and compile them."""
    with tempfile.TemporaryDirectory() as elsewhere:
        said = Path(elsewhere) / "sentences.js"
        said.write_text(said_in_python(sorted(UI.rglob("*.py"))), encoding="utf-8")
        sources = [str(said), *sorted(map(str, UI.rglob("*.qml")))]
        for catalogue in sorted(folder.glob("*.ts")):
            plurals = ["-pluralonly"] if catalogue.stem == "organic_en" else []
            options = ["-silent", "-no-obsolete", "-locations", "none", *plurals]
            _tool("lupdate", *options, *sources, "-ts", str(catalogue))
            if plurals:
                catalogue.write_text(english_plurals(catalogue.read_text(encoding="utf-8")), encoding="utf-8")
            _tool("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
    return 0


def said_in_python(paths: Sequence[Path]) -> str:
    """Return the calls of `translate` in these files as QML writes them, which lupdate 6.11 reads with plurals.

    Raises:
        ValueError: A sentence is no literal, and would never be found.
    """
    lines = []
    for path in paths:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "translate":
                continue
            words = [word.value if isinstance(word, ast.Constant) else None for word in call.args[:3]]
            if len(words) < 2 or not all(isinstance(word, str) for word in words):
                raise ValueError(f"{path.name}:{call.lineno}: translate takes literals")
            said = ", ".join(json.dumps(word) for word in [*words, ""][:3])
            lines.append(f"qsTranslate({said}{', 1' if len(call.args) > 3 else ''});")
    return "\n".join(lines)


def english_plurals(catalogue: str) -> str:
    """Return the English catalogue with the plurals that nobody wrote by hand: %n day(s) is 1 day, 2 days."""

    def filled(message: re.Match[str]) -> str:
        forms = message[2].replace("(s)", ""), message[2].replace("(s)", "s")
        lines = "".join(f"\n            <numerusform>{form}</numerusform>" for form in forms)
        return f"{message[1]}<translation>{lines}\n        </translation>"

    unwritten = (
        r"(<source>([^<]*)</source>\s*(?:<comment>[^<]*</comment>\s*)?)"
        r'<translation type="unfinished">.*?</translation>'
    )
    return re.sub(unwritten, filled, catalogue, flags=re.DOTALL)


def _tool(name: str, *words: str) -> None:
    # Beside PySide6 itself: its own starters of these are scripts, which break when the environment moves.
    import PySide6

    folder = Path(PySide6.__file__).parent
    subprocess.run([str(next(folder.glob(f"{name}*"))), *words], check=True, stdout=subprocess.DEVNULL)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
