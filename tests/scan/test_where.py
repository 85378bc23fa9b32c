from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.draft import Draft, parse_draft
from cmcompliance.scan.where import Condition, ConditionError, read_condition

POST = parse_draft(
    {
        "text": "Grand concours\nde l'été !",
        "platform": "instagram",
        "published_at": "2024-05-01",
        "author": {"handle": "@Lea", "followers": 1200},
        "relationship": {"kind": "paid", "platform_label": False, "value": 12.0},
        "media": [{"kind": "image"}, {"kind": "video", "people": [{"name": "Ana"}]}],
        "links": ["https://shop.example/x"],
        "labels": {"client": "acme"},
    }
)


@pytest.mark.parametrize(
    "condition",
    [
        "platform=instagram",
        "platform=tiktok,instagram",
        "platform=insta*",
        "platform!=tiktok",
        "kind=post",
        "author.handle=@lea",
        "author.followers=1200",
        "author.role=",
        "author.role!=brand",
        "relationship.platform_label=false",
        "relationship.value=12",
        "text=*concours*été*",
        "title=,x",
        "published_at=2024-*",
        "media.kind=video",
        "media.kind=IMAGE",
        "media.people.name=an?",
        "links=https://shop.example/*",
        "labels.client=acme",
        "labels.other=",
        "contest.organiser=",
    ],
)
def test_it_holds(condition: str) -> None:
    assert read_condition(condition).holds(POST)


@pytest.mark.parametrize(
    "condition",
    [
        "platform=tiktok",
        "platform=",
        "platform!=insta*",
        "platform!=tiktok,instagram",
        "author.role=brand,agency",
        "author.role!=",
        "text=concours",
        "media.kind=audio",
        "media.kind!=video",
        "media.people.name=",
        "labels.client=",
        "title=*",
    ],
)
def test_it_does_not_hold(condition: str) -> None:
    assert not read_condition(condition).holds(POST)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("platform", "is no condition: FIELD=VALUE"),
        ("=x", "is no condition"),
        ("!=x", "is no condition"),
        ("platfrom=x", "a post has no `platfrom`; did you mean platform?"),
        ("handle=x", "did you mean author.handle?"),
        ("relationship=paid", "did you mean relationship.kind or relationship.brand"),
        ("labels=x", "a post has no `labels`"),
        ("platform=instgram", "`platform` is never 'instgram'; did you mean instagram?"),
        ("platform=x,zz*", "`platform` is never 'zz*'; it is one of facebook"),
        ("relationship.platform_label=oui", "it is one of true, false"),
    ],
)
def test_what_can_never_hold_is_refused_with_what_was_meant(condition: str, said: str) -> None:
    with pytest.raises(ConditionError) as refused:
        read_condition(condition)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


VALUES = st.text(st.characters(exclude_characters=",*?[", exclude_categories=["Cs"]), max_size=8)
POSTS = st.builds(
    lambda title, links: Draft(text="x", title=title, links=links), VALUES | st.none(), st.lists(VALUES)
)
CONDITIONS = st.builds(
    Condition, st.sampled_from(["title", "links", "author.handle"]), st.lists(VALUES, min_size=1).map(tuple)
)


@given(CONDITIONS, POSTS)
def test_a_post_is_wanted_by_a_condition_or_by_its_opposite(condition: Condition, post: Draft) -> None:
    opposite = Condition(condition.path, condition.values, negated=not condition.negated)
    assert condition.holds(post) != opposite.holds(post)


@given(POSTS, VALUES)
def test_a_value_is_found_as_it_is_and_the_empty_one_is_what_is_unknown(post: Draft, value: str) -> None:
    assert Condition("title", (value,)).holds(post) == ((post.title or "").casefold() == value.casefold())
    assert Condition("links", ("",)).holds(post) == (not any(post.links))


@given(POSTS, st.lists(VALUES, min_size=1), VALUES)
def test_one_value_more_wants_no_post_less(post: Draft, values: list[str], more: str) -> None:
    fewer = Condition("links", tuple(values)).holds(post)
    assert Condition("links", (*values, more)).holds(post) >= fewer


@given(st.sampled_from(["title", "links"]), st.booleans(), st.lists(VALUES.map(str.strip), min_size=1))
def test_a_condition_is_read_as_it_is_written(path: str, negated: bool, values: list[str]) -> None:
    made = Condition(path, tuple(values), negated)
    assert read_condition(str(made)) == made
