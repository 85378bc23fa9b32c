"""The models of the single files of rules: obligations, territories, platforms, mechanics, questions…"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel

from cmcompliance.draft.model import EntryAction, Mechanism
from cmcompliance.rulebook.book import CountedAs
from cmcompliance.rulebook.files import Bilingual, FilePart, SourceKey, Text
from cmcompliance.rulebook.vocabulary import QuestionType

TerritoryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$|^EEA$")]


class TerritoryData(FilePart):
    """A jurisdiction."""

    fr: Text
    en: Text
    parents: list[TerritoryCode] = Field(
        [], alias="in", description="the larger ones whose law also applies in it"
    )


class TerritoriesFile(FilePart):
    """`rules/territories.yaml`"""

    territories: dict[TerritoryCode, TerritoryData]


class PlatformData(FilePart):
    """What differs by platform; what is not known is left out."""

    name: Text
    company: Text | None = None
    fold: Annotated[int, Field(ge=1)] | None = Field(None, description='characters shown before "more"')
    text_limit: Annotated[int, Field(ge=1)] | None = Field(None, description="characters accepted")
    basic_limit: Annotated[int, Field(ge=1)] | None = Field(
        None, description="characters accepted of accounts that pay nothing, where others may write more"
    )
    counted_as: CountedAs = Field("characters", description="what the limits count")
    link_length: Annotated[int, Field(ge=1)] | None = Field(
        None, description="what an address counts for, however long it is"
    )
    hashtag_limit: Annotated[int, Field(ge=0)] | None = None


class PlatformsFile(FilePart):
    """`rules/platforms.yaml`"""

    platforms: dict[str, PlatformData]


MechanicName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class MechanicData(FilePart):
    """An entry action. A platform that stands nowhere does not speak of it."""

    meaning: Bilingual
    allowed: dict[str, SourceKey] = Field({}, description="platforms, each with the source that says so")
    discouraged: dict[str, SourceKey] = Field({}, description="lawful there, but limited or less shown")
    forbidden: dict[str, SourceKey] = Field({}, description="barred by the terms")


class MechanicsFile(FilePart):
    """`rules/mechanics.yaml`"""

    mechanics: dict[MechanicName, MechanicData]


class QuestionData(FilePart):
    """How to ask for a field of the draft."""

    type: QuestionType
    fr: Text
    en: Text
    name: Bilingual | None = Field(None, description="what reports call the field")
    labels: dict[str, Text | Bilingual] = Field({}, description="the words for each choice")


class FieldData(FilePart):
    """What reports call a field of the draft that nobody is asked for."""

    name: Bilingual
    labels: dict[str, Text | Bilingual] = Field({}, description="the words for each of its values")


class QuestionsFile(FilePart):
    """`rules/questions.yaml`"""

    questions: dict[str, QuestionData]
    fields: dict[str, FieldData] = Field({}, description="fields that nobody is asked for")


class PlaceholderData(FilePart):
    """What an edit inserts for a value that is not known."""

    fr: Text
    en: Text


class PlaceholdersFile(FilePart):
    """`rules/placeholders.yaml`"""

    placeholders: dict[str, PlaceholderData]


class ClauseData(FilePart):
    """An article of contest rules."""

    title: Bilingual
    text: Bilingual
    territories: list[TerritoryCode] = Field([], description="only for audiences there")
    platforms: list[str] | Literal["any"] = Field(
        [], description="only for promotions there; any: on whichever, but on one"
    )
    mechanisms: list[Mechanism] = Field([], description="only where winners are chosen so")
    entry_actions: list[EntryAction] = Field([], description="only where entrants are asked for one of these")
    always: bool = Field(False, description="in every document, whether or not a rule asks for it")


class ClausesFile(FilePart):
    """`rules/clauses.yaml`: in the order of the document."""

    clauses: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")], ClauseData]


class BookFile(FilePart):
    """`rules/book.yaml`"""

    name: Text
    version: str | int | float


class ObligationsFile(RootModel[dict[str, dict[str, Text | Bilingual]]]):
    """`rules/obligations.yaml`: topic, then code, then what the breach is."""

    model_config = ConfigDict(frozen=True, strict=True)
