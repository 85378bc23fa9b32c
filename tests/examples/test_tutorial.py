"""The rule that docs/rule-language.md writes works as it stands there."""

import re
from pathlib import Path

from cmcompliance import Checker
from cmcompliance.examples import run_examples
from cmcompliance.rulebook import load_book
from cmcompliance.rulebook.folders import shipped_rules
from cmcompliance.rulebook.lint import lint

PAGE = Path(__file__).parents[2] / "docs" / "rule-language.md"
BLOCK = re.compile(r"```yaml\n# my-rules/(?P<path>\S+)\n(?P<content>.*?)```", re.DOTALL)


def test_the_tutorials_rule_loads_passes_its_examples_and_has_nothing_to_mend(tmp_path: Path) -> None:
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        file = tmp_path / block["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block["content"], encoding="utf-8")
    book = load_book(shipped_rules(), tmp_path)
    rule = book.rules["fr/claims/number-one"]
    assert [result.failures for result in run_examples(Checker(book), rule) if not result.passed] == []
    assert [str(problem) for problem in lint(book) if str(tmp_path) in str(problem)] == []
