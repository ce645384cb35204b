"""The crypto package, each module by its own tests."""
