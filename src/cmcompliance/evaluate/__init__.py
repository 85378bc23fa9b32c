"""Measure the checker on labelled cases: recall, precision, clean rate."""

from cmcompliance.evaluate.case import Case, CaseError, Expected, read_cases
from cmcompliance.evaluate.scoring import Evaluation, Judged, Measurement, Scope, evaluate
from cmcompliance.evaluate.table import render_measurement

__all__ = [
    "Case",
    "CaseError",
    "Evaluation",
    "Expected",
    "Judged",
    "Measurement",
    "Scope",
    "evaluate",
    "read_cases",
    "render_measurement",
]
