"""Taking everything along: a folder that any browser opens."""
