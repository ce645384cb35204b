"""What a home remembers: one encrypted SQLite database and the key that opens it.

home        the folder: its lock, its modes
diskkey     the database key: in the keyring, behind a passphrase, or in a file
database    connections, transactions, events after commit, errors as sentences
migrations  numbered steps from an empty file to today's tables
ops         operations, feeds, epoch secrets, what was erased
circles     the circles and rooms of this home
entries     what can be read: posts, comments, reactions, names, full-text search
guests      invitations, requests, joins under way
me          this person's own secrets
neighbours  where people were last reached, and what their computers hold
"""
