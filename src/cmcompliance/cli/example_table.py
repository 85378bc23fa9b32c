"""The outcome of rules' examples, as a table and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cmcompliance.cli.rule_pages import counted, one_line
from cmcompliance.examples import ExampleResult
from cmcompliance.rulebook.book import Rule

_NAME_WIDTH = 48
_TEXT_WIDTH = 100


def result_lines(rule: Rule, results: Sequence[ExampleResult]) -> Iterator[str]:
    """Yield the row of one rule, and what failed under it."""
    failed = [result for result in results if not result.passed]
    cells = (f"{expect} {_count(results, expect)}" for expect in ("breaching", "asking", "clean"))
    sign = "FAIL" if failed else "ok  " if results else "none"
    yield f"{sign}  {rule.name:<{_NAME_WIDTH}}  {'  '.join(f'{cell:<15}' for cell in cells)}".rstrip()
    for result in failed:
        place = result.example.place
        yield f"      {result.example.expect} {place.file}:{place.line}  « {_text(result)} »"
        yield from (f"        {one_line(failure)}" for failure in result.failures)


def result_data(result: ExampleResult) -> dict[str, Any]:
    """Return one outcome as plain data."""
    return {
        "rule": result.rule,
        "expect": result.example.expect,
        "file": result.example.place.file,
        "line": result.example.place.line,
        "passed": result.passed,
        "failures": list(result.failures),
    }


def summary(rules: Sequence[Rule], results: Sequence[ExampleResult], errors: int) -> str:
    """Return the last line: how many rules and examples, how many of them failed."""
    failed = [result for result in results if not result.passed]
    rules_failed = len({result.rule for result in failed})
    of_rules = f"{counted(len(rules), 'rule')}, {rules_failed} failed"
    of_examples = f"{counted(len(results), 'example')}, {len(failed)} failed"
    return f"{of_rules}; {of_examples}" + (
        f"; {counted(errors, 'error')} in the rule files" if errors else ""
    )


def _count(results: Sequence[ExampleResult], expect: str) -> str:
    of_kind = [result for result in results if result.example.expect == expect]
    passed = sum(result.passed for result in of_kind)
    return str(passed) if passed == len(of_kind) else f"{passed}/{len(of_kind)}"


def _text(result: ExampleResult) -> str:
    return one_line(str(result.example.draft.get("text", "")), _TEXT_WIDTH)
