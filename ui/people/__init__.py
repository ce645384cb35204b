"""Who belongs to a circle, and how somebody new comes in."""
