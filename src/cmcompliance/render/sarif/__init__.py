"""SARIF 2.1.0: findings, their rules with law and remedy, their fixes, and what could not be checked."""

from cmcompliance.render.sarif.log import render_sarif

__all__ = ["render_sarif"]
