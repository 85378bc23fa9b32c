"""One page about a scan's results that asks for nothing else: for a client to look at, for a lawyer to print."""

from cmcompliance.results.report.writing import FILE, write_report

__all__ = ["FILE", "write_report"]
