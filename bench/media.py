"""How fast files are inspected, and in how much memory: `python -m bench.media --files 2000`."""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import psutil
from PIL import Image, ImageDraw

from cmcompliance.media import Inspector

_FORMATS: Final = ("jpg", "jpg", "jpg", "jpg", "png", "png", "webp", "webp", "tiff", "gif")
_XMP: Final = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" photoshop:Credit="Agence {0}">
 <dc:creator><rdf:Seq><rdf:li>Photographe {0}</rdf:li></rdf:Seq></dc:creator>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Agence {0}</rdf:li></rdf:Alt></dc:rights>
 <dc:subject><rdf:Bag>{1}</rdf:Bag></dc:subject>
 <plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="Banque {0}"/></rdf:Seq></plus:Licensor>
 </rdf:Description></rdf:RDF></x:xmpmeta>"""


def main() -> None:
    """Make the pictures, inspect them, print what it took."""
    parser = argparse.ArgumentParser(prog="python -m bench.media", description=__doc__)
    parser.add_argument("--files", type=int, default=2000, help="pictures that are made and inspected")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [_picture(Path(folder), number) for number in range(asked.files)]
        for name, value in _measured(paths).items():
            print(f"{name:<44}{value}")


def _picture(folder: Path, number: int) -> Path:
    """Write a picture with EXIF and XMP, as far as its format takes them."""
    path = folder / f"{number}.{_FORMATS[number % len(_FORMATS)]}"
    picture = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    ImageDraw.Draw(picture).text((40, 40), f"picture {number}", fill="red")
    exif = picture.getexif()
    exif[0x010F], exif[0x0110], exif[0x013B], exif[0x8298] = (
        "Make",
        "Model",
        f"Artist {number}",
        "(c) somebody",
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.9), 3: "E", 4: (2.0, 17.0, 40.2)})
    words = "".join(f"<rdf:li>word {one}</rdf:li>" for one in range(20))
    packet = _XMP.format(number, words).encode()
    options: dict[str, Any] = {"exif": exif, "xmp": packet}
    if path.suffix == ".png":
        options = {"exif": exif, "compress_level": 1}
    elif path.suffix == ".webp":
        options["method"] = 0
    elif path.suffix == ".tiff":
        options = {"tiffinfo": {700: packet, 315: f"Artist {number}"}, "compression": "tiff_lzw"}
    elif path.suffix == ".gif":
        options = {"comment": f"Artist {number}".encode()}
    picture.save(path, **options)
    return path


def _measured(paths: list[Path]) -> Mapping[str, str]:
    before, started = _processor_seconds(), time.perf_counter()
    said = problems = 0
    memory: dict[int, int] = {}
    with Inspector() as inspector:
        for number, path in enumerate(paths, 1):
            found = inspector.inspect(path)
            said += len(found.said)
            problems += len(found.problems)
            if number in (len(paths) // 10, len(paths)):
                memory[number] = _reader_memory()
    elapsed, used = time.perf_counter() - started, _processor_seconds() - before
    size = sum(path.stat().st_size for path in paths)
    return {
        "files": f"{len(paths):,} ({size / 1e6:.0f} MB), {said:,} things said, {problems} problems",
        "files a second of processor time": f"{len(paths) / used:,.0f}",
        f"files a second of wall time (load {os.getloadavg()[0]:.0f})": f"{len(paths) / elapsed:,.0f}",
        "memory of this process at most": f"{_most_memory() / 2**20:.0f} MiB",
        **{
            f"memory of the reader after {number:,} files": f"{size / 2**20:.0f} MiB"
            for number, size in memory.items()
        },
    }


def _processor_seconds() -> float:
    both = (resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _reader_memory() -> int:
    return sum(child.memory_info().rss for child in psutil.Process().children())


if __name__ == "__main__":
    main()
