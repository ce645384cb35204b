"""The page of somebody who is on the way into a circle."""
