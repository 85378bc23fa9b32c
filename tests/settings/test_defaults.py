from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import parse_draft
from cmcompliance.rulebook.book import Place
from cmcompliance.settings.defaults import with_defaults
from cmcompliance.settings.settings import Given


def settings(**fields: Any) -> dict[str, Given[Any]]:
    return {
        name.replace("__", "."): Given(value, Place("a.toml", number))
        for number, (name, value) in enumerate(fields.items(), 1)
    }


def test_what_a_draft_does_not_say_is_filled_and_named() -> None:
    draft = parse_draft({"text": "a", "platform": "x", "author": {"followers": 10}})
    full, filled = with_defaults(
        draft, settings(platform="tiktok", jurisdictions=["FR"], author__role="brand", author__followers=5)
    )
    assert filled == ("jurisdictions", "author.role")
    assert (full.platform, full.jurisdictions) == ("x", ["FR"])
    assert (full.author.role, full.author.followers) == ("brand", 10)
    assert draft.author.role is None


def test_a_draft_without_a_kind_takes_that_of_the_settings() -> None:
    assert with_defaults(parse_draft({"text": "a"}), settings(kind="article"))[0].kind == "article"
    said = parse_draft({"text": "a", "kind": "post"})
    assert with_defaults(said, settings(kind="article"))[0].kind == "post"


@pytest.mark.parametrize(
    ("own", "filled"),
    [
        ({}, ("author.name", "author.role", "author.followers")),
        ({"name": "MAISON RIVE "}, ("author.role", "author.followers")),
        ({"name": "Léa"}, ()),
        ({"role": "influencer"}, ()),
        ({"handle": "@lea"}, ("author.name", "author.role", "author.followers")),
    ],
)
def test_a_draft_that_names_another_author_takes_nothing_of_the_settings_author(
    own: dict[str, str], filled: tuple[str, ...]
) -> None:
    given_author = settings(author__name="Maison Rive", author__role="brand", author__followers=9)
    assert with_defaults(parse_draft({"text": "a", "author": own}), given_author)[1] == filled


def test_another_handle_is_another_author_and_its_sign_does_not_count() -> None:
    ours = settings(author__handle="@maisonrive", author__role="brand")
    assert with_defaults(parse_draft({"text": "a", "author": {"handle": "@lea"}}), ours)[1] == ()
    assert with_defaults(parse_draft({"text": "a", "author": {"handle": "MaisonRive"}}), ours)[1] == (
        "author.role",
    )


def test_another_kind_of_relationship_takes_nothing_of_the_settings_one() -> None:
    ours = settings(relationship__kind="paid", relationship__brand="A", relationship__platform_label=True)
    full, filled = with_defaults(parse_draft({"text": "a", "relationship": {"kind": "gifted"}}), ours)
    assert filled == ()
    assert full.relationship.brand is None


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "platform": st.sampled_from(["x", "tiktok"]),
    "language": st.sampled_from(["fr", "en"]),
    "jurisdictions": st.sampled_from([["FR"], ["BE", "EU"]]),
    "sectors": st.sampled_from([[], ["alcohol"]]),
    "kind": st.sampled_from(["post", "ad"]),
    "author.role": st.sampled_from(["brand", "influencer"]),
    "author.name": st.sampled_from(["A", "B"]),
    "author.followers": st.integers(0, 9),
    "relationship.kind": st.sampled_from(["paid", "none"]),
    "relationship.platform_label": st.booleans(),
    "audience.min_age": st.integers(0, 18),
}
SAID = st.fixed_dictionaries({}, optional=FIELDS)


def nested(fields: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"text": "a"}
    for field, value in fields.items():
        table, _, name = field.partition(".")
        if name:
            data.setdefault(table, {})[name] = value
        else:
            data[table] = value
    return data


@given(SAID, SAID)
def test_what_a_draft_says_is_never_changed_and_all_that_is_filled_is_named(
    own: dict[str, Any], given_fields: dict[str, Any]
) -> None:
    ours = {name: Given(value, Place("a.toml", 1)) for name, value in given_fields.items()}
    full, filled = with_defaults(parse_draft(nested(own)), ours)
    assert not set(filled) & set(own)
    expected = parse_draft(nested({**own, **{name: given_fields[name] for name in filled}}))
    assert full.model_dump() == expected.model_dump()
    assert with_defaults(full, ours)[0].model_dump() == full.model_dump()
