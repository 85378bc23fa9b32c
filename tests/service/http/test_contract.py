"""What /openapi.json promises is kept: a program writes requests after it, right ones and wrong ones."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from cmcompliance.service.http.documented import OPERATIONS
from cmcompliance.service.pool import Answer, Job
from cmcompliance.service.pool.clerk import Clerk
from cmcompliance.settings import Preparation
from service.http.doubles import FakePool, asked, batch, post, service

CLERK = Clerk(Preparation(search=False))
NOT_MEANT = [negative_data_rejection, positive_data_acceptance]
"""A draft's reader takes 1 for true, as people write it; a rule that does not exist has a name, too."""


async def answered(job: Job) -> Answer:
    return await asyncio.to_thread(CLERK.answer, job)


APP = service(FakePool(answered), hosts=["testserver"])
schema = schemathesis.openapi.from_asgi("/openapi.json", APP)
schema.config.phases.coverage.enabled = False  # `make hostile` runs that


@schemathesis.serializer("application/x-ndjson")
def lines(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schema.parametrize()
@hypothesis.settings(max_examples=5, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_requests_after_the_description_are_answered_as_it_says(case: schemathesis.Case) -> None:
    case.call_and_validate(excluded_checks=NOT_MEANT)


def document() -> dict[str, Any]:
    found: dict[str, Any] = asked(APP, "GET", "/openapi.json").json()
    return found


def resolved(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the schema of a component, with all others beside it."""
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


def test_every_route_is_described_once_with_its_problems() -> None:
    told = document()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == set(OPERATIONS)
    operations = [operation for path in told["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names) == len(OPERATIONS)
    assert all(
        "application/problem+json" in operation["responses"]["500"]["content"] for operation in operations
    )


def test_every_reference_leads_to_a_schema_that_is_one() -> None:
    told = document()
    schemas = told["components"]["schemas"]
    for name in schemas:
        jsonschema.Draft202012Validator.check_schema(resolved(told, name))
    references = (part.partition('"')[0] for part in json.dumps(told).split('"$ref": "')[1:])
    wanted = {reference.removeprefix("#/components/schemas/") for reference in references}
    assert wanted
    assert wanted <= set(schemas)


@pytest.mark.parametrize("path", ["/v1/check", "/v1/fix", "/v1/explain", "/v1/contest-rules"])
def test_the_examples_are_right_and_their_answers_have_the_shape_that_is_promised(path: str) -> None:
    told = document()
    operation = told["paths"][path]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    jsonschema.validate(content["example"], resolved(told, name))
    answer = post(APP, path, content["example"])
    assert answer.status_code == 200
    promised = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    jsonschema.validate(answer.json(), resolved(told, promised.rpartition("/")[2]))


def test_the_lines_of_a_batch_have_the_shape_that_is_promised() -> None:
    told = document()
    example = told["paths"]["/v1/check/batch"]["post"]["requestBody"]["content"]["application/x-ndjson"][
        "example"
    ]
    answer = batch(APP, f"{example}not json\n".encode())
    for line in answer.text.splitlines():
        jsonschema.validate(json.loads(line), resolved(told, "BatchLine"))
    assert [sorted(json.loads(line)) for line in answer.text.splitlines()] == [["line", "report"]] * 2 + [
        ["line", "problem"]
    ]


def test_a_problem_has_the_shape_that_is_promised() -> None:
    jsonschema.validate(post(APP, "/v1/check", b"nonsense").json(), resolved(document(), "Problem"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"text": "\xff"}',
        b'\xef\xbb\xbf{"text": 1}',
        b'{"text": NaN}',
        b'{"text": "a", "relationship": {"value": Infinity}}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "a", "author": {"role": "brand", "role": "media"}}',
        b'{"text": "a"} {"text": "b"}',
        b'{"text": "a", "author": ' + b'{"a":' * 20 + b"1" + b"}" * 21,
        b'{"text": "a", "relationship": {"value": ' + b"9" * 5_000 + b"}}",
        b'{"text": "a", "relationship": {"value": 1e999}}',
        b'{"text": "a", "labels": {"__proto__": {}}}',
        '{"text": "a"}'.encode("utf-16"),
        b'{"text": "' + b"x" * 200_001 + b'"}',
        b"\x00",
    ],
)
def test_json_that_is_no_draft_is_refused_in_lines_that_can_be_read(body: bytes) -> None:
    answer = post(APP, "/v1/check", body)
    assert answer.status_code == 422
    assert answer.json()["problems"]
    assert all(line and "\n" not in line and len(line) <= 500 for line in answer.json()["problems"])


@pytest.mark.parametrize("text", ["\\ud800", "a\\udc00b \\ud83d", "\\u0000", "\\u202e<script>\\ufeff"])
def test_letters_that_are_half_or_do_harm_are_a_report_or_a_problem_in_sound_utf_8(text: str) -> None:
    answer = post(
        APP, "/v1/check?format=json", b'{"text": "%s", "id": "%s"}' % (text.encode(), text.encode())
    )
    assert answer.status_code in (200, 422)
    answer.content.decode("utf-8")
