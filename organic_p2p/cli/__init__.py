"""The command line: the engine's first client, and for good.

arguments   what can be typed
session     talks to the engine that runs, or opens the home itself
commands    from arguments to requests
show        from replies to lines for a person
passphrase  where a passphrase comes from
node        runs an engine
demo        three homes on this computer tell their story
"""
