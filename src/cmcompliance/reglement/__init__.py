"""Règlement: contest rules as a document, written from the clauses that the rules ask for."""

from cmcompliance.reglement.skeleton import skeleton

__all__ = ["skeleton"]
