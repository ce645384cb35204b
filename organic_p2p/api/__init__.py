"""The one vocabulary that the engine shares with its clients: the command line and the window.

    requests   what can be asked, one small value each, with the type of its reply
    replies    what comes back
    events     what an engine tells those who follow it
    value      what they all are, and how to change a field of one
    codec      any of these as bytes and back
    frames     how they travel over the local socket
    server     the engine's side        client   a client's side
    program    how this program is started, for whoever starts it

A new capability is one value here and one handler in `organic_p2p.handlers`. This package imports nothing
of the engine, so a window that imports it holds no keys and opens no database.
"""

API_VERSION = 4
"""Both sides say it first; a client of another version is told to restart what is older."""
