"""Pictures of others on the screen: pixels that the engine has decoded, the viewer, fetching and saving."""
