from __future__ import annotations

from pathlib import Path

import pytest

from cmcompliance.state_folder import made, state_folder


@pytest.mark.parametrize(
    ("environment", "system", "folder"),
    [
        ({"XDG_STATE_HOME": "/x/state"}, "linux", "/x/state/cmcompliance"),
        ({"XDG_STATE_HOME": "relative"}, "linux", "~/.local/state/cmcompliance"),
        ({}, "linux", "~/.local/state/cmcompliance"),
        ({"XDG_STATE_HOME": "/x"}, "darwin", "~/Library/Application Support/cmcompliance"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/cmcompliance"),
        ({"CMCOMPLIANCE_STATE": "/c", "XDG_STATE_HOME": "/x"}, "linux", "/c"),
    ],
)
def test_state_is_kept_where_the_system_keeps_it(
    environment: dict[str, str], system: str, folder: str
) -> None:
    assert state_folder(environment, system) == Path(folder).expanduser()


def test_a_folder_for_state_is_its_users_alone(tmp_path: Path) -> None:
    assert made(tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
