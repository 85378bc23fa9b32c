"""The controlled vocabularies of the standards, as names; what they do not know stays as it stands.

Digital source types: IPTC NewsCodes `digitalsourcetype` and C2PA's own. Releases, minors and data mining: the
PLUS Licence Data Format.
"""

from __future__ import annotations

from cmcompliance.media.evidence import What

_SOURCE_TYPE_PLACES = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/",
    "https://cv.iptc.org/newscodes/digitalsourcetype/",
    "http://c2pa.org/digitalsourcetype/",
    "https://c2pa.org/digitalsourcetype/",
    "digsrctype:",
)
_PLUS_PLACES = ("http://ns.useplus.org/ldf/vocab/", "https://ns.useplus.org/ldf/vocab/")

DIGITAL_SOURCE_TYPES: frozenset[str] = frozenset(
    {
        "algorithmicMedia",
        "algorithmicallyEnhanced",
        "composite",
        "compositeCapture",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
        "computationalCapture",
        "dataDrivenMedia",
        "digitalArt",
        "digitalCapture",
        "digitalCreation",
        "empty",
        "humanEdits",
        "minorHumanEdits",
        "negativeFilm",
        "positiveFilm",
        "print",
        "screenCapture",
        "softwareImage",
        "trainedAlgorithmicData",
        "trainedAlgorithmicMedia",
        "virtualRecording",
    }
)

_AGES = {f"AG-A{age}": str(age) for age in range(15, 25)}
_PLUS: dict[What, dict[str, str]] = {
    "model_release": {
        "MR-NON": "none",
        "MR-NAP": "not_applicable",
        "MR-UMR": "unlimited",
        "MR-LMR": "limited_or_incomplete",
    },
    "property_release": {
        "PR-NON": "none",
        "PR-NAP": "not_applicable",
        "PR-UPR": "unlimited",
        "PR-LPR": "limited_or_incomplete",
    },
    "minor_disclosure": {"AG-UNK": "unknown", "AG-A25": "25_or_over", **_AGES, "AG-U14": "14_or_under"},
    "data_mining": {
        "DMI-UNSPECIFIED": "unspecified",
        "DMI-ALLOWED": "allowed",
        "DMI-PROHIBITED": "prohibited",
        "DMI-PROHIBITED-AIMLTRAINING": "prohibited_ai_training",
        "DMI-PROHIBITED-GENAIMLTRAINING": "prohibited_generative_ai_training",
        "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING": "prohibited_except_search_indexing",
        "DMI-PROHIBITED-SEECONSTRAINT": "prohibited_see_constraint",
        "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR": "prohibited_see_embedded_rights",
        "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR": "prohibited_see_linked_rights",
    },
}



def named(what: What, value: str) -> str:
    """Return the name of a value of a controlled vocabulary; any other value as it is."""
    if what == "digital_source_type":
        bare = _without(value, _SOURCE_TYPE_PLACES)
        return bare if bare in DIGITAL_SOURCE_TYPES else value
    if what in _PLUS:
        return _PLUS[what].get(_without(value, _PLUS_PLACES), value)
    return value


def _without(value: str, places: tuple[str, ...]) -> str:
    for place in places:
        if value.startswith(place):
            return value.removeprefix(place)
    return value
