from __future__ import annotations

import pytest
from typer.main import get_command

from cmcompliance.cli.app import app
from cmcompliance.hook.call import (
    CHECK_FLAGS,
    CHECK_OPTIONS,
    OWN_FLAGS,
    OWN_OPTIONS,
    Call,
    MisunderstoodError,
    understood,
)


def declared(flags: bool) -> set[str]:
    command = get_command(app).commands["hook"]  # type: ignore[attr-defined]
    options = [option for option in command.params if option.is_flag == flags]
    return {name for option in options for name in (*option.opts, *option.secondary_opts)}


def test_the_light_reading_knows_the_options_that_the_command_declares() -> None:
    assert declared(flags=True) == CHECK_FLAGS | OWN_FLAGS
    assert declared(flags=False) == CHECK_OPTIONS | OWN_OPTIONS


def test_without_options_a_draft_that_cannot_be_checked_is_held_back() -> None:
    assert understood([]) == Call()
    assert not Call().allows


def test_options_of_the_check_are_handed_on_and_those_of_the_hook_are_not() -> None:
    call = understood(
        [
            "--platform",
            "x",
            "--timeout=2",
            "-q",
            "--format=json",
            "--on-error",
            "allow",
            "--stdin-filename",
            "a b.md",
        ]
    )
    assert call.rest == ("--platform", "x", "-q", "--format", "json", "--stdin-filename", "a b.md")
    assert (call.seconds, call.allows, call.form, call.name) == (2.0, True, "json", "a b.md")


def test_a_value_may_look_like_an_option() -> None:
    assert understood(["--rule", "--timeout"]).rest == ("--rule", "--timeout")


@pytest.mark.parametrize(
    "arguments",
    [
        ["post.md"],
        ["-"],
        ["--help"],
        ["--timeout"],
        ["--timeout", "soon"],
        ["--timeout", "0"],
        ["--timeout", "nan"],
        ["--timeout", "inf"],
        ["--on-error", "ignore"],
        ["--interactive"],
        ["--output", "report.json"],
        ["--quiet=yes"],
    ],
)
def test_what_makes_no_sense_here_is_left_to_the_command(arguments: list[str]) -> None:
    with pytest.raises(MisunderstoodError):
        understood(arguments)
