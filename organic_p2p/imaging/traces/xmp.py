"""XMP: RDF in XML (ISO 16684-1). Read by the names in it alone, so that no XML has to be parsed.

Names are compared without their prefix, which a writer may choose.
"""

import re

_MAX_BYTES = 4 * 1024 * 1024

# An element or an attribute with a prefix: what is said, not what is said about it.
_NAME = re.compile(rb"[<\s]([A-Za-z_][\w.-]*):([A-Za-z_][\w.-]*)(?=[\s=/>])")
_ENVELOPE = frozenset({b"rdf", b"x", b"xml", b"xmlns", b"xmpNote"})

_PLAIN = frozenset(
    b"orientation xresolution yresolution resolutionunit imagewidth imagelength bitspersample colorspace "
    b"pixelxdimension pixelydimension exifversion flashpixversion componentsconfiguration colormode iccprofile "
    b"photometricinterpretation samplesperpixel planarconfiguration format rating ycbcrpositioning "
    b"compression".split()
)

# What begins one of these names, in the order of asking.
_BEGINNINGS: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("place", rb"gps|city|country|state$|location|sublocation|provincestate|worldregion|geo|place"),
        ("people", rb"region|person|face|namedetails|appliedtodimensions"),
        ("sound or video", rb"motionphoto|microvideo|gcamera|directory$|container|audio|video|livephoto"),
        ("preview", rb"thumbnail|xmpgimg|gainmap|hdrgainmap|hdrcapacity|offsetsdr|offsethdr|depth"),
        (
            "device",
            rb"make|model|software|creatortool|toolkit|lens|.*serialnumber|.*ownername|firmware|camera",
        ),
        ("device", rb"history|documentid|instanceid|originaldocumentid|derivedfrom|.*uniqueid|makernote"),
        ("time", rb".*date|.*time(stamp|zone)?|datetime"),
        (
            "description",
            rb"title|description|caption|headline|.*comment|subject|hierarchicalsubject|.*keyword",
        ),
        ("description", rb"creator|rights|copyright|credit|source|instructions|author|artist|webstatement"),
        ("description", rb"usageterms|marked|owner|label|event|altextaccessibility|category|publisher"),
    )
)


def traces(packet: bytes) -> set[str]:
    """Return the words for the properties that `packet` names."""
    # As UTF-16 or UTF-32 the same names have zeros between their letters.
    text = packet[:_MAX_BYTES].replace(b"\0", b"")
    names = {
        name.lower() for prefix, name in _NAME.findall(text) if prefix not in _ENVELOPE and not _plain(name)
    }
    return {_word(name) for name in names}


def _plain(name: bytes) -> bool:
    return name.lower() in _PLAIN


def _word(name: bytes) -> str:
    return next((word for word, pattern in _BEGINNINGS if pattern.match(name)), "hidden data")
