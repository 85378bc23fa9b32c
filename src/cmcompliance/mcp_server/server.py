"""The tools as an assistant sees them: what they are for, what they take and what they answer."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import version
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator

from cmcompliance.desk import Desk, Explained, RulesFound, RulesTemplate
from cmcompliance.draft import Contest, Draft, DraftError, parse_draft
from cmcompliance.draft.model import EntryAction, Mechanism, Platform
from cmcompliance.fixing import Fixed
from cmcompliance.report import Report
from cmcompliance.rulebook import RuleBookError
from cmcompliance.rulebook.rule_selection import SelectionError
from cmcompliance.rulebook.selector import SelectorError
from cmcompliance.settings import Preparation, SettingsError

P = ParamSpec("P")
R = TypeVar("R")
_FORESEEN = (DraftError, SelectionError, SelectorError, SettingsError, RuleBookError)
_READS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = (
    "Check every post, story, ad or contest before it is published: check_draft. Give what is known of it "
    "(platform, jurisdictions, author, relationship); answer the report's questions by asking the person, "
    "never by guessing, and put the answer into the draft's field. `block` must not be published. Facts that "
    "fix_draft leaves in square brackets are the person's to fill in. An automatic check is no legal advice."
)


def _as_draft(value: Any, _: ValidatorFunctionWrapHandler) -> Draft:
    if isinstance(value, Draft):
        return value
    if not isinstance(value, Mapping):
        raise ValueError("a draft is an object with at least a `text`")
    return parse_draft(value)


DraftGiven = Annotated[Draft, WrapValidator(_as_draft)]
Lang = Annotated[
    Literal["fr", "en"] | None, Field(description="language of the hints; absent: that of the draft")
]


def server_on(preparation: Preparation) -> MCPServer[Any]:
    """Return the server whose tools check drafts under some settings."""
    desk = Desk(preparation)
    server: MCPServer[Any] = MCPServer(
        "cmcompliance",
        title="cmcompliance",
        instructions=_INSTRUCTIONS,
        version=version("cmcompliance"),
        log_level="WARNING",
    )

    @_tool(server)
    def check_draft(draft: DraftGiven, lang: Lang = None) -> Report:
        """Check a draft against the law, the platforms' terms and the house's rules before it is published.

        `verdict`: pass, review or block. Each finding has its place in the text, its legal basis and what to
        do; each question names the field of the draft that would settle it.
        """
        return desk.check(draft, lang)

    @_tool(server)
    def fix_draft(
        draft: DraftGiven,
        unsafe: Annotated[
            bool, Field(description="also edits that a person must confirm to be true")
        ] = False,
        lang: Lang = None,
    ) -> Fixed:
        """Mend a draft with the edits of its findings; tells what was done, what was left and what remains.

        Without `unsafe` only edits that say nothing new and take nothing away. Square brackets in the
        mended text are for the author to fill in.
        """
        return desk.fix(draft, unsafe, lang)

    @_tool(server)
    def explain_finding(
        draft: DraftGiven,
        rule: Annotated[
            str | None,
            Field(description="a rule, a folder, an obligation or a topic; absent: all that found something"),
        ] = None,
        lang: Lang = None,
    ) -> Explained:
        """Explain why a rule fired on a draft, or why not: its condition line by line, with the facts."""
        return Explained(explanation=desk.explain(draft, rule, lang))

    @_tool(server)
    def find_rule(
        words: Annotated[
            str, Field(description="words that stand in the rule, in French or English; empty: all")
        ] = "",
        jurisdiction: Annotated[
            str | None, Field(description="rules that hold there: FR, BE, EU, US-NY…")
        ] = None,
        platform: Annotated[Platform | None, Field(description="rules that hold on it")] = None,
        obligation: Annotated[
            str | None, Field(description="an obligation (contest.rules-missing) or a topic (contest)")
        ] = None,
        lang: Literal["fr", "en"] = "fr",
    ) -> RulesFound:
        """Find the rules on a subject, with their legal basis and their remedy; no draft is needed."""
        return desk.find(words, jurisdiction, platform, obligation, lang)

    @_tool(server)
    def contest_rules_template(
        jurisdictions: Annotated[
            list[str], Field(min_length=1, description="where the audience is: FR, BE, GB, US-NY…")
        ],
        platform: Platform | None = None,
        mechanism: Annotated[Mechanism, Field(description="how winners are chosen")] = "chance",
        entry_actions: list[EntryAction] | None = None,
        organiser: str | None = None,
        opens_at: date | None = None,
        closes_at: date | None = None,
        rules_url: str | None = None,
        lang: Literal["fr", "en"] = "fr",
    ) -> RulesTemplate:
        """Write contest rules to start from: the clauses that the law and the platform ask for.

        Have the person fill in the placeholders, then check the text with kind `contest_rules`.
        """
        contest = Contest(
            organiser=organiser,
            mechanism=mechanism,
            entry_actions=entry_actions,
            opens_at=opens_at,
            closes_at=closes_at,
            rules_url=rules_url,
        )
        return desk.template(jurisdictions, platform, contest, lang)

    return server


def _tool(server: MCPServer[Any]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that adds a tool; what can be foreseen to go wrong is told in its own words."""

    def add(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def tool(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except _FORESEEN as error:
                raise ToolError(str(error)) from error

        return server.tool(annotations=_READS_ONLY, structured_output=True)(tool)

    return add
