"""One post with what was answered, wherever it was found."""
