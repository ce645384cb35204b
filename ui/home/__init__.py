"""The first page: what everybody wrote, and the place to write."""
