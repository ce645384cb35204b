"""What stands for a person where there is no room for a name. No Qt."""


def letters_of(name: str) -> str:
    """Return the one or two letters that stand for a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper() or "?"
