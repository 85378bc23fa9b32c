"""Hostile requests at a real service: it stays up, answers each, and nothing of them stays behind."""
