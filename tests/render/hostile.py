"""Reports whose every word comes from somebody who wants the page to do something."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import Origin, Problem, ReadDraft, ReadError
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import (
    AtStake,
    Because,
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

HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "@octocat",
                "#1",
                "GH-2",
                "</pre>",
                "</details>",
                "<script>",
                "<img src=x onerror=y>",
                "-->",
                "```",
            ),
            *("`", "**", "_", "|", "[a](b)", "![a](b)", "https://e.example", "www.e.example", "a@b.example"),
            *(
                "1. ",
                "- ",
                "> ",
                "# ",
                "===",
                "\u202e",
                "\x00",
                "\x1b[2J",
                "&lt;",
                "&",
                "\\",
                "é",
                "🎁",
                " ",
                "mot",
            ),
            *("<!--", "<![CDATA[", "]]>", ":tada:", "~~", "$", "{{", "\t", "</summary>", "\u200b"),
            *(
                '" onclick="x',
                "' autofocus onfocus='x",
                "{% raw %}",
                "{{ 7 * 7 }}",
                "</style>",
                "<svg onload=x>",
                "\r\n",
            ),
        ]
    ),
    min_size=1,
    max_size=12,
).map(lambda pieces: f"x{''.join(pieces)}")


def everywhere(words: str) -> list[Outcome]:
    finding = Finding(
        rule=words,
        obligation=words,
        fingerprint="f",
        severity="error",
        title=words,
        message=words,
        spans=[TextSpan(field="text", start=0, end=len(words), text=words)],
        legal_basis=[LegalBasis(citation=words, url="https://law.example", sanction=words)],
        remediation=Remediation(
            hint=words,
            edit=Edit(
                action="replace", field="text", start=0, end=len(words), text=words, placeholders=[words]
            ),
        ),
        because=[Because(fact=words, value=words, origin="metadata")],
    )
    stake = AtStake(rule=words, obligation=words, severity="error", title=words)
    report = Report(
        draft_id=words,
        verdict="block",
        findings=[
            finding,
            finding.model_copy(update={"rule": "w", "waived": Waived(by=words, reason=words)}),
        ],
        questions=[
            Question(
                field=words,
                question=words,
                type="text",
                choices=[words],
                why=words,
                rules=[],
                at_stake=[stake],
            )
        ],
        language="fr",
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 22),
        assumed=[],
        not_evaluated=[NotEvaluated(rule=words, reason=words)],
        from_settings=[words],
        waiver_notes=[WaiverNote(kind="unused", rule=words, by=words, message=words)],
        ruleset=RulesetInfo(name=words, version="v", digest="d"),
    )
    return [
        Checked(ReadDraft(Draft(text=words, id=words), Origin(words, None, 1)), report),
        ReadError(words, (Problem(words),)),
    ]
