"""Private letters: with whom they are exchanged, one conversation, and writing."""
