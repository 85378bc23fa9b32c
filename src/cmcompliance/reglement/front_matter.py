"""Contest rules as a Markdown draft that says for whom it is."""

from __future__ import annotations

import yaml

from cmcompliance.draft import Draft


def with_front_matter(draft: Draft, text: str, language: str) -> str:
    """Return the text with front matter that gives the draft's other fields."""
    fields = draft.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"text"})
    fields["language"] = language
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, default_flow_style=None)
    return f"---\n{head}---\n\n{text}"
