"""The SDK's own client talks to the command over standard input and output, as an assistant does."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from cmcompliance import Checker, Draft, Report

UNLAWFUL = {
    "text": "🚬 Nos cigarettes Rive sont les meilleures : venez les acheter en boutique !",
    "jurisdictions": ["FR"],
    "author": {"role": "brand"},
}
CONTEST = {"text": "🎁 Tirage au sort dimanche : like et abonne-toi !", "jurisdictions": ["FR"]}


def ask(*calls: tuple[str, dict[str, Any]], options: tuple[str, ...] = ("--no-config",)) -> list[Any]:
    async def talk(client: Client) -> list[Any]:
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    return with_client(talk, options)


def with_client(talk: Callable[[Client], Awaitable[Any]], options: tuple[str, ...] = ("--no-config",)) -> Any:
    async def connected() -> Any:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "cmcompliance", "mcp", *options],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        async with Client(command) as client:
            return await talk(client)

    return asyncio.run(connected())


def outcomes(answer: Any) -> list[str]:
    return [account["outcome"] for account in answer.structured_content["explanation"]["accounts"]]


def test_the_tools_say_what_they_take_and_give() -> None:
    async def tools(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    listed, instructions = with_client(tools)
    assert [tool.name for tool in listed] == [
        "check_draft",
        "fix_draft",
        "explain_finding",
        "find_rule",
        "contest_rules_template",
    ]
    assert "no legal advice" in instructions
    for tool in listed:
        assert tool.description
        assert tool.annotations.read_only_hint
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
    check = listed[0]
    assert "relationship" in str(check.input_schema["$defs"]["Draft"]["properties"])
    assert "verdict" in check.output_schema["properties"]


def test_a_check_gives_the_report_of_the_library() -> None:
    [answer] = ask(("check_draft", {"draft": UNLAWFUL}))
    assert not answer.is_error
    assert Report.model_validate(answer.structured_content) == Checker().check(Draft.model_validate(UNLAWFUL))
    assert answer.structured_content["verdict"] == "block"


def test_drafts_are_mended_explained_and_rules_found() -> None:
    fixed, explained, silent, found, template = ask(
        ("fix_draft", {"draft": CONTEST, "unsafe": True, "lang": "en"}),
        ("explain_finding", {"draft": CONTEST, "lang": "en"}),
        ("explain_finding", {"draft": CONTEST, "rule": "eu/sector/tobacco-vape", "lang": "en"}),
        ("find_rule", {"words": "TABAC", "jurisdiction": "FR"}),
        ("contest_rules_template", {"jurisdictions": ["FR"], "platform": "instagram", "organiser": "Rive"}),
    )
    assert fixed.structured_content["draft"]["text"] != CONTEST["text"]
    assert fixed.structured_content["applied"]
    assert set(outcomes(explained)) == {"breached"}
    assert outcomes(silent) == ["not_breached"]
    names = [rule["rule"] for rule in found.structured_content["rules"]]
    assert "eu/sector/tobacco-vape" in names
    assert all(rule["legal_basis"] for rule in found.structured_content["rules"])
    text = template.structured_content["text"]
    assert "Rive" in text
    assert template.structured_content["placeholders"]
    assert all(place in text for place in template.structured_content["placeholders"])


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("check_draft", {"draft": {"text": "x", "platfrom": "x"}}, "did you mean `platform`?"),
        ("check_draft", {"draft": {}}, "missing field `text`"),
        (
            "explain_finding",
            {"draft": CONTEST, "rule": "fr/contest/rule-missing"},
            "fr/contest/rules-missing",
        ),
        ("find_rule", {"jurisdiction": "ZZ"}, "no territory 'ZZ'"),
    ],
)
def test_what_was_asked_wrongly_is_told_and_the_server_goes_on(
    name: str, arguments: dict[str, Any], message: str
) -> None:
    wrong, right = ask((name, arguments), ("check_draft", {"draft": CONTEST}))
    assert wrong.is_error
    assert message in wrong.content[0].text
    assert right.structured_content["verdict"] == "review"


def test_settings_hold_for_the_drafts_of_an_assistant(tmp_path: Path) -> None:
    config = tmp_path / "cmcompliance.toml"
    config.write_text('jurisdictions = ["FR"]\n\n[rules]\noff = ["contest"]\n')
    [answer] = ask(("check_draft", {"draft": {"text": CONTEST["text"]}}), options=("--config", str(config)))
    assert answer.structured_content["from_settings"] == ["jurisdictions"]
    assert "fr/contest/rules-missing" in answer.structured_content["switched_off"]


def test_without_the_sdk_the_command_says_what_brings_it() -> None:
    code = (
        "import sys; sys.modules['mcp'] = None\n"
        "sys.argv = ['cmcompliance', 'mcp']\n"
        "from cmcompliance.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "cmcompliance: `mcp` needs the MCP SDK: pip install 'cmcompliance[mcp]'\n"


def test_settings_that_cannot_be_used_end_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cmcompliance", "mcp", "--config", str(tmp_path / "absent.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "absent.toml" in done.stderr
