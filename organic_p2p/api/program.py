"""How this program starts itself: a window its engine, an engine its window, a desktop either of them."""

import sys
from pathlib import Path


def program(home: Path, *words: str) -> list[str]:
    """Return the command that runs Organic in the home in `home`.

    Python must not look for modules in the folder that it happens to be started in (-P): whoever can leave a file
    `argparse.py` there, as with a download, would run it in our place.
    """
    return [sys.executable, "-P", "-m", "organic_p2p", "--home", str(home), *words]
