"""The house rules of ACME; `rules` is the folder that the entry point names."""
