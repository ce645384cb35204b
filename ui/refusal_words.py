"""A sentence in the window's words for each lasting word with which the engine refuses.

They are put together when they are asked for, since the reader may choose another language at any time. Each is true of
everything that is refused with its word; where that would say too little, what was asked decides (`words_for_asked`).
"""

from typing import Final

from organic_p2p.api import requests as q
from ui.language import translate

# What these are said of is one file or folder of possibly several.
ABOUT_FILES: Final = frozenset(
    {
        "file-changed",
        "file-too-large",
        "no-folder",
        "no-such-file",
        "not-a-file",
        "not-a-picture",
        "not-readable",
        "not-saved",
        "picture-damaged",
        "picture-too-costly",
        "picture-too-large",
    }
)

_NAMES: Final = (q.StartCircle, q.Rename, q.Join)
_CODES: Final = (q.CheckCode, q.Join)
_REASONS: Final = (q.Remove, q.Propose)
_TEXTS: Final = (q.Post, q.Message, q.Comment, q.Edit)


def words_for(kind: str) -> str:
    """Return the sentence for a refusal; nothing for a word that is not known here."""
    for table in (_things, _rules, _circles, _codes, _files, _this_computer):
        if sentence := table().get(kind):
            return sentence
    return ""


def words_for_asked(kind: str, asked: type | None) -> str:
    """Return the sentence for a refusal of such a request; nothing if it makes no difference."""
    for requests, sentences in (
        (_NAMES, _of_names),
        (_CODES, _of_codes),
        (_REASONS, _of_reasons),
        (_TEXTS, _of_texts),
        ((q.Join,), _of_joins),
        ((q.Connect,), _of_addresses),
        ((q.StartWithComputer,), _of_starting),
        ((q.PutDraft,), _of_drafts),
        ((q.SetPicture,), _of_faces),
        ((q.ReadCodePicture,), _of_code_pictures),
    ):
        if asked in requests and (sentence := sentences().get(kind)):
            return sentence
    return ""


# -- whatever was asked ------------------------------------------------------------------------------


def _things() -> dict[str, str]:
    return {
        "ambiguous": translate("refusals", "More than one fits. Please choose one."),
        "control": translate("refusals", "A name cannot hold characters that are not seen."),
        "emoji": translate("refusals", "A reaction is one emoji or one short word."),
        "empty": translate("refusals", "There is nothing written here yet."),
        "limit": translate("refusals", "This number is too small or too large."),
        "no-face": translate("refusals", "They show no picture."),
        "nobody": translate(
            "refusals", "You are in no circle yet. Start one, or join one with an invitation."
        ),
        "not-text": translate("refusals", "This is not text."),
        "time": translate("refusals", "This is no time of a day."),
        "too-long": translate("refusals", "This is too long. Please make it shorter."),
        "too-many": translate("refusals", "This is too much at once. Please take fewer."),
        "too-much": translate("refusals", "This is more than can be shown at once."),
        "unknown-circle": translate("refusals", "This circle is not known here."),
        "unknown-invitation": translate("refusals", "This invitation is not known here any more."),
        "unknown-invite": translate("refusals", "This invitation is not known here any more."),
        "unknown-motion": translate("refusals", "There is no such proposal any more."),
        "unknown-person": translate("refusals", "This person is not known here."),
        "unknown-post": translate("refusals", "This is not here any more. It may have been deleted."),
        "unknown-proposal": translate("refusals", "There is no such proposal any more."),
        "unknown-request": translate("refusals", "Nobody asks for this any more."),
    }


def _rules() -> dict[str, str]:
    return {
        "about-oneself": translate("refusals", "Nobody can decide this about themselves."),
        "already-a-member": translate("refusals", "This person is in the circle already."),
        "already-decided": translate("refusals", "This has been decided already."),
        "already-voted": translate("refusals", "You have answered this already; an answer is final."),
        "cannot-pass": translate(
            "refusals",
            "There are two stewards, so neither can decide alone about the other. Make somebody else a steward first.",
        ),
        "fixed": translate("refusals", "The people of a private conversation never change."),
        "last-steward": translate(
            "refusals",
            "You are the only steward; without one nobody could invite or remove anybody. Make somebody else a "
            "steward first.",
        ),
        "no-vote": translate(
            "refusals", "This was proposed before you were a steward, so you have no vote on it."
        ),
        "not-a-member": translate("refusals", "You are not in this circle, so you cannot do this there."),
        "not-a-steward": translate("refusals", "Only a steward of the circle can do this."),
        "not-theirs": translate("refusals", "Only who wrote it, or a steward of the circle, can do this."),
        "not-yours": translate("refusals", "Only who wrote it can change it."),
        "target-is-a-steward": translate(
            "refusals", "This person is a steward. Stewards change by majority only."
        ),
        "target-not-a-member": translate("refusals", "This person is not in the circle."),
        "target-not-a-steward": translate("refusals", "This person is not a steward."),
        "yourself": translate("refusals", "To go yourself, leave the circle."),
    }


def _circles() -> dict[str, str]:
    return {
        "admitted": translate(
            "refusals", "You were let in already. Leave the circle if you do not want to be there."
        ),
        "behind": translate(
            "refusals",
            "This computer was put back from an older copy, and the others hold newer posts of yours. They are coming; "
            "please try again in a moment.",
        ),
        "copied": translate(
            "refusals",
            "Another computer writes in the name of this one: its folder was copied. Nothing more is written here. Use "
            "the other one, or move this folder away and join again.",
        ),
        "left": translate("refusals", "You left this circle. What you received stays here to read."),
        "not-yet": translate("refusals", "This circle has not arrived on this computer yet."),
        "removed": translate(
            "refusals", "You were removed from this circle. What you received stays here to read."
        ),
        "strangers": translate(
            "refusals",
            "Two of these people share no circle. Write to each of them alone, or invite them into one circle first.",
        ),
        "taken": translate(
            "refusals", "This computer is known here as somebody else's, so it cannot come in."
        ),
        "too-many-people": translate(
            "refusals", "These are too many people for one letter. For so many, start a circle."
        ),
        "too-many-rooms": translate(
            "refusals",
            "You have begun as many conversations with these people as there can be. Choose people whom you wrote to "
            "together before.",
        ),
    }


def _codes() -> dict[str, str]:
    return {
        "address": translate("refusals", "That address cannot be used."),
        "days": translate("refusals", "An invitation cannot be good for so long."),
        "declined": translate("refusals", "A steward of the circle declined."),
        "expired": translate("refusals", "This invitation has expired. Ask for a new one."),
        "invite-revoked": translate("refusals", "This invitation was taken back."),
        "invite-used": translate("refusals", "This invitation was used already. Each one is for one person."),
        "letter": translate("refusals", "There is a character here that no code has."),
        "mistyped": translate(
            "refusals", "This code does not fit. Compare it with the code that you were given."
        ),
        "no-qr": translate(
            "refusals", "There is no square code to be seen in this picture. Try a sharper or larger one."
        ),
        "not-a-code": translate("refusals", "This is not an invitation to a circle."),
        "own-code": translate(
            "refusals",
            "This invitation is to a circle where you are already. Give it to the person you want to invite.",
        ),
        "refused": translate("refusals", "The circle did not let you in."),
        "several-qr": translate(
            "refusals", "There are several square codes in this picture. Cut out one of them."
        ),
        "too-short": translate("refusals", "The code is not complete."),
        "wrong-kind": translate(
            "refusals", "This code is for something else. What is needed here is an invitation to a circle."
        ),
    }


def _files() -> dict[str, str]:
    return {
        "closing": translate(
            "refusals", "Organic is being closed; this picture was not prepared. Please try again later."
        ),
        "elsewhere": translate(
            "refusals",
            "This is not on this computer yet. It comes by itself when a computer that has it is on.",
        ),
        "exporting": translate("refusals", "The folder is being written already. Wait for it, or stop it."),
        "file-changed": translate(
            "refusals", "This file changed while it was read. Try again when nothing writes to it."
        ),
        "file-damaged": translate(
            "refusals",
            "This cannot be opened: it is damaged. It is fetched again from another computer that has it; please try "
            "again later.",
        ),
        "file-too-large": translate("refusals", "This file is too large to be posted."),
        "no-file": translate("refusals", "Please choose a folder and a name."),
        "no-folder": translate("refusals", "This folder cannot be used. Please choose another one."),
        "no-pictures": translate("refusals", "There are no pictures or files here."),
        "no-such-file": translate("refusals", "This file is not there any more."),
        "no-such-picture": translate("refusals", "This picture or file is not there any more."),
        "no-worker": translate(
            "refusals", "Pictures cannot be prepared right now. Close other programs and try again."
        ),
        "not-a-file": translate("refusals", "This is no file, and only files can be posted."),
        "not-a-picture": translate("refusals", "This is no picture that can be shown here."),
        "not-readable": translate("refusals", "This file cannot be opened. Check that you may read it."),
        "not-saved": translate("refusals", "This could not be saved. Please choose another place."),
        "picture-damaged": translate("refusals", "This picture is damaged. Try to copy it again."),
        "picture-too-costly": translate(
            "refusals", "This picture takes too much time or memory. Save it anew with a picture editor."
        ),
        "picture-too-large": translate("refusals", "This picture is too large."),
        "stopped": translate("refusals", "It was stopped. Nothing of it is left."),
        "storage-full": translate(
            "refusals",
            "Pictures and files have no more room on this computer; older ones can give way only where two other "
            "computers keep them. You can allow more in the settings.",
        ),
        "unreadable": translate("refusals", "This file cannot be opened. Check that you may read it."),
    }


def _this_computer() -> dict[str, str]:
    return {
        "damaged": translate(
            "refusals",
            "What Organic keeps on this computer is damaged. It is left as it is. Put its folder back from a copy, or "
            "move it away and join your circles again: the others still have what they received.",
        ),
        "disk-error": translate(
            "refusals", "The disk reports an error, so this was not saved. Please check the disk."
        ),
        "disk-full": translate(
            "refusals",
            "The disk is full, so this was not saved. Make some room and try again; nothing earlier is lost.",
        ),
        "disk-nearly-full": translate(
            "refusals",
            "The disk is almost full, so this was not posted. Make some room and try again.",
        ),
        "in-use": translate(
            "refusals", "Another program uses the folder of Organic. Only one can at a time."
        ),
        "internal": translate(
            "refusals",
            "Something went wrong inside Organic; that is our mistake, not yours. Nothing that was saved before is "
            "lost.",
        ),
        "locked": translate("refusals", "Organic is locked on this computer. Please unlock it first."),
        "long-passphrase": translate("refusals", "This passphrase is too long."),
        "newer": translate(
            "refusals",
            "What Organic keeps on this computer was written by a newer version. Please bring this one up to date; "
            "nothing was changed.",
        ),
        "no-home": translate("refusals", "This folder cannot be used."),
        "no-network": translate("refusals", "Organic is not connected to a network right now."),
        "no-passphrase": translate("refusals", "There is no passphrase on this computer yet."),
        "read-only": translate("refusals", "The disk does not let Organic write, so nothing was saved."),
        "short-passphrase": translate(
            "refusals", "This passphrase is too short. A few words are easy to remember."
        ),
        "unreachable": translate(
            "refusals", "Nobody you know answers there. Is Organic running there, and is the address right?"
        ),
        "wrong-passphrase": translate(
            "refusals", "That is not the passphrase. Look at capitals and language."
        ),
    }


# -- where it matters what was asked -----------------------------------------------------------------


def _of_names() -> dict[str, str]:
    return {
        "empty": translate("refusals", "A name needs at least one letter."),
        "too-long": translate("refusals", "This name is too long."),
    }


def _of_codes() -> dict[str, str]:
    return {
        "address": translate(
            "refusals", "This code leads to an address that cannot be used. Ask for a new one."
        ),
        "newer": translate(
            "refusals", "This code was made by a newer Organic. Please bring yours up to date."
        ),
        "too-long": translate("refusals", "This is longer than any code."),
    }


def _of_reasons() -> dict[str, str]:
    return {
        "empty": translate("refusals", "Please say why: everybody in the circle can read the reason."),
        "too-long": translate("refusals", "This reason is too long. Please make it shorter."),
    }


def _of_texts() -> dict[str, str]:
    return {
        "nobody": translate("refusals", "Please say to whom."),
        "too-long": translate("refusals", "This text is too long. Please make several posts."),
        "too-many": translate(
            "refusals", "These are too many pictures and files for one post. Please make several posts."
        ),
    }


def _of_joins() -> dict[str, str]:
    return {
        "not-a-steward": translate(
            "refusals",
            "Whoever answered may not let anybody in any more. Ask a steward of the circle for a new code.",
        ),
        "too-many": translate(
            "refusals",
            "Too many people have asked with this invitation; it must have gone round. Ask for a new one.",
        ),
    }


def _of_addresses() -> dict[str, str]:
    return {
        "address": translate(
            "refusals", "That address cannot be used. Write it with its port, as in 192.168.1.20:4711."
        )
    }


def _of_starting() -> dict[str, str]:
    return {"not-yet": translate("refusals", "Starting with the computer works on Linux only so far.")}


def _of_drafts() -> dict[str, str]:
    return {
        "too-many": translate("refusals", "There are too many unfinished texts. Please finish or empty some.")
    }


def _of_faces() -> dict[str, str]:
    return {"no-face": translate("refusals", "This picture could not be made small enough. Try another one.")}


def _of_code_pictures() -> dict[str, str]:
    return {
        "not-a-picture": translate("refusals", "This is no picture that can be read here."),
        "picture-too-large": translate("refusals", "This picture is too large. Cut out the square code."),
    }
