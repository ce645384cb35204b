"""The engine of Organic: what a family does, remembers and shares.

Glossary
    person      somebody with keys; in this version each person has one computer
    circle      people who hold the same keys: a family, a club; has stewards and house rules
    room        a circle whose membership never changes: a private conversation
    steward     a member who may invite, admit, remove and moderate
    epoch       a secret that all members of a circle hold, under which posts are encrypted
    home        the folder that holds one person's keys and database
    engine      the process that owns a home
"""

__version__ = "0.1.0"
