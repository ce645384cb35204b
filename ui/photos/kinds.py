"""What a file is, by the ending of its name: for the drawing and the word on its card, and for nothing else.

Nothing is ever opened or run because of it: what is inside may be something else altogether.
"""

from typing import Final

from ui.language import translate

_ENDINGS: Final = {
    "film": "mp4 mov m4v mkv webm avi mpg mpeg 3gp wmv ogv mts",
    "music": "mp3 m4a aac ogg oga opus flac wav wma aiff",
    "images": "jpg jpeg png webp heic heif avif gif bmp tif tiff svg dng cr2 nef",
    "file-archive": "zip 7z rar tar gz bz2 xz zst",
    "file-text": "pdf txt md rtf doc docx odt pages epub xls xlsx ods csv numbers ppt pptx odp key",
}
_SYMBOLS: Final = {ending: symbol for symbol, endings in _ENDINGS.items() for ending in endings.split()}


def symbol_of(name: str) -> str:
    """Return the drawing for a file of this name."""
    return _SYMBOLS.get(_ending(name), "file")


def kind_name(name: str) -> str:
    """Return in a word what a file of this name is."""
    ending = _ending(name)
    match _SYMBOLS.get(ending, ""):
        case "film":
            return translate("files", "Film")
        case "music":
            return translate("files", "Sound")
        case "images":
            return translate("files", "Picture file")
        case "file-archive":
            return translate("files", "Archive")
        case "file-text":
            return ending.upper() if ending == "pdf" else translate("files", "Document")
        case _:
            return translate("files", "File")


def _ending(name: str) -> str:
    _, point, ending = name.rpartition(".")
    return ending.lower() if point else ""
