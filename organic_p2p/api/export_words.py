"""What the pages of an export say, in one language: a window gives its reader's, and who gives none gets English.

The engine knows no language. %1, %2… are the places of names, numbers and dates; all of it is text, and shown as text.
"""

from organic_p2p.api.value import Value


class Counted(Value, frozen=True):
    """A number of something, in the forms that a language has for it.

    `form_of` has a byte for each number from 0 to 199 that says which form it takes; above them it goes by the last two
    digits. `%1` is the place of the number.
    """

    forms: tuple[str, ...]
    form_of: bytes


_ONE_OR_MORE = bytes(number != 1 for number in range(200))


class ExportWords(Value, frozen=True):
    """Words, and how dates and numbers are written. `language` is as in HTML; `zero` the first of ten digits."""

    language: str = "en"
    rtl: bool = False
    zero: str = "0"
    group: str = ","
    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    days: tuple[str, ...] = (
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    )
    weekday_and_date: str = "%1, %2"
    date: str = "%1 %2 %3"
    month_of_year: str = "%1 %2"
    date_and_time: str = "%1, %2"
    part: str = "%1, part %2"
    both: str = "%1 and %2"
    comma: str = ", "
    keeps: str = "What %1 keeps"
    made: str = "Everything that was on this computer on %1."
    not_locked: str = "This folder is not locked: whoever has it can read it."
    about: str = "Pages for reading, and the same in JSON for programs; README.txt says more."
    missing: str = "Pictures and files that were not on this computer: %1."
    circles: str = "Circles"
    letters: str = "Letters"
    letters_with: str = "Letters with %1"
    myself: str = "myself"
    everything: str = "All circles and letters"
    earlier: str = "Earlier: %1"
    later: str = "Later: %1"
    posts_counted: Counted = Counted(("%1 post", "%1 posts"), _ONE_OR_MORE)
    letters_counted: Counted = Counted(("%1 letter", "%1 letters"), _ONE_OR_MORE)
    nothing: str = "Nothing was written here."
    changed: str = "changed"
    people: str = "People"
    who_invited: str = "Who invited whom"
    before: str = "Who was here before"
    steward: str = "Steward"
    steward_since: str = "Steward since %1"
    member: str = "Member"
    member_since: str = "Member since %1"
    left: str = "Left"
    removed_by: str = "Removed by %1"
    removed_why: str = "Removed by %1: %2"
    somebody: str = "somebody"
    somebody_gone: str = "somebody who left"
    picture: str = "Picture %1 by %2"
    picture_damaged: str = "This picture could not be opened: it is damaged."
    picture_nowhere: str = "This picture was on no computer that is known."
    picture_elsewhere: str = "This picture was not on this computer, but on that of %1."
    file_damaged: str = "This file could not be opened: it is damaged."
    file_nowhere: str = "This file was on no computer that is known."
    file_elsewhere: str = "This file was not on this computer, but on that of %1."
    file_in: str = "is in %1"
    exposed: str = "Somebody who was removed may have been able to read this."
    removed: str = "Written by somebody who was being removed at that time."


ENGLISH = ExportWords()
