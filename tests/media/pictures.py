"""Pictures made for tests by Pillow, and the XMP that is put into them."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
FORMATS = {"jpg": "jpeg", "png": "png", "webp": "webp", "gif": "gif", "tiff": "tiff"}


def picture(path: Path, width: int = 64, height: int = 48, **options: object) -> Path:
    """Write a plain picture in the format of its name."""
    Image.new("RGB", (width, height), "teal").save(path, **options)
    return path


def picture_bytes(format_: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(stream, format_, **options)
    return stream.getvalue()


def xmp_packet(fields: str) -> bytes:
    """Return XMP with these elements in one description."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">{fields}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()
