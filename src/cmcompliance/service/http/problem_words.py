"""The kinds of problems, each with its status, its title and what is wrong, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "malformed",
    "wrong-parameter",
    "foreign-host",
    "key-missing",
    "key-wrong",
    "foreign-origin",
    "not-found",
    "method-not-allowed",
    "too-slow",
    "too-large",
    "wrong-type",
    "encoded",
    "too-deep",
    "no-draft",
    "headers-too-large",
    "too-many",
    "too-many-at-once",
    "fault",
    "crashed",
    "busy",
    "full",
    "stopping",
    "not-recorded",
    "timed-out",
]


@dataclass(frozen=True, slots=True)
class KindWords:
    """`fr` and `en`: the title, and what is wrong and what to do."""

    status: int
    fr: tuple[str, str]
    en: tuple[str, str]


KINDS: Final[Mapping[Kind, KindWords]] = {
    "malformed": KindWords(
        400,
        ("Requête mal formée", "{why}"),
        ("Malformed request", "{why}"),
    ),
    "wrong-parameter": KindWords(
        400,
        ("Paramètre inconnu ou faux", "`{name}` : {value} ne convient pas ; attendu : {expected}."),
        ("Unknown or wrong parameter", "`{name}`: {value} is no good; expected: {expected}."),
    ),
    "foreign-host": KindWords(
        400,
        (
            "Nom d'hôte inconnu",
            "Le service ne répond pas sous ce nom : appelez-le par son adresse, ou autorisez le nom avec "
            "--allow-host.",
        ),
        (
            "Unknown host name",
            "The service does not answer by this name: call it by its address, or allow the name with "
            "--allow-host.",
        ),
    ),
    "key-missing": KindWords(
        401,
        ("Clé absente", "Envoyez une clé dans l'en-tête `Authorization: Bearer …` ou `X-API-Key`."),
        ("No key", "Send a key in the header `Authorization: Bearer …` or `X-API-Key`."),
    ),
    "key-wrong": KindWords(
        401,
        ("Clé refusée", "Cette clé n'existe pas, ou plus : demandez-en une à qui tient le service."),
        ("Key refused", "There is no such key, or no longer: ask whoever runs the service for one."),
    ),
    "foreign-origin": KindWords(
        403,
        ("Origine étrangère", "Une page d'un autre site ne peut pas se servir de ce service."),
        ("Foreign origin", "A page of another site may not use this service."),
    ),
    "not-found": KindWords(
        404,
        ("Rien à cette adresse", "Les adresses du service sont dans /openapi.json."),
        ("Nothing here", "The addresses of the service are in /openapi.json."),
    ),
    "method-not-allowed": KindWords(
        405,
        ("Méthode refusée", "Cette adresse n'accepte que : {allowed}."),
        ("Method not allowed", "This address takes only: {allowed}."),
    ),
    "too-slow": KindWords(
        408,
        ("Envoi trop lent", "La suite n'est pas arrivée en {seconds:g} s : renvoyez le tout."),
        ("Too slow", "The rest did not come within {seconds:g} s: send it all again."),
    ),
    "too-large": KindWords(
        413,
        ("Envoi trop gros", "Au plus {most} {unit} : partagez l'envoi."),
        ("Too large", "At most {most} {unit}: send it in parts."),
    ),
    "wrong-type": KindWords(
        415,
        ("Type de contenu refusé", "Envoyez `Content-Type: {wanted}`, en UTF-8."),
        ("Content type refused", "Send `Content-Type: {wanted}`, in UTF-8."),
    ),
    "encoded": KindWords(
        415,
        ("Contenu compressé", "Envoyez le contenu sans Content-Encoding."),
        ("Compressed content", "Send the content without Content-Encoding."),
    ),
    "too-deep": KindWords(
        422,
        ("JSON trop imbriqué", "Au plus {most} niveaux ; un brouillon en a moins de dix."),
        ("JSON nested too deeply", "At most {most} levels; a draft has fewer than ten."),
    ),
    "no-draft": KindWords(
        422,
        (
            "Contenu inutilisable",
            "Ce qui a été envoyé ne peut pas être lu ; voir `problems`. Rien n'a été vérifié.",
        ),
        ("Unusable content", "What was sent cannot be read; see `problems`. Nothing was checked."),
    ),
    "headers-too-large": KindWords(
        431,
        ("En-têtes trop gros", "Au plus {count} en-têtes et {most} octets en tout."),
        ("Headers too large", "At most {count} headers and {most} bytes in all."),
    ),
    "too-many": KindWords(
        429,
        ("Trop de demandes", "Au plus {rate} par minute : attendez {seconds} s."),
        ("Too many requests", "At most {rate} a minute: wait {seconds} s."),
    ),
    "too-many-at-once": KindWords(
        429,
        ("Trop de demandes à la fois", "Au plus {most} en même temps : attendez une réponse."),
        ("Too many requests at once", "At most {most} at the same time: wait for an answer."),
    ),
    "fault": KindWords(
        500,
        (
            "Défaut du service",
            "La demande n'a pas abouti, par notre faute : rien n'a été vérifié, ne la tenez pas pour licite. "
            "Le journal du service dit pourquoi, sous ce `request_id`.",
        ),
        (
            "Fault of the service",
            "The request failed, by our fault: nothing was checked, do not take it for lawful. The service's "
            "log says why, under this `request_id`.",
        ),
    ),
    "crashed": KindWords(
        500,
        (
            "Vérification interrompue",
            "Le processus qui traitait ce brouillon s'est arrêté. Celui-ci n'est pas vérifié et aucun autre "
            "n'est perdu. Ne le tenez pas pour licite ; renvoyez-le.",
        ),
        (
            "Check broken off",
            "The process that worked on this draft ended. This draft is unchecked, and no other is lost. Do "
            "not take it for lawful; send it again.",
        ),
    ),
    "busy": KindWords(
        503,
        (
            "Service occupé",
            "Trop de demandes en cours : renvoyez celle-ci dans un instant. Rien n'a été vérifié.",
        ),
        (
            "Service busy",
            "Too many requests in progress: send this one again in a moment. Nothing was checked.",
        ),
    ),
    "full": KindWords(
        503,
        ("File d'attente pleine", "Renvoyez la demande dans un instant. Rien n'a été vérifié."),
        ("Queue full", "Send the request again in a moment. Nothing was checked."),
    ),
    "stopping": KindWords(
        503,
        ("Service en cours d'arrêt ou de démarrage", "Renvoyez la demande plus tard. Rien n'a été vérifié."),
        ("Service stopping or starting", "Send the request again later. Nothing was checked."),
    ),
    "not-recorded": KindWords(
        503,
        (
            "Décision non consignée",
            "Le journal des décisions n'a pas pu être écrit : la décision n'est donc pas rendue. Ne publiez "
            "pas ; renvoyez la demande.",
        ),
        (
            "Decision not recorded",
            "The decision log could not be written, so the decision is not given. Do not publish; send the "
            "request again.",
        ),
    ),
    "timed-out": KindWords(
        504,
        (
            "Vérification trop longue",
            "Pas de verdict en {seconds:g} s : la vérification a été arrêtée. Ne tenez pas ce brouillon pour "
            "licite.",
        ),
        (
            "Check took too long",
            "No verdict within {seconds:g} s: the check was stopped. Do not take this draft for lawful.",
        ),
    ),
}
