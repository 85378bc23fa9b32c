"""What `media` says, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.media import ProblemCode, ProvenanceState, What
    from cmcompliance.render import Language

_FR = {
    "nothing": "aucune image, vidéo ou son : rien n'a été lu",
    "image": "image",
    "video": "vidéo",
    "audio": "son",
    "unknown": "ni image, ni vidéo, ni son",
    "seconds": "{} s",
    "bytes": "{} octets",
    "rights": "À qui c'est",
    "subject": "Qui et quoi on y voit",
    "making": "Comment c'est fait",
    "work": "Ce que c'est",
    "provenance": "Provenance (C2PA)",
    "signer": "signé par",
    "signed_at": "signé le",
    "claim_generator": "manifeste écrit par",
    "action": "action",
    "ingredient": "fait à partir de",
    "failure": "ce qui ne tient pas",
    "problems": "Lecture",
    "unsaid": "Rien n'en est dit : {}",
    "licence": "licence ou conditions d'utilisation",
    "releases": "autorisations des personnes",
}
_EN = {
    "nothing": "no picture, video or sound: nothing was read",
    "image": "picture",
    "video": "video",
    "audio": "sound",
    "unknown": "no picture, video or sound",
    "seconds": "{} s",
    "bytes": "{} bytes",
    "rights": "Whose it is",
    "subject": "Who and what is on it",
    "making": "How it was made",
    "work": "What it is",
    "provenance": "Provenance (C2PA)",
    "signer": "signed by",
    "signed_at": "signed on",
    "claim_generator": "manifest written by",
    "action": "action",
    "ingredient": "made from",
    "failure": "what does not hold",
    "problems": "Reading",
    "unsaid": "Nothing is said of: {}",
    "licence": "licence or terms of use",
    "releases": "releases of the persons",
}

_WHAT: Mapping[What, tuple[str, str]] = {
    "title": ("titre", "title"),
    "headline": ("accroche", "headline"),
    "description": ("légende", "description"),
    "keyword": ("mot-clé", "keyword"),
    "comment": ("commentaire", "comment"),
    "creator": ("auteur", "creator"),
    "credit": ("crédit à mentionner", "credit line"),
    "source": ("source", "source"),
    "copyright": ("droits d'auteur", "copyright"),
    "usage_terms": ("conditions d'utilisation", "usage terms"),
    "rights_marked": ("protégé par le droit d'auteur", "protected by copyright"),
    "rights_url": ("page des droits", "page of rights"),
    "licence_url": ("licence", "licence"),
    "licence_from": ("licence à partir du", "licence from"),
    "licence_until": ("licence jusqu'au", "licence until"),
    "constraint": ("restriction", "constraint"),
    "licensor": ("concédant", "licensor"),
    "licensor_url": ("page du concédant", "licensor's page"),
    "supplier": ("fournisseur", "supplier"),
    "owner": ("titulaire", "owner"),
    "contact": ("contact", "contact"),
    "instructions": ("consignes", "instructions"),
    "data_mining": ("fouille de données et IA", "data mining and AI"),
    "person": ("personne", "person"),
    "model_release": ("autorisation des personnes", "model release"),
    "model_release_id": ("numéro d'autorisation", "release number"),
    "model_age": ("âge du modèle", "model's age"),
    "minor_disclosure": ("âge du plus jeune", "age of the youngest"),
    "property_release": ("autorisation des biens", "property release"),
    "property_release_id": ("numéro d'autorisation des biens", "property release number"),
    "organisation": ("organisation", "organisation"),
    "product": ("produit", "product"),
    "artwork_title": ("œuvre montrée", "artwork shown"),
    "artwork_creator": ("auteur de l'œuvre montrée", "creator of the artwork shown"),
    "artwork_copyright": ("droits de l'œuvre montrée", "rights in the artwork shown"),
    "place": ("position GPS", "GPS position"),
    "place_name": ("lieu", "place"),
    "digital_source_type": ("origine", "origin"),
    "ai_system": ("système d'IA", "AI system"),
    "ai_prompt": ("consigne donnée à l'IA", "prompt given to the AI"),
    "ai_prompt_writer": ("auteur de la consigne", "writer of the prompt"),
    "tool": ("logiciel", "software"),
    "encoder": ("encodeur", "encoder"),
    "device": ("appareil", "device"),
    "device_serial": ("numéro de série", "serial number"),
    "taken_at": ("date", "date"),
    "artist": ("artiste", "artist"),
    "album": ("album", "album"),
    "album_artist": ("artiste de l'album", "artist of the album"),
    "composer": ("compositeur", "composer"),
    "label": ("éditeur ou label", "publisher or label"),
    "isrc": ("ISRC", "ISRC"),
    "barcode": ("code-barres", "barcode"),
    "genre": ("genre", "genre"),
    "year": ("année", "year"),
    "cover": ("pochette", "cover"),
    "manifest_url": ("manifeste ailleurs, non consulté", "manifest elsewhere, not fetched"),
}

_VALUES: Mapping[tuple[What, str], tuple[str, str]] = {
    ("digital_source_type", name): words
    for name, words in {
        "trainedAlgorithmicMedia": ("créé par une IA", "made by AI"),
        "compositeWithTrainedAlgorithmicMedia": (
            "retouché ou complété par une IA",
            "edited or completed by AI",
        ),
        "compositeSynthetic": ("montage avec des éléments de synthèse", "composite with synthetic elements"),
        "algorithmicMedia": (
            "créé par un algorithme sans apprentissage",
            "made by an algorithm without training",
        ),
        "algorithmicallyEnhanced": ("amélioré par un algorithme", "enhanced by an algorithm"),
        "composite": ("montage", "composite"),
        "compositeCapture": ("montage de prises de vue", "composite of captures"),
        "computationalCapture": ("prise de vue calculée", "computational capture"),
        "dataDrivenMedia": ("créé à partir de données", "made from data"),
        "digitalArt": ("art numérique", "digital art"),
        "digitalCapture": ("prise de vue numérique", "digital capture"),
        "digitalCreation": ("créé par une personne avec un logiciel", "made by a person with software"),
        "empty": ("aucun contenu", "no content"),
        "humanEdits": ("retouché par une personne", "edited by a person"),
        "minorHumanEdits": ("peu retouché par une personne", "slightly edited by a person"),
        "negativeFilm": ("numérisé d'un négatif", "scanned from a negative"),
        "positiveFilm": ("numérisé d'un positif", "scanned from a positive"),
        "print": ("numérisé d'un tirage", "scanned from a print"),
        "screenCapture": ("capture d'écran", "screen capture"),
        "softwareImage": ("créé par un logiciel", "made by software"),
        "trainedAlgorithmicData": ("données créées par une IA", "data made by AI"),
        "virtualRecording": ("enregistré dans un monde virtuel", "recorded in a virtual world"),
    }.items()
}
_RELEASES: Mapping[str, tuple[str, str]] = {
    "none": ("aucune", "none"),
    "not_applicable": ("sans objet", "not applicable"),
    "unlimited": ("sans limite", "unlimited"),
    "limited_or_incomplete": ("limitée ou incomplète", "limited or incomplete"),
}
_OTHERS: Mapping[What, Mapping[str, tuple[str, str]]] = {
    "model_release": _RELEASES,
    "property_release": _RELEASES,
    "minor_disclosure": {
        "unknown": ("inconnu", "unknown"),
        "25_or_over": ("25 ans ou plus", "25 or over"),
        "14_or_under": ("14 ans ou moins", "14 or under"),
        **{str(age): (f"{age} ans", str(age)) for age in range(15, 25)},
    },
    "rights_marked": {"true": ("oui", "yes"), "false": ("non : domaine public", "no: public domain")},
    "data_mining": {
        "unspecified": ("non précisé", "not specified"),
        "allowed": ("permise", "allowed"),
        "prohibited": ("interdite", "prohibited"),
        "prohibited_ai_training": ("interdite pour entraîner une IA", "prohibited for training AI"),
        "prohibited_generative_ai_training": (
            "interdite pour entraîner une IA générative",
            "prohibited for training generative AI",
        ),
        "prohibited_except_search_indexing": (
            "interdite, sauf pour les moteurs de recherche",
            "prohibited but for search engines",
        ),
        "prohibited_see_constraint": ("interdite, voir la restriction", "prohibited, see the constraint"),
        "prohibited_see_embedded_rights": (
            "interdite, voir les droits dans le fichier",
            "prohibited, see the rights in the file",
        ),
        "prohibited_see_linked_rights": (
            "interdite, voir les droits à l'adresse donnée",
            "prohibited, see the rights at the address given",
        ),
    },
}

_STATES: Mapping[ProvenanceState, tuple[str, str]] = {
    "trusted": (
        "la signature tient, son auteur est reconnu",
        "the signature holds, its author is vouched for",
    ),
    "valid": (
        "la signature tient, rien n'a changé depuis ; personne ici ne garantit qui a signé",
        "the signature holds, nothing changed since; nobody vouches here for who signed",
    ),
    "invalid": (
        "NE TIENT PAS : le fichier ou son manifeste a été changé",
        "DOES NOT HOLD: the file or its manifest was changed",
    ),
    "unreadable": (
        "ILLISIBLE : il y a un manifeste, abîmé ou amputé",
        "CANNOT BE READ: there is a manifest, damaged or cut",
    ),
    "remote": (
        "le manifeste est ailleurs ou a été retiré du fichier ; rien n'est consulté en ligne",
        "the manifest is elsewhere or was taken out of the file; nothing is fetched",
    ),
}

_PROBLEMS: Mapping[ProblemCode, tuple[str, str]] = {
    "missing": ("fichier introuvable", "no such file"),
    "link": (
        "lien symbolique, non suivi : donnez le fichier lui-même",
        "a link, not followed: name the file itself",
    ),
    "not_a_file": ("ce n'est pas un fichier ordinaire : {}", "no plain file: {}"),
    "forbidden": ("ne peut être ouvert : {}", "cannot be opened: {}"),
    "empty": ("fichier vide", "the file is empty"),
    "too_large": ("trop gros pour être lu : {} octets", "too large to be read: {} bytes"),
    "changed": ("modifié pendant la lecture : recommencez", "changed while it was read: try again"),
    "unknown_format": ("format inconnu", "unknown format"),
    "format_not_read": ("format reconnu, mais pas lu : {}", "known format, but not read: {}"),
    "extra_missing": (
        "il manque {} : pip install 'cmcompliance[media]'",
        "{} is missing: pip install 'cmcompliance[media]'",
    ),
    "provenance_not_read": (
        "il y a un manifeste C2PA, non lu ({}) : pip install 'cmcompliance[media]'",
        "there is a C2PA manifest, not read ({}): pip install 'cmcompliance[media]'",
    ),
    "damaged": ("abîmé ou tronqué : {}", "damaged or cut: {}"),
    "crashed": (
        "a fait tomber le lecteur : rien n'en est su",
        "ended the process that read it: nothing is known",
    ),
    "timed_out": ("trop long à lire : rien n'en est su", "took too long to read: nothing is known"),
    "no_reader": (
        "le processus de lecture n'a pas pu démarrer",
        "the process that reads could not be started",
    ),
    "cut": ("en dit plus que ce qui est gardé : {}", "says more than is kept: {}"),
    "refused": ("refusé, aucun fichier honnête n'a cela : {}", "refused, no honest file has this: {}"),
    "mislabelled": (
        "son nom finit par .{}, son contenu est autre",
        "its name ends in .{}, its content is another",
    ),
    "too_many_pixels": ("prétend à une taille démesurée : {}", "claims an enormous size: {}"),
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN


def name_of(what: What, language: Language) -> str:
    """Return what is said, in words."""
    return _of(_WHAT[what], language)


def value_of(what: What, value: str, language: Language) -> str:
    """Return a value; one of a vocabulary in words, with its name."""
    words = _VALUES.get((what, value)) or _OTHERS.get(what, {}).get(value)
    if words is None:
        return value
    return f"{_of(words, language)} ({value})" if what == "digital_source_type" else _of(words, language)


def state_of(state: ProvenanceState, language: Language) -> str:
    """Return what a manifest is worth, in words."""
    return _of(_STATES[state], language)


def problem_of(code: ProblemCode, detail: str, language: Language) -> str:
    """Return a problem in words."""
    return _of(_PROBLEMS[code], language).format(detail)


def _of(words: tuple[str, str], language: Language) -> str:
    return words[0] if language == "fr" else words[1]
