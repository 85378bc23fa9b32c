"""The check of a draft, from the draft to its report."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from cmcompliance.checking.context import READ_LANGUAGES, Context, context_of, day_of
from cmcompliance.checking.docket import Docket, docket
from cmcompliance.checking.examination import Examination
from cmcompliance.checking.goals import (
    Application,
    Goal,
    Setting,
    candidates,
    conditions_of,
    facts_shown,
    goals_of,
    grades_of,
)
from cmcompliance.checking.label_gaps import label_gaps
from cmcompliance.checking.policy import NO_POLICY, Policy
from cmcompliance.checking.precedence import Found, said_once
from cmcompliance.checking.timetable import Timetable
from cmcompliance.draft import Draft, parse_draft
from cmcompliance.facts import DraftFacts, Fact, FactFinder
from cmcompliance.infer import Engine, Inference, InferenceError, Outcome
from cmcompliance.parse import DraftParser, ParsedField, Parser
from cmcompliance.remedy import build_edit
from cmcompliance.report import Finding, NotEvaluated, PackInfo, Remediation, Report, RulesetInfo, Severity
from cmcompliance.report.basis import as_basis
from cmcompliance.report.fingerprint import fingerprint
from cmcompliance.report.questions import OpenRule, ask
from cmcompliance.report.reasons import because, close, evidence_of, spans_of, unknown_fields
from cmcompliance.report.verdict import most_severe_first, verdict_of
from cmcompliance.rulebook import RuleBook, load_book
from cmcompliance.rulebook.labels import labels_of
from cmcompliance.waivers import of_draft
from cmcompliance.waivers.matching import Settled, settle
from cmcompliance.waivers.notes import note

_DOCKETS_KEPT = 1024
_TIMETABLES_KEPT = 256
_UNREAD_LANGUAGE = {
    "fr": "le texte est dans une langue qu'aucune règle ne lit encore : {}",
    "en": "the text is in a language that no rule reads yet: {}",
}
_UNCOVERED = {
    "fr": "le livre de règles n'a pas encore de règle pour {}",
    "en": "the rule book has no rules for {} yet",
}
ReaderLanguage = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything that is known about one draft when its findings are written."""

    draft: Draft
    parsed: tuple[ParsedField, ...]
    facts: DraftFacts
    inference: Inference
    context: Context
    reader: ReaderLanguage
    policy: Policy
    waivers_hold_on: date


@dataclass(frozen=True, slots=True)
class _Judged:
    report: Report
    breached: tuple[Found, ...]
    unsaid: tuple[tuple[Found, Found], ...]


class Checker:
    """Checks drafts against one rule book.

    Building one costs once (the rule book is compiled); a check is then a few milliseconds. It may be shared
    between threads: the rule book is immutable, and each thread that uses the checker gets a parser and an
    inference engine of its own, made at its first check.
    """

    def __init__(
        self,
        book: RuleBook | None = None,
        *,
        jurisdictions: Sequence[str] = (),
        parser: Callable[[RuleBook], DraftParser] = Parser,
    ) -> None:
        """`book`: the shipped rules when absent; `jurisdictions`: applied to drafts that name none; `parser`:
        makes what reads the texts, once a thread.
        """
        self.book = book if book is not None else load_book()
        self._jurisdictions = tuple(jurisdictions)
        self._new_parser = parser
        self._goals = goals_of(self.book)
        self._finder = FactFinder(self.book)
        self._covered = {
            entry.key
            for rule in self.book.rules.values()
            if not self.book.is_of_a_house(rule)
            for entry in rule.scope.territories
        }
        self._timetable = lru_cache(maxsize=_TIMETABLES_KEPT)(self._timetable_of)
        self._docket = lru_cache(maxsize=_DOCKETS_KEPT)(self._docket_of)
        self._labels = labels_of(self.book.questions)
        self._ruleset = _ruleset(self.book)
        self._per_thread = threading.local()

    def check(
        self,
        draft: Draft | str,
        *,
        lang: ReaderLanguage | None = None,
        as_of: date | None = None,
        policy: Policy = NO_POLICY,
        today: date | None = None,
    ) -> Report:
        """Return the report on a draft.

        `lang`: the language of the hints (default: the draft's); `as_of`: judge by the law of that day;
        `policy`: which rules do not speak, how grave each breach is, and what is waived; `today`: the day of
        the check (default: the clock's). A waiver must hold on `as_of`, else both today and on publication.
        """
        work, engine = self._known(draft, lang, as_of, policy, today)
        return self._judge(work, engine).report

    def examine(
        self,
        draft: Draft | str,
        *,
        lang: ReaderLanguage | None = None,
        as_of: date | None = None,
        policy: Policy = NO_POLICY,
        today: date | None = None,
    ) -> Examination:
        """Return the report that `check` returns, and all that it rests on; that takes longer."""
        work, engine = self._known(draft, lang, as_of, policy, today)
        judged = self._judge(work, engine)
        return Examination(
            work.draft,
            work.context,
            policy,
            {**work.facts, **_derived(work.facts, engine)},
            self._applied(work.draft, work.context).applications,
            judged.breached,
            judged.unsaid,
            judged.report,
        )

    def _known(
        self,
        draft: Draft | str,
        lang: ReaderLanguage | None,
        as_of: date | None,
        policy: Policy,
        today: date | None,
    ) -> tuple[_Work, Engine]:
        draft = Draft(text=draft) if isinstance(draft, str) else draft
        today = today or date.today()
        day = day_of(draft, as_of, today)
        day_given = as_of is not None or draft.published_at is not None
        parser, engine = self._tools()
        parsed = parser.parse(draft)
        context = context_of(draft, parsed, day, day_given, self._jurisdictions)
        facts = self._finder.find(draft, parsed, day)
        reader = lang or ("en" if context.edit_language == "en" else "fr")
        held_on = as_of or max(day, today)
        return _Work(draft, parsed, facts, Inference({}, {}), context, reader, policy, held_on), engine

    def check_many(
        self,
        drafts: Iterable[Draft],
        *,
        lang: ReaderLanguage | None = None,
        as_of: date | None = None,
        policy: Policy = NO_POLICY,
        today: date | None = None,
    ) -> Iterator[Report]:
        """Yield the report on each draft, in order, one at a time."""
        for draft in drafts:
            yield self.check(draft, lang=lang, as_of=as_of, policy=policy, today=today)

    def facts(self, draft: Draft, *, as_of: date | None = None) -> dict[str, Fact]:
        """Return all facts of a draft, derived ones included; a found fact that is not there is false."""
        day = day_of(draft, as_of, date.today())
        parser, engine = self._tools()
        facts = self._finder.find(draft, parser.parse(draft), day)
        return {**facts, **_derived(facts, engine)}

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Those that are applied to drafts that name none; empty: what a draft's language suggests."""
        return self._jurisdictions

    def rules_on(self, setting: Setting, day: date) -> list[str]:
        """Return the names of the rules that apply in a setting on a day."""
        return self._timetable(setting).rules(day)

    def uncovered(self, setting: Setting) -> list[str]:
        """Return the jurisdictions of a setting for which there are no rules at all."""
        ancestry = self.book.ancestry
        return [code for code in setting.jurisdictions if not self._covered.intersection(ancestry(code))]

    def era_of(self, setting: Setting, day: date) -> date:
        """Return the day from which, and ever since, the same rules apply in a setting as on a day."""
        return self._timetable(setting).era_of(day)

    def _applied(self, draft: Draft, context: Context) -> Docket:
        setting = Setting(draft.kind, draft.platform, context.jurisdictions)
        return self._docket(setting, self.era_of(setting, context.as_of))

    def _timetable_of(self, setting: Setting) -> Timetable:
        return Timetable(candidates(self._goals, setting, self.book))

    def _docket_of(self, setting: Setting, era: date) -> Docket:
        return docket(self._timetable(setting).applications(era), self.uncovered(setting))

    def _tools(self) -> tuple[DraftParser, Engine]:
        tools: tuple[DraftParser, Engine] | None = getattr(self._per_thread, "tools", None)
        if tools is None:
            tools = self._per_thread.tools = self._new_parser(self.book), self._engine()
        return tools

    def _engine(self) -> Engine:
        return Engine(
            {name: fact.condition for name, fact in self.book.derived.items()},
            conditions_of(self._goals),
            rare=self.book.found,
            shown=facts_shown(self._goals),
            graded=grades_of(self._goals),
        )

    def _judge(self, work: _Work, engine: Engine) -> _Judged:
        draft, context, off = work.draft, work.context, work.policy.off
        applied = self._applied(draft, context)
        gaps = _gaps(context, applied, work.reader)
        wrong_labels = label_gaps(draft.labels, self._labels, work.reader)
        gaps += [NotEvaluated(rule="*", reason=reason) for reason in wrong_labels]
        facts = work.facts
        values = {name: fact.value for name, fact in facts.known.items()}
        try:
            inference = engine.infer_for(values, applied.goals, facts.unseen, facts.value)
            work = replace(work, inference=inference)
        except InferenceError as error:
            gaps += [NotEvaluated(rule=name, reason=str(error)) for name in _rule_names(applied.applications)]
        not_false = [item for item in applied.of(work.inference.goals) if item.goal.rule.name not in off]
        breached = [
            (item, self._finding(item, work)) for item in not_false if _holds(item.goal.key, work.inference)
        ]
        kept, unsaid = said_once(breached, self.book)
        settled = self._settled(most_severe_first([finding for _, finding in kept]), work)
        findings = settled.findings
        report = Report(
            draft_id=draft.id,
            verdict=verdict_of(findings, gaps),
            findings=findings,
            questions=ask(_open_rules(not_false, findings, work), self.book, work.reader),
            language=context.language,
            jurisdictions=list(context.jurisdictions),
            platform=draft.platform,
            as_of=context.as_of,
            assumed=list(context.assumed),
            not_evaluated=gaps,
            switched_off=[name for name in _rule_names(applied.applications) if name in off] if off else [],
            waiver_notes=[note(trouble, self.book, work.reader) for trouble in settled.troubles],
            ruleset=self._ruleset,
        )
        return _Judged(report, tuple(breached), tuple(unsaid))

    def _settled(self, findings: list[Finding], work: _Work) -> Settled:
        waivers = (*of_draft(work.draft), *work.policy.waivers)
        if not waivers:
            return Settled(findings, ())
        return settle(findings, waivers, work.draft, work.waivers_hold_on, self.book, work.policy.off)

    def _finding(self, application: Application, work: _Work) -> Finding:
        rule, outcome = application.goal.rule, work.inference.goals[application.goal.key]
        grounds = close(_in_order(outcome.support), work.inference, work.facts)
        evidence = next(
            (
                found
                for name in rule.at
                if (found := evidence_of(close([name], work.inference, work.facts), work.facts))
            ),
            None,
        ) or evidence_of(grounds, work.facts)
        language = work.context.edit_language
        edit = (
            build_edit(rule.edit, work.draft, work.parsed, evidence, self.book, language)
            if rule.edit
            else None
        )
        safe = application.goal.safe
        if edit and safe and _holds(safe[0], work.inference):
            edit = edit.model_copy(update={"safety": "safe"})
        spans = spans_of(evidence)
        severity, held = _severity(application.goal, work), _held(application.goal, work)
        return Finding(
            rule=rule.name,
            obligation=rule.obligation,
            fingerprint=fingerprint(rule.name, application.jurisdiction, application.platform, spans),
            severity=severity,
            regraded_from=held if held != severity else None,
            title=_say(rule.title, work.reader),
            message=_say(rule.message, work.reader),
            spans=spans,
            jurisdiction=application.jurisdiction,
            platform=application.platform,
            legal_basis=[as_basis(source) for source in application.sources],
            remediation=Remediation(hint=_say(rule.hint, work.reader), edit=edit),
            because=because(grounds, work.inference, work.facts, self.book, work.reader),
        )


def check(
    text: str, *, lang: ReaderLanguage | None = None, as_of: date | None = None, **fields: Any
) -> Report:
    """Check one text with the shipped rules; `fields` are the draft's other fields.

    Raises DraftError for a field that does not exist or a value that does not fit.
    Builds the shared checker at the first call; for settings of your own make a `Checker`.
    """
    return _shared_checker().check(parse_draft({"text": text, **fields}), lang=lang, as_of=as_of)


_shared: list[Checker] = []
_shared_lock = threading.Lock()


def _shared_checker() -> Checker:
    with _shared_lock:
        if not _shared:
            _shared.append(Checker())
        return _shared[0]


def _ruleset(book: RuleBook) -> RulesetInfo:
    packs = [PackInfo(name=pack.name, version=pack.version) for pack in book.packs]
    return RulesetInfo(name=book.name, version=book.version, digest=book.digest, packs=packs)


def _gaps(context: Context, applied: Docket, reader: ReaderLanguage) -> list[NotEvaluated]:
    reasons = [_UNCOVERED[reader].format(code) for code in applied.uncovered]
    if context.languages and not set(context.languages) & set(READ_LANGUAGES):
        reasons.insert(0, _UNREAD_LANGUAGE[reader].format(", ".join(context.languages)))
    return [NotEvaluated(rule="*", reason=reason) for reason in reasons]


def _open_rules(
    not_false: Sequence[Application], findings: Sequence[Finding], work: _Work
) -> Iterator[OpenRule]:
    breached = {finding.obligation for finding in findings}
    for application in not_false:
        rule, outcome = application.goal.rule, work.inference.goals[application.goal.key]
        if not rule.ask or outcome.value is True or rule.obligation in breached:
            continue
        fields = tuple(
            name for name in unknown_fields(outcome, work.inference, work.facts) if name in rule.ask
        )
        if fields:
            yield OpenRule(rule, fields, _severity(application.goal, work))


def _derived(facts: Mapping[str, Fact], engine: Engine) -> dict[str, Fact]:
    inference = engine.infer({name: fact.value for name, fact in facts.items()}, ())
    return {name: Fact(name, outcome.value, "derived") for name, outcome in inference.derived.items()}


def _holds(key: str, inference: Inference) -> bool:
    outcome: Outcome | None = inference.goals.get(key)
    return outcome is not None and outcome.value is True


def _severity(goal: Goal, work: _Work) -> Severity:
    chosen = work.policy.severity.get(goal.rule.name)
    return _held(goal, work) if chosen is None else chosen


def _held(goal: Goal, work: _Work) -> Severity:
    """Return how grave the rule itself holds the breach."""
    inference = work.inference
    return next((severity for key, severity, _ in goal.severities if _holds(key, inference)), goal.severity)


def _say(words: Any, language: str) -> str:
    return str(words.get(language) or words.get("en") or words.get("fr") or "")


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names)


def _rule_names(applied: Sequence[Application]) -> list[str]:
    return sorted({application.goal.rule.name for application in applied})
