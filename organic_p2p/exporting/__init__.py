"""Everything that is here, as a folder that any browser opens and other programs can read.

    index.html                   who, when, what: links to all pages
    organic.json                 the same for programs; README.txt describes the formats
    circle-1/2026-11.html        posts of a year, or of a month where there are many, oldest first
    circle-1/2026-11.json
    circle-1/people.html         who belongs, and who invited whom
    circle-1/files/…             pictures and files, as they are

Pages have no scripts and fetch nothing. All that people wrote goes through `markup`, which knows no other way into a
page than as text.
"""
