"""The words beside a video or a sound as its transcript, each stretch with its time."""

from __future__ import annotations

from cmcompliance.draft import Medium
from cmcompliance.draft.evidence import Cue, Evidence, FoundWords
from cmcompliance.wording import Unreadable, Wording

_HEARD = frozenset({"video", "audio"})


def may_be_transcribed(medium: Medium) -> bool:
    """Return whether a medium is heard, and the draft itself does not give its transcript."""
    file = medium.evidence.file if medium.evidence else None
    kind = medium.kind or (file.kind if file else None)
    return kind in _HEARD and medium.transcript is None


def with_words(medium: Medium, words: Wording | Unreadable | None) -> Medium:
    """Return a medium that may be transcribed with the words that lie beside it."""
    evidence = medium.evidence or Evidence()
    if words is None:
        return medium
    if isinstance(words, Unreadable):
        return medium.model_copy(update={"evidence": _with_problem(evidence, words)})
    cues = [Cue(start=cue.start, end=cue.end, begins=cue.begins, ends=cue.ends) for cue in words.cues]
    found = FoundWords(field="transcript", finder=words.source, file=words.file, cues=cues)
    full = evidence.model_copy(
        update={
            "words": [*evidence.words, found],
            "completed": {**evidence.completed, "transcript": words.source},
        }
    )
    return medium.model_copy(update={"transcript": words.text, "evidence": full})


def _with_problem(evidence: Evidence, words: Unreadable) -> Evidence:
    """Return evidence that says which file of words could not be read."""
    if evidence.file is None:
        return evidence
    problems = [*evidence.file.problems, f"{words.file}: {words.why}"]
    return evidence.model_copy(update={"file": evidence.file.model_copy(update={"problems": problems})})
