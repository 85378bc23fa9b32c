"""What is in an open file: its format's reader, then those of the blocks found; each may fail by itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import BinaryIO, cast

from cmcompliance.media.evidence import Contents, Kind, Provenance
from cmcompliance.media.inspection.gathering import MANIFEST_STORE, Bounds, Damaged, Gathering, Refused
from cmcompliance.media.inspection.iptc import read_iptc, read_photoshop
from cmcompliance.media.inspection.wire import Request
from cmcompliance.media.inspection.xmp import properties_of
from cmcompliance.media.inspection.xmp_meaning import say_xmp

Reader = Callable[[BinaryIO, int, Gathering], None]

_HERE = "cmcompliance.media.inspection"
_READERS: dict[str, tuple[str, str]] = {
    "jpeg": ("jpeg", "read_jpeg"),
    "png": ("png", "read_png"),
    "webp": ("webp", "read_webp"),
    "gif": ("gif", "read_gif"),
    "tiff": ("tiff", "read_tiff"),
    "bigtiff": ("tiff", "read_tiff"),
    "heic": ("heif", "read_heif"),
    "avif": ("heif", "read_heif"),
    **dict.fromkeys(("mp4", "mov", "m4a"), ("movie", "read_movie")),
    **dict.fromkeys(("webm", "matroska"), ("matroska", "read_matroska")),
    **dict.fromkeys(("mp3", "flac", "ogg", "opus"), ("sound", "read_sound")),
    "wav": ("wav", "read_wav"),
}
"""By format: the module that reads it and its function, imported when a file of it comes."""
_SEARCHED = 16 * 1024 * 1024
_OUR_EXTRA = frozenset({"PIL", "tinytag", "c2pa"})


def contents_of(request: Request, descriptors: Sequence[int], bounds: Bounds) -> Contents:
    """Return what a file says. The descriptors stay open."""
    found = Gathering(bounds, cast(Kind, request.kind), request.format)
    reader = _READERS.get(request.format or "")
    with os.fdopen(os.dup(descriptors[0]), "rb") as file:
        if reader is None:
            found.trouble("format_not_read", request.format or "")
        else:
            _guarded(reader[0], partial(_read, *reader, file, request.size, found), found)
        _read_blocks(found)
        if found.has_manifest or (found.damaged and _may_have_manifest(file)):
            _guarded("C2PA", partial(_read_manifest, file, found), found)
    if request.sidecar:
        with os.fdopen(os.dup(descriptors[1]), "rb") as file:
            file.seek(0)
            packet = file.read()
        _guarded("XMP sidecar", partial(_read_xmp, packet, "XMP sidecar", found), found)
    _note_absent_manifest(found)
    return found.contents()


def _read(module: str, function: str, file: BinaryIO, size: int, found: Gathering) -> None:
    read = cast(Reader, getattr(import_module(f"{_HERE}.{module}"), function))
    read(file, size, found)


def _read_blocks(found: Gathering) -> None:
    for data in found.exif_blocks:
        _guarded("EXIF", partial(_read_exif, data, found), found)
    for data in found.photoshop_blocks:
        _guarded("IPTC", partial(read_photoshop, data, found), found)
    for data in found.iptc_blocks:
        _guarded("IPTC", partial(read_iptc, data, found), found)
    for data in found.xmp_blocks:
        _guarded("XMP", partial(_read_xmp, data, "XMP", found), found)


def _read_exif(data: bytes, found: Gathering) -> None:
    from cmcompliance.media.inspection.exif import read_exif  # noqa: PLC0415 (Pillow: an extra)

    read_exif(data, found)


def _read_xmp(packet: bytes, standard: str, found: Gathering) -> None:
    say_xmp(properties_of(packet), standard, found)


def _may_have_manifest(file: BinaryIO) -> bool:
    """Tell whether there is a manifest in what its container no longer leads to."""
    file.seek(0)
    return MANIFEST_STORE in file.read(_SEARCHED)


def _read_manifest(file: BinaryIO, found: Gathering) -> None:
    try:
        from cmcompliance.media.inspection.manifest import MIMES, read_manifest  # noqa: PLC0415 (an extra)
    except ImportError:
        found.trouble("provenance_not_read", "c2pa-python")
        return
    if found.format not in MIMES:
        found.trouble("provenance_not_read", found.format or "")
        return
    read_manifest(file, found)


def _note_absent_manifest(found: Gathering) -> None:
    """Tell of a manifest that is said to be elsewhere, or that was there and is lost."""
    if found.provenance is None and found.says("manifest_url"):
        found.provenance = Provenance("remote")


def _guarded(what: str, read: Callable[[], None], found: Gathering) -> None:
    """Read, and keep what hinders it: a hostile file may make any reader raise anything."""
    try:
        read()
    except Damaged as damage:
        found.trouble("damaged", str(damage))
    except Refused as refused:
        found.trouble("refused", str(refused))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _OUR_EXTRA:
            raise
        found.trouble("extra_missing", error.name or "")
    except (MemoryError, ImportError):
        # There is no memory left, or none for a library: no fault of the file's, and the process must go.
        raise
    except Exception as error:
        found.trouble("damaged", f"{what}: {type(error).__name__}")
