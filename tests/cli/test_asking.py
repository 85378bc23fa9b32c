"""Questions asked in a terminal: a pseudo-terminal for standard input and standard error."""

from __future__ import annotations

import json
import os
import pty
import select
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests import command_line
from typer.testing import Result

POST = """\
---
platform: instagram   # le compte principal
jurisdictions: [FR]
published_at: 2026-11-22
author.role: influencer
---
Merci @hotel.belvedere pour cette invitation au calme, on ne voulait plus repartir 🌄
"""
ANSWERED = POST.replace(
    "author.role: influencer\n",
    "author.role: influencer\nrelationship:\n  kind: gifted\n  platform_label: false\n",
)


class Session:
    """What a person saw in the terminal, what went to standard output, and how the command ended."""

    def __init__(self, arguments: Sequence[str], replies: Sequence[str], folder: Path) -> None:
        master, slave = pty.openpty()
        reading, writing = os.pipe()
        ended = command_line.start(
            ("check", *arguments),
            folder,
            {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
            (slave, writing, slave),
        )
        os.close(writing)
        os.close(slave)
        os.write(master, "".join(f"{reply}\n" for reply in replies).encode())
        pipes = {master: b"", reading: b""}
        open_pipes = set(pipes)
        while open_pipes:
            for pipe in select.select(list(open_pipes), [], [])[0]:
                data = _read(pipe)
                pipes[pipe] += data
                if not data:
                    open_pipes.remove(pipe)
        self.status = ended()
        self.out = pipes[reading].decode()
        self.terminal = pipes[master].decode().replace("\r\n", "\n")
        os.close(reading)
        os.close(master)


def _read(pipe: int) -> bytes:
    try:
        return os.read(pipe, 65536)
    except OSError:  # how Linux says that the other end of a terminal is closed
        return b""


@pytest.fixture
def session(tmp_path: Path) -> Callable[..., Session]:
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    return lambda *arguments, replies: Session(arguments, replies, tmp_path)


def test_the_answers_change_the_report_and_are_written_back_on_request(
    session: Callable[..., Session], tmp_path: Path
) -> None:
    talk = session("post.md", "--interactive", "--write-answers", "--lang", "fr", replies=["cadeau", "non"])
    assert "post.md : une question ouverte" in talk.terminal
    assert "→ relationship.kind = gifted (cadeau, produit offert)" in talk.terminal
    assert "→ relationship.platform_label = non" in talk.terminal
    assert "Réponses écrites dans post.md." in talk.terminal
    assert talk.out.startswith("post.md — À NE PAS PUBLIER EN L'ÉTAT")
    assert talk.status == 1
    assert (tmp_path / "post.md").read_text(encoding="utf-8") == ANSWERED


@pytest.mark.parametrize(("reply", "content"), [("y", ANSWERED), ("n", POST), ("", POST)])
def test_whether_to_write_is_asked_at_the_end(
    session: Callable[..., Session], tmp_path: Path, reply: str, content: str
) -> None:
    talk = session("post.md", "-i", "--lang", "en", replies=["gift", "no", reply])
    assert "Write these answers into post.md? [y/N]" in talk.terminal
    assert (tmp_path / "post.md").read_text(encoding="utf-8") == content


def test_standard_output_has_the_report_and_nothing_else(session: Callable[..., Session]) -> None:
    talk = session("post.md", "-i", "--format", "json", replies=["4", "non", "n"])
    report = json.loads(talk.out)
    assert report["verdict"] == "block"
    assert report["questions"] == []


def test_who_answers_nothing_is_not_asked_whether_to_write(session: Callable[..., Session]) -> None:
    talk = session("post.md", "-i", "--lang", "en", replies=["q"])
    assert "Stopped" in talk.terminal
    assert "Write these answers" not in talk.terminal
    assert talk.status == 0


def test_answers_about_drafts_of_one_json_file_go_to_each(
    session: Callable[..., Session], tmp_path: Path
) -> None:
    draft = {"text": POST.split("---\n")[2], "platform": "instagram", "jurisdictions": ["FR"]}
    drafts = [draft | {"author": {"role": "influencer"}}, {"text": "Bonjour", "jurisdictions": ["FR"]}]
    (tmp_path / "posts.json").write_text(json.dumps([*drafts, drafts[0]]), encoding="utf-8")
    session("posts.json", "-i", "--write-answers", "--lang", "fr", replies=["cadeau", "non", "paid", "oui"])
    kinds = [
        item.get("relationship") for item in json.loads((tmp_path / "posts.json").read_text(encoding="utf-8"))
    ]
    assert kinds == [
        {"kind": "gifted", "platform_label": False},
        None,
        {"kind": "paid", "platform_label": True},
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["post.md", "--interactive"], "--interactive needs a terminal to ask in"),
        (["-", "--interactive"], "--interactive reads the answers from standard input"),
        (["post.md", "--write-answers"], "--write-answers goes with --interactive"),
    ],
)
def test_what_cannot_be_asked_is_said_at_once(
    run: Callable[..., Result], arguments: list[str], message: str
) -> None:
    Path("post.md").write_text("Bonjour", encoding="utf-8")
    result = run("check", *arguments, stdin="oui\n")
    assert message in result.stderr
    assert result.stdout == ""
    assert result.exit_code == 2
