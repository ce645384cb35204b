"""The tests: `crypto`, `sync`, `organic_p2p` and `ui` mirror the packages, `lan` is several computers.

`python -m tests.check` runs every check. A test is named as the sentence that it proves.
"""
