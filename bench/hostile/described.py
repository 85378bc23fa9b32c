"""Requests that a program writes after /openapi.json, right ones and wrong ones, sent to a real service."""

from __future__ import annotations

from collections import Counter
from typing import Any

import hypothesis
import requests
import schemathesis
from schemathesis import GenerationMode


def described(url: str, examples: int) -> tuple[Counter[int], list[str]]:
    """Return how often each status came, and what was no answer as it should be.

    `examples`: so many for each operation, right and wrong ones each.
    """
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json", wait_for_schema=10)
    seen: Counter[int] = Counter()
    wrong: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation is None or operation.path == "/v1/check/batch":
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _try(operation, mode, examples, seen, wrong)
    return seen, wrong


def _try(operation: Any, mode: Any, examples: int, seen: Counter[int], wrong: list[str]) -> None:
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case: Any) -> None:
        try:
            answer = case.call(timeout=60)
        except requests.RequestException as error:
            wrong.append(f"{operation.label}: {type(error).__name__}")
            return
        seen[answer.status_code] += 1
        if answer.status_code >= 500 and answer.status_code not in (503, 504):
            wrong.append(f"{operation.label}: {answer.status_code}")

    try:
        ask()
    except hypothesis.errors.Unsatisfiable:
        return
