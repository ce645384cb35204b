"""What the engine does with the desktop of whoever is logged in: notifications, and starting with the computer.

Of all this there may be nothing, on a Raspberry Pi in the cellar say. Then it is quiet, and the settings say so.
"""
