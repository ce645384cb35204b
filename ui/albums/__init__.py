"""The albums page: all pictures of a circle, by month."""
