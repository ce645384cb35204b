"""Tests of the rules: no I/O."""
