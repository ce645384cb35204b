"""The words of the pages of an export in the reader's language, and how it writes dates and numbers."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QLocale, Qt

from organic_p2p.api.export_words import Counted, ExportWords
from ui.language import spoken, translate

_NUMBERS: Final = 200


def words_of_pages() -> ExportWords:
    """Return what the pages say."""
    locale = QLocale()
    return ExportWords(
        language=spoken(),
        rtl=locale.textDirection() is Qt.LayoutDirection.RightToLeft,
        zero=locale.zeroDigit(),
        group=locale.groupSeparator(),
        months=tuple(locale.monthName(month) for month in range(1, 13)),
        days=tuple(locale.dayName(day) for day in range(1, 8)),
        weekday_and_date=translate("pages", "%1, %2", "a day of the week, a date"),
        date=translate("pages", "%1 %2 %3", "a date: day, month by name, year"),
        month_of_year=translate("pages", "%1 %2", "a month by name, a year"),
        date_and_time=translate("pages", "%1, %2", "a date, a time of day"),
        part=translate("pages", "%1, part %2", "a month, a number"),
        both=translate("words", "%1 and %2"),
        comma=translate("words", ", ", "between the names of a list"),
        keeps=translate("pages", "What %1 keeps", "a name: the title of all pages"),
        made=translate("pages", "Everything that was on this computer on %1.", "a date"),
        not_locked=translate("pages", "This folder is not locked: whoever has it can read it."),
        about=translate(
            "pages", "Pages for reading, and the same in JSON for programs; README.txt says more."
        ),
        missing=translate("pages", "Pictures and files that were not on this computer: %1.", "a number"),
        circles=translate("pages", "Circles"),
        letters=translate("pages", "Letters"),
        letters_with=translate("pages", "Letters with %1", "names"),
        myself=translate("pages", "myself", "letters with"),
        everything=translate("pages", "All circles and letters"),
        earlier=translate("pages", "Earlier: %1", "a year or a month"),
        later=translate("pages", "Later: %1", "a year or a month"),
        posts_counted=_counted(lambda n: translate("pages", "%n post(s)", "", n)),
        letters_counted=_counted(lambda n: translate("pages", "%n letter(s)", "", n)),
        nothing=translate("pages", "Nothing was written here."),
        changed=translate("pages", "changed", "a post"),
        people=translate("pages", "People"),
        who_invited=translate("pages", "Who invited whom"),
        before=translate("pages", "Who was here before"),
        steward=translate("pages", "Steward"),
        steward_since=translate("pages", "Steward since %1", "a date"),
        member=translate("pages", "Member"),
        member_since=translate("pages", "Member since %1", "a date"),
        left=translate("pages", "Left", "somebody who is here no longer"),
        removed_by=translate("pages", "Removed by %1"),
        removed_why=translate("pages", "Removed by %1: %2", "a name, a reason"),
        somebody=translate("pages", "somebody"),
        somebody_gone=translate("pages", "somebody who left"),
        picture=translate("pages", "Picture %1 by %2", "a number, a name"),
        picture_damaged=translate("pages", "This picture could not be opened: it is damaged."),
        picture_nowhere=translate("pages", "This picture was on no computer that is known."),
        picture_elsewhere=translate(
            "pages", "This picture was not on this computer, but on that of %1.", "names"
        ),
        file_damaged=translate("pages", "This file could not be opened: it is damaged."),
        file_nowhere=translate("pages", "This file was on no computer that is known."),
        file_elsewhere=translate("pages", "This file was not on this computer, but on that of %1.", "names"),
        file_in=translate("pages", "is in %1", "a file, a folder"),
        exposed=translate("pages", "Somebody who was removed may have been able to read this."),
        removed=translate("pages", "Written by somebody who was being removed at that time."),
    )


def _counted(say: Callable[[int], str]) -> Counted:
    """Return the forms that a number of something has: which one a number takes repeats from hundred to hundred."""
    said = [say(number).replace(str(number), "%1") for number in range(_NUMBERS)]
    forms = tuple(dict.fromkeys(said))
    return Counted(forms, bytes(forms.index(one) for one in said))
