"""Front matter as generators of sites write it, and that of drafts, which stays as strict as it is."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cmcompliance.draft import Draft
from cmcompliance.read import ReadDraft, ReadError
from cmcompliance.read.site_fields import TABLE
from cmcompliance.read.text import read_text

HUGO_TOML = """\
+++
title = "Le sérum de Lumidaube"
date = 2026-11-22T18:30:00+01:00
draft = true
tags = ["soin", "peau"]

[params]
  hero = { src = "a.jpg" }

[cmcompliance]
platform = "blog"
jurisdictions = ["FR"]
author.role = "influencer"
relationship = { kind = "paid", brand = "Lumidaube", platform_label = false }
+++

Mon avis
"""
HUGO_JSON = """\
{
  "title": "Le sérum",
  "date": "2026-11-22",
  "tags": ["soin"],
  "cmcompliance": {
    "platform": "blog",
    "author": {"role": "brand"}
  }
}

Mon avis
"""
JEKYLL = """\
---
layout: post
title:  "Le sérum"
date:   2026-11-22 18:30:00 +0100
author: Léa Martin
categories: soin peau
og.image: &image /a.jpg
twitter: {image: *image}
cmcompliance:
  platform: blog
---
Mon avis
"""
MKDOCS = """\
---
title: Le sérum
date:
  created: 2026-11-22
  updated: 2026-12-01
authors: [lea]
hide: [toc]
cmcompliance.platform: blog
---
Mon avis
"""
ELEVENTY = """\
---json
{
  "layout": "post.njk",
  "title": "Le sérum",
  "date": "Last Modified",
  "eleventyNavigation": {"key": "soin"},
  "cmcompliance": {"platform": "blog"}
}
---
Mon avis
"""
DOCUSAURUS = """\
---
id: serum
title: Le sérum
slug: /serum
sidebar_position: 2
authors: [{name: Léa, url: https://example.org}]
lang: fr_FR
---
Mon avis
"""
SITES = {
    "hugo.toml": HUGO_TOML,
    "hugo.json": HUGO_JSON,
    "jekyll": JEKYLL,
    "mkdocs": MKDOCS,
    "eleventy": ELEVENTY,
    "docusaurus": DOCUSAURUS,
}


def read(content: str) -> ReadDraft:
    item = read_text(content.encode(), "post.md")
    assert isinstance(item, ReadDraft), item
    return item


def problems_of(content: str) -> list[tuple[int | None, str]]:
    item = read_text(content.encode(), "post.md")
    assert isinstance(item, ReadError), item
    return [(problem.line, problem.message) for problem in item.problems]


def notes_of(content: str) -> list[tuple[int | None, str]]:
    return [(note.line, note.message) for note in read(content).notes]


@pytest.mark.parametrize("content", SITES.values(), ids=SITES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_text_of_a_sites_page_and_its_place_are_known(content: str, line_end: str) -> None:
    content = content.replace("\n", line_end)
    item = read(content)
    assert item.draft.text == "Mon avis"
    assert item.notes == ()
    at = content.index("Mon avis")
    assert (item.origin.text_offset, item.origin.text_line) == (at, content.count("\n", 0, at) + 1)


def test_toml_of_hugo_says_what_the_draft_is() -> None:
    draft = read(HUGO_TOML).draft
    assert (draft.title, draft.platform, draft.jurisdictions) == ("Le sérum de Lumidaube", "blog", ["FR"])
    assert draft.published_at == datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    assert (draft.author.role, draft.relationship.kind, draft.relationship.platform_label) == (
        "influencer",
        "paid",
        False,
    )


def test_json_of_hugo_says_what_the_draft_is() -> None:
    draft = read(HUGO_JSON).draft
    assert (draft.title, draft.platform, draft.author.role) == ("Le sérum", "blog", "brand")
    assert draft.published_at == date(2026, 11, 22)


def test_jekylls_words_are_taken_where_they_mean_the_same_and_others_are_let_be() -> None:
    draft = read(JEKYLL).draft
    assert (draft.title, draft.author.name, draft.platform) == ("Le sérum", "Léa Martin", "blog")
    assert draft.published_at == datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=1)))


def test_mkdocs_eleventy_and_docusaurus() -> None:
    mkdocs, eleventy, docusaurus = (read(page).draft for page in (MKDOCS, ELEVENTY, DOCUSAURUS))
    assert (mkdocs.platform, mkdocs.published_at) == ("blog", date(2026, 11, 22))
    assert (eleventy.platform, eleventy.published_at) == ("blog", None)
    assert (docusaurus.language, docusaurus.id, docusaurus.author.name) == ("fr-FR", None, None)


def test_what_stands_in_the_table_wins_over_the_generators_words() -> None:
    draft = read(
        "---\ntitle: A\ndate: 2026-01-01\nlang: en\nauthor: {name: B, email: c}\n"
        "cmcompliance: {title: D, published_at: 2026-02-02, language: fr, author: {name: E}}\n---\na"
    ).draft
    assert (draft.title, draft.language, draft.author.name) == ("D", "fr", "E")
    assert draft.published_at == date(2026, 2, 2)


def test_the_day_of_publication_wins_over_the_day_of_writing() -> None:
    assert read("---\ndate: 2026-01-01\npublishDate: 2026-03-01\n---\na").draft.published_at == date(
        2026, 3, 1
    )
    assert read("---\ndate: 2026-01-01\npublished: true\n---\na").draft.published_at == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("  platfrom: blog", 4, "unknown field `platfrom`; did you mean `platform`?"),
        ("  author: {rol: brand}", 4, "unknown field `author.rol`; did you mean `author.role`?"),
        ("  platform: blgo", 4, "`platform`: 'blgo' is not a valid value; did you mean 'blog'?"),
        ("  text: b", 4, "`text` has no place in the front matter"),
    ],
)
def test_the_table_is_as_strict_as_a_drafts_own_front_matter(table: str, line: int, message: str) -> None:
    found = problems_of(f"---\ndate: 2026-01-01\ncmcompliance:\n{table}\n---\na")
    assert [line for line, _ in found] == [line]
    assert found[0][1].startswith(message)


def test_the_line_of_what_is_wrong_is_known_in_toml_and_json() -> None:
    toml = HUGO_TOML.replace("platform =", "platfrom =")
    assert problems_of(toml)[0][0] == 11
    assert problems_of(HUGO_JSON.replace('"role"', '"rol"'))[0][0] == 7
    assert problems_of(ELEVENTY.replace("blog", "blgo"))[0][0] == 7


def test_a_table_that_holds_no_fields_is_told() -> None:
    message = "`cmcompliance` holds fields with their values, such as `platform: x`"
    assert problems_of("---\ntitle: a\ncmcompliance: blog\n---\na") == [(3, message)]
    assert read("---\ntitle: a\nhero: b\ncmcompliance:\n---\na").draft == Draft(text="a", title="a")


def test_a_site_has_what_names_it_likes() -> None:
    page = "---\ntags: [a]\nhero: {a: b}\nlinks: [a]\nlabels: [b]\nmedia: c\nid: 4\nkind: page\n---\na"
    assert read(page).draft == Draft(text="a")


def test_what_may_have_been_meant_for_us_is_noted() -> None:
    assert notes_of("---\ntags: [a]\nplatfrom: x\n---\na") == [
        (3, "`platfrom` is taken for the site's own; did you mean `cmcompliance.platform`?")
    ]
    assert notes_of("---\nplatform: x\ncmcompliance: {language: fr}\n---\na") == [
        (2, "`platform` is taken for the site's own; meant for cmcompliance, it stands under `cmcompliance`")
    ]
    assert notes_of("---\ntags: [a]\ndate: 11/12/2026\n---\na") == [
        (3, "`date`: no day is read from '11/12/2026'; write it as 2026-11-22")
    ]


def test_a_drafts_own_fields_may_stand_beside_a_generators() -> None:
    draft = read("---\nplatform: x\nauthor.role: brand\ndate: 2026-01-01\ntags: [a]\nlayout: b\n---\na").draft
    assert (draft.platform, draft.author.role, draft.published_at) == ("x", "brand", date(2026, 1, 1))


def test_beside_them_a_field_that_does_not_exist_is_an_error_that_tells_the_way_out() -> None:
    [(line, message)] = problems_of("---\nplatform: x\ntags: [a]\nrelationshp: {kind: paid}\n---\na")
    assert (line, message) == (
        4,
        "unknown field `relationshp`; did you mean `relationship`? "
        "In a site's front matter, ours stand under `cmcompliance:`",
    )


@pytest.mark.parametrize(
    ("matter", "wrong"),
    [
        ("platform: x\nplatfrom: y", "unknown field `platfrom`"),
        ("title: a\nhero: b", "unknown field `hero`"),
        ("platform: x\nlang: fr", "unknown field `lang`"),
        ("title: a\ntype: post", "unknown field `type`"),
        ("title: a\nauthor: moi", "`author`: expected fields"),
    ],
)
def test_without_a_sign_of_a_generator_front_matter_is_a_drafts_and_strict(matter: str, wrong: str) -> None:
    assert problems_of(f"---\n{matter}\n---\na")[0][1].startswith(wrong)


def test_a_drafts_own_front_matter_may_be_toml_or_json_and_is_as_strict() -> None:
    assert read('+++\nplatform = "x"\nauthor.followers = 3\n+++\na').draft.author.followers == 3
    assert read('{"platform": "x"}\na').draft == Draft(text="a", platform="x")
    assert problems_of('+++\nplatfrom = "x"\n+++\na')[0] == (
        2,
        "unknown field `platfrom`; did you mean `platform`?",
    )


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("+++\ntitle = \n+++\na", 2, "front matter: no valid TOML: "),
        ('+++\ntitle = "a"\na', 1, "front matter opens here (`+++`) and is never closed"),
        ('{"title": "a",\n  tags: 1}\na', 2, "front matter: not JSON: "),
        ('{"title": "a", "title": "b"}\na', 1, "front matter: `title` stands twice in one object"),
        ("---json\n[1]\n---\na", 2, "front matter holds fields with their values"),
        ("---json\n{}\na", 1, "front matter opens here (`---json`) and is never closed by a `---` line"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_with_its_line(
    content: str, line: int, message: str
) -> None:
    [(at, told)] = problems_of(content)
    assert (at, told.startswith(message)) == (line, True), told


@pytest.mark.parametrize(
    "text",
    [
        "+++\nGrand jeu !\n+++",
        "+++ Jeu +++\nBonjour",
        "{{< youtube a >}}\nBonjour",
        "{prenom}, bonjour",
        "{ok}",
    ],
)
def test_a_text_that_only_looks_like_front_matter_is_a_text(text: str) -> None:
    assert read(text).draft == Draft(text=text)


def test_a_page_of_a_site_may_have_no_words() -> None:
    assert read("---\nlayout: home\n---\n").draft.text == ""


def test_a_page_that_is_marked_as_a_draft_is_checked_all_the_same() -> None:
    assert read("---\ndraft: true\n---\nMon avis").draft.text == "Mon avis"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        "title",
        "date",
        "publishDate",
        "tags",
        "draft",
        "author",
        "lang",
        "layout",
        "kind",
        "links",
        "media",
        "hero",
    ]
)
MATTER = st.dictionaries(NAMES | st.text(min_size=1, max_size=8), VALUES, max_size=6)


@given(MATTER)
@example({"date": {"created": {"a": "b"}}, "author": ["a"], "title": {"a": 1}})
def test_what_a_generator_reads_is_never_an_error_whatever_it_is(matter: dict[str, Any]) -> None:
    own = {TABLE: {"platform": "blog", "language": "fr"}}
    names = {name.partition(".")[0] for name in matter}
    if TABLE in names:
        return
    for content in (
        f"---\n{yaml.safe_dump(matter | own, allow_unicode=True)}---\nMon avis",
        f"{json.dumps(matter | own, default=str)}\nMon avis",
        f"---json\n{json.dumps(matter | own, default=str, indent=1)}\n---\nMon avis",
    ):
        draft = read(content).draft
        assert (draft.text, draft.platform, draft.language) == ("Mon avis", "blog", "fr")


@given(st.text(alphabet='+-{}[]:="\n #a1.,', max_size=60))
def test_any_text_gives_a_draft_or_an_error_with_a_line_in_it(content: str) -> None:
    for begun in (
        "---\n",
        "+++\n",
        "{",
        "---json\n",
        "---toml\n",
        "---\ndate: 1\n",
        "+++\ndate = 2026-01-01\n",
    ):
        item = read_text((begun + content).encode(), "post.md")
        if isinstance(item, ReadError):
            lines = [problem.line for problem in item.problems if problem.line is not None]
            assert all(1 <= line <= (begun + content).count("\n") + 1 for line in lines)
        else:
            assert (begun + content)[item.origin.text_offset :].startswith(item.draft.text)


def test_deep_nesting_is_an_error_or_let_be_and_no_crash() -> None:
    deep = "[" * 5000 + "]" * 5000
    open_only = "[" * 100_000
    for content in (
        f"---\ndate: 2026-01-01\nhero: {deep}\n---\na",
        f"---\nhero: {open_only}\n---\na",
        "---\n" + "".join(" " * depth + "a:\n" for depth in range(1000)) + "---\na",
        "---\n" + "- " * 50_000 + "a\n---\na",
        f"---\ndate: 2026-01-01\ncmcompliance: {{links: {deep}}}\n---\na",
        f"+++\ndate = 2026-01-01\nhero = {deep}\n+++\na",
        f'{{"date": "2026-01-01", "hero": {deep}}}\na',
    ):
        assert isinstance(read_text(content.encode(), "post.md"), ReadDraft | ReadError)
