"""The files of a new rule, as text that its author goes on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from cmcompliance.scaffold.ordinary import OrdinaryTexts
from cmcompliance.scaffold.wanted import Kind, Wanted

_HEAD = {
    "fr": (
        "Une règle de la maison. Changez ce que vous voulez, puis essayez-la :",
        "tout le langage est dans docs/rule-language.md, la marche à suivre dans docs/own-rules.md.",
    ),
    "en": (
        "A rule of the house. Change what you like, then try it:",
        "docs/rule-language.md has the whole language, docs/own-rules.md how to go about it.",
    ),
}
_NOTES = {
    "fr": {
        "severity": "error : à ne pas publier ; warning : à revoir ; info : conseil",
        "when": "tout ceci à la fois",
        "ask": "à demander quand le brouillon ne le dit pas",
        "examples": "au moins trois de chaque : des textes comme on en écrit vraiment",
        "lexicon": "Comment on le dit, dans toutes les langues (`any`) ou par langue (`fr`, `en`).",
        "inference": "Ce qu'il faut voir pour que ce soit dit ; une citation ne compte pas.",
        "source": "Où la maison a écrit sa règle : le rapport la cite.",
        "obligations": "De quoi une règle de la maison peut parler.",
        "questions": "Ce qu'un brouillon peut dire de lui-même (labels: …), et comment le demander.",
        "statement": "La mention exacte : la règle la cherche et la propose.",
        "book": "Le nom et la version de vos règles, tels que les rapports les citent.",
    },
    "en": {
        "severity": "error: do not publish; warning: to review; info: advice",
        "when": "all of this at once",
        "ask": "asked for when the draft does not say it",
        "examples": "three of each at least: texts as people really write them",
        "lexicon": "How people say it, in all languages (`any`) or by language (`fr`, `en`).",
        "inference": "What has to be seen for it to count as said; a quotation does not count.",
        "source": "Where the house has written its rule down: the report cites it.",
        "obligations": "What a rule of the house can be about.",
        "questions": "What a draft can say of itself (labels: …), and how to ask for it.",
        "statement": "The exact wording: the rule looks for it and offers it.",
        "book": "The name and version of your rules, as reports cite them.",
    },
}
MEANINGS: dict[Kind, tuple[str, str]] = {
    "forbidden-word": ("mot que la maison n'emploie pas", "word that the house does not use"),
    "required-mention": ("mention de la maison absente", "mention of the house missing"),
    "approval": ("contenu que le client n'a pas validé", "content that the client has not approved"),
    "handle": ("identifiant de compte erroné", "wrong account handle"),
    "blank": ("règle de la maison", "rule of the house"),
}
"""What the breach of each kind is, in French and English."""


def quoted(text: str) -> str:
    """Return a text as YAML writes it between quotes."""
    return json.dumps(text, ensure_ascii=False)


def note(wanted: Wanted, key: str) -> str:
    """Return a comment in the author's language."""
    return f"# {_NOTES[wanted.language][key]}"


def both(french: str, english: str) -> str:
    """Return a text in both languages as YAML."""
    return f"{{fr: {quoted(french)}, en: {quoted(english)}}}"


def rule_text(wanted: Wanted, source: str, folder: str, used: Iterable[str]) -> str:
    """Return the rule's file; `source`: the policy that it cites; `used`: texts of the examples there."""
    texts = OrdinaryTexts(used, (*wanted.words, *wanted.wrong))
    return _RULES[wanted.kind](wanted, source, folder, texts)


def word_files(wanted: Wanted) -> dict[str, str]:
    """Return the other files that the rule needs, by path."""
    if wanted.kind == "approval":
        return {}
    if wanted.kind == "required-mention":
        return _mention_files(wanted)
    words = wanted.wrong if wanted.kind == "handle" else _words(wanted)
    but_not = "[quoted]" if wanted.kind != "handle" else "[]"
    meaning = both(f"le texte dit : {words[0]}", f"the text says: {words[0]}")
    stem = wanted.stem
    return {
        f"lexicon/{stem}.yaml": (
            f"{note(wanted, 'lexicon')}\nconcepts:\n  {stem}:\n    meaning: {meaning}\n"
            f"    any: [{', '.join(map(quoted, words))}]\n"
        ),
        f"inference/{stem}.yaml": (
            f"{note(wanted, 'inference')}\nfacts:\n  says.{stem}:\n    meaning: {meaning}\n"
            f"    found:\n      - {{concept: {stem}, but_not: {but_not}}}\n"
        ),
    }


def _mention_files(wanted: Wanted) -> dict[str, str]:
    mention, stem = wanted.words[0], wanted.stem
    meaning = both(f"la mention « {mention} »", f"the mention “{mention}”")
    return {
        f"statements/{stem}.yaml": (
            f"{note(wanted, 'statement')}\nstatements:\n  {stem}:\n    meaning: {meaning}\n"
            f"    source: SOURCE\n    text: {both(mention, mention)}\n"
        ),
        f"inference/{stem}.yaml": (
            f"facts:\n  says.{stem}:\n    meaning: {meaning}\n    found:\n      - {{statement: {stem}}}\n"
        ),
    }


def _words(wanted: Wanted) -> tuple[str, ...]:
    return wanted.words or (("mot à remplacer",) if wanted.language == "fr" else ("word to replace",))


def _rule(
    wanted: Wanted,
    source: str,
    folder: str,
    *,
    title: str,
    conditions: Iterable[str],
    message: str,
    hint: str,
    edit: str | None,
    breaching: Iterable[str],
    clean: Iterable[str],
    asking: Iterable[str] = (),
    ask: str | None = None,
    scope: str = "",
) -> str:
    first, last = _HEAD[wanted.language]
    scopes = [f"platforms: [{', '.join(wanted.platforms)}]"] if wanted.platforms else []
    scopes += [scope] if scope else []
    groups = (("breaching", breaching), ("asking", asking), ("clean", clean))
    lines = [
        f"# {first}",
        f"#   cmcompliance rules test --pack {folder}",
        f"#   cmcompliance rules lint {folder}",
        f"# {last}",
        f"obligation: {wanted.obligation}",
        f"severity: {wanted.severity}    {note(wanted, 'severity')}",
        f"title: {title}",
        *([f"scope: {{{', '.join(scopes)}}}"] if scopes else []),
        f"when:    {note(wanted, 'when')}",
        *(f"  - {condition}" for condition in conditions),
        *([f"ask: [{ask}]    {note(wanted, 'ask')}"] if ask else []),
        f"message: {message}",
        "remediation:",
        f"  hint: {hint}",
        *([f"  edit: {edit}"] if edit else []),
        f"sources: [{source}]",
        f"examples:    {note(wanted, 'examples')}",
    ]
    for group, items in groups:
        listed = [f"    - {{{item}}}" for item in items]
        lines += [f"  {group}:", *listed] if listed else []
    return "\n".join(lines) + "\n"


def _said(text: str, *more: str) -> str:
    return ", ".join((f"text: {quoted(text)}", *more))


def _forbidden(wanted: Wanted, source: str, folder: str, texts: OrdinaryTexts) -> str:
    words = _words(wanted)
    first, second, third = words[0], words[-1], words[len(words) // 2]
    instead = wanted.instead
    hint = both(f"Écrivez « {instead} ».", f"Write “{instead}”.") if instead else None
    return _rule(
        wanted,
        source,
        folder,
        title=both(f"« {first} » : à ne pas employer", f"“{first}”: not to be used"),
        conditions=[f"says.{wanted.stem}"],
        message=both(f"La maison n'emploie pas « {first} ».", f"The house does not use “{first}”."),
        hint=hint or both("Dites-le autrement.", "Say it in other words."),
        edit=f"{{replace: {both(instead, instead)}}}" if instead else None,
        breaching=[
            _said(
                f"Notre sélection de la semaine, {first}, vous attend en vitrine.", f"span: {quoted(first)}"
            ),
            _said(f"On nous demande souvent {second} et on vous répond demain.", f"span: {quoted(second)}"),
            _said(f"Our new range, {third}, is in store now.", "language: en", f"span: {quoted(third)}"),
        ],
        clean=[
            _said(texts.french()),
            _said(texts.french()),
            _said(f"Une cliente nous écrit : « c'est {first} et c'est très bien »."),
        ],
    )


def _mention(wanted: Wanted, source: str, folder: str, texts: OrdinaryTexts) -> str:
    mention = wanted.words[0]
    return _rule(
        wanted,
        source,
        folder,
        title=both(f"Mention absente : {mention}", f"Mention missing: {mention}"),
        scope="kinds_except: [comment, bio]",
        conditions=[f"not says.{wanted.stem}"],
        message=both(f"La maison demande la mention « {mention} ».", f"The house asks for “{mention}”."),
        hint=both("Ajoutez la mention telle quelle.", "Add the mention as it stands."),
        edit=f"{{statement: {wanted.stem}, where: end}}",
        breaching=[
            _said(texts.french()),
            _said(texts.french()),
            _said(texts.english(), "language: en"),
        ],
        clean=[
            _said(f"{texts.french()}\n{mention}"),
            _said(f"{texts.english()}\n{mention}", "language: en"),
            _said(texts.french(), "kind: comment"),
        ],
    )


def _approval(wanted: Wanted, source: str, folder: str, texts: OrdinaryTexts) -> str:
    label = wanted.label
    yes, no = f"labels: {{{label}: true}}", f"labels: {{{label}: false}}"
    return _rule(
        wanted,
        source,
        folder,
        title=both("Contenu non validé", "Content not approved"),
        scope="kinds_except: [comment]",
        conditions=[f"not labels.{label}"],
        ask=f"labels.{label}",
        message=both("Ce contenu n'a pas été validé.", "This content has not been approved."),
        hint=both(f"Faites-le valider, puis notez `{yes}`.", f"Have it approved, then note `{yes}`."),
        edit=None,
        breaching=[
            _said(texts.french(), no),
            _said(texts.french(), no),
            _said(texts.english(), "language: en", no),
        ],
        asking=[_said(texts.french(), f"asks: [labels.{label}]")],
        clean=[
            _said(texts.french(), yes),
            _said(texts.english(), "language: en", yes),
            _said(texts.french(), "kind: comment"),
        ],
    )


def _handle(wanted: Wanted, source: str, folder: str, texts: OrdinaryTexts) -> str:
    right, wrong = wanted.words[0], wanted.wrong
    said = (
        "Suivez {} pour la suite.",
        "Merci à {} pour cette belle journée !",
        "All the news is on {} today.",
    )
    return _rule(
        wanted,
        source,
        folder,
        title=both(f"Le compte est {right}", f"The account is {right}"),
        conditions=[f"says.{wanted.stem}"],
        message=both(f"Ce compte n'est pas le nôtre : {right}.", f"This account is not ours: {right}."),
        hint=both(f"Mentionnez {right}.", f"Mention {right}."),
        edit=f"{{replace: {both(right, right)}}}",
        breaching=[
            _said(text.format(wrong[number % len(wrong)]), f"span: {quoted(wrong[number % len(wrong)])}")
            for number, text in enumerate(said)
        ],
        clean=[
            _said(texts.french()),
            _said(texts.french()),
            _said(f"Suivez {right} pour ne rien manquer."),
        ],
    )


_RULES: dict[Kind, Callable[[Wanted, str, str, OrdinaryTexts], str]] = {
    "forbidden-word": _forbidden,
    "required-mention": _mention,
    "approval": _approval,
    "handle": _handle,
    "blank": _forbidden,
}
