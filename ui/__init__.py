"""The window, to come: the only package that will know Qt. It talks to the engine through `organic_p2p.api` alone."""
