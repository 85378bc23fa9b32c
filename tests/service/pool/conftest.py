from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ODD_ZYGOTE = (sys.executable, str(Path(__file__).with_name("odd_zygote.py")))


@pytest.fixture(scope="session")
def odd_zygote() -> Sequence[str]:
    """The command line of a zygote whose workers do what a job's body says."""
    return ODD_ZYGOTE
