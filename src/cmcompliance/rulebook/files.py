"""The models of sources, lexicon, inference and rule files: what people write, before it is the rule book."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from cmcompliance.draft.model import Draft, Kind
from cmcompliance.rulebook.vocabulary import EntityKind, Position, Stretch, TextField, TextScope

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
SourceKey = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
ConceptName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
VariableName = Annotated[str, Field(pattern=r"^[a-z_]+$")]
Severity = Literal["error", "warning", "info"]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, (str, bool)) else value


def _as_table(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return {item: {} for item in value}
    if isinstance(value, dict):
        return {key: {} if entry is None else entry for key, entry in value.items()}
    return value


def _stretch(value: Any, handler: Any) -> Any:
    try:
        return handler(value)
    except ValueError:
        raise PydanticCustomError(
            "expected", "expected clause, sentence, line, field or a number of tokens"
        ) from None


class FilePart(BaseModel):
    """A mapping in a rule file: its keys are known, its types exact."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bilingual(FilePart):
    """A text in French and English."""

    fr: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _some_language(self) -> Bilingual:
        if self.fr is None and self.en is None:
            raise PydanticCustomError("expected", "expected a text under `fr` and `en`")
        return self


class Checked(FilePart):
    """When and against what a source was last read."""

    on: date
    against: Text


class SourceData(FilePart):
    """A legal text, a platform's terms, or a house's own policy."""

    citation: Text
    title: Text | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    territory: str | None = Field(None, description="a code of territories.yaml")
    platform: str | None = Field(None, description="a key of platforms.yaml")
    house: Text | None = Field(None, description="whose own policy it is: it holds everywhere")
    excepted: list[str] = Field([], alias="except", description="territories where it is not in force")
    start: date | None = Field(None, alias="from", description="first day in force")
    end: date | None = Field(None, alias="to", description="last day in force")
    sanction: Text | None = None
    checked: Checked | None = None


class SourcesFile(FilePart):
    """`rules/sources/**/*.yaml`"""

    sources: dict[SourceKey, SourceData]


class Exceptions(FilePart):
    """Phrases inside which an occurrence of the concept is none."""

    fr: list[Text] = []
    en: list[Text] = []
    any: list[Text] = []


class ConceptData(FilePart):
    """How people say a thing."""

    meaning: Bilingual
    fr: list[Text] = []
    en: list[Text] = []
    any: list[Text] = []
    exceptions: Exceptions = Field(Exceptions(), alias="not")

    @model_validator(mode="after")
    def _some_phrase(self) -> ConceptData:
        if not (self.fr or self.en or self.any):
            raise PydanticCustomError("expected", "a concept needs phrases under `fr`, `en` or `any`")
        return self


class LexiconFile(FilePart):
    """`rules/lexicon/**/*.yaml`"""

    concepts: dict[ConceptName, ConceptData]


class StatementData(FilePart):
    """A wording that the law gives, to be said as it stands."""

    meaning: Bilingual
    source: SourceKey
    text: Bilingual = Field(description="the exact wording, in the languages in which the law gives it")
    also: list[Text] = Field([], description="phrases that count as well")


class StatementsFile(FilePart):
    """`rules/statements/**/*.yaml`"""

    statements: dict[SourceKey, StatementData]


class DutyData(FilePart):
    """A duty, with the rules that look after it, or why there is none."""

    territory: str | None = Field(None, description="a code of territories.yaml")
    platform: str | None = Field(None, description="a key of platforms.yaml")
    obligation: str
    duty: Bilingual
    rules: list[str] = []
    none: Bilingual | None = None


class CoverageFile(FilePart):
    """`rules/coverage/**/*.yaml`"""

    coverage: dict[SourceKey, DutyData]


class SightingData(FilePart):
    """One item of `found`."""

    concept: Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])] = []
    statement: Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str])] = []
    entity: Annotated[
        list[EntityKind], BeforeValidator(_as_list, json_schema_input_type=EntityKind | list[EntityKind])
    ] = []
    near: list[Text] = []
    within: Annotated[Stretch | Annotated[int, Field(ge=1)], WrapValidator(_stretch)] = "sentence"
    ordered: bool = False
    without: list[Text] = []
    but_not: list[TextScope] | None = None
    only: list[TextScope] = []
    where: list[Position] = []
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "title", "overlay", "transcript"]
    at_least: Annotated[int, Field(ge=1)] = 1
    not_spelled: list[Text] = Field([], description="an occurrence written exactly so does not count")

    @model_validator(mode="after")
    def _one_thing_to_see(self) -> SightingData:
        given = self.model_fields_set
        seen = [name for name in ("concept", "statement", "entity", "near") if getattr(self, name)]
        if len(seen) != 1:
            found = f"found {' and '.join(f'`{name}`' for name in seen)}" if seen else "found none"
            raise PydanticCustomError(
                "expected",
                f"an item of `found` has exactly one of `concept`, `statement`, `entity`, `near`; {found}",
            )
        if self.near and len(self.near) < 2:
            raise PydanticCustomError("expected", "`near` needs two operands or more; for one, use `concept`")
        if self.not_spelled and not self.concept:
            raise PydanticCustomError("expected", "`not_spelled` goes with `concept`")
        if "ordered" in given and not self.near:
            raise PydanticCustomError("expected", "`ordered` goes with `near`")
        if "within" in given and not (self.near or self.without):
            raise PydanticCustomError("expected", "`within` goes with `near` or `without`")
        if set(self.only) & set(self.but_not or ()):
            raise PydanticCustomError(
                "expected", "the same scope under `only` and `but_not`: nothing can be seen"
            )
        return self


_Listed: TypeAlias = Annotated[
    list[bool | str], BeforeValidator(_as_list, json_schema_input_type=bool | str | list[bool | str])
]


class PeopleWanted(FilePart):
    """What one person in the medium must be."""

    name: _Listed | None = None
    consent: _Listed | None = None
    minor: _Listed | None = None
    public_figure: _Listed | None = None


class MusicWanted(FilePart):
    """What the music of the medium must be."""

    title: _Listed | None = None
    artist: _Listed | None = None
    licence: _Listed | None = None


class MediaWanted(FilePart):
    """What one medium must be; each list gives the accepted values."""

    kind: _Listed | None = None
    source: _Listed | None = None
    retouched: _Listed | None = None
    ai_generated: _Listed | None = None
    ai_label: _Listed | None = None
    credit: _Listed | None = None
    path: _Listed | None = None
    licence: _Listed | None = None
    people: PeopleWanted | None = None
    music: MusicWanted | None = None
    disagrees: _Listed | None = None
    owner: _Listed | None = None
    provenance: _Listed | None = None
    release: _Listed | None = None
    youngest: _Listed | None = None
    place: _Listed | None = None
    track: _Listed | None = None
    ledger: _Listed | None = None
    read: _Listed | None = None


class AnyOf(FilePart):
    """True when one of its conditions is."""

    any: list[ConditionData]


class AllOf(FilePart):
    """True when all its conditions are."""

    all: list[ConditionData]


ConditionData = TypeAliasType("ConditionData", "str | AnyOf | AllOf")
Conditions = Annotated[
    list[Any],
    # Read by `conditions.py`, which knows the place of each line.
    PlainValidator(lambda value: value, json_schema_input_type=list[ConditionData]),
]


class FactData(FilePart):
    """A fact: seen in the text, in the media, or derived from other facts."""

    meaning: Bilingual
    found: Annotated[list[SightingData], Field(min_length=1)] | None = None
    media: MediaWanted | None = None
    when: Conditions | None = None
    unless: Conditions | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> FactData:
        given = [name for name in ("found", "media", "when") if getattr(self, name) is not None]
        if len(given) != 1:
            found = f"found {' and '.join(f'`{name}`' for name in given)}" if given else "found none"
            raise PydanticCustomError(
                "expected", f"a fact has exactly one of `found`, `media`, `when`; {found}"
            )
        if self.unless is not None and self.when is None:
            raise PydanticCustomError("expected", "`unless` goes with `when`")
        return self


class InferenceFile(FilePart):
    """`rules/inference/**/*.yaml`"""

    facts: dict[FactName, FactData]


class SeverityWhen(FilePart):
    """A severity that replaces the rule's when its conditions surely hold."""

    severity: Severity
    when: Conditions


class ScopeEntryData(FilePart):
    """What differs for one territory or platform."""

    bindings: dict[VariableName, str] = Field({}, alias="with")
    severity: Severity | None = None
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")


ScopeTable = Annotated[
    dict[str, ScopeEntryData],
    BeforeValidator(_as_table, json_schema_input_type=list[str] | dict[str, ScopeEntryData | None]),
]


class ScopeData(FilePart):
    """To which drafts a rule applies."""

    territories: ScopeTable = {}
    platforms: ScopeTable = {}
    kinds: list[Kind] = []
    kinds_except: list[Kind] = []
    excepted: list[str] = Field([], alias="except", description="territories of the above that are left out")
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _one_way(self) -> ScopeData:
        if self.kinds and self.kinds_except:
            raise PydanticCustomError("expected", "either `kinds` or `kinds_except`, not both")
        if self.excepted and not self.territories:
            raise PydanticCustomError("expected", "`except` goes with `territories`")
        return self


class EditData(FilePart):
    """The change that mends the text."""

    insert: Bilingual | None = None
    statement: str | None = Field(None, description="insert this statement as the law words it")
    clause: str | None = Field(
        None, description="where the text is contest rules, insert this clause of clauses.yaml (instead)"
    )
    replace: Bilingual | None = None
    delete: Literal["span", "clause", "sentence", "line"] | None = None
    where: Literal["start", "end", "before_hashtags", "line_start", "after"] = "end"
    safety: Literal["safe", "suggested"] = Field(
        "suggested", description="safe: it says nothing that the facts do not prove, and takes nothing away"
    )
    safe_when: Conditions | None = Field(
        None, description="conditions that prove what is said: safe where they surely hold, else suggested"
    )

    @model_validator(mode="after")
    def _one_action(self) -> EditData:
        actions = ("insert", "statement", "replace", "delete")
        given = [name for name in actions if getattr(self, name) is not None]
        if len(given) != 1 and (given or self.clause is None):
            found = f"found {' and '.join(f'`{name}`' for name in given)}" if given else "found none"
            raise PydanticCustomError(
                "expected", f"an edit has exactly one of `insert`, `statement`, `replace`, `delete`; {found}"
            )
        if "where" in self.model_fields_set and self.insert is None and self.statement is None:
            raise PydanticCustomError("expected", "`where` goes with `insert` or `statement`")
        if self.clause is not None and (self.replace is not None or self.delete is not None):
            raise PydanticCustomError("expected", "`clause` goes with `insert` or `statement`, or alone")
        if self.safe_when is not None and self.safety == "safe":
            raise PydanticCustomError("expected", "either `safety: safe` or `safe_when`, not both")
        return self


class RemediationData(FilePart):
    """What to do about it."""

    hint: Bilingual
    edit: EditData | None = None


class ExampleData(Draft):
    """A draft with what the rule must do with it."""

    span: Text | None = Field(None, description="words that a span of the finding must contain")
    note: Text | None = None


class AskingExampleData(ExampleData):
    """A draft that must raise a question."""

    asks: list[str] = Field([], description="the fields that must be asked for")


class ExamplesData(FilePart):
    """Drafts kept with the rule."""

    breaching: list[ExampleData] = []
    asking: list[AskingExampleData] = []
    clean: list[ExampleData] = []


class RuleFile(FilePart):
    """An obligation rule: one file, named by its path."""

    obligation: str
    severity: Severity
    severity_when: list[SeverityWhen] = []
    title: Bilingual
    scope: ScopeData = Field(default_factory=lambda: ScopeData.model_validate({}))
    when: Conditions
    unless: Conditions | None = None
    ask: list[str] = []
    at: list[str] = []
    message: Bilingual
    remediation: RemediationData
    beside: bool = Field(
        False, description="said even where another rule of the obligation sees the same words"
    )
    waivable: bool = Field(True, description="false: no waiver covers an error of this rule")
    sources: Annotated[list[str], Field(min_length=1)]
    unchecked: Bilingual | None = Field(
        None, description="why none of the sources could be read yet; the rule's page says so"
    )
    examples: ExamplesData = ExamplesData()
