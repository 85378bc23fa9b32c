from __future__ import annotations

import contextlib
import json

from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import DraftError
from cmcompliance.service.pool.asked import TemplateAsked
from cmcompliance.service.pool.input import InputError, asked_in, draft_in, problems_body

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
NAMES = st.sampled_from(["text", "platform", "contest", "labels", "media", "jurisdictions"]) | st.text()
VALUES = st.recursive(SCALARS, lambda parts: st.lists(parts) | st.dictionaries(NAMES, parts), max_leaves=12)


@given(VALUES | st.dictionaries(NAMES, VALUES))
def test_whatever_json_comes_is_read_or_told_in_lines(value: object) -> None:
    told(json.dumps(value).encode())


@given(st.binary())
def test_whatever_bytes_come_are_read_or_told_in_lines(data: bytes) -> None:
    told(data)


def told(data: bytes) -> None:
    with contextlib.suppress(InputError, DraftError):
        draft_in(data)
        return
    for read in (draft_in, lambda body: asked_in(body, TemplateAsked)):
        try:
            read(data)
        except (InputError, DraftError) as error:
            lines = json.loads(problems_body(error.problems).decode())
            assert lines
            assert all(len(line.splitlines()) == 1 for line in lines)
