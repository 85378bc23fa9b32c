from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cmcompliance.draft import Draft, Medium
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

MakeFinding = Callable[..., Finding]
MakeReport = Callable[..., Report]


@pytest.fixture
def span() -> Callable[..., TextSpan]:
    def make(text: str, words: str, field: str = "text") -> TextSpan:
        start = text.index(words)
        return TextSpan(field=field, start=start, end=start + len(words), text=words)

    return make


@pytest.fixture
def finding() -> MakeFinding:
    def make(**changes: Any) -> Finding:
        values: dict[str, Any] = {
            "rule": "fr/contest/rules-missing",
            "fingerprint": "0123456789abcdef",
            "obligation": "contest.rules-missing",
            "severity": "error",
            "title": "Règlement introuvable",
            "message": "Le texte ne dit pas où lire le règlement.",
            "spans": [],
            "jurisdiction": "FR",
            "legal_basis": [LegalBasis(citation="Code A, art. 1", sanction="amende de 10 €")],
            "remediation": Remediation(hint="Donnez le lien du règlement."),
            "because": [
                Because(fact="says.draw", value=True, origin="text", meaning="un tirage est annoncé")
            ],
        }
        return Finding(**{**values, **changes})

    return make


@pytest.fixture
def report() -> MakeReport:
    def make(*findings: Finding, **changes: Any) -> Report:
        values: dict[str, Any] = {
            "draft_id": None,
            "verdict": "block" if findings else "pass",
            "findings": list(findings),
            "questions": [],
            "language": "fr",
            "jurisdictions": ["FR"],
            "platform": None,
            "as_of": date(2026, 11, 22),
            "assumed": [],
            "not_evaluated": [],
            "ruleset": RulesetInfo(name="cmcompliance", version="2026.11", digest="0123456789abcdef"),
        }
        return Report(**{**values, **changes})

    return make


POST = (
    "🎁 GRAND JEU CONCOURS 🎁\n"
    "Gagne un coffret <Éclat> avec @lumidaube & nous !\n"
    "👩‍🍳 Tague 3 copines, achète un savon, #partage\n"
    "\n"
    "*** Tirage dimanche *** #jeu #concours"
)


def _at(text: str, words: str, field: str = "text") -> TextSpan:
    start = text.index(words)
    return TextSpan(field=field, start=start, end=start + len(words), text=words)


@pytest.fixture
def outcomes(finding: MakeFinding, report: MakeReport) -> list[Outcome]:
    """A draft with everything that a report can hold, one with nothing, one that could not be read."""
    overlay = "Résultat garanti\nen 3 jours"
    draft = Draft(
        id="concours",
        text=POST,
        title="Le <grand> jeu",
        platform="instagram",
        media=[Medium(kind="video", overlay=overlay)],
    )
    rules = finding(
        spans=[_at(POST, "GRAND JEU CONCOURS"), _at(POST, "#jeu #concours")],
        legal_basis=[
            LegalBasis(
                citation="Code A, art. 1",
                title="Jeux & loteries",
                url="https://law.example/a?b=1&c=2",
                in_force_from=date(2014, 12, 20),
                sanction="amende de 10 €",
                checked_on=date(2026, 11, 1),
            ),
            LegalBasis(citation="Usage B", url="javascript:alert(1)"),
        ],
        remediation=Remediation(
            hint="Donnez le lien du règlement.",
            edit=Edit(
                action="insert",
                field="text",
                start=len(POST),
                end=len(POST),
                text="\nRèglement : [lien].",
                placeholders=["rules_url"],
            ),
        ),
        because=[
            Because(
                fact="says.draw",
                value=True,
                origin="text",
                meaning="un tirage est annoncé",
                spans=[_at(POST, "Tirage dimanche")],
            ),
            Because(fact="author.role", value="brand", origin="metadata"),
        ],
    )
    purchase = finding(
        rule="eu/contest/purchase",
        obligation="contest.paid-entry",
        severity="warning",
        title="Achat demandé",
        message="Le jeu demande un achat.",
        spans=[_at(POST, "CONCOURS 🎁\nGagne"), _at(POST, "achète un savon")],
        jurisdiction="FR",
        remediation=Remediation(
            hint="Retirez l'achat.",
            edit=Edit(
                action="replace",
                field="text",
                start=POST.index("achète"),
                end=POST.index(", #partage"),
                text="commente",
                safety="safe",
            ),
        ),
    )
    abroad = purchase.model_copy(
        update={
            "jurisdiction": "BE",
            "severity": "info",
            "legal_basis": [LegalBasis(citation="Loi C", in_force_to=date(2027, 1, 1))],
        }
    )
    shown = finding(
        rule="fr/claims/result",
        obligation="claims.result",
        severity="info",
        title="Résultat promis",
        message="Une promesse de résultat se prouve.",
        spans=[_at(overlay, "Résultat garanti\nen 3 jours", "media[0].overlay")],
        legal_basis=[],
        because=[],
    )
    waived = finding(
        rule="platforms/meta/friend-tag",
        obligation="platform.friend-tag-required",
        title="Amis à identifier",
        spans=[_at(POST, "Tague 3 copines")],
        jurisdiction=None,
        platform="instagram",
        waived=Waived(by="Ana", reason="accord du client", until=date(2027, 1, 31)),
    )
    question = Question(
        field="relationship.kind",
        question="Qu'est-ce qui vous lie à Lumidaube ?",
        type="choice",
        choices=["none", "paid"],
        labels={"paid": "rémunération"},
        why="La mention de publicité en dépend.",
        rules=["eu/disclosure/missing"],
        at_stake=[
            AtStake(
                rule="eu/disclosure/missing",
                obligation="disclosure.missing",
                severity="error",
                title="Publicité non signalée",
            )
        ],
    )
    full = report(
        rules,
        purchase,
        abroad,
        shown,
        waived,
        draft_id="concours",
        platform="instagram",
        jurisdictions=["FR", "BE"],
        questions=[question],
        assumed=["jurisdictions", "language"],
        not_evaluated=[NotEvaluated(rule="*", reason="aucune règle pour XX")],
        switched_off=["fr/a", "fr/b"],
        from_settings=["platform"],
        baselined=3,
        waiver_notes=[
            WaiverNote(
                kind="expired",
                rule="fr/b",
                by="Bo",
                until=date(2026, 1, 31),
                message="La dérogation de Bo a pris fin le 2026-01-31.",
            )
        ],
    )
    return [
        Checked(ReadDraft(draft, Origin("posts/concours.md", None, 9)), full),
        Checked(
            ReadDraft(Draft(text="Bonjour à tous"), Origin("drafts.jsonl", 2, None)),
            report(draft_id="bonjour"),
        ),
        ReadError("drafts.jsonl", (Problem("missing field `text`", 3),), 3),
    ]


ARTICLE_1 = LegalBasis(
    citation="Code A, art. 1",
    title="Le règlement est accessible",
    url="https://example.org/code-a/1",
    in_force_from=date(2020, 1, 1),
    sanction="amende de 10 €",
)
OFFER = "🎁 Jeu concours, 100 % gratuit !\r\nAchète un savon pour jouer.\n\n#jeu"


@pytest.fixture
def a_run(finding: MakeFinding, report: MakeReport, span: Callable[..., TextSpan]) -> list[Outcome]:
    """What a program is told of: a post in a file, drafts of a JSONL file, and what could not be read."""
    paid = finding(
        rule="fr/contest/paid-entry",
        fingerprint="a" * 16,
        title="Participation payante",
        message="Le jeu demande un achat.",
        spans=[span(OFFER, "Achète un savon"), span(OFFER, "100 % gratuit")],
        legal_basis=[ARTICLE_1],
        remediation=Remediation(
            hint="Offrez une voie gratuite.",
            edit=Edit(
                action="replace",
                field="text",
                start=OFFER.index("Achète"),
                end=OFFER.index(" pour"),
                text="Commente",
            ),
        ),
        because=[
            Because(
                fact="says.purchase",
                value=True,
                origin="text",
                meaning="un achat est demandé",
                spans=[span(OFFER, "Achète")],
            )
        ],
    )
    rules = finding(
        severity="warning",
        fingerprint="b" * 16,
        legal_basis=[ARTICLE_1],
        remediation=Remediation(
            hint="Donnez le lien du règlement.",
            edit=Edit(
                action="insert",
                field="text",
                start=OFFER.index("\n#jeu"),
                end=OFFER.index("\n#jeu"),
                text="\nRèglement : [lien]",
                placeholders=["rules_url"],
            ),
        ),
    )
    accepted = finding(
        rule="platforms/instagram/label",
        obligation="platform.label",
        fingerprint="c" * 16,
        title="Mention absente",
        jurisdiction=None,
        platform="instagram",
        legal_basis=[],
        waived=Waived(by="Ana", reason="accord du client", until=date(2027, 1, 31)),
    )
    overlay = Draft(id="d-2", text="Jolie photo", media=[Medium(overlay="Gagne, 50 % !\nvite")])
    shown = finding(
        rule="fr/claims/free",
        obligation="claims.free",
        severity="info",
        fingerprint="d" * 16,
        title="Promesse chiffrée",
        message="Une {réduction} est annoncée.",
        spans=[span(overlay.media[0].overlay or "", "50 %", "media[0].overlay")],
        because=[],
    )
    question = Question(
        field="relationship.kind",
        question="Quel lien avec la marque ?",
        type="choice",
        choices=["none", "paid"],
        why="La réponse décide si cette règle est enfreinte : Publicité non signalée.",
        rules=["eu/disclosure/missing"],
        at_stake=[],
    )
    gap = NotEvaluated(rule="*", reason="le livre de règles n'a pas encore de règle pour XX")
    expired = WaiverNote(
        kind="expired",
        rule="fr/claims",
        by="Ana",
        until=date(2026, 10, 1),
        source="draft",
        place="waivers[0]",
        message="La dérogation a pris fin.",
    )
    return [
        Checked(
            ReadDraft(Draft(text=OFFER), Origin("posts/noël 100%.md", None, 5, 40)),
            report(
                paid,
                paid.model_copy(
                    update={"jurisdiction": "BE", "severity": "warning", "fingerprint": "e" * 16}
                ),
                rules,
                accepted,
                draft_id="posts/noël 100%.md",
                switched_off=["fr/contest/odds"],
            ),
        ),
        Checked(
            ReadDraft(overlay, Origin("drafts.jsonl", 2)),
            report(
                shown,
                draft_id="d-2",
                verdict="review",
                questions=[question],
                not_evaluated=[gap],
                waiver_notes=[expired],
            ),
        ),
        ReadError("drafts.jsonl", (Problem("unknown field `txt`; did you mean `text`?", 3),), 3, "d-3"),
        Checked(ReadDraft(Draft(text="Bonjour"), Origin("drafts.jsonl", 4)), report()),
    ]
