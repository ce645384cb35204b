"""Writing a post: what it says, what goes with it, and who will see it."""
