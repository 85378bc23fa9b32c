"""What the files that go out with a post say about themselves: rights, people, places, tools, AI, provenance.

>>> from cmcompliance.media import inspect
>>> inspect("portrait.jpg").values("digital_source_type")
('trainedAlgorithmicMedia',)
"""

from cmcompliance.media.evidence import (
    Action,
    Evidence,
    Ingredient,
    Kind,
    Problem,
    ProblemCode,
    Provenance,
    ProvenanceState,
    Said,
    What,
)
from cmcompliance.media.inspecting import AnyPath, Inspector, inspect, inspect_many
from cmcompliance.media.limits import DEFAULT_LIMITS, Limits

__all__ = [
    "DEFAULT_LIMITS",
    "Action",
    "AnyPath",
    "Evidence",
    "Ingredient",
    "Inspector",
    "Kind",
    "Limits",
    "Problem",
    "ProblemCode",
    "Provenance",
    "ProvenanceState",
    "Said",
    "What",
    "inspect",
    "inspect_many",
]
