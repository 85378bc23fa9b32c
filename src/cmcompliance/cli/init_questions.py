"""The questions of `cmcompliance init`, and what people reply to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.render import Language
    from cmcompliance.rulebook import RuleBook
    from cmcompliance.settings.starter import Answers

Hear = Callable[[str], str]
Say = Callable[[str], None]

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "intro": "Quelques questions ; Entrée passe à la suivante, et tout se change dans le fichier.",
        "role": "Qui parle ?",
        "name": "Sous quel nom ?",
        "handle": "Sous quel identifiant (@…) ?",
        "jurisdictions": "Dans quels pays est votre public ? (France, BE, CA-QC… ; plusieurs : des virgules)",
        "platforms": "Sur quelles plateformes publiez-vous ? (plusieurs : des virgules)",
        "sectors": "Dans quel secteur ? (plusieurs : des virgules ; aucun de ceux-là : Entrée)",
        "one": "Une seule réponse, s'il vous plaît.",
        "unknown": "« {} » n'est pas dans la liste{}",
        "nearest": " ; vouliez-vous dire « {} » ?",
    },
    "en": {
        "intro": "A few questions; Enter goes on to the next, and all of it can be changed in the file.",
        "role": "Who speaks?",
        "name": "Under which name?",
        "handle": "Under which handle (@…)?",
        "jurisdictions": "In which countries is your audience? (France, Belgium, CA-QC…; several: commas)",
        "platforms": "On which platforms do you publish? (several: commas)",
        "sectors": "In which sector? (several: commas; none of these: Enter)",
        "one": "One answer, please.",
        "unknown": "“{}” is not in the list{}",
        "nearest": "; did you mean “{}”?",
    },
}


@dataclass(frozen=True, slots=True)
class _Choices:
    """What may be replied: values, the words for each, and whether they are few enough to be listed."""

    labels: Mapping[str, Mapping[str, str]]
    listed: bool = True

    def lines(self, language: Language) -> Iterator[str]:
        if self.listed:
            for number, (value, label) in enumerate(self.labels.items(), 1):
                word = label.get(language, value)
                said = value if word.casefold() == value else f"{value} ({word})"
                yield f"{number:>3}  {said}"

    def meant(self, word: str, language: Language) -> str | None:
        """Return the value that a reply stands for: its number in the list, its words or a part of them."""
        wanted = word.casefold()
        for value, label in self.labels.items():
            if wanted in {value.casefold(), *(text.casefold() for text in label.values())}:
                return value
        return self._listed_as(word, language) if self.listed else None

    def _listed_as(self, word: str, language: Language) -> str | None:
        from cmcompliance.answering.choices import read_choice
        from cmcompliance.answering.misread import MisreadError

        labels = {value: label.get(language, value) for value, label in self.labels.items()}
        try:
            return read_choice(word, tuple(labels), labels, language)
        except MisreadError:
            return None

    def nearest(self, word: str) -> str | None:
        import difflib

        known = {
            text.casefold(): text for value, label in self.labels.items() for text in (value, *label.values())
        }
        near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
        return known[near[0]] if near else None


def ask(known: Answers, book: RuleBook, language: Language, hear: Hear, say: Say) -> Answers:
    """Return the answers with those to the questions that are still open.

    `hear` asks one question and returns the reply, `say` tells something.
    """
    words = _WORDS[language]
    asker = _Asker(language, hear, say)
    say(words["intro"])
    countries = {code: territory.name for code, territory in book.territories.items()}
    if known.role is None:
        known = replace(known, role=asker.one("role", _Choices(_labels(book, "author.role"))))
    if known.name is None:
        known = replace(known, name=asker.text("name"))
    if known.handle is None:
        known = replace(known, handle=asker.text("handle"))
    if not known.jurisdictions:
        known = replace(
            known, jurisdictions=asker.several("jurisdictions", _Choices(countries, listed=False))
        )
    if not known.platforms:
        known = replace(known, platforms=asker.several("platforms", _Choices(_labels(book, "platform"))))
    if not known.sectors:
        known = replace(known, sectors=asker.several("sectors", _Choices(_labels(book, "sectors"))))
    return known


@dataclass(frozen=True, slots=True)
class _Asker:
    language: Language
    hear: Hear
    say: Say

    def text(self, question: str) -> str | None:
        return self.hear(_WORDS[self.language][question]).strip() or None

    def one(self, question: str, choices: _Choices) -> str | None:
        while True:
            found = self.several(question, choices)
            if len(found) < 2:
                return next(iter(found), None)
            self.say(_WORDS[self.language]["one"])

    def several(self, question: str, choices: _Choices) -> tuple[str, ...]:
        for line in choices.lines(self.language):
            self.say(line)
        while True:
            found = self._values(self.hear(_WORDS[self.language][question]), choices)
            if found is not None:
                return found

    def _values(self, reply: str, choices: _Choices) -> tuple[str, ...] | None:
        """Return the values that a reply names; None, having said why, when a word of it is none."""
        found: dict[str, None] = {}
        for word in _words(reply):
            value = choices.meant(word, self.language)
            if value is None:
                words, near = _WORDS[self.language], choices.nearest(word)
                hint = words["nearest"].format(near) if near else "."
                self.say(words["unknown"].format(word, hint))
                return None
            found[value] = None
        return tuple(found)


def _words(reply: str) -> list[str]:
    return [word.strip() for word in reply.replace(";", ",").split(",") if word.strip()]


def _labels(book: RuleBook, field: str) -> dict[str, Mapping[str, str]]:
    from cmcompliance.rulebook.vocabulary import field_choices

    labels = book.questions[field].labels if field in book.questions else {}
    return {value: labels.get(value, {}) for value in field_choices(field)}
