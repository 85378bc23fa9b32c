"""Outcomes with any text anywhere, for what must hold of every format."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import Origin, Problem, ReadDraft, ReadError
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import (
    Edit,
    Finding,
    LegalBasis,
    NotEvaluated,
    Question,
    Remediation,
    Report,
    RulesetInfo,
    TextSpan,
    Waived,
    WaiverNote,
)

TEXTS = st.text(
    st.one_of(
        st.sampled_from("a=+-@\"',;:%|&<>[]{}#\\`\t\n\r\0\x0b\x1b\x85\u2028\u202e\ufeff\ufffe￿é家🎁👩‍🍳"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)
NAMES = TEXTS.map(lambda text: f"f{text}".replace("\0", ""))


@st.composite
def _finding(draw: st.DrawFn, text: str) -> Finding:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    span = TextSpan(field="text", start=start, end=end, text=text[start:end])
    edit = Edit(action="replace", field="text", start=start, end=end, text=draw(TEXTS))
    basis = LegalBasis(citation=draw(TEXTS), title=draw(TEXTS), url=draw(st.none() | TEXTS))
    return Finding(
        rule=draw(NAMES),
        obligation=draw(NAMES),
        fingerprint=draw(st.sampled_from(["0" * 16, "1" * 16])),
        severity=draw(st.sampled_from(["error", "warning", "info"])),
        title=draw(TEXTS),
        message=draw(TEXTS),
        spans=draw(st.sampled_from([[], [span]])),
        jurisdiction=draw(st.sampled_from([None, "FR"])),
        legal_basis=draw(st.sampled_from([[], [basis]])),
        remediation=Remediation(hint=draw(TEXTS), edit=draw(st.sampled_from([None, edit]))),
        because=[],
        waived=draw(st.none() | st.builds(Waived, by=TEXTS, reason=TEXTS)),
    )


@st.composite
def _checked(draw: st.DrawFn) -> Checked:
    text = draw(TEXTS)
    origin = draw(
        st.builds(Origin, NAMES, st.none(), st.just(4), st.just(30))
        | st.builds(Origin, NAMES, st.integers(1, 9))
    )
    question = Question(
        field="author.role", question=draw(TEXTS), type="text", why=draw(TEXTS), rules=["a"], at_stake=[]
    )
    report = Report(
        draft_id=draw(st.none() | TEXTS),
        verdict=draw(st.sampled_from(["block", "review", "pass"])),
        findings=draw(st.lists(_finding(text), max_size=3)),
        questions=draw(st.sampled_from([[], [question]])),
        language=draw(st.sampled_from(["fr", "en", "de"])),
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 22),
        assumed=[],
        waiver_notes=[
            WaiverNote(kind="unused", rule=draw(NAMES), by=by, message=draw(TEXTS))
            for by in draw(st.lists(TEXTS, max_size=1))
        ],
        not_evaluated=[NotEvaluated(rule="*", reason=reason) for reason in draw(st.lists(TEXTS, max_size=1))],
        ruleset=RulesetInfo(name="n", version="v", digest="d"),
    )
    return Checked(ReadDraft(Draft(text=text), origin), report)


_UNREAD = st.builds(
    ReadError,
    NAMES,
    st.lists(st.builds(Problem, TEXTS, st.none() | st.integers(1, 9)), min_size=1, max_size=2).map(tuple),
    st.none() | st.integers(1, 9),
    st.none() | TEXTS,
)
OUTCOMES: st.SearchStrategy[list[Outcome]] = st.lists(st.one_of(_checked(), _UNREAD), max_size=3)
