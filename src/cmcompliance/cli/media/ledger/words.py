"""What is said of a ledger of rights, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcompliance.draft.evidence import Use
    from cmcompliance.ledger.auditing import Remark, RemarkCode
    from cmcompliance.ledger.state import Shortfall, ShortfallCode
    from cmcompliance.render import Language

_FR = {
    "none": "{}: ni rights.toml ni rights.csv, ici ou au-dessus ; `cmcompliance media ledger add FICHIER` en "
    "commence un",
    "fine": "{ledger}: {entries} entrées, rien à corriger",
    "remarks": "{ledger}: {entries} entrées, {remarks} points à revoir",
    "title": "Registre des droits ({})",
    "unlisted": "aucune entrée pour ce fichier : `cmcompliance media ledger add` en écrit une à compléter",
    "missing": "il y manque : {}",
    "source": "source",
    "licence": "licence",
    "licensor": "de qui",
    "credit": "crédit à mentionner",
    "territories": "territoires",
    "uses": "usages",
    "starts": "à partir du",
    "until": "jusqu'au",
    "person": "personne",
    "music": "musique",
    "ai_generated": "généré par une IA",
    "yes": "oui",
    "no": "non",
    "minor": "mineur",
    "consents": "d'accord",
    "refuses": "refus",
    "consent_unknown": "accord non renseigné",
    "guardians": "parents d'accord : {}/{}",
    "miss_licence": "licence, ou de qui viennent les droits",
    "miss_source": "source",
    "miss_consent": "accord de {}",
    "miss_guardians": "combien de parents de {} ont donné leur accord",
    "miss_music": "licence de la musique",
    "miss_uses": "usages permis (ils passent pour illimités)",
    "here": "{}: déjà dans {} ({})",
    "added": "{}: ajouté à {}:{}",
    "twice": "{}: le même fichier que {}, ajouté une fois",
    "elsewhere": "hors du dossier du registre : {}",
    "file_says": "Le fichier dit (quelqu'un l'y a écrit ; cela n'accorde rien) :",
    "not_toml": "{}: `add` écrit en TOML : ajoutez la ligne à la main, ou nommez-en un par --ledger",
    "not_appended": "{}: rien ne peut être ajouté à sa fin : écrivez chaque entrée sous [[asset]]",
    "not_written": "{}: écriture impossible : {}",
}
_EN = {
    "none": "{}: no rights.toml and no rights.csv, here or above; `cmcompliance media ledger add FILE` "
    "begins one",
    "fine": "{ledger}: {entries} entries, nothing to mend",
    "remarks": "{ledger}: {entries} entries, {remarks} points to look at",
    "title": "Ledger of rights ({})",
    "unlisted": "no entry for this file: `cmcompliance media ledger add` writes one to be filled in",
    "missing": "missing in it: {}",
    "source": "source",
    "licence": "licence",
    "licensor": "from whom",
    "credit": "credit due",
    "territories": "territories",
    "uses": "uses",
    "starts": "from",
    "until": "until",
    "person": "person",
    "music": "music",
    "ai_generated": "made by AI",
    "yes": "yes",
    "no": "no",
    "minor": "minor",
    "consents": "agrees",
    "refuses": "refuses",
    "consent_unknown": "consent not given here",
    "guardians": "guardians who agree: {}/{}",
    "miss_licence": "licence, or from whom the rights come",
    "miss_source": "source",
    "miss_consent": "consent of {}",
    "miss_guardians": "how many guardians of {} agree",
    "miss_music": "licence of the music",
    "miss_uses": "uses that are granted (they pass for unlimited)",
    "here": "{}: already in {} ({})",
    "added": "{}: added to {}:{}",
    "twice": "{}: the same file as {}, added once",
    "elsewhere": "outside of the ledger's folder: {}",
    "file_says": "The file says (somebody wrote it there; it grants nothing):",
    "not_toml": "{}: `add` writes into a rights.toml: add the line by hand, or name one with --ledger",
    "not_appended": "{}: nothing can be put at its end: write each entry under [[asset]]",
    "not_written": "{}: cannot be written: {}",
}
HEAD: Mapping[Language, str] = {
    "fr": "# Registre des droits : d'où vient chaque fichier, pour quoi, jusqu'à quand, qui est d'accord.\n",
    "en": "# Ledger of rights: where each file comes from, for which uses, until when, and who agreed.\n",
}
"""What a new ledger begins with."""
TO_FILL_IN: Mapping[Language, str] = {
    "fr": """\
# À compléter (ôtez le # de ce qui vaut) :
# source = "own"  # own (à nous), client, ugc (internaute), stock (banque d'images), web, ai_generated
# licence = ""  # contrat, facture, licence
# licensor = ""  # de qui viennent les droits
# uses = ["social"]  # social, ads (publicité payante), web, email, print, broadcast, events, internal
# territories = ["FR"]  # sans cette ligne : le monde
# until = 2027-12-31  # dernier jour
# people = [{ name = "", consent = true, minor = false }]  # mineur : guardians = 2, agreed = 2
""",
    "en": """\
# To be filled in (take the # off what holds):
# source = "own"  # own, client, ugc, stock, web, ai_generated
# licence = ""  # contract, invoice, licence
# licensor = ""  # from whom the rights come
# uses = ["social"]  # social, ads (paid for), web, email, print, broadcast, events, internal
# territories = ["FR"]  # without this line: the world
# until = 2027-12-31  # the last day
# people = [{ name = "", consent = true, minor = false }]  # a minor: guardians = 2, agreed = 2
""",
}
"""The keys of a new entry, as comments."""
_TITLES: Mapping[RemarkCode, tuple[str, str]] = {
    "expired": ("EXPIRÉ", "ENDED"),
    "consent_expired": ("ACCORD EXPIRÉ", "CONSENT ENDED"),
    "contradiction": ("CONTRADICTION", "CONTRADICTION"),
    "changed": ("FICHIER REMPLACÉ", "FILE REPLACED"),
    "expires": ("Expire bientôt", "Ends soon"),
    "consent_expires": ("Accord qui expire bientôt", "Consent that ends soon"),
    "bare": ("Entrée vide, à compléter", "Empty entry, to be filled in"),
    "unused": ("Entrée sans fichier", "Entry without a file"),
    "unlisted": ("Fichier sans entrée", "File without an entry"),
}
_REMARKS: Mapping[RemarkCode, tuple[str, str]] = {
    "expired": ("{place}: {asset} — depuis le {day}", "{place}: {asset} — since {day}"),
    "consent_expired": (
        "{place}: {asset} — {detail}, depuis le {day}",
        "{place}: {asset} — {detail}, since {day}",
    ),
    "contradiction": (
        "{place} et {other} : {asset} — `{detail}`",
        "{place} and {other}: {asset} — `{detail}`",
    ),
    "changed": (
        "{place}: {asset} — l'empreinte notée n'est plus celle du fichier : ses droits ne sont plus établis",
        "{place}: {asset} — the digest noted is no longer the file's: its rights are not shown any more",
    ),
    "expires": ("{place}: {asset} — le {day}", "{place}: {asset} — on {day}"),
    "consent_expires": ("{place}: {asset} — {detail}, le {day}", "{place}: {asset} — {detail}, on {day}"),
    "bare": ("{place}: {asset}", "{place}: {asset}"),
    "unused": ("{place}: {asset}", "{place}: {asset}"),
    "unlisted": ("{asset}", "{asset}"),
}
_SHORTFALLS: Mapping[ShortfallCode, tuple[str, str]] = {
    "expired": ("EXPIRÉ depuis le {day}", "ENDED on {day}"),
    "not_begun": ("pas encore valable : à partir du {day}", "not valid yet: from {day} on"),
    "consent_refused": ("REFUS de {detail}", "{detail} REFUSES"),
    "consent_expired": ("accord EXPIRÉ : {detail}, depuis le {day}", "consent ENDED: {detail}, on {day}"),
    "guardian_missing": ("MANQUE l'accord d'un parent : {detail}", "A guardian has NOT agreed: {detail}"),
}
_USES: Mapping[Use, tuple[str, str]] = {
    "social": ("réseaux sociaux", "social media"),
    "ads": ("publicité payante", "paid advertising"),
    "web": ("site", "website"),
    "email": ("e-mail", "email"),
    "print": ("imprimé", "print"),
    "broadcast": ("télévision, radio, cinéma", "television, radio, cinema"),
    "events": ("événements", "events"),
    "internal": ("interne", "internal"),
}


def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of a language, by key."""
    return _FR if language == "fr" else _EN


def title_of(code: RemarkCode, language: Language) -> str:
    """Return what a kind of remarks is called."""
    return _of(_TITLES[code], language)


def remark_of(remark: Remark, language: Language) -> str:
    """Return a remark in words, on one line."""
    text = _of(_REMARKS[remark.code], language).format(
        place=remark.place, asset=remark.asset, detail=remark.detail, other=remark.other, day=remark.day
    )
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def shortfall_of(shortfall: Shortfall, language: Language) -> str:
    """Return what an entry does not cover, in words."""
    return _of(_SHORTFALLS[shortfall.code], language).format(detail=shortfall.detail, day=shortfall.day)


def use_of(use: Use, language: Language) -> str:
    """Return a use in words."""
    return _of(_USES[use], language)


def _of(words: tuple[str, str], language: Language) -> str:
    return words[0] if language == "fr" else words[1]
