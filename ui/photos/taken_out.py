"""What was taken out of pictures before they left, in one line: nobody should wonder whether a place went with them."""

from collections.abc import Sequence

from organic_p2p.api import replies as r
from ui.language import fill, translate
from ui.words import listed


def taken_out(attached: Sequence[r.AttachedView]) -> str:
    """Return the line; nothing if there was nothing to take out."""
    told = [one for one in attached if one.removed]
    # Each once, in the order in which a reader wants to hear of it: the engine's.
    words = [trace_in_words(word) for word in dict.fromkeys(word for one in told for word in one.removed)]
    if not words:
        return ""
    pictures = sum(not one.as_is for one in attached)
    if pictures == 1:
        return fill(translate("photos", "Taken out of your picture: %1."), listed(words))
    text = translate("photos", "Taken out of your %n pictures: %1.", "", pictures)
    return fill(text, listed(words))


def cut_short(attached: Sequence[r.AttachedView]) -> str:
    """Return a sentence about what was too long and ends earlier; nothing if all went whole."""
    if any(one.cut for one in attached):
        return translate("photos", "A picture that moves was too long and ends earlier.")
    return ""


def trace_in_words(word: str) -> str:
    """Return in the reader's language what a picture told besides its pixels, by the engine's word for it."""
    match word:
        case "place":
            return translate("photos", "place", "taken out of a picture")
        case "people":
            return translate("photos", "people", "taken out of a picture")
        case "device":
            return translate("photos", "device", "taken out of a picture")
        case "time":
            return translate("photos", "time", "taken out of a picture")
        case "description":
            return translate("photos", "description", "taken out of a picture")
        case "preview":
            return translate("photos", "preview", "taken out of a picture")
        case "sound or video":
            return translate("photos", "sound or video", "taken out of a picture")
        case "hidden data":
            return translate("photos", "hidden data", "taken out of a picture")
    return word
