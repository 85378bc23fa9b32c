"""Changes written into the front matter of a site's page: what is the generator's stays byte for byte."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.answering import Change, changed
from cmcompliance.draft import Draft
from cmcompliance.read import ReadDraft
from cmcompliance.read.text import read_text
from cmcompliance.write.drafts import WriteError, with_changes, write_changes

PAID = Change(("relationship", "kind"), "paid")
LABEL = Change(("relationship", "platform_label"), False)
ROLE = Change(("author", "role"), "influencer")
BODY = Change(("text",), "Publicité : mon avis")
WAIVER = Change(
    ("waivers", 0),
    {"rule": "contest", "reason": "ok", "by": "Léa", "until": date(2027, 1, 31), "words": ["a"]},
)
HUGO = """\
+++
# the post
title   = 'Le sérum'
date = 2026-11-22T18:30:00+01:00   # when
tags = [
  "soin",
]

[[resources]]
src = "a.jpg"
+++

Mon avis
"""
HUGO_TABLE = HUGO.replace("[[resources]]", '[cmcompliance]  # ours\nplatform = "blog"\n\n[[resources]]')
HUGO_JSON = '{\n  "title": "Le sérum",\n  "tags": ["soin"]\n}\n\nMon avis\n'
ELEVENTY = "---json\n" + '{"title": "Le sérum", "tags": ["soin"]}\n' + "---\nMon avis\n"
JEKYLL = """\
---
layout:   post # which
title:  "Le sérum"
author: Léa
tags:   [ soin,peau ]
images: &pictures
    - a.jpg
    -   b.jpg
gallery: *pictures
text_of: |
    a
      b

---

Mon avis
"""
JEKYLL_TABLE = JEKYLL.replace("tags:", "cmcompliance:\n    platform: blog # where\n\n# others\ntags:")
JEKYLL_DOTTED = JEKYLL.replace("tags:", "cmcompliance.platform: blog\ntags:")
PAGES = {
    "hugo": HUGO,
    "hugo table": HUGO_TABLE,
    "hugo json": HUGO_JSON,
    "eleventy": ELEVENTY,
    "jekyll": JEKYLL,
    "jekyll table": JEKYLL_TABLE,
    "jekyll dotted": JEKYLL_DOTTED,
}


def read(data: bytes) -> Draft:
    item = read_text(data, "post.md")
    assert isinstance(item, ReadDraft), item
    return item.draft


def written(content: str, *changes: Change) -> str:
    data = content.encode()
    draft = read(data)
    new = with_changes(data, "text", {0: (draft, changes)})
    assert read(new) == changed(draft, changes)
    return new.decode()


def lines_gone(before: str, after: str) -> list[str]:
    rest = iter(after.splitlines(keepends=True))
    return [line for line in before.splitlines(keepends=True) if line not in rest]


@pytest.mark.parametrize("content", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "changes",
    [(PAID,), (PAID, LABEL, ROLE), (WAIVER,), (BODY,), (ROLE, BODY)],
    ids=lambda some: str(len(some)),
)
def test_no_line_of_the_page_is_lost_or_changed(
    content: str, line_end: str, changes: tuple[Change, ...]
) -> None:
    content = content.replace("\n", line_end)
    new = written(content, *changes)
    in_json = content.startswith(("{", "---json"))
    gone = lines_gone(content, new)
    assert in_json or [line.strip() for line in gone] == (["Mon avis"] if BODY in changes else [])
    assert new.count("\r\n") == (new.count("\n") if line_end == "\r\n" else 0)


def test_a_table_is_put_behind_the_generators_fields() -> None:
    assert written(JEKYLL, PAID, LABEL) == JEKYLL.replace(
        "      b\n\n",
        "      b\n\ncmcompliance:\n  relationship:\n    kind: paid\n    platform_label: false\n",
    )
    assert written(HUGO, PAID) == HUGO.replace(
        'src = "a.jpg"\n', 'src = "a.jpg"\n\n[cmcompliance.relationship]\nkind = "paid"\n'
    )
    front, _, body = written(HUGO_JSON, PAID).partition("\n}\n")
    assert json.loads(front + "}")["cmcompliance"] == {"relationship": {"kind": "paid"}}
    assert body == "\nMon avis\n"


def test_what_is_there_of_the_table_gets_more() -> None:
    assert written(JEKYLL_TABLE, ROLE) == JEKYLL_TABLE.replace(
        "blog # where\n", "blog # where\n    author:\n        role: influencer\n"
    )
    assert written(JEKYLL_DOTTED, PAID) == JEKYLL_DOTTED.replace(
        "platform: blog\n", "platform: blog\ncmcompliance.relationship.kind: paid\n"
    )


def test_a_field_that_goes_by_the_generators_name_is_changed_where_it_stands() -> None:
    title = Change(("title",), "Le sérum [brand]")
    assert written(HUGO, title) == HUGO.replace("'Le sérum'", '"Le sérum [brand]"')
    assert written(JEKYLL, title) == JEKYLL.replace('  "Le sérum"', ' "Le sérum [brand]"')
    assert written(HUGO_JSON, title) == HUGO_JSON.replace('"Le sérum"', '"Le sérum [brand]"')


def test_the_drafts_own_toml_gets_fields() -> None:
    own = '+++\n# what we know\nplatform = "x" # where\n[author]\nname = "Léa"\n+++\nMon avis\n'
    new = written(own, ROLE, PAID, Change(("language",), "fr"))
    assert lines_gone(own, new) == []


@pytest.mark.parametrize(
    "content",
    [
        "---\n{title: a, tags: [b]}\n---\nMon avis\n",
        "---\n  title: a\n  tags: [b]\n---\nMon avis\n",
        '+++\r\ntitle = "a"\ntags = ["b"]\r\n+++\nMon avis\n',
    ],
)
def test_what_cannot_be_changed_without_harm_is_refused_and_left_alone(content: str, tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(content.encode())
    item = read_text(content.encode(), "")
    assert isinstance(item, ReadDraft)
    with pytest.raises(WriteError):
        write_changes(path, [(item, [PAID])])
    assert path.read_bytes() == content.encode()


WORDS = st.text(alphabet="abé \"'#:-[]{}\\é☃\n", max_size=12)
VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
SITE = st.dictionaries(st.sampled_from(["tags", "hero", "params", "description", "x-y"]), VALUES, max_size=4)


@given(SITE, st.sampled_from([(PAID,), (ROLE, LABEL), (WAIVER,), (PAID, BODY)]), st.booleans())
def test_what_is_the_generators_reads_back_as_it_was_or_the_change_is_refused(
    site: dict[str, Any], changes: tuple[Change, ...], has_table: bool
) -> None:
    matter = {"layout": "post", **site, **({"cmcompliance": {"platform": "blog"}} if has_table else {})}
    source = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False)
    for opened, block, closed, parse in (
        ("---\n", source, "---\n", yaml.safe_load),
        ("", json.dumps(matter, indent=2), "\n", json.loads),
    ):
        new = written(f"{opened}{block}{closed}Mon avis\n", *changes)
        end = new.rindex(closed + ("Publicité" if BODY in changes else "Mon avis"))
        after = parse(new[len(opened) : end])
        after.pop("cmcompliance", None)
        assert after == {name: value for name, value in matter.items() if name != "cmcompliance"}


@given(st.sampled_from([HUGO, HUGO_TABLE]), st.permutations([PAID, ROLE, LABEL, WAIVER]))
def test_toml_reads_back_with_all_changes_in_any_order(content: str, changes: list[Change]) -> None:
    new = written(content, *changes)
    data = tomllib.loads(new.split("+++")[1])
    data.pop("cmcompliance")
    old = tomllib.loads(content.split("+++")[1])
    old.pop("cmcompliance", None)
    assert data == old
