import os
import tempfile

import hypothesis
import pytest

# A developer's own cache must not hide what the tests compile; one for the session keeps them quick.
_CACHE = tempfile.TemporaryDirectory(prefix="cmcompliance-tests-")
os.environ.setdefault("CMCOMPLIANCE_CACHE", _CACHE.name)

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
