"""C2PA: the manifest of a file, as c2pa-python reads and verifies it, with nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, BinaryIO

import c2pa

from cmcompliance.media.evidence import Action, Ingredient, Provenance, ProvenanceState, Said, What
from cmcompliance.media.inspection.gathering import Gathering
from cmcompliance.media.inspection.xmp import Property
from cmcompliance.media.inspection.xmp_meaning import say_xmp
from cmcompliance.media.vocabularies import named

MIMES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
}
"""Formats whose manifests are read, by their names here."""

_QUIET = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    "core": {"allowed_network_hosts": []},
}
_STATES: Mapping[str, ProvenanceState] = {"Trusted": "trusted", "Valid": "valid"}
_UNKNOWN_SIGNER = frozenset({"signingCredential.untrusted"})
_MOST_PARTS = 100
"""Actions, ingredients and failures that are kept, of each."""
_METADATA = ("c2pa.metadata", "cawg.metadata", "stds.iptc", "stds.exif", "com.adobe.metadata")
_CREATIVE_WORK = "stds.schema-org.CreativeWork"
_WORK: Mapping[str, What] = {
    "author": "creator",
    "creator": "creator",
    "copyrightHolder": "owner",
    "copyrightNotice": "copyright",
    "creditText": "credit",
    "license": "licence_url",
    "publisher": "label",
    "usageInfo": "usage_terms",
    "acquireLicensePage": "licensor_url",
}


def read_manifest(file: BinaryIO, found: Gathering) -> None:
    """Keep what the manifest says and whether it holds; or that it is there and cannot be read."""
    file.seek(0)
    try:
        with c2pa.Reader(MIMES[found.format or ""], file, context=_context()) as reader:
            store = json.loads(reader.json())
    except c2pa.C2paError as error:
        url = _remote_place(str(error))
        if url is not None:
            found.say("manifest_url", url, "C2PA")
        else:
            found.provenance = Provenance("unreadable", failures=(str(error)[:200],))
        return
    _Store(store, found).read()


@cache
def _context() -> c2pa.Context:
    return c2pa.Context.from_dict(_QUIET)


def _remote_place(error: str) -> str | None:
    """Return the address that the library was not allowed to fetch, if that is what it complains about."""
    kind, _, words = error.partition(": ")
    return words.rpartition(" ")[2] if kind == "Remote" else None


class _Store:
    """A manifest and those of its ingredients."""

    def __init__(self, store: Mapping[str, Any], found: Gathering) -> None:
        self._manifests: Mapping[str, Any] = store.get("manifests") or {}
        self._store = store
        self._found = found

    def read(self) -> None:
        manifest = self._manifests.get(self._store.get("active_manifest") or "") or {}
        signature = manifest.get("signature_info") or {}
        _say(manifest, "C2PA", self._found)
        self._found.provenance = Provenance(
            state=_STATES.get(self._store.get("validation_state") or "", "invalid"),
            signer=_short(signature.get("common_name")),
            issuer=_short(signature.get("issuer")),
            signed_at=_short(signature.get("time")),
            claim_generator=_generator(manifest),
            title=_short(manifest.get("title")),
            actions=tuple(_actions(manifest))[:_MOST_PARTS],
            ingredients=tuple(self._ingredient(one) for one in _listed(manifest.get("ingredients"))),
            failures=_failures(self._store),
        )

    def _ingredient(self, ingredient: Mapping[str, Any]) -> Ingredient:
        its = self._manifests.get(ingredient.get("active_manifest") or "")
        return Ingredient(
            title=_short(ingredient.get("title")),
            relationship=_short(ingredient.get("relationship")),
            format=_short(ingredient.get("format")),
            said=self._said_by(its) if its else (),
            state=self._state_of(ingredient) if its else None,
        )

    def _state_of(self, ingredient: Mapping[str, Any]) -> ProvenanceState:
        label = str(ingredient.get("active_manifest"))
        blamed = [
            one for one in _listed(self._store.get("validation_status")) if label in str(one.get("url"))
        ]
        return "invalid" if _failures(ingredient) or _failures({"validation_status": blamed}) else "valid"

    def _said_by(self, manifest: Mapping[str, Any]) -> tuple[Said, ...]:
        bounds = replace(self._found.bounds, most_said=_MOST_PARTS)
        gathering = Gathering(bounds, self._found.kind, self._found.format)
        _say(manifest, "C2PA", gathering)
        return gathering.contents().said


def _say(manifest: Mapping[str, Any], standard: str, found: Gathering) -> None:
    for action in _actions(manifest):
        if action.digital_source_type:
            where = f"{standard} {action.name} digitalSourceType"
            found.say("digital_source_type", action.digital_source_type, where)
    for assertion in _listed(manifest.get("assertions")):
        label, data = str(assertion.get("label")), assertion.get("data")
        if not isinstance(data, Mapping):
            continue
        if label.startswith(_CREATIVE_WORK):
            for key, what in _WORK.items():
                for value in _names(data.get(key)):
                    found.say(what, value, f"{standard} {label} {key}")
        elif label.startswith(_METADATA):
            say_xmp(list(_properties(data, "")), f"{standard} {label}", found)
        elif label.startswith(("c2pa.training-mining", "cawg.training-mining")):
            for entry, use in _fields(data.get("entries")):
                if isinstance(use, Mapping) and isinstance(use.get("use"), str):
                    found.say("data_mining", f"{entry}: {use['use']}", f"{standard} {label}")


def _actions(manifest: Mapping[str, Any]) -> Iterator[Action]:
    for assertion in _listed(manifest.get("assertions")):
        data = assertion.get("data")
        if not str(assertion.get("label")).startswith("c2pa.actions") or not isinstance(data, Mapping):
            continue
        for action in _listed(data.get("actions")):
            source_type = _short(action.get("digitalSourceType"))
            yield Action(
                name=_short(action.get("action")) or "",
                digital_source_type=source_type and named("digital_source_type", source_type),
                tool=next(_names(action.get("softwareAgent")), None),
                when=_short(action.get("when")),
            )


def _generator(manifest: Mapping[str, Any]) -> str | None:
    for info in _listed(manifest.get("claim_generator_info")):
        words = [_short(info.get(key)) for key in ("name", "version")]
        return " ".join(word for word in words if word) or None
    return _short(manifest.get("claim_generator"))


def _failures(of: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes of what failed, but that nobody vouches for the signer."""
    results = of.get("validation_results")
    active = results.get("activeManifest") if isinstance(results, Mapping) else None
    failed = [*_listed(of.get("validation_status"))]
    if isinstance(active, Mapping):
        failed += _listed(active.get("failure"))
    codes = dict.fromkeys(_short(one.get("code")) or "" for one in failed)
    return tuple(code for code in codes if code and code not in _UNKNOWN_SIGNER)[:_MOST_PARTS]


def _listed(value: Any) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list, the first of them, none of anything else."""
    return [one for one in value if isinstance(one, Mapping)][:_MOST_PARTS] if isinstance(value, list) else []


def _fields(value: Any) -> list[tuple[str, Any]]:
    return list(value.items())[:_MOST_PARTS] if isinstance(value, Mapping) else []


def _short(value: Any) -> str | None:
    return value[:500] if isinstance(value, str) and value else None


def _names(value: Any) -> Iterator[str]:
    """Yield a text, or the names of one or several persons or things."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") or one.get("@id") if isinstance(one, Mapping) else one
        if isinstance(name, str) and name:
            yield name[:500]


def _properties(value: Any, path: str) -> Iterator[Property]:
    """Yield what JSON-LD says as the properties of XMP that it stands for."""
    if isinstance(value, Mapping):
        for key, inner in sorted(value.items()):
            if key.startswith("@"):
                continue
            if path and ":" not in key:  # `{"x-default": …, "fr": …}`
                yield from (replace(one, language=key) for one in _properties(inner, path))
            else:
                yield from _properties(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _properties(inner, path)
    elif isinstance(value, str | int | float):
        yield Property(path, str(value), None, 0)
