"""The evidence of a file, for people: what is known and where from, what is not said, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cmcompliance.cli.media.words import name_of, problem_of, state_of, value_of, words_of

if TYPE_CHECKING:
    from cmcompliance.media import Evidence, Ingredient, Provenance, Said, What
    from cmcompliance.render import Language, Style

_RIGHTS: tuple[What, ...] = (
    "creator",
    "artist",
    "album_artist",
    "composer",
    "label",
    "credit",
    "source",
    "copyright",
    "rights_marked",
    "owner",
    "licensor",
    "licensor_url",
    "supplier",
    "usage_terms",
    "licence_url",
    "licence_from",
    "licence_until",
    "constraint",
    "instructions",
    "rights_url",
    "contact",
    "data_mining",
    "isrc",
    "barcode",
)
_SUBJECT: tuple[What, ...] = (
    "person",
    "model_release",
    "model_release_id",
    "model_age",
    "minor_disclosure",
    "property_release",
    "property_release_id",
    "organisation",
    "product",
    "artwork_title",
    "artwork_creator",
    "artwork_copyright",
    "place",
    "place_name",
)
_MAKING: tuple[What, ...] = (
    "digital_source_type",
    "ai_system",
    "ai_prompt",
    "ai_prompt_writer",
    "tool",
    "encoder",
    "device",
    "device_serial",
    "taken_at",
)
_WORK: tuple[What, ...] = (
    "title",
    "headline",
    "description",
    "keyword",
    "comment",
    "album",
    "genre",
    "year",
    "cover",
    "manifest_url",
)
_GROUPS: Mapping[str, tuple[What, ...]] = {
    "rights": _RIGHTS,
    "subject": _SUBJECT,
    "making": _MAKING,
    "work": _WORK,
}
_LICENCE: tuple[What, ...] = ("usage_terms", "licence_url", "licensor", "licensor_url", "rights_url")
_COLON: Mapping[Language, str] = {"fr": " : ", "en": ": "}
_BY: tuple[What, ...] = ("creator", "artist", "credit")


def lines_of(evidence: Evidence, language: Language, style: Style) -> Iterator[str]:
    """Yield the lines that tell of a file."""
    words = words_of(language)
    yield from style.wrap(f"{evidence.path} — {_described(evidence, words)}", rest="  ")
    for group, wanted in _GROUPS.items():
        lines = list(_said(evidence.said, wanted, language))
        yield from _section(words[group], lines, style)
    if evidence.provenance is not None:
        yield from _section(words["provenance"], list(_provenance(evidence.provenance, language)), style)
    problems = [problem_of(one.code, one.detail, language) for one in evidence.problems]
    yield from _section(words["problems"], problems, style)
    unsaid = list(_unsaid(evidence, language))
    if unsaid:
        yield from style.wrap(words["unsaid"].format(", ".join(unsaid)), "  ", "  ")


def _described(evidence: Evidence, words: Mapping[str, str]) -> str:
    parts = [words[evidence.kind]]
    if evidence.format:
        parts.append(evidence.format.upper())
    if evidence.width and evidence.height:
        parts.append(f"{evidence.width} × {evidence.height}")
    if evidence.seconds is not None:
        parts.append(words["seconds"].format(f"{evidence.seconds:g}"))
    if evidence.size is not None:
        parts.append(words["bytes"].format(evidence.size))
    return ", ".join(parts)


def _section(title: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    if lines:
        yield f"  {style.paint(title, 'bold')}"
        for line in lines:
            yield from style.wrap(line, "    ", "      ")


def _said(said: Sequence[Said], wanted: Sequence[What], language: Language) -> Iterator[str]:
    """Yield a line a value, with all the places in which it stands."""
    for what in wanted:
        places: dict[str, list[str]] = {}
        for one in said:
            if one.what == what:
                places.setdefault(one.value, []).append(one.where)
        for value, where in places.items():
            yield f"{_stated(what, value, language)} — {'; '.join(where)}"


def _stated(what: What, value: str, language: Language) -> str:
    return f"{name_of(what, language)}{_COLON[language]}{value_of(what, value, language)}"


def _provenance(provenance: Provenance, language: Language) -> Iterator[str]:
    words, colon = words_of(language), _COLON[language]
    yield state_of(provenance.state, language)
    if provenance.signer or provenance.issuer:
        yield f"{words['signer']}{colon}{', '.join(filter(None, (provenance.signer, provenance.issuer)))}"
    if provenance.signed_at:
        yield f"{words['signed_at']}{colon}{provenance.signed_at}"
    if provenance.claim_generator:
        yield f"{words['claim_generator']}{colon}{provenance.claim_generator}"
    for action in provenance.actions:
        source = action.digital_source_type
        origin = source and value_of("digital_source_type", source, language)
        done = ", ".join(filter(None, (action.name, origin, action.tool, action.when)))
        yield f"{words['action']}{colon}{done}"
    for ingredient in provenance.ingredients:
        yield f"{words['ingredient']}{colon}{_ingredient(ingredient, language)}"
    for failure in provenance.failures:
        yield f"{words['failure']}{colon}{failure}"


def _ingredient(ingredient: Ingredient, language: Language) -> str:
    about = [ingredient.title or "?", ingredient.relationship, ingredient.format]
    about += [_stated(one.what, one.value, language) for one in ingredient.said]
    about.append(ingredient.state and state_of(ingredient.state, language))
    return "; ".join(filter(None, about))


def _unsaid(evidence: Evidence, language: Language) -> Iterator[str]:
    """Yield what one would ask of a file that was read and that does not say it."""
    if evidence.kind == "unknown" or not evidence.fully_read:
        return
    words = words_of(language)
    if not any(evidence.values(what) for what in _BY):
        yield name_of("creator", language)
    if not evidence.values("copyright"):
        yield name_of("copyright", language)
    if not any(evidence.values(what) for what in _LICENCE):
        yield words["licence"]
    if evidence.kind != "audio":
        if evidence.values("person") and not evidence.values("model_release"):
            yield words["releases"]
        if not evidence.values("digital_source_type"):
            yield name_of("digital_source_type", language)
    elif not evidence.values("isrc"):
        yield name_of("isrc", language)
