from __future__ import annotations

import difflib
from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cmcompliance.answering import Change, changed
from cmcompliance.draft import Draft
from cmcompliance.draft.errors import FieldPath
from cmcompliance.read import ReadDraft
from cmcompliance.read.front_matter import read_front_matter
from cmcompliance.read.text import read_text
from cmcompliance.write.front_matter import with_fields

COMMENTED = """\
---
# what we know
platform: instagram   # where
jurisdictions: [FR, NO]
author: {role: "influencer"}
relationship:
    # the deal
    kind: gifted   # by post

    brand: 'Maison Rive'

# the pictures
media:
  - kind: image
    people:
      - name: Léa
  - {kind: video}
---

Bonjour
"""


def read(content: str) -> Draft:
    item = read_text(content.encode("utf-8"), "post.md")
    assert isinstance(item, ReadDraft), item
    return item.draft


def added(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (("author", "followers"), 48000, ['- author: {role: "influencer"}',
                                          '+ author: {role: "influencer", followers: 48000}']),
        (("relationship", "platform_label"), False, ["+     platform_label: false"]),
        (("relationship", "kind"), "paid", ["-     kind: gifted   # by post",
                                            "+     kind: paid     # by post"]),
        (("media", 0, "licence"), "Agence X : 2 ans", ['+     licence: "Agence X : 2 ans"']),
        (("media", 0, "people", 0, "consent"), True, ["+         consent: true"]),
        (("media", 1, "people"), [], ["-   - {kind: video}", "+   - {kind: video, people: []}"]),
        (("media", 1, "people", 0, "minor"), False,
         ["-   - {kind: video}", "+   - {kind: video, people: [{minor: false}]}"]),
        (("audience", "min_age"), 18, ["+ audience:", "+     min_age: 18"]),
        (("contest", "filings"), ["a", "b"], ["+ contest:", "+     filings: [a, b]"]),
        (("contest", "closes_at"), datetime(2027, 3, 12, 18, 30),
         ["+ contest:", "+     closes_at: 2027-03-12T18:30:00"]),
    ],
)  # fmt: skip
def test_only_the_field_changes(path: FieldPath, value: Any, lines: list[str]) -> None:
    change = Change(path, value)
    after = with_fields(COMMENTED, [change])
    assert added(COMMENTED, after) == lines
    assert read(after) == changed(read(COMMENTED), [change])


def test_what_stands_before_the_next_section_stays_there() -> None:
    after = with_fields(COMMENTED, [Change(("relationship", "value"), 12)])
    assert "    brand: 'Maison Rive'\n    value: 12\n\n# the pictures\nmedia:\n" in after


def test_dotted_keys_stay_dotted() -> None:
    content = "---\nauthor.role: brand\n---\nBonjour\n"
    after = with_fields(content, [Change(("author", "age"), 30), Change(("audience", "min_age"), 18)])
    assert after == "---\nauthor.role: brand\nauthor.age: 30\naudience:\n  min_age: 18\n---\nBonjour\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_without_front_matter_gets_one_on_top(line_end: str) -> None:
    content = f"Bonjour{line_end}à tous{line_end}"
    after = with_fields(content, [Change(("platform",), "x")])
    assert after == f"---{line_end}platform: x{line_end}---{line_end}{content}"


def test_line_ends_stay() -> None:
    content = COMMENTED.replace("\n", "\r\n")
    after = with_fields(content, [Change(("author", "age"), 30)])
    assert after == with_fields(COMMENTED, [Change(("author", "age"), 30)]).replace("\n", "\r\n")


def test_front_matter_that_only_holds_remarks_keeps_them() -> None:
    after = with_fields("---\n# later\n---\nBonjour\n", [Change(("platform",), "x")])
    assert after == "---\n# later\nplatform: x\n---\nBonjour\n"


@pytest.mark.parametrize(
    "text", ["", "~", "null", "- a", "a: b", "#x", "yes", "'", '"', "a\nb", "é 🎁", "{", " x "]
)
def test_any_text_reads_back(text: str) -> None:
    after = with_fields("Bonjour", [Change(("title",), text)])
    assert read(after).title == text


LOOSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "author.role": st.sampled_from(["brand", "media"]),
    "author.followers": st.integers(0, 10**6),
    "author.name": LOOSE,
    "relationship.kind": st.sampled_from(["none", "paid"]),
    "relationship.brand": LOOSE,
    "relationship.value": st.floats(0, 1e6, allow_nan=False),
    "relationship.platform_label": st.booleans(),
    "contest.organiser": LOOSE,
    "contest.filings": st.lists(LOOSE, max_size=3),
    "contest.free_entry": st.booleans(),
    "contest.closes_at": st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    "contest.entry_actions": st.lists(st.sampled_from(["like", "comment"]), max_size=2),
    "audience.min_age": st.integers(0, 99),
    "platform": st.sampled_from(["x", "instagram"]),
    "jurisdictions": st.lists(st.sampled_from(["FR", "NO"]), min_size=1, max_size=2, unique=True),
    "sectors": st.lists(LOOSE, max_size=2),
}
FIELDS = st.sampled_from(sorted(VALUES)).flatmap(lambda name: VALUES[name].map(lambda value: (name, value)))
MEDIA = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(["image", "video"]),
            "licence": LOOSE,
            "music": st.fixed_dictionaries({}, optional={"title": LOOSE}),
            "people": st.lists(st.fixed_dictionaries({}, optional={"name": LOOSE}), max_size=2),
        },
    ),
    max_size=3,
)
ON_MEDIA = st.sampled_from(
    [("licence", "X: y"), ("people.0.consent", True), ("music.licence", "none"), ("people", [])]
)


def nested(fields: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, value in fields.items():
        first, _, rest = name.partition(".")
        if rest:
            tree.setdefault(first, {})[rest] = value
        else:
            tree[first] = value
    return tree


def written(fields: dict[str, Any], media: list[Any], dotted: bool, flow: bool | None, indent: int) -> str:
    data = (fields if dotted else nested(fields)) | ({"media": media} if media else {})
    if not data:
        return ""
    plain = yaml.safe_load(yaml.safe_dump(data))
    dump = yaml.safe_dump(plain, default_flow_style=flow, indent=indent, allow_unicode=True, sort_keys=False)
    return f"---\n# top\n{dump}# end\n---\n"


def path_of(name: str, *before: str | int) -> FieldPath:
    return (*before, *(int(step) if step.isdigit() else step for step in name.split(".")))


@given(
    fields=st.lists(FIELDS, max_size=5).map(dict),
    media=MEDIA,
    answers=st.lists(FIELDS, min_size=1, max_size=4).map(dict),
    on_media=st.lists(st.tuples(st.integers(0, 2), ON_MEDIA), max_size=3),
    dotted=st.booleans(),
    flow=st.sampled_from([None, False]),
    indent=st.sampled_from([2, 4]),
    windows=st.booleans(),
)
@example({"author.role": "brand"}, [], {"contest.closes_at": date(2027, 1, 1)}, [], True, None, 2, True)
def test_the_file_reads_back_as_the_answered_draft_and_its_body_is_untouched(
    fields: dict[str, Any],
    media: list[Any],
    answers: dict[str, Any],
    on_media: list[tuple[int, tuple[str, Any]]],
    dotted: bool,
    flow: bool | None,
    indent: int,
    windows: bool,
) -> None:
    body = "\n🎁 Bonjour\n--- à tous\n\n#ad\n\n"
    content = written(fields, media, dotted, flow, indent) + body
    content = content.replace("\n", "\r\n") if windows else content
    changes = [Change(path_of(name), value) for name, value in answers.items()]
    changes += [
        Change(path_of(name, "media", number), value)
        for number, (name, value) in on_media
        if number < len(media)
    ]
    after = with_fields(content, changes)
    assert read(after) == changed(read(content), changes)
    assert after[read_front_matter(after).body_start :] == content[read_front_matter(content).body_start :]
    assert after.count("# top") == content.count("# top")
