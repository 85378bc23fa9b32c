"""The scan of a large archive, measured: how fast, in how much memory, stopped, and done again."""
