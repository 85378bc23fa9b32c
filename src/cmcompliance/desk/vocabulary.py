"""The words for a draft's fields and their choices, as those who show a form need them."""

from __future__ import annotations

from typing import Final

from cmcompliance.desk.answers import Choice, FieldWords, TextLimit, Vocabulary
from cmcompliance.render import Language
from cmcompliance.rulebook import RuleBook
from cmcompliance.rulebook.book import FieldText, QuestionText, Words

_PLACES: Final = ("jurisdictions", "contest.territories")
_NAMES: Final[dict[str, Words]] = {
    "jurisdictions": {
        "fr": "pays et territoires du public",
        "en": "countries and territories of the audience",
    }
}


def vocabulary_of(book: RuleBook, lang: Language) -> Vocabulary:
    """Return the words for all fields that the rule book names, and for where the law of a place holds."""
    texts: dict[str, QuestionText | FieldText] = {**book.fields, **book.questions}
    fields = {field: _field(text, lang) for field, text in texts.items()}
    places = sorted((_in(known.name, lang), code) for code, known in book.territories.items())
    choices = [Choice(value=code, words=name) for name, code in places]
    for field in _PLACES:
        named = fields.get(field) or FieldWords(
            type="list", name=_in(_NAMES[field], lang), question=None, choices=[]
        )
        fields[field] = named.model_copy(update={"choices": choices})
    return Vocabulary(language=lang, fields=fields, limits=_limits(book))


def _limits(book: RuleBook) -> dict[str, TextLimit]:
    return {
        key: TextLimit(
            limit=known.text_limit,
            basic=known.basic_limit,
            counted=known.counted_as,
            link=known.link_length,
        )
        for key, known in book.platforms.items()
        if known.text_limit
    }


def _field(text: QuestionText | FieldText, lang: Language) -> FieldWords:
    asked = text if isinstance(text, QuestionText) else None
    return FieldWords(
        type=asked.type if asked else None,
        name=_in(text.name, lang) or text.field,
        question=_in(asked.text, lang) if asked else None,
        choices=[Choice(value=value, words=_in(words, lang)) for value, words in text.labels.items()],
    )


def _in(words: Words, lang: Language) -> str:
    return words.get(lang) or next(iter(words.values()), "")
