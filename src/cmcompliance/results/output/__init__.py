"""Rows of an answer written out: for eyes, for programs, for spreadsheets."""
