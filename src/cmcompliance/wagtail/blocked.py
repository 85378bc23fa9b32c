"""What is raised in place of a publication."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from cmcompliance.render.words import Language
from cmcompliance.wagtail.judging import Judgement
from cmcompliance.wagtail.notices import plain_notice


class PublicationBlocked(ValidationError):  # noqa: N818  an answer, not a fault
    """The instance did not go live: `judgement` says why. Wagtail's API answers it with the findings."""

    def __init__(self, instance: Any, judgement: Judgement, language: Language) -> None:
        super().__init__(
            {NON_FIELD_ERRORS: [plain_notice(instance, judgement, language)]}, code="cmcompliance"
        )
        self.instance = instance
        self.judgement = judgement
        self.language = language

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.instance, self.judgement, self.language)
