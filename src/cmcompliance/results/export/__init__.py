"""Results for a client: a workbook, or one of its sheets as CSV."""

from cmcompliance.results.export.sheets import SHEETS, Sheet, sheet_named
from cmcompliance.results.export.table import Exported, exported

__all__ = ["SHEETS", "Exported", "Sheet", "exported", "sheet_named"]
