"""What the sayings of a media file come to: made by a model, showing a child."""

from __future__ import annotations

from cmcompliance.draft.evidence import FileEvidence, Saying

MADE_BY_AI = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"})
"""Digital source types, by IPTC's names, of what a model made wholly or in part."""
MINOR_AGES = frozenset({"14_or_under", "15", "16", "17"})
"""What `minor_disclosure` says of somebody under 18."""


def ai_sayings(file: FileEvidence) -> list[Saying]:
    """Return what in a file says that a model made all or a part of it."""
    return [
        saying
        for saying in file.says
        if (saying.what == "digital_source_type" and saying.value in MADE_BY_AI)
        or saying.what in {"ai_system", "ai_prompt"}
    ]


def minor_sayings(file: FileEvidence) -> list[Saying]:
    """Return what in a file says that a child is on it."""
    return [
        saying for saying in file.says if saying.what == "minor_disclosure" and saying.value in MINOR_AGES
    ]
