"""What is shown while the engine cannot be talked to."""
