"""From the arguments of a function that publishes to the draft that it is about to publish."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from cmcompliance.draft import Draft, DraftError, parse_draft

ToDraft = Callable[..., Draft | str]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the parameters that hold what a draft says; None: no parameter does."""

    text: str
    title: str | None = None
    language: str | None = None
    alt: str | None = None
    links: str | None = None
    reply: str | None = None
    published_at: str | None = None

    def given(self) -> dict[str, str]:
        """Return the parameters by what they hold."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        return {what: name for what, name in every.items() if name is not None}


def drafts_by_name(function: Callable[..., Any], names: Names, constant: Mapping[str, Any]) -> ToDraft:
    """Return what makes a draft of a call of `function`; `constant`: fields of every draft.

    The arguments are looked at and never changed or used up. Raises TypeError for a name that is no
    parameter of the function, DraftError for fields that no draft has.
    """
    parse_draft({"text": "", **constant})
    signature, called = _signature(function), name_of(function)
    extra = _refuse_unknown(signature, names, called)

    def to_draft(*args: Any, **kwargs: Any) -> Draft:
        bound = _bound(signature, called, args, kwargs)
        bound.apply_defaults()
        loose = bound.arguments.get(extra, {}) if extra else {}
        values = {what: bound.arguments.get(name, loose.get(name)) for what, name in names.given().items()}
        return _draft(values, names, constant, called)

    return to_draft


def name_of(function: Callable[..., Any]) -> str:
    """Return what a message calls a function."""
    name = getattr(function, "__qualname__", None) or type(function).__name__
    return f"{name}()"


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name_of(function)} does not tell its parameters: give a function that makes the draft, "
            "guard.publishes(to_draft)"
        ) from None


def _bound(
    signature: inspect.Signature, called: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> inspect.BoundArguments:
    try:
        return signature.bind(*args, **kwargs)
    except TypeError as error:
        raise TypeError(f"{called}: {error}") from None


def _refuse_unknown(signature: inspect.Signature, names: Names, called: str) -> str | None:
    """Refuse what no argument can be; return the parameter that takes keywords of any name."""
    parameters = signature.parameters
    extra = next((name for name, one in parameters.items() if one.kind is one.VAR_KEYWORD), None)
    for what, name in names.given().items():
        if name not in parameters and extra is None:
            raise TypeError(
                f"{called} has no parameter `{name}` to take the {what} from; it has "
                f"{', '.join(f'`{one}`' for one in parameters) or 'none'}"
            )
    return extra


def _draft(values: Mapping[str, Any], names: Names, constant: Mapping[str, Any], called: str) -> Draft:
    problems = list(_problems(values, names, called))
    if problems:
        raise DraftError(problems)
    data: dict[str, Any] = {**constant, "text": values["text"]}
    for field in ("title", "published_at"):
        if values.get(field) is not None:
            data[field] = values[field]
    if language := _only(values.get("language")):
        data["language"] = language
    if values.get("reply") is not None:
        data["kind"] = "comment"
    alts = [alt for alt in _several(values.get("alt")) if alt is not None]
    if alts:
        data["media"] = [*constant.get("media", ()), *({"alt": alt} for alt in alts)]
    links = _several(values.get("links"))
    if links:
        data["links"] = [*constant.get("links", ()), *links]
    try:
        return parse_draft(data)
    except DraftError as error:
        raise DraftError([f"{called}: {line}" for line in error.problems], error.paths) from None


def _problems(values: Mapping[str, Any], names: Names, called: str) -> Iterator[str]:
    given = names.given()
    for what, value in values.items():
        if isinstance(value, Iterator):
            yield f"{called}: `{given[what]}` can be read only once; give a list instead"
    text = values["text"]
    if text is None:
        yield f'{called}: `{given["text"]}` holds no text to check; for a post without words give ""'
    elif not isinstance(text, str):
        yield (
            f"{called}: `{given['text']}` is a {type(text).__name__} and no text; "
            "give a function that makes the draft, guard.publishes(to_draft)"
        )


def _only(language: Any) -> Any:
    """Return the language if there is one; a text in several is read as it stands."""
    if isinstance(language, (list, tuple)):
        return language[0] if len(language) == 1 else None
    return language


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
