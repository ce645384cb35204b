"""Looking for people, posts, comments and letters."""
