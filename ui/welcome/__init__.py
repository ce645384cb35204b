"""The way in: the two screens that somebody sees who has just opened the program for the first time."""
