"""A house's pack of two rules, written into a folder, for tests."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "book.yaml": "name: acme\nversion: '1.0'\n",
    "obligations.yaml": """
house:
  house.forbidden-word: {fr: mot que la maison n'emploie pas, en: word that the house does not use}
""",
    "sources/acme.yaml": """
sources:
  acme.charter.3:
    citation: Charte éditoriale ACME, § 3
    title: Vocabulaire
    house: ACME
""",
    "lexicon/acme.yaml": """
concepts:
  acme_cheap:
    meaning: {fr: pas cher, en: cheap}
    fr: [pas (cher|chère|chers|chères)]
    en: [cheap, cheaper]
""",
    "inference/acme.yaml": """
facts:
  acme.says_cheap:
    meaning: {fr: le texte dit que c'est bon marché, en: the text says that it is cheap}
    found:
      - {concept: acme_cheap, but_not: [quoted]}
""",
    "acme/forbidden-words.yaml": """
obligation: house.forbidden-word
severity: error
title: {fr: Mot proscrit par la maison, en: Word that the house does not use}
when: [acme.says_cheap]
message: {fr: "ACME ne dit pas « pas cher ».", en: "ACME does not say “cheap”."}
remediation:
  hint: {fr: "Écrivez « accessible ».", en: "Write “affordable”."}
  edit: {replace: {fr: accessible, en: affordable}}
sources: [acme.charter.3]
examples:
  breaching:
    - {text: "Nos baskets sont pas chères ce week-end.", span: pas chères}
    - {text: "Un canapé pas cher et livré demain.", span: pas cher}
    - {text: "Cheap shoes for everyone, in store now.", language: en, span: cheap}
  clean:
    - {text: "Nos baskets sont accessibles ce week-end."}
    - {text: "Une cliente écrit : « pas cher et solide »."}
    - {text: "Chers clients, la boutique ouvre demain."}
""",
}


def write_pack(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Write the pack; `changes` replaces or adds files, None leaves one out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder
