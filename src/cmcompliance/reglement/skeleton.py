"""A compliant skeleton of contest rules for one promotion, with placeholders for what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cmcompliance.checking.goals import Setting, applications, goals_of
from cmcompliance.draft import Draft
from cmcompliance.remedy.edit import clause_text
from cmcompliance.rulebook.book import Clause, RuleBook

_TITLE = {"fr": "Règlement du jeu", "en": "Official rules"}


def skeleton(draft: Draft, book: RuleBook, language: str, day: date) -> str:
    """Return contest rules for a promotion as plain text, in `language` ("fr" or "en").

    `draft`: what is known of the promotion (`platform`, `jurisdictions`, `contest`). Its clauses are those
    that the rules in force on `day` would insert into a document that lacks them, and those that every
    document has.
    """
    clauses = sorted(_clauses(draft, book, day), key=lambda clause: clause.order)
    articles = [clause_text(clause, draft, book, language)[0] for clause in clauses]
    numbered = [f"{number}. {article}" for number, article in enumerate(articles, 1)]
    return "\n\n".join([_TITLE.get(language, _TITLE["en"]), *numbered]) + "\n"


def _clauses(draft: Draft, book: RuleBook, day: date) -> Iterator[Clause]:
    setting = Setting("contest_rules", draft.platform, tuple(draft.jurisdictions or ()))
    edits = (item.goal.rule.edit for item in applications(goals_of(book), setting, day, book))
    asked_for = {edit.clause for edit in edits if edit and edit.clause}
    for key, clause in book.clauses.items():
        if (clause.always or key in asked_for) and _fits(clause, draft, book):
            yield clause


def _fits(clause: Clause, draft: Draft, book: RuleBook) -> bool:
    """Whether the clause is for this promotion; where winners are not said to be judged, they are drawn."""
    contest = draft.contest
    around = {code for given in draft.jurisdictions or () for code in book.ancestry(given)}
    mechanism = (contest.mechanism if contest else None) or "chance"
    asked = set((contest.entry_actions if contest else None) or ())
    return (
        (not clause.territories or bool(clause.territories & around))
        and (not clause.platforms or draft.platform in clause.platforms)
        and (not clause.mechanisms or mechanism in clause.mechanisms)
        and (not clause.entry_actions or bool(clause.entry_actions & asked))
    )
