"""An explanation for people: a sentence first, then the condition line by line, and the facts as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cmcompliance.explaining.model import Account, Explanation, KnownFact, Outcome, Step
from cmcompliance.render.explanation_words import words_of as explanation_words
from cmcompliance.render.source import Source, position
from cmcompliance.render.style import PLAIN, Look, Style, clean, pad
from cmcompliance.render.words import Language, words_of
from cmcompliance.report import TextSpan

_SIGNS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
_LOOKS: Mapping[bool | None, Look] = {True: "good", False: "dim", None: "warning"}
_OUTCOME_LOOKS: Mapping[Outcome, Look] = {
    "breached": "error",
    "waived": "warning",
    "said_by_another": "warning",
    "asked": "info",
    "open": "info",
    "not_evaluated": "warning",
}
_MOST_CASES = 6
_MOST_PLACES = 3
_MOST_WITNESSES = 2
_VALUE_WIDTH = 12


def render_explanation(
    explanation: Explanation,
    source: Source,
    language: Language,
    style: Style = PLAIN,
    *,
    full: bool = False,
) -> str:
    """Return the explanation as lines of text, with a final newline.

    `full`: show every line of every condition and every fact, also those that are not so.
    """
    return "\n".join(_Page(explanation, source, language, style, full).lines()) + "\n"


def condition_lines(step: Step, language: Language) -> Iterator[str]:
    """Yield a condition without a draft: no line is true or false."""
    yield from _Condition(None, language, PLAIN, full=True).lines(step, 1)


class _Page:
    def __init__(
        self, explanation: Explanation, source: Source, language: Language, style: Style, full: bool
    ) -> None:
        self.explanation = explanation
        self.source = source
        self.words = {**words_of(language), **explanation_words(language)}
        self.style = style
        self.full = full
        self.condition = _Condition(source, language, style, full)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        if self.explanation.accounts:
            yield self.style.paint(self.words["legend"], "dim")
        for account in self.explanation.accounts:
            yield ""
            yield from self._account(account)
        if self.explanation.facts:
            yield ""
            yield from self._facts(self.explanation.facts)
        elif not self.explanation.accounts:
            yield ""
            yield self.words["nothing"]

    def _head(self) -> Iterator[str]:
        explanation = self.explanation
        name = self.style.paint(clean(self.source.name), "bold")
        yield f"{name} — {self.words[explanation.verdict]}"
        applied = [", ".join(explanation.jurisdictions), explanation.platform]
        law = " · ".join([*(part for part in applied if part), self.words["on"].format(explanation.as_of)])
        yield self.style.paint(self.words["law"].format(law), "dim")

    def _account(self, account: Account) -> Iterator[str]:
        scopes = ", ".join((*account.jurisdictions, *([account.platform] if account.platform else ())))
        title = f"{account.title}{f' — {scopes}' if scopes else ''}"
        for line in self.style.wrap(title, "■ ", "  "):
            yield self.style.paint(line, "bold")
        yield self.style.paint(f"  {account.rule} ({account.obligation})", "dim")
        look = _OUTCOME_LOOKS.get(account.outcome)
        for line in self.style.wrap(account.sentence, "  ", "  "):
            yield self.style.paint(line, look) if look else line
        self.condition.opened.clear()
        root = account.condition
        if account.outcome == "not_applicable" and len(self.explanation.accounts) > 1 and not self.full:
            return
        for step in (root,) if root.sort == "any" else root.steps or (root,):
            yield from self.condition.lines(step, 1)

    def _facts(self, facts: Sequence[KnownFact]) -> Iterator[str]:
        shown = facts if self.full else [fact for fact in facts if fact.value is not False]
        yield self.style.paint(self.words["facts"], "info")
        width = max((len(fact.name) for fact in shown), default=0)
        for fact in shown:
            yield from self._fact(fact, width)
        if len(shown) < len(facts):
            yield self.style.paint(self.words["absent_facts"].format(len(facts) - len(shown)), "dim")

    def _fact(self, fact: KnownFact, width: int) -> Iterator[str]:
        value = pad(self.condition.shown(fact.value), _VALUE_WIDTH)
        origin = pad(self.words[f"origin_{fact.origin}"], _VALUE_WIDTH)
        held = f"{self.words['colon']} {fact.value_meaning}" if fact.value_meaning else ""
        line = f"{pad(fact.name, width)}  {value}  {origin}  {fact.meaning or ''}{held}".rstrip()
        look: Look | None = "warning" if fact.value is None else "dim" if fact.value is False else None
        yield self.style.paint(clean(line), look) if look else clean(line)
        for quote in self.condition.quotes(fact.places):
            yield f"    {quote}"


class _Condition:
    """Writes a condition; without a source nothing is true or false."""

    def __init__(self, source: Source | None, language: Language, style: Style, full: bool) -> None:
        self.source = source
        self.words = {**words_of(language), **explanation_words(language)}
        self.style = style
        self.full = full
        self.opened: set[str | None] = set()

    def lines(self, step: Step, depth: int) -> Iterator[str]:
        """Yield the lines of a step and of what is below it."""
        step = step if self.full else _plainest(step)
        yield from self._line(step, depth)
        members, left_out = self._members(step, depth)
        if members and step.sort == "test":
            self.opened.add(step.fact)
        for member in members:
            yield from self.lines(member, depth + 1)
        if left_out:
            words = self.words["other_cases"].format(left_out)
            yield self.style.paint(f"{'  ' * (depth + 1)}{words}", "dim")

    def shown(self, value: object) -> str:
        """Return a value in the reader's words."""
        if value is None:
            return self.words["unknown_value"]
        if isinstance(value, bool):
            return self.words["true" if value else "false"]
        return str(value)

    def quotes(self, places: Sequence[TextSpan]) -> list[str]:
        """Return the words with their places, at most some."""
        if self.source is None:
            return []
        seen = [place for place in places if place.text.strip()]
        quotes = [
            f"{self.words['quoted'].format(_one_line(place.text))} {position(self.source, place)}"
            for place in (seen if self.full else seen[:_MOST_PLACES])
        ]
        if len(quotes) < len(seen):
            quotes.append(self.words["more"].format(len(seen) - len(quotes)))
        return [clean(quote) for quote in quotes]

    def _line(self, step: Step, depth: int) -> Iterator[str]:
        sign = "" if self.source is None else f"{self.style.paint(_SIGNS[step.truth], _LOOKS[step.truth])} "
        pad_left = "  " * depth
        if step.sort != "test":
            yield f"{pad_left}{sign}{self.words['all_of' if step.sort == 'all' else 'any_of']}"
            return
        yield f"{pad_left}{sign}{self._test(step)}"
        for quote in self.quotes(step.places):
            yield self.style.paint(f"{pad_left}    {quote}", "dim")

    def _test(self, step: Step) -> str:
        code = f"  [{step.test}]"
        if self.source is None:
            asked = f"{self.words['colon']} {step.wanted}" if step.wanted else ""
            note = f"  ({step.meaning}{asked})" if step.meaning else ""
            return clean(f"{step.test}{note}")
        if step.wanted is not None:
            said = (
                self.words["unknown"].format(step.meaning)
                if step.value_meaning is None
                else f"{step.meaning}{self.words['colon']} {step.value_meaning}"
            )
        elif step.meaning is None:
            given = step.value is not None
            said = (
                f"{step.fact} = {self.shown(step.value)}"
                if given
                else self.words["not_given"].format(step.fact)
            )
        else:
            said = self.words["not"].format(step.meaning) if step.negated else step.meaning
        above = f"  {self.words['above']}" if step.told_above and step.fact in self.opened else ""
        return clean(said) + self.style.paint(clean(code) + above, "dim")

    def _members(self, step: Step, depth: int) -> tuple[Sequence[Step], int]:
        """Return the steps to show below a step, and how many of the others to mention."""
        if self.full:
            return step.steps, 0
        if step.sort == "test":
            return (_below(step) if _worth_opening(step) else ()), 0
        if step.sort == "any":
            kept = _witnesses(step.steps) if step.truth is True else _nearest(step.steps)
            return kept, len(step.steps) - len(kept)
        return [member for member in step.steps if depth <= 1 or not _idle(member)], 0


def _below(step: Step) -> Sequence[Step]:
    """Return what a fact follows from: the members themselves where all must hold."""
    (only,) = step.steps or (None,)
    if only is None:
        return ()
    return [member for member in only.steps if not _idle(member)] if only.sort == "all" else [only]


def _worth_opening(step: Step) -> bool:
    """Whether what a fact follows from says more than the fact: it holds, is open, or came near."""
    return step.value is not False or (step.truth is False and any(_met(member) for member in step.steps))


def _idle(step: Step) -> bool:
    """Whether a step is an exception that does not apply: of a fact that holds, it explains nothing."""
    if step.sort == "any":
        return step.truth is True and any(_idle(member) for member in step.steps)
    return step.sort == "test" and step.truth is True and step.negated and step.value is False


def _met(step: Step) -> bool:
    """Whether something in a step was found or is open."""
    if step.sort == "test" and (step.value is None or (step.places and step.truth is True)):
        return True
    return any(_met(member) for member in step.steps)


def _plainest(step: Step) -> Step:
    """Return, of cases of which one that holds says all, that one."""
    while step.sort == "any" and step.truth is True and len(found := _witnesses(step.steps)) == 1:
        step = found[0]
    return step


def _witnesses(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the plainest of the cases that hold: an exception that does not apply, words, or one more."""
    held = sorted((step for step in steps if step.truth is True), key=_size)
    idle = [step for step in held if _idle(step)]
    seen = [step for step in held if step.places]
    return idle[:1] or seen[:_MOST_WITNESSES] or held[:1]


def _nearest(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the cases that are open or came near, and as many of the others as there is room for."""
    near = [step for step in steps if step.truth is None or _met(step)]
    others = [step for step in steps if step.truth is not None and not _met(step)]
    return near + others[: max(0, _MOST_CASES - len(near))]


def _size(step: Step) -> int:
    return 1 + sum(_size(member) for member in step.steps)


def _one_line(text: str) -> str:
    return " ".join(text.split())
