"""The blocks of docs/hooks/python.md and of docs/library.md run, and the short ones guard what they say."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.guard.fake_servers import (
    HANDLE,
    PASSWORD,
    TOKEN,
    bluesky_routes,
    mastodon_routes,
    posts_routes,
    serving,
)

from cmcompliance import Blocked

DOCS = Path(__file__).parents[2] / "docs"
CLEAN = "Bonne journée à toutes et à tous 🌞"
UNLAWFUL = "🚬 Nos cigarettes Rive sont les meilleures : venez les acheter en boutique !"


def blocks(page: str, section: str = "") -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    start = text.index(section)
    end = text.find("\n## ", start + 1) if section else len(text)
    return re.findall(r"```py(?:thon)?\n(.*?)```", text[start:end], flags=re.DOTALL)


PAGE = blocks("hooks/python.md")


def block_with(words: str) -> str:
    [block] = [block for block in PAGE if words in block]
    return block


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(code, "docs/hooks/python.md", "exec"), names)
    return names


@pytest.mark.parametrize("number", range(len(PAGE)))
def test_each_block_of_the_page_runs(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(PAGE[number])


def test_the_block_of_the_library_holds_an_unlawful_post_back(capsys: pytest.CaptureFixture[str]) -> None:
    [block] = blocks("library.md", "## Before a publication")
    run(block)
    assert capsys.readouterr().out.startswith("Publication arrêtée : 1 erreur.")


def as_brand(code: str) -> str:
    return code.replace('"jurisdictions": ["FR"]', '"jurisdictions": ["FR"], "author": {"role": "brand"}')


def test_the_lines_for_mastodon_guard() -> None:
    with serving(mastodon_routes()) as server:
        code = as_brand(block_with("import Mastodon")).replace("https://mastodon.example", server.url)
        post = run(code.replace('"…"', repr(TOKEN)))["post"]
        with pytest.raises(Blocked):
            post(UNLAWFUL, language="fr")
        assert server.arrived == []
        post(CLEAN, language="fr", spoiler_text="Soleil")
        [arrived] = server.posted("/api/v1/statuses")
        assert arrived.form["status"] == [CLEAN]


def test_the_lines_for_bluesky_guard() -> None:
    with serving(bluesky_routes()) as server:
        code = as_brand(block_with("import Client"))
        names = run(code.replace("Client()", f"Client(base_url='{server.url}/xrpc')"))
        names["client"].login(HANDLE, PASSWORD)
        with pytest.raises(Blocked):
            names["post"](UNLAWFUL, langs=["fr"])
        names["post"](CLEAN, langs=["fr"])
        [arrived] = server.posted("/xrpc/com.atproto.repo.createRecord")
        assert (arrived.json["record"]["text"], arrived.json["record"]["langs"]) == (CLEAN, ["fr"])


def test_the_lines_for_requests_guard() -> None:
    with serving(posts_routes()) as server:
        code = as_brand(block_with("import requests")).replace("https://api.example", server.url)
        post = run(code)["post"]
        with pytest.raises(Blocked):
            post(UNLAWFUL)
        post(CLEAN)
        assert [request.json for request in server.arrived] == [{"message": CLEAN}]
