"""Why others are not reached, and what helps."""
