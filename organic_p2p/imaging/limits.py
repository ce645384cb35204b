"""How much one picture may cost, and the refusals of a worker.

The parent sends `Limits` to a worker as it starts; tests lower them.
"""

from dataclasses import asdict, dataclass, fields

# A phone's largest setting has 200 megapixels, its usual one 12 to 50. Decoded, 100 megapixels take 400 MB.
MAX_PIXELS = 100_000_000
MAX_SIDE_PX = 32_768
MAX_FILE_BYTES = 256 * 1024 * 1024

# Sharp on a screen of 4K at the size of a post.
MAX_SHOWN_SIDE_PX = 2048

# Round beside a name, and larger on a page of its own.
FACE_SIDE_PX = 256

MAX_ANIMATION_SIDE_PX = 1024
MAX_FRAMES = 300
MAX_ANIMATION_MS = 60_000
# Decoded, over all frames: about ten seconds of work.
MAX_ANIMATION_PIXELS = 300_000_000
# Shrunk frames are held until they are encoded: 400 MB at the most.
MAX_ANIMATION_SHOWN_PIXELS = 100_000_000

# The full size of a picture of `MAX_PIXELS` needs about 1.1 GiB while it is turned.
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_S = 60

# A film of 8K has 33 megapixels.
MAX_FILM_PIXELS = 40_000_000
# For one picture of it. Of a film as long as it may be, this much is read at the most: its index, and a few frames.
MAX_FILM_READ_BYTES = 96 * 1024 * 1024
FILM_CPU_S = 15
# A code on a large photograph is found within a second.
CODE_CPU_S = 15
# A poster has a few, and the longest of ours has some 400 characters.
MAX_CODES, MAX_CODE_CHARACTERS = 32, 4096
MAX_FILM_SIDE_PX = 65_535
# Not quite 100 hours: what claims more is damaged, or a prank.
MAX_FILM_SECONDS = 359_999

# The refusals that a worker gives. The parent knows two more, of files that it cannot read.
TOO_LARGE, DAMAGED, TOO_COSTLY, NOT_A_PICTURE = (
    "picture-too-large",
    "picture-damaged",
    "picture-too-costly",
    "not-a-picture",
)
REFUSALS = (TOO_LARGE, DAMAGED, TOO_COSTLY, NOT_A_PICTURE)


class RefusedError(Exception):
    """This picture is refused, for a reason of the file's.

    Attributes:
        kind: One of `REFUSALS`.
    """

    def __init__(self, kind: str) -> None:
        """Refuse for the reason `kind`."""
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Limits:
    """What one picture may cost a worker. All are whole numbers; the unit is the end of the name."""

    pixels: int = MAX_PIXELS
    side_px: int = MAX_SIDE_PX
    shown_side_px: int = MAX_SHOWN_SIDE_PX
    face_side_px: int = FACE_SIDE_PX
    animation_side_px: int = MAX_ANIMATION_SIDE_PX
    frames: int = MAX_FRAMES
    animation_ms: int = MAX_ANIMATION_MS
    animation_pixels: int = MAX_ANIMATION_PIXELS
    animation_shown_pixels: int = MAX_ANIMATION_SHOWN_PIXELS
    memory_bytes: int = MEMORY_BYTES
    cpu_s: int = CPU_S
    film_pixels: int = MAX_FILM_PIXELS
    film_cpu_s: int = FILM_CPU_S
    code_cpu_s: int = CODE_CPU_S

    def judge(self, width: int, height: int) -> None:
        """Refuse a size that a header announces, before anything is decoded.

        Raises:
            RefusedError: TOO_LARGE; DAMAGED if there is no pixel at all.
        """
        if width < 1 or height < 1:
            raise RefusedError(DAMAGED)
        if max(width, height) > self.side_px or width * height > self.pixels:
            raise RefusedError(TOO_LARGE)

    def to_wire(self) -> dict[str, int]:
        """Return what `from_wire` takes."""
        return asdict(self)

    @classmethod
    def from_wire(cls, fields_: object) -> "Limits":
        """Return the limits that the parent sent; it is trusted.

        Raises:
            ValueError: This is something else.
        """
        if not isinstance(fields_, dict) or set(fields_) != {field.name for field in fields(cls)}:
            raise ValueError("these are no limits")
        return cls(**{str(name): int(value) for name, value in fields_.items()})
