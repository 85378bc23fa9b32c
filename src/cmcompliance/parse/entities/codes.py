"""Promotional codes, telephone numbers and bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cmcompliance.parse.entities.found import Found, holds

_CODE_NAMES: Final = ("code", "promo", "coupon", "bon")
_CAPITALS = re.compile(r"[A-Z]{3}|[A-Z]+\d|\d[A-Z]")
_CODE_WORD = re.compile(
    r"\b(?:code|codes|promo|coupon|bon)(?: (?:promo|promotionnel|de reduction|reduction"
    r"|createur|creator|discount|parrain|parrainage"
    r"|avantage|exclusif|perso|est|is))*\s?[:=]?\s?[\"'«“]?\s?(?P<code>[a-z0-9][\w\-]{2,24})"
)
_BARE_CODE = re.compile(r"(?<![\w@#/.\-])(?P<code>[A-Z]{3,14}-?\d{1,3})(?![\w%€/.-])")
_TYPED_CODE = re.compile(
    r"\b(?i:tape[zrs]?|entre[zrs]?|saisi(?:s|ssez)|(?:re)?cherche[zrs]?|search|type|enter)\s"
    r"(?:(?i:le|the|ce|mon|my)\s)?(?:(?i:code)\s)?(?P<code>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{4,14})(?![\w€%])"
)
_TYPED_WORD = re.compile(
    r"\b(?i:tape[zr]?|entre[zr]?|saisi(?:s|ssez)|utilise[zr]?|mets|mettez|pop|type|enter|use|apply)\s"
    r"(?:(?i:le|the|ce|mon|my)\s)?(?:(?i:code)\s)?(?P<code>[A-Z]{4,14})\s"
    r"(?i:in the (?:app|box)|at (?:checkout|sign.?up|the till)|dans l.appli|dans la case|[àa] l.inscription"
    r"|au panier|au moment d|[àa] la caisse|(?:on|sur) (?:temu|shein))"
)
_PHONE = re.compile(
    r"(?<![\w+./-])(?:"
    r"(?:(?:\+|00)33 ?(?:\(0\))? ?[1-9]|0[1-9])(?:[ .\-]?\d{2}){4}"
    r"|(?:\+|00)32 ?(?:\(0\))? ?\d{1,3}(?:[ ./\-]?\d{2,3}){2,3}|0(?:4\d{2})(?:[ ./]\d{2,3}){3}"
    r"|(?:\+|00)41 ?(?:\(0\))? ?\d{2}(?:[ .]?\d{2,3}){3}|0[2-9]\d \d{3} \d{2} \d{2}"
    r"|(?:\+|00)44 ?(?:\(0\))? ?\d{2,5}(?:[ \-]?\d{3,6}){1,2}|0[127]\d{2,3} \d{3} ?\d{3,4}|02\d \d{4} \d{4}"
    r"|(?:\+1[ .\-]?)?\(?[2-9]\d{2}\)?[ .\-][2-9]\d{2}[ .\-]\d{4}"
    r"|08\d{2} \d{3} \d{3}|08[35-9] \d{3} ?\d{4}|(?:36|32|31|10)\d{2}(?= \(|$))(?![\d])"
)
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b")
_NO_CODES: Final = frozenset(
    {
        "promo", "pour", "dans", "avec", "sur", "qui", "est", "que", "vous", "le", "la", "les", "des",
        "une", "un", "postal", "code", "the", "for", "and", "with", "your", "our", "from", "below",
        "here", "ici", "civil", "vestimentaire", "source", "wifi", "promotionnel", "reduction", "barre",
        "barres", "route", "secret", "couleur", "couleurs", "penal", "erreur", "at", "in",
    }
)  # fmt: skip

_NAMES_WITH_NUMBERS: Final = frozenset(
    {"COP", "COVID", "EURO", "FIFA", "GTA", "IOS", "ISO", "LTE", "MPV", "RTX", "USB", "UEFA", "WWDC", "CES"}
)
"""What is written as a code is, and is the name of an event, a game or a norm."""


def find_promo_codes(plain: str, text: str) -> Iterator[Found]:
    """Yield codes to enter at a till: {"code": as written}."""
    taken: set[int] = set()
    for match in _CODE_WORD.finditer(plain) if holds(plain, _CODE_NAMES) else ():
        start, end = match.span("code")
        if _looks_like_code(text[start:end]):
            taken.add(start)
            yield Found(start, end, "promo_code", {"code": text[start:end]})
    if _CAPITALS.search(text) is None:
        return
    for match in _typed_codes(text):
        start, end = match.span("code")
        if start not in taken and _near_offer(plain, start, end):
            taken.add(start)
            yield Found(start, end, "promo_code", {"code": text[start:end]})
    for match in _TYPED_WORD.finditer(text):
        if match.start("code") not in taken:
            yield Found(*match.span("code"), "promo_code", {"code": match["code"]})


def find_phones(plain: str) -> Iterator[Found]:
    """Yield telephone numbers: {"phone": digits, + kept}."""
    for match in _PHONE.finditer(plain):
        digits = re.sub(r"[^\d+]", "", match[0])
        if len(digits) >= 8:
            yield Found(match.start(), match.end(), "phone", {"phone": digits})


def find_ibans(plain: str) -> Iterator[Found]:
    """Yield bank accounts whose checksum is right: {"iban": without spaces, in capitals}."""
    for match in _IBAN.finditer(plain):
        account = match[0].replace(" ", "").upper()
        if 15 <= len(account) <= 34 and _checks(account):
            yield Found(match.start(), match.end(), "iban", {"iban": account})


def _looks_like_code(word: str) -> bool:
    if word.lower() in _NO_CODES:
        return False
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (capitals >= 2 and capitals * 2 > len(letters)) or (
        bool(letters) and any(char.isdigit() for char in word)
    )


_OFFER = re.compile(
    r"[%€£$]|\bcode|\bpromo|\breduc|\bremise|\boff\b|\bdiscount|\bcoupon|\bcheckout|\bpanier|\bpour cent\b"
    r"|\beuros?\b|\bfrais de port\b|\ba la caisse\b|\bmoment de payer\b|\blivraison\b"
    r"|\ben moins\b|\bmoins cher|\bpaye?[zrs]? moins|\bpaies moins|\bsaves? you\b|\bmoney off\b"
    r"|\btenner\b|\bfiver\b"
)


def _typed_codes(text: str) -> Iterator[re.Match[str]]:
    for match in _BARE_CODE.finditer(text):
        letters = match[0].rstrip("0123456789-")
        if letters not in _NAMES_WITH_NUMBERS and int(re.sub(r"\D", "", match[0])) <= 100:
            yield match
    yield from _TYPED_CODE.finditer(text)


def _near_offer(plain: str, start: int, end: int) -> bool:
    return _OFFER.search(plain, max(0, start - 60), min(len(plain), end + 60)) is not None


def _checks(account: str) -> bool:
    moved = account[4:] + account[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
