"""XMP: RDF as XML, read into properties by an XML parser that takes no document type and no entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from cmcompliance.media.inspection.gathering import Damaged, Refused

LARGEST = 16 * 1024 * 1024
_MOST_NODES = 50_000
_DEEPEST = 64
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML_LANGUAGE = "xml:lang"
_LISTS = frozenset({"rdf:Bag", "rdf:Seq", "rdf:Alt"})
_PREFIXES = {
    _RDF: "rdf",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://creativecommons.org/ns#": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "xmpDM",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://www.metadataworkinggroup.com/schemas/regions/": "mwg-rs",
    "http://ns.microsoft.com/photo/1.2/": "MP",
    "http://ns.microsoft.com/photo/1.2/t/RegionInfo#": "MPRI",
    "http://ns.microsoft.com/photo/1.2/t/Region#": "MPReg",
    "http://ns.google.com/photos/1.0/container/": "GContainer",
}


@dataclass(frozen=True, slots=True)
class Property:
    """A value, where it stands (`plus:Licensor/plus:LicensorName`), its language, its structure's number."""

    path: str
    value: str
    language: str | None
    structure: int


@dataclass(slots=True)
class _Node:
    name: str
    attributes: dict[str, str]
    children: list[_Node] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def language(self) -> str | None:
        return self.attributes.get(_XML_LANGUAGE)


def properties_of(packet: bytes) -> list[Property]:
    """Return the properties of an XMP packet; raise Damaged or Refused."""
    return list(_Reading().properties(_tree(packet)))


def _tree(packet: bytes) -> _Node:
    if len(packet) > LARGEST:
        raise Refused("XMP > 16 MiB")
    root = _Node("", {})
    open_nodes = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1 + len(attributes)
        if count > _MOST_NODES or len(open_nodes) > _DEEPEST:
            raise Refused("XMP, more than 64 deep or 50,000 long")
        node = _Node(_short(name), {_short(key): value for key, value in attributes.items()})
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_name: str) -> None:
        open_nodes.pop()

    def text(data: str) -> None:
        open_nodes[-1].text.append(data)

    def refuse(*_of: object) -> None:
        raise Refused("XMP <!DOCTYPE>")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    parser.buffer_text = True
    try:
        # Padding of noughts is no XML; those of UTF-16 are.
        parser.Parse(packet if b"\0" in packet[:4] else packet.strip(b"\0"), True)
    except expat.ExpatError as error:
        raise Damaged(f"XMP, line {error.lineno}") from None
    except ValueError:  # an encoding that Python has not
        raise Damaged("XMP, encoding") from None
    return root


def _short(name: str) -> str:
    place, _, local = name.rpartition(" ")
    return f"{_PREFIXES.get(place, '?')}:{local}" if place else local


class _Reading:
    def __init__(self) -> None:
        self._structures = 0

    def properties(self, root: _Node) -> Iterator[Property]:
        for rdf in _named(root, "rdf:RDF"):
            for described in rdf.children:
                yield from self._fields(described, "", 0)

    def _fields(self, node: _Node, path: str, structure: int) -> Iterator[Property]:
        """Yield what a description or a structure has: in attributes, and in elements."""
        for name, value in node.attributes.items():
            if not name.startswith(("rdf:", "xml:", "?:")) and ":" in name:
                yield Property(_joined(path, name), value, None, structure)
        for child in node.children:
            if child.name in ("rdf:value", "rdf:Description"):
                yield from self._values(child, path, structure)
            else:
                yield from self._values(child, _joined(path, child.name), structure)

    def _values(self, node: _Node, path: str, structure: int) -> Iterator[Property]:
        """Yield the values of an element: its items, its fields, an address, or its text."""
        resource = node.attributes.get("rdf:resource")
        if resource is not None:
            yield Property(path, resource, node.language, structure)
        lists = [child for child in node.children if child.name in _LISTS]
        if lists:
            for item in (item for one in lists for item in one.children):
                yield from self._values(item, path, structure)
        elif node.children:
            self._structures += 1
            yield from self._fields(node, path, self._structures)
        else:
            text = "".join(node.text)
            if text.strip():
                yield Property(path, text, node.language, structure)
            if len(node.attributes) > (node.language is not None):
                self._structures += 1
                yield from self._fields(node, path, self._structures)


def _joined(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def _named(node: _Node, name: str) -> Iterator[_Node]:
    """Yield the outermost elements of a name."""
    for child in node.children:
        if child.name == name:
            yield child
        else:
            yield from _named(child, name)
