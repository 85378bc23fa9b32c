"""Write back to the files that drafts came from."""
