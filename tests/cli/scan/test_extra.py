from __future__ import annotations

import pytest
import typer

from cmcompliance.cli.scan.extra import need_extra


def test_what_is_missing_is_named_with_what_brings_it(capsys: pytest.CaptureFixture[str]) -> None:
    need_extra("scan query", "json")
    with pytest.raises(typer.Exit) as ended:
        need_extra("scan query", "json", "no_such_module", "nor_this")
    assert ended.value.exit_code == 2
    said = "`scan query` needs no_such_module and nor_this: pip install 'cmcompliance[scan]'"
    assert said in capsys.readouterr().err
