"""From a folder of results to all that the page says, in one pass through the steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmcompliance.render.document_words import month_in_words
from cmcompliance.render.words import Language
from cmcompliance.results.opening import opened
from cmcompliance.results.record import ScanRecord, read_record
from cmcompliance.results.report.axes import Axis, AxisName, lay_axes
from cmcompliance.results.report.campaigns import Campaign, Open, campaigns_of, open_questions
from cmcompliance.results.report.charts import Chart, Named, chart_of
from cmcompliance.results.report.choice import Chosen, chosen_posts, rank_posts, rows_of
from cmcompliance.results.report.cube import MOST_CELLS, ORDER, cube_of
from cmcompliance.results.report.extent import Extent, extent_of
from cmcompliance.results.report.labels import Labels, labels_of
from cmcompliance.results.report.near_duplicates import group_near_duplicates
from cmcompliance.results.report.posts import PostReader, ShownPost
from cmcompliance.results.report.recurring import Team, recurring_teams
from cmcompliance.results.report.words import report_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHARTS: Final[tuple[AxisName, ...]] = ("severity", "month", "obligation", "platform", "author")


@dataclass(frozen=True, slots=True)
class ShownTeam:
    """Posts that say nearly the same, with one of them."""

    team: Team
    example: ShownPost


@dataclass(frozen=True, slots=True)
class Content:
    """All that the page says. `cube`: findings by all axes at once, None where they are too many for a page;
    `sizes`: how many values each axis of it has; `all_compared`: whether all posts were, by what they say.
    """

    language: Language
    record: ScanRecord
    labels: Labels
    extent: Extent
    charts: Mapping[AxisName, Chart]
    others: Mapping[AxisName, int]
    cube: str | None
    sizes: tuple[int, ...]
    posts: tuple[ShownPost, ...]
    teams: tuple[ShownTeam, ...]
    team_count: int
    all_compared: bool
    questions: tuple[Open, ...]
    question_count: int
    campaigns: tuple[Campaign, ...]
    campaign_count: int


def content_of(folder: Path, language: Language, *, most_cells: int = MOST_CELLS) -> Content:
    """Return what there is to say of the results in a folder. Raises ResultsRefused."""
    record = read_record(folder)
    with opened(folder, record=record) as base:
        return _content(base, record, language, most_cells)


def _content(base: DuckDBPyConnection, record: ScanRecord, language: Language, most_cells: int) -> Content:
    labels = labels_of(record.identity.get("packs") or (), language)
    words = report_words(language)
    axes = lay_axes(base, record.today)
    all_compared = group_near_duplicates(base)
    rank_posts(base)
    chosen = chosen_posts(base)
    teams, team_count = recurring_teams(base)
    campaigns, campaign_count = campaigns_of(base)
    questions, question_count = open_questions(base)
    posts, examples = _posts(base, chosen, teams, PostReader(language, words, labels))
    return Content(
        language=language,
        record=record,
        labels=labels,
        extent=extent_of(base),
        charts={
            name: chart_of(base, axes[name], _named(axes[name], words, labels, language)) for name in _CHARTS
        },
        others={name: axis.others for name, axis in axes.items()},
        cube=cube_of(base, axes, most_cells),
        sizes=tuple(len(axes[name].keys) for name in ORDER),
        posts=posts,
        teams=tuple(ShownTeam(team, example) for team, example in zip(teams, examples, strict=True)),
        team_count=team_count,
        all_compared=all_compared,
        questions=tuple(questions),
        question_count=question_count,
        campaigns=tuple(campaigns),
        campaign_count=campaign_count,
    )


def _posts(
    base: DuckDBPyConnection, chosen: Sequence[Chosen], teams: Sequence[Team], reader: PostReader
) -> tuple[tuple[ShownPost, ...], tuple[ShownPost, ...]]:
    """Return the posts that were chosen, and the example of each team."""
    examples = [Chosen(team.example, False, team.number, team.posts, team.codes, ()) for team in teams]
    names = [one.draft_id for one in (*chosen, *examples)]
    drafts, findings = rows_of(base, "drafts", names), rows_of(base, "findings", names)

    def shown(one: Chosen, anchor: str) -> ShownPost:
        [row] = drafts[one.draft_id]
        found: Sequence[Mapping[str, Any]] = findings.get(one.draft_id, ())
        return reader.shown(anchor, one, row, found)

    return (
        tuple(shown(one, f"p{number}") for number, one in enumerate(chosen, 1)),
        tuple(shown(one, f"t{number}") for number, one in enumerate(examples, 1)),
    )


def _named(axis: Axis, words: Mapping[str, str], labels: Labels, language: Language) -> Named:
    def named(key: str) -> tuple[str, str]:
        if key == "…" and axis.others:
            return words["others"].format(axis.others), ""
        match axis.name:
            case "severity":
                return words[f"severity_{key}"], ""
            case "obligation":
                label = labels.obligation(key)
                return label, key if label.lower() != key.lower() else ""
            case "month":
                return _month(key, words, language), key if key[:1].isdigit() else ""
            case "platform":
                return (labels.platform(key) or words["no_platform"]), ""
            case "author":
                return key or words["no_author"], ""

    return named


def _month(key: str, words: Mapping[str, str], language: Language) -> str:
    if not key[:1].isdigit():
        return words[key or "no_date"]
    year, month = key.split("-")
    return month_in_words(int(year), int(month), language)
