"""One page about a scan's results that asks for nothing else: for a client and for a lawyer."""

from cmcompliance.results.report.writing import write_report

__all__ = ["write_report"]
