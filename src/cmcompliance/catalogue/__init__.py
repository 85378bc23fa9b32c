"""Catalogue: the rule book as pages to read, one a rule, in French or English."""

from cmcompliance.catalogue.pages import Page, pages

__all__ = ["Page", "pages"]
