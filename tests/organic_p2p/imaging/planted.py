"""Photographs in every container, full of things that must not be sent.

Every string of `PLANTED` is in at least one file of each full turn of containers, in plain or packed bytes;
none may be in anything that is made of the files.

    planted(folder, 50)  ──▶  50 files: JPEG, PNG, WebP, AVIF, GIF, HEIC, and again
"""

import contextlib
import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin

from tests.organic_p2p.imaging.scene import a_photograph

PLACE = b"PLANTED-PLACE-7391"
PEOPLE = b"PLANTED-PERSON-4482"
MAKE = b"PLANTED-MAKE-1053"
MODEL = b"PLANTED-MODEL-6620"
SERIAL = b"PLANTED-SERIAL-9914"
OWNER = b"PLANTED-OWNER-3807"
NOTE = b"PLANTED-MAKERNOTE-5128"
TIME = b"1987:06:05 04:03:21"
COMMENT = b"PLANTED-COMMENT-2275"
THUMBNAIL = b"PLANTED-THUMBNAIL-8846"
XMP = b"PLANTED-XMP-6017"
MORE_XMP = b"PLANTED-MOREXMP-7749"
CAPTION = b"PLANTED-IPTC-1390"
TEXT = b"PLANTED-TEXT-4956"
PACKED = b"PLANTED-PACKED-8203"
INTERNATIONAL = b"PLANTED-ITXT-3561"
PRIVATE = b"PLANTED-PRIVATE-9072"
TRAILING = b"PLANTED-TRAILING-2648"

PLANTED: tuple[bytes, ...] = (
    PLACE, PEOPLE, MAKE, MODEL, SERIAL, OWNER, NOTE, TIME, COMMENT, THUMBNAIL, XMP, MORE_XMP, CAPTION, TEXT, PACKED,
    INTERNATIONAL, PRIVATE, TRAILING,
)  # fmt: skip

# What a fixture of HEIC holds; see tests/vectors/pictures/README.
IN_HEIC: tuple[bytes, ...] = (PLACE, PEOPLE, MAKE, MODEL, SERIAL, OWNER, NOTE, TIME, COMMENT, XMP)
VECTORS = Path(__file__).parents[2] / "vectors" / "pictures"

_SIZES = ((640, 480), (800, 1200), (1600, 1200), (1024, 768), (1280, 1920), (960, 640), (2400, 1600))
_LARGE = (4000, 3000)


def planted(folder: Path, count: int, *, seed: int = 0) -> list[Path]:
    """Write `count` distinct pictures into `folder`, which exists, and return their paths.

    Args:
        folder: Where to write.
        count: How many; the containers take turns. Of HEIC there are two scenes only, which come again.
        seed: The same number gives the same scenes.
    """
    chance, paths = random.Random(seed), []
    for number in range(count):
        ending, make = _MAKERS[number % len(_MAKERS)]
        size = _LARGE if number % 18 == 0 else chance.choice(_SIZES)
        path = folder / f"IMG_{seed:03d}_{number:04d}.{ending}"
        path.write_bytes(make(size, seed * 1000 + number))
        paths.append(path)
    return paths


def exif(*, orientation: int = 1, thumbnail: bool = True) -> bytes:
    """Return an EXIF block with all that a telephone writes, and a thumbnail with a comment of its own."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F], block[0x0110] = MAKE.decode(), MODEL.decode()
    block[0x0131], block[0x0132] = "PLANTED-SOFTWARE", TIME.decode()
    block[0x010E], block[0x013B] = COMMENT.decode(), OWNER.decode()
    details = block.get_ifd(0x8769)
    details[0x9003] = details[0x9004] = TIME.decode()
    details[0x927C] = b"Apple iOS\0\0\1MM" + NOTE
    details[0x9286] = b"ASCII\0\0\0" + COMMENT
    details[0xA431], details[0xA430] = SERIAL.decode(), OWNER.decode()
    place = block.get_ifd(0x8825)
    place[0], place[1], place[2] = b"\2\3\0\0", "N", (48.0, 51.0, 29.6)
    place[3], place[4] = "E", (2.0, 17.0, 40.2)
    place[0x1C] = b"ASCII\0\0\0" + PLACE
    data = block.tobytes()
    return _with_thumbnail(data) if thumbnail else data


def xmp() -> bytes:
    """Return a packet with a place, a face, a device and a title."""
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        b' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mwg-rs="http://www.metadataworkinggroup.com/"'
        b' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        b' exif:GPSLatitude="48,51.49N" photoshop:City="' + PLACE + b'" tiff:Make="' + MAKE + b'"'
        b' xmp:CreateDate="1987-06-05T04:03:21" xmp:Rating="5">'
        b"<mwg-rs:Regions><mwg-rs:Name>" + PEOPLE + b"</mwg-rs:Name></mwg-rs:Regions>"
        b"<dc:title>" + XMP + b"</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )


def jpeg(picture: Image.Image, *, orientation: int = 1) -> bytes:
    """Return `picture` as a JPEG with every kind of segment, and more behind its end."""
    file = BytesIO()
    picture.save(file, format="JPEG", quality=88)
    plain = file.getvalue()
    digest = b"0123456789ABCDEF0123456789ABCDEF"
    more = b"<x:xmpmeta><rdf:Description xmpNote:x='' dc:source='" + MORE_XMP + b"'/></x:xmpmeta>"
    records = b"".join(
        b"\x1c\2" + bytes([number]) + len(text).to_bytes(2, "big") + text
        for number, text in ((90, PLACE), (120, CAPTION), (80, OWNER), (55, b"19870605"))
    )
    resource = b"8BIM\4\4\0\0" + len(records).to_bytes(4, "big") + records + bytes(len(records) % 2)
    segments = (
        _segment(0xE1, b"Exif\0\0" + exif(orientation=orientation)),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp()),
        _segment(
            0xE1, b"http://ns.adobe.com/xmp/extension/\0" + digest + struct.pack(">II", len(more), 0) + more
        ),
        _segment(0xE2, b"MPF\0MM\0*" + struct.pack(">IHI", 8, 0, 0)),
        _segment(0xE9, PRIVATE),
        _segment(0xED, b"Photoshop 3.0\0" + resource),
        _segment(0xFE, COMMENT),
    )
    # A motion photo: a film behind the picture.
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x20mdat" + TRAILING
    return plain[:2] + b"".join(segments) + plain[2:] + film


def png(picture: Image.Image) -> bytes:
    """Return `picture` as a PNG with text of every kind, EXIF, a private chunk and something behind it."""
    file, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Title", TEXT.decode())
    info.add_text("Comment", PACKED.decode() * 4, zip=True)
    info.add_itxt("Description", INTERNATIONAL.decode(), "en", "Description")
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    info.add(b"tIME", b"\x07\xc3\6\5\4\3\x15")
    info.add(b"prVt", PRIVATE)
    picture.save(file, format="PNG", compress_level=1, pnginfo=info, exif=exif(thumbnail=False))
    return file.getvalue() + TRAILING


def webp(picture: Image.Image) -> bytes:
    """Return `picture` as a WebP with EXIF and XMP, a chunk of nobody's and something behind it."""
    file = BytesIO()
    picture.save(file, format="WEBP", quality=80, method=0, exif=exif(), xmp=xmp())
    data = file.getvalue() + b"prVt" + len(PRIVATE).to_bytes(4, "little") + PRIVATE + bytes(len(PRIVATE) % 2)
    return data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:] + TRAILING


def avif(picture: Image.Image) -> bytes:
    """Return `picture` as an AVIF with EXIF and XMP, and a box of nobody's."""
    file = BytesIO()
    picture.save(file, format="AVIF", quality=70, speed=10, exif=exif(thumbnail=False), xmp=xmp())
    return file.getvalue() + struct.pack(">I4s", 8 + len(PRIVATE), b"uuid") + PRIVATE


def gif(picture: Image.Image) -> bytes:
    """Return `picture` as an animated GIF with a comment, XMP, an extension of nobody's and a rest."""
    file = BytesIO()
    frames = [picture.quantize(64), picture.rotate(180).quantize(64)]
    frames[0].save(
        file,
        format="GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[80, 120],
        loop=0,
        comment=COMMENT,
    )
    data = file.getvalue()
    private = b"!\xff\x0bPRIVATE1.00" + bytes([len(PRIVATE)]) + PRIVATE + b"\0"
    # XMP lies there as it is, and a tail of falling numbers leads any reader out of it.
    about = b"!\xff\x0bXMP DataXMP" + xmp() + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    return data[:-1] + private + about + b";" + TRAILING


def heic(number: int) -> bytes:
    """Return one of the two fixtures, whose bytes are made distinct by a box at the end."""
    data = (VECTORS / f"planted-{number // len(_MAKERS) % 2}.heic").read_bytes()
    body = PRIVATE + number.to_bytes(4, "big")
    return data + struct.pack(">I4s", 8 + len(body), b"free") + body


def holds(data: bytes, secret: bytes) -> bool:
    """Tell whether `secret` is in `data`: as it is, in UTF-16, or in anything there that zlib can unpack."""
    forms = (secret, secret.decode().encode("utf-16-le"), secret.decode().encode("utf-16-be"))
    return any(form in part for form in forms for part in (data, *_unpacked(data)))


def _unpacked(data: bytes) -> list[bytes]:
    parts, at = [], data.find(b"\x78")
    while at >= 0:
        if int.from_bytes(data[at : at + 2], "big") % 31 == 0:
            with contextlib.suppress(zlib.error):
                parts.append(zlib.decompressobj().decompress(data[at : at + 65_536], 65_536))
        at = data.find(b"\x78", at + 1)
    return parts


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _with_thumbnail(block: bytes) -> bytes:
    """Return `block` with a second directory that leads to a JPEG with a comment."""
    file = BytesIO()
    Image.new("RGB", (16, 12), "teal").save(file, format="JPEG", comment=THUMBNAIL)
    small = file.getvalue()
    tiff = bytearray(block.removeprefix(b"Exif\0\0"))
    order = "<" if tiff[:2] == b"II" else ">"
    first = struct.unpack_from(order + "I", tiff, 4)[0]
    count = struct.unpack_from(order + "H", tiff, first)[0]
    at = len(tiff)
    struct.pack_into(order + "I", tiff, first + 2 + 12 * count, at)
    tiff += struct.pack(order + "H", 3)
    tiff += struct.pack(order + "HHIHH", 0x0103, 3, 1, 6, 0)
    tiff += struct.pack(order + "HHII", 0x0201, 4, 1, at + 2 + 36 + 4)
    tiff += struct.pack(order + "HHII", 0x0202, 4, 1, len(small))
    return bytes(tiff + bytes(4) + small)


def _scaled(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = min(1.0, longest / max(size))
    return round(size[0] * scale), round(size[1] * scale)


_Maker = Callable[[tuple[int, int], int], bytes]

# Large ones in the containers that cameras write; the others would take seconds to make.
_MAKERS: tuple[tuple[str, _Maker], ...] = (
    ("jpg", lambda size, seed: jpeg(a_photograph(size, seed))),
    ("png", lambda size, seed: png(a_photograph(_scaled(size, 1600), seed))),
    ("webp", lambda size, seed: webp(a_photograph(_scaled(size, 2400), seed))),
    ("avif", lambda size, seed: avif(a_photograph(_scaled(size, 1600), seed))),
    ("gif", lambda size, seed: gif(a_photograph(_scaled(size, 640), seed, grain=0))),
    ("heic", lambda size, seed: heic(seed)),
)
