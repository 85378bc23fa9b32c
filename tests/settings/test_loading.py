from __future__ import annotations

from pathlib import Path

import pytest
from tests.settings.conftest import Write, values

from cmcompliance.settings.errors import SettingsError
from cmcompliance.settings.loading import load_settings
from cmcompliance.settings.resolution import resolve
from cmcompliance.settings.settings import Settings


def loaded(path: Path, about: str | None = None) -> Settings:
    file = load_settings(path)
    return resolve(tuple(file.layers(Path(about).absolute() if about else None)), file)


def problems(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load_settings(path)
    return str(raised.value).splitlines()


def test_all_that_is_wrong_is_told_at_once_each_at_its_place(write: Write) -> None:
    path = write(
        "cmcompliance.toml",
        """\
platfrm = "x"
ignore = ["contest"]
role = "brand"
jurisdictions = [
  "FR",
  "UK",
]
strict = true
[author]
rol = "brand"
followers = "many"
[rules]
off = "contest"
only = []
[rules.severity]
"contest" = "warn"
[output]
strict = "yes"
lang = "de"
[[paths]]
exclude = ["x"]
[[paths]]
match = ["a", "!"]
platform = "insta"
""",
    )
    found = problems(path)
    assert found[:-1] == [
        "cmcompliance.toml:1:1: unknown key `platfrm`; did you mean `platform`?",
        "cmcompliance.toml:2:1: unknown key `ignore`; did you mean `rules.off`?",
        "cmcompliance.toml:3:1: unknown key `role`; did you mean `author.role`?",
        "cmcompliance.toml:6:3: `jurisdictions[1]`: 'UK' is no ISO 3166 code; did you mean 'GB'?",
        "cmcompliance.toml:8:1: unknown key `strict`; did you mean `output.strict`?",
        "cmcompliance.toml:10:1: unknown key `author.rol`; did you mean `author.role`?",
        "cmcompliance.toml:11:1: `author.followers`: expected a whole number, got 'many'",
        'cmcompliance.toml:13:1: `rules.off`: expected a list, such as ["contest"]',
        "cmcompliance.toml:14:1: `rules.only`: is empty",
        "cmcompliance.toml:16:1: `rules.severity.contest`: 'warn' is not a valid value; did you mean "
        "'warning'? (expected 'error', 'warning' or 'info')",
        "cmcompliance.toml:18:1: `output.strict`: expected true or false, got 'yes'",
        "cmcompliance.toml:19:1: `output.lang`: 'de' is not a valid value; did you mean 'en'? "
        "(expected 'fr' or 'en')",
        "cmcompliance.toml:20:3: missing key `paths[0].match`",
        "cmcompliance.toml:21:1: unknown key `paths[0].exclude`: it stands at the top of the file, "
        "for all drafts",
        "cmcompliance.toml:23:15: `paths[1].match[1]`: expected a pattern such as 'clients/acme/**' or "
        "'*.md', got '!'",
    ]
    assert found[-1].startswith(
        "cmcompliance.toml:24:1: `paths[1].platform`: 'insta' is not a valid value; did you mean 'instagram'?"
    )


def test_a_key_that_resembles_nothing_comes_with_those_that_there_are(write: Write) -> None:
    path = write("cmcompliance.toml", "[audience]\nzzz = 1\n")
    assert problems(path) == [
        "cmcompliance.toml:2:1: unknown key `audience.zzz`; valid keys are min_age, targets_minors"
    ]


def test_in_pyproject_places_are_those_of_the_file(write: Write) -> None:
    path = write("pyproject.toml", "[project]\nname = 'a'\n\n[tool.cmcompliance]\nplatfrm = 'x'\n")
    assert problems(path) == ["pyproject.toml:5:1: unknown key `platfrm`; did you mean `platform`?"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[tool]\nx = 1\n", "pyproject.toml:1:1: has no table [tool.cmcompliance]"),
        ("[tool]\ncmcompliance = 1\n", "pyproject.toml:2:1: the table `tool.cmcompliance`: expected fields"),
    ],
)
def test_a_pyproject_without_our_table_is_told(write: Write, content: str, message: str) -> None:
    assert problems(write("pyproject.toml", content))[0].startswith(message)


def test_what_is_no_toml_is_told(write: Write) -> None:
    assert problems(write("a.toml", "a = 1\nb =\n"))[0].startswith("a.toml:2:4: no valid TOML: ")
    assert problems(Path("none.toml"))[0].startswith("none.toml:1:1: cannot be read: ")


def test_a_file_builds_upon_another_and_wins_over_all_that_this_says(write: Write) -> None:
    write("base.toml", "platform = 'x'\nlanguage = 'fr'\n[[paths]]\nmatch = ['*.md']\nplatform = 'tiktok'\n")
    path = write("a/cmcompliance.toml", "extends = '../base.toml'\nplatform = 'instagram'\n")
    settings = loaded(path, "a/post.md")
    assert values(settings.draft) == {"platform": "instagram", "language": "fr"}
    assert [file.name for file in settings.files] == ["cmcompliance.toml", "base.toml"]
    assert str(settings.draft["language"].place.file) == "base.toml"


def test_folders_and_files_are_those_beside_the_file_that_names_them(write: Write) -> None:
    base = write("base/base.toml", "packs = ['house/']\nwaivers = 'w.toml'\nbaseline = 'b.json'\n")
    settings = loaded(write("a/cmcompliance.toml", "extends = '../base/base.toml'\nbaseline = 'own.json'\n"))
    assert settings.packs is not None
    assert settings.packs.base == base.parent
    assert settings.waivers is not None
    assert settings.waivers.value == base.parent / "w.toml"
    assert settings.baseline is not None
    assert settings.baseline.value == Path.cwd() / "a" / "own.json"


def test_a_circle_is_told_with_its_way(write: Write) -> None:
    write("b.toml", "extends = 'c.toml'\n")
    write("c.toml", "\nextends = 'a.toml'\n")
    path = write("a.toml", "extends = './b.toml'\n")
    assert problems(path) == ["c.toml:2:1: `extends` goes in a circle: a.toml → b.toml → c.toml → a.toml"]
    assert "`extends` goes in a circle: d.toml → d.toml" in problems(write("d.toml", "extends = 'd.toml'"))[0]


@pytest.mark.parametrize(
    ("named", "what"), [("none.toml", "no such file"), ("folder", "is a folder: name the file in it")]
)
def test_what_cannot_be_built_upon_is_told_where_it_is_named(write: Write, named: str, what: str) -> None:
    write("folder/x")
    assert problems(write("a.toml", f"\nextends = '{named}'\n")) == [
        f"a.toml:2:1: `extends`: {named}: {what}"
    ]


def test_problems_of_both_files_are_told(write: Write) -> None:
    write("base.toml", "x = 1\n")
    found = problems(write("a.toml", "extends = 'base.toml'\ny = 1\n"))
    assert [line.split(" ")[0] for line in found] == ["a.toml:2:1:", "base.toml:1:1:"]


def test_a_file_may_build_upon_the_table_of_a_pyproject(write: Write) -> None:
    write("pyproject.toml", "[tool.cmcompliance]\nplatform = 'x'\n")
    assert values(loaded(write("a/a.toml", "extends = '../pyproject.toml'\n")).draft) == {"platform": "x"}


def test_paths_are_matched_from_the_folder_of_the_file_and_later_ones_win(write: Write) -> None:
    path = write(
        "clients/cmcompliance.toml",
        """\
platform = "x"
[author]
role = "brand"
name = "Us"
[[paths]]
match = ["acme/**", "!acme/own/*.md"]
author.role = "agency"
[[paths]]
match = ["*.txt"]
platform = "tiktok"
[[paths]]
match = ["acme/a.txt"]
platform = "blog"
""",
    )

    def of(about: str) -> tuple[str, str]:
        draft = values(loaded(path, about).draft)
        assert draft["author.name"] == "Us"
        return draft["platform"], draft["author.role"]

    assert of("clients/a.md") == ("x", "brand")
    assert of("clients/acme/a.md") == ("x", "agency")
    assert of("clients/acme/own/a.md") == ("x", "brand")
    assert of("clients/acme/b.txt") == ("tiktok", "agency")
    assert of("clients/acme/a.txt") == ("blog", "agency")
    assert of("acme/b.txt") == ("x", "brand")


def test_where_a_value_is_written_is_known(write: Write) -> None:
    path = write("a.toml", "author.role = 'brand'\n\n[[paths]]\nmatch = ['*']\nauthor = {role = 'agency'}\n")
    place = loaded(path, "x.md").draft["author.role"].place
    assert (place.file, place.line, place.column) == ("a.toml", 5, 11)


def test_what_a_run_passes_over_is_the_nearest_list(write: Write) -> None:
    write("base.toml", "exclude = ['old/']\n")
    file = load_settings(write("a/a.toml", "extends = '../base.toml'\n"))
    assert file.excludes(Path.cwd() / "old" / "x.md")
    assert not file.excludes(Path.cwd() / "a" / "x.md")
    own = load_settings(write("a/b.toml", "extends = '../base.toml'\nexclude = ['*.md']\n"))
    assert own.excludes(Path.cwd() / "a" / "x.md")
    assert not own.excludes(Path.cwd() / "old" / "x.md")
