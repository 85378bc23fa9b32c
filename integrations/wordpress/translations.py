"""The plugin's words in other languages: their template, and each .po compiled to what WordPress reads.

Run it after a change of words: python integrations/wordpress/translations.py
"""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PLUGIN = Path(__file__).parent / "cmcompliance"
DOMAIN = "cmcompliance"
_TEXT = r"'((?:[^'\\]|\\.)*)'"
_CALL = re.compile(rf"\b(__|esc_html__|esc_attr__|_n)\(\s*{_TEXT},\s*{_TEXT}")


def template(plugin: Path = PLUGIN) -> Catalog:
    """Return all that the plugin says, in English."""
    catalog = Catalog(project=DOMAIN, fuzzy=False)
    for path in sorted(plugin.rglob("*.php")):
        for words, place in _words_in(path):
            catalog.add(words, locations=[(path.relative_to(plugin).as_posix(), place)])
    return catalog


def _words_in(path: Path) -> Iterator[tuple[str | tuple[str, str], int]]:
    source = path.read_text(encoding="utf-8")
    for match in _CALL.finditer(source):
        one, other = (text.replace("\\'", "'") for text in match.groups()[1:])
        line = source.count("\n", 0, match.start()) + 1
        yield ((one, other) if match[1] == "_n" else one), line


def read(path: Path) -> Catalog:
    """Return the words of a .po file."""
    with path.open("rb") as file:
        return read_po(file, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as WordPress reads it: with the place where a hash table would stand."""
    made = BytesIO()
    write_mo(made, catalog)
    data = bytearray(made.getvalue())
    count, _, translations = struct.unpack_from("=3I", data, 8)
    struct.pack_into("=I", data, 24, translations + 8 * count)
    return bytes(data)


def as_template(catalog: Catalog) -> bytes:
    """Return a template as a file, the same for the same words."""
    made = BytesIO()
    write_po(made, catalog, omit_header=True, sort_by_file=True, include_lineno=False, width=110)
    return made.getvalue().replace(b"python-format", b"php-format")


def untranslated(catalog: Catalog, wanted: Catalog) -> list[str]:
    """Return what a catalog does not say of what is wanted, and what it says beyond that."""
    said = {message.id for message in catalog if message.id and all(_strings(message.string))}
    needed = {message.id for message in wanted if message.id}
    return sorted(str(words) for words in said ^ needed)


def _strings(said: Any) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def main() -> int:
    wanted = template()
    (PLUGIN / "languages" / f"{DOMAIN}.pot").write_bytes(as_template(wanted))
    wrong = 0
    for path in sorted((PLUGIN / "languages").glob("*.po")):
        catalog = read(path)
        for words in untranslated(catalog, wanted):
            print(f"{path.name}: without translation, or no longer said: {words}", file=sys.stderr)
            wrong = 1
        path.with_suffix(".mo").write_bytes(compiled(catalog))
    return wrong


if __name__ == "__main__":
    sys.exit(main())
