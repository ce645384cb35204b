"""The window: the only package that knows Qt. It talks to the engine through `organic_p2p.api` alone."""
