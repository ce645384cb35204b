"""How the program behaves on a desktop: links, tray, and quitting."""
