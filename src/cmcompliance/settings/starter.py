"""A settings file to start from: what is known filled in, the rest to be uncommented, all of it explained."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]

_WIDTH = 100

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "head": "Ce que les brouillons de ce dossier et de ses sous-dossiers ne disent pas eux-mêmes, et les "
        "règles qui parlent. Un brouillon qui dit autre chose l'emporte ; une option de la commande "
        "l'emporte sur lui.\n"
        "« cmcompliance config show FICHIER » montre ce qui vaut pour un fichier, et d'où cela vient.",
        "jurisdictions": "Le droit du public visé : codes ISO 3166, ou EU.",
        "platform": "Où les brouillons paraissent.",
        "platforms": "Où les brouillons paraissent : selon leur dossier, voir [[paths]] à la fin.",
        "sectors": "Le secteur de ce qui est présenté : {}.",
        "packs": "Vos propres règles, par-dessus celles de cmcompliance : des dossiers, avec une barre "
        "oblique.",
        "exclude": "Ce qu'un contrôle de dossier laisse de côté ; motifs comme dans .gitignore.",
        "waivers": "Le fichier des dérogations, et celui des constats déjà connus.",
        "author": "Qui parle. Un brouillon qui nomme quelqu'un d'autre ne prend rien d'ici.",
        "rules": "Les règles se nomment par leur nom (fr/contest/rules-missing), leur dossier (fr/contest), "
        "leur obligation (contest.rules-missing) ou leur sujet (contest).",
        "off": "celles-ci se taisent",
        "only": "elles seules parlent",
        "severity": "Leur gravité : error, warning ou info. Le nom le plus précis l'emporte.",
        "output": "Comme les options du même nom.",
        "by_folder": "Un brouillon dans un dossier de ce nom est pour cette plateforme.",
        "paths": "D'autres réglages pour certains fichiers : toute clé ci-dessus. La dernière table "
        "l'emporte.",
    },
    "en": {
        "head": "What the drafts of this folder and those below it do not say themselves, and which rules "
        "speak. A draft that says otherwise wins; an option of the command wins over the draft.\n"
        '"cmcompliance config show FILE" shows what holds for a file, and where it comes from.',
        "jurisdictions": "The audience's law: ISO 3166 codes, or EU.",
        "platform": "Where drafts appear.",
        "platforms": "Where drafts appear: by their folder, see [[paths]] at the end.",
        "sectors": "The sector of what is shown: {}.",
        "packs": "Rules of your own, over those of cmcompliance: folders, with a slash.",
        "exclude": "What a check of a folder passes over; patterns as in .gitignore.",
        "waivers": "The file of waivers, and that of the findings already known.",
        "author": "Who speaks. A draft that names somebody else takes nothing from here.",
        "rules": "Rules go by their name (fr/contest/rules-missing), their folder (fr/contest), their "
        "obligation (contest.rules-missing) or their topic (contest).",
        "off": "these do not speak",
        "only": "no others speak",
        "severity": "How grave they are: error, warning or info. The most precise name wins.",
        "output": "As the options of that name.",
        "by_folder": "A draft in a folder of this name is for this platform.",
        "paths": "Other settings for some files: any key above. The last table wins.",
    },
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a team when it starts; nothing is a good answer."""

    role: str | None = None
    name: str | None = None
    handle: str | None = None
    jurisdictions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


def starter(answers: Answers, language: Language, roles: Sequence[str], sectors: Sequence[str]) -> str:
    """Return the text of a settings file; `roles` and `sectors`: the words that may stand there."""
    words = _WORDS[language]
    several = len(answers.platforms) > 1
    blocks = [
        [*_comment(words["head"])],
        [
            *_comment(words["jurisdictions"]),
            _key("jurisdictions", answers.jurisdictions, ["FR"]),
        ],
        [
            *_comment(words["platforms" if several else "platform"]),
            _key("platform", None if several else next(iter(answers.platforms), None), "instagram"),
        ],
        [
            *_comment(words["sectors"].format(", ".join(sectors))),
            _key("sectors", answers.sectors, ["cosmetics"]),
        ],
        [*_comment(words["packs"]), _key("packs", None, ["house/"])],
        [*_comment(words["exclude"]), _key("exclude", None, ["archive/", "*.tmp.md"])],
        [
            *_comment(words["waivers"]),
            _key("waivers", None, "waivers.toml"),
            _key("baseline", None, "baseline.json"),
        ],
        [
            *_comment(words["author"]),
            "[author]",
            f"{_key('role', answers.role, 'brand')}  # {', '.join(roles)}",
            _key("name", answers.name, "Maison Rive"),
            _key("handle", answers.handle, "@maisonrive"),
        ],
        [
            *_comment(words["rules"]),
            "[rules]",
            f"{_key('off', None, ['contest.odds-missing'])}  # {words['off']}",
            f"{_key('only', None, ['disclosure', 'contest'])}  # {words['only']}",
        ],
        [*_comment(words["severity"]), "[rules.severity]", _key('"contest"', None, "warning")],
        [
            *_comment(words["output"]),
            "[output]",
            _key("lang", None, language),
            _key("format", None, "text"),
            "# strict = true",
        ],
        *_by_folder(answers, words),
        [
            *_comment(words["paths"]),
            "# [[paths]]",
            _key("match", None, ["clients/acme/"]),
            _key("relationship.brand", None, "Acme"),
        ],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _by_folder(answers: Answers, words: Mapping[str, str]) -> Iterator[list[str]]:
    if len(answers.platforms) < 2:
        return
    for number, platform in enumerate(answers.platforms):
        yield [
            *(_comment(words["by_folder"]) if number == 0 else ()),
            "[[paths]]",
            _key("match", [f"{platform}/"], ""),
            _key("platform", platform, ""),
        ]


def _comment(text: str) -> Iterator[str]:
    for paragraph in text.splitlines():
        yield from textwrap.wrap(paragraph, _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _key(name: str, value: str | Sequence[str] | None, example: str | Sequence[str]) -> str:
    return f"{name} = {_toml(value)}" if value else f"# {name} = {_toml(example)}"


def _toml(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return f"[{', '.join(map(_toml, value))}]"
    import tomlkit  # noqa: PLC0415  # only who starts a file needs it

    return tomlkit.string(value).as_string()
