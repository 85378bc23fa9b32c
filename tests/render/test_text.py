from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from cmcompliance.draft import Draft
from cmcompliance.render import Language, Source, Style, render_text
from cmcompliance.render.outcome import Checked, Outcome
from cmcompliance.report import (
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

TEXT = "🎁 Jeu concours !\nPour jouer, abonne-toi puis achète un savon.\nTirage dimanche. #jeu"

EIGHTY = Style(80)


def shown(report: Report, text: str = TEXT, language: str = "fr", style: Style = EIGHTY, **where: Any) -> str:
    source = Source(Draft(text=text), where.get("name", "post.md"), where.get("text_line"))
    return render_text(report, source, language, style)  # type: ignore[arg-type]


def test_a_draft_with_nothing_found_says_so_and_that_it_is_no_advice(report: Callable[..., Report]) -> None:
    assert shown(report()) == (
        "post.md — RIEN RELEVÉ\n"
        "Droit appliqué : FR · aucune plateforme indiquée · au 2026-11-22\n"
        "\n"
        "Contrôle automatique (cmcompliance 2026.11, 0123456789ab) : il ne remplace pas\n"
        "le conseil d'un juriste.\n"
    )


def test_a_finding_shows_words_reason_law_and_remedy(
    report: Callable[..., Report], finding: Callable[..., Finding], span: Callable[..., TextSpan]
) -> None:
    found = finding(
        spans=[span(TEXT, "achète un savon")],
        because=[
            Because(
                fact="says.draw",
                value=True,
                origin="text",
                meaning="un tirage est annoncé",
                spans=[span(TEXT, "Tirage dimanche")],
            ),
            Because(fact="author.role", value="brand", origin="metadata"),
            Because(fact="says.free", value=False, origin="text", meaning="l'entrée est dite gratuite"),
            Because(fact="promotion.by_chance", value=True, origin="derived", meaning="décidé par le hasard"),
        ],
        remediation=Remediation(
            hint="Donnez le lien.",
            edit=Edit(
                action="insert",
                field="text",
                start=len(TEXT),
                end=len(TEXT),
                text="\nRèglement : [lien].",
                placeholders=["rules_url"],
            ),
        ),
    )
    assert shown(report(found), text_line=4).split("\n\n")[2] == (
        "■ Règlement introuvable — FR\n"
        "  post.md:5:29\n"
        "  │ Pour jouer, abonne-toi puis achète un savon.\n"
        "  │                             ^^^^^^^^^^^^^^^\n"
        "  Le texte ne dit pas où lire le règlement.\n"
        "  Pourquoi    un tirage est annoncé (« Tirage dimanche ») ; author.role =\n"
        "              brand ; n'est pas le cas : l'entrée est dite gratuite\n"
        "  Droit       Code A, art. 1\n"
        "  Sanction    amende de 10 €\n"
        "  À faire     Donnez le lien.\n"
        "  Ajouter     à la fin (à confirmer) :\n"
        "              Règlement : [lien].\n"
        "  À compléter [lien]\n"
        "  Règle       fr/contest/rules-missing (contest.rules-missing)"
    )


def test_findings_stand_under_their_severity_worst_first(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    page = shown(
        report(
            finding(severity="info", rule="a", title="Un conseil"),
            finding(severity="warning", rule="b", title="Une alerte"),
            finding(severity="error", rule="c", title="Une erreur"),
        )
    )
    heads = [line for line in page.splitlines() if line.startswith("■") or line.isupper()]
    assert heads == [
        "ERREURS",
        "■ Une erreur — FR",
        "ALERTES",
        "■ Une alerte — FR",
        "CONSEILS",
        "■ Un conseil — FR",
    ]
    assert "(1 erreur, 1 alerte, 1 conseil)" in page


def test_one_rule_for_several_jurisdictions_is_shown_once_with_all_its_law(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    page = shown(
        report(
            finding(),
            finding(
                jurisdiction="BE", severity="warning", legal_basis=[LegalBasis(citation="Code B, art. 2")]
            ),
        )
    )
    assert page.count("■") == 1
    assert "■ Règlement introuvable — FR, BE (alerte)\n" in page
    assert "  Droit       Code A, art. 1 ; Code B, art. 2\n" in page
    assert "(1 erreur)" in page


def test_one_rule_at_two_places_is_shown_twice(
    report: Callable[..., Report], finding: Callable[..., Finding], span: Callable[..., TextSpan]
) -> None:
    page = shown(report(finding(spans=[span(TEXT, "savon")]), finding(spans=[span(TEXT, "#jeu")])))
    assert page.count("■") == 2


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (
            Edit(action="replace", field="text", start=2, end=14, text="Jeu"),
            "  Remplacer   « Jeu concours » par « Jeu » (à confirmer)",
        ),
        (
            Edit(action="delete", field="text", start=2, end=14),
            "  Supprimer   « Jeu concours » (à confirmer)",
        ),
        (
            Edit(action="insert", field="text", start=0, end=0, text="Publicité\n"),
            "  Ajouter     au début (à confirmer) :",
        ),
        (
            Edit(action="insert", field="text", start=78, end=78, text="\nFin\n"),
            "  Ajouter     avant les hashtags (à confirmer) :",
        ),
        (
            Edit(action="insert", field="text", start=16, end=16, text=" *"),
            "  Ajouter     ligne 4, colonne 17 (à confirmer) :",
        ),
        (
            Edit(action="insert", field="contest.rules_text", start=0, end=0, text="Art. 1"),
            "  Ajouter     à la fin de contest.rules_text (à confirmer) :",
        ),
        (
            Edit(action="insert", field="text", start=0, end=0, text="Publicité\n", over_limit=4),
            "  Trop long   4 caractère(s) de plus que n'en accepte la plateforme",
        ),
    ],
)
def test_an_edit_is_a_line_ready_to_use(
    report: Callable[..., Report], finding: Callable[..., Finding], edit: Edit, line: str
) -> None:
    page = shown(report(finding(remediation=Remediation(hint="h", edit=edit))), text_line=4)
    assert line in page.splitlines()


@pytest.mark.parametrize(
    ("safeties", "said"),
    [
        (["safe", "safe"], "`cmcompliance fix --write` fait les modifications sûres (2)."),
        (
            ["safe", "suggested"],
            "`cmcompliance fix --write` fait les modifications sûres (1) ; avec `--unsafe`, aussi celles à "
            "confirmer (1).",
        ),
        (
            ["suggested"],
            "`cmcompliance fix --write --unsafe` fait les modifications à confirmer (1) : vérifiez qu'elles "
            "disent vrai.",
        ),
    ],
)
def test_the_command_that_applies_the_edits_is_named(
    report: Callable[..., Report], finding: Callable[..., Finding], safeties: list[Any], said: str
) -> None:
    found = [
        finding(
            rule=f"r{number}",
            remediation=Remediation(
                hint="h", edit=Edit(action="insert", field="text", start=0, end=0, text="P\n", safety=safety)
            ),
        )
        for number, safety in enumerate(safeties)
    ]
    page = shown(report(*found), style=Style(120))
    assert said in page.splitlines()
    assert page.count("Ajouter     au début (sûr) :") == safeties.count("safe")
    assert "fix" not in shown(report(finding()))


def test_rules_that_are_switched_off_are_counted_in_a_line(report: Callable[..., Report]) -> None:
    assert "\n1 règle désactivée par vos réglages ou vos options.\n" in shown(report(switched_off=["a"]))
    assert "\n2 rules switched off by your settings or options.\n" in shown(
        report(switched_off=["a", "b"]), language="en"
    )


def test_waived_findings_stand_apart_with_who_and_why(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    waived = Waived(
        by="Ana", reason="accord du client", until=date(2027, 1, 31), source="file", place="waivers.toml:3"
    )
    page = shown(report(finding(waived=waived), verdict="pass"))
    assert "post.md — RIEN RELEVÉ (1 dérogation)" in page
    assert "ERREURS" not in page
    assert "ACCEPTÉS PAR DÉROGATION" in page
    assert "Accepté par Ana : accord du client (jusqu'au 2027-01-31, waivers.toml:3)" in page
    assert "À faire" not in page


def test_what_the_baseline_has_is_one_line(report: Callable[..., Report]) -> None:
    assert "\n1 constat de l'état de référence n'est pas montré.\n" in shown(report(baselined=1))
    assert "\n12 constats de l'état de référence ne sont pas montrés.\n" in shown(report(baselined=12))


def test_what_is_amiss_with_a_waiver_is_said(report: Callable[..., Report]) -> None:
    note = WaiverNote(kind="expired", rule="fr/contest", by="Ana", place="waivers[0]", message="A pris fin.")
    assert "DÉROGATIONS\n- waivers[0] : A pris fin.\n" in shown(report(waiver_notes=[note]))


def test_what_a_baseline_has_is_no_news(report: Callable[..., Report]) -> None:
    page = shown(report(baselined=2))
    assert "post.md — RIEN DE NOUVEAU\n" in page
    assert "post.md — RIEN RELEVÉ\n" in shown(report())
    assert "post.md — NOTHING NEW\n" in shown(report(baselined=2), language="en")


def test_questions_gaps_and_assumptions_are_told(report: Callable[..., Report]) -> None:
    page = shown(
        report(
            verdict="review",
            questions=[
                Question(
                    field="relationship.kind",
                    question="What links you to the brand?",
                    type="choice",
                    choices=["none", "paid", "gifted"],
                    labels={"none": "nothing", "paid": "Paid"},
                    why="It decides.",
                    rules=["x"],
                    at_stake=[],
                )
            ],
            not_evaluated=[NotEvaluated(rule="*", reason="no rules for XX yet")],
            assumed=["jurisdictions", "as_of"],
            platform="tiktok",
        ),
        language="en",
    )
    assert "post.md — TO REVIEW (1 question)\nLaw applied: FR · tiktok · on 2026-11-22\n" in page
    answers = "Answer in `relationship.kind`: nothing (`none`); Paid (`paid`); gifted."
    assert f"? What links you to the brand?\n  {answers}\n  It decides.\n" in page
    assert "- all rules: no rules for XX yet\n" in page
    assert "Assumed, for want of better: the law that applies (FR), the day (2026-11-22).\n" in page


def test_colour_marks_the_words_and_plain_text_has_no_escape_codes(
    report: Callable[..., Report], finding: Callable[..., Finding], span: Callable[..., TextSpan]
) -> None:
    found = report(finding(spans=[span(TEXT, "savon")]))
    assert "\x1b[4;1;31msavon\x1b[0m" in shown(found, style=Style(80, colour=True))
    assert "\x1b" not in shown(found)


def test_colour_changes_nothing_but_the_look(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    found = report(finding())  # in colour nothing needs a line below the words
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown(found, style=Style(80, colour=True))) == shown(found)


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x07", "\u202e", "\x9b31m", "\r"])
def test_what_acts_on_the_terminal_is_never_printed(
    report: Callable[..., Report], finding: Callable[..., Finding], span: Callable[..., TextSpan], hidden: str
) -> None:
    text = f"Un jeu{hidden} secret"
    found = finding(
        title=f"t{hidden}",
        spans=[span(text, f"jeu{hidden} secret")],
        remediation=Remediation(hint="h", edit=Edit(action="delete", field="text", start=0, end=len(text))),
    )
    assert hidden not in shown(report(found), text, name=f"post{hidden}.md")


def test_a_span_that_does_not_fit_its_field_shows_its_own_words(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    stray = TextSpan(field="media[3].overlay", start=5, end=9, text="solo")
    assert "│ solo\n  │ ^^^^\n" in shown(report(finding(spans=[stray])))


def test_many_lines_are_counted_rather_than_listed(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    text = "prix\nprix\nprix\nprix\nprix"
    spans = [TextSpan(field="text", start=at, end=at + 4, text="prix") for at in range(0, 25, 5)]
    page = shown(report(finding(spans=spans)), text)
    assert page.count("│ prix\n  │ ^^^^\n") == 3
    assert "et 2 autre(s) ligne(s)" in page


_PIECES = [*"ab 🎁家é\n\r\t#/\u200d\ufe0f", "👩‍🍳", "❤️", "🇫🇷", "« ", " :"]
_TEXTS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=100).map("".join)


@settings(deadline=None)
@given(
    text=_TEXTS,
    words=_TEXTS,
    start=st.integers(0, 299),
    length=st.integers(1, 80),
    width=st.integers(40, 120),
    colour=st.booleans(),
)
def test_no_line_is_wider_than_asked_whatever_the_text(
    text: str, words: str, start: int, length: int, width: int, colour: bool
) -> None:
    start = min(start, len(text) - 1)
    end = min(len(text), start + length)
    found = Finding(
        rule=f"r/{words}",
        obligation="a.b",
        fingerprint="f",
        severity="error",
        title=f"Un titre qui est assez long pour devoir être replié quelque part {words}",
        message=f"un message {words}" * 5,
        spans=[TextSpan(field="text", start=start, end=end, text=text[start:end])],
        legal_basis=[LegalBasis(citation=words, sanction=words)],
        remediation=Remediation(
            hint=words,
            edit=Edit(action="insert", field="text", start=start, end=start, text=words, placeholders=["x"]),
        ),
        because=[Because(fact=words, value=words, origin="metadata")],
    )
    whole = Report(
        draft_id=None,
        verdict="block",
        findings=[
            found,
            found.model_copy(update={"rule": "w", "waived": Waived(by=words, reason=words)}),
        ],
        questions=[
            Question(
                field=words, question=words, type="text", choices=[words], why=words, rules=[], at_stake=[]
            )
        ],
        language="fr",
        jurisdictions=["FR"],
        platform=None,
        as_of=date(2026, 11, 22),
        assumed=["language"],
        not_evaluated=[NotEvaluated(rule=words, reason=words)],
        switched_off=["x"],
        ruleset=RulesetInfo(name=words, version="v", digest="d"),
    )
    page = render_text(whole, Source(Draft(text=text), words), "fr", Style(width, colour))
    assert max(cell_len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in page.split("\n")) <= width


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [40, 100])
def test_a_whole_report(
    outcomes: Sequence[Outcome], language: Language, width: int, snapshot: SnapshotAssertion
) -> None:
    full = outcomes[0]
    assert isinstance(full, Checked)
    assert render_text(full.report, full.source, language, Style(width)) == snapshot


def test_a_whole_report_in_colour(outcomes: Sequence[Outcome], snapshot: SnapshotAssertion) -> None:
    full = outcomes[0]
    assert isinstance(full, Checked)
    assert render_text(full.report, full.source, "fr", Style(100, colour=True)) == snapshot
