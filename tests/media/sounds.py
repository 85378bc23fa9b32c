"""Sounds and movies made for tests: silence and empty boxes, tagged by mutagen or by hand."""

from __future__ import annotations

import struct
import wave
from collections.abc import Mapping
from pathlib import Path

SILENT_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""A frame of MPEG-1 layer III at 128 kbit/s and 44.1 kHz."""


def mp3(path: Path) -> Path:
    """Write some two seconds of an MP3 without tags."""
    path.write_bytes(SILENT_FRAME * 77)
    return path


def wav(path: Path) -> Path:
    """Write a second of a WAV."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    return path


def flac(path: Path) -> Path:
    """Write a FLAC that says that it is a second long, without sound."""
    sizes = struct.pack(">HH", 4096, 4096) + bytes(6)
    rate = (44100 << 44 | 0 << 41 | 15 << 36 | 44100).to_bytes(8, "big")
    path.write_bytes(b"fLaC\x80\x00\x00\x22" + sizes + rate + bytes(16))
    return path


def _ogg_page(serial: int, number: int, packet: bytes, *, first: bool = False, last: bool = False) -> bytes:
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    flags = 2 * first + 4 * last
    head = (
        b"OggS\0"
        + bytes((flags,))
        + struct.pack("<qIII", 0, serial, number, 0)
        + bytes((len(lacing),))
        + lacing
    )
    page = bytearray(head + packet)
    page[22:26] = struct.pack("<I", _ogg_checksum(bytes(page)))
    return bytes(page)


def _ogg_checksum(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


def opus(path: Path) -> Path:
    """Write the two headers of an Opus."""
    head = b"OpusHead\1\1" + struct.pack("<HIhB", 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    path.write_bytes(_ogg_page(7, 0, head, first=True) + _ogg_page(7, 1, tags, last=True))
    return path


def box(name: bytes, *content: bytes) -> bytes:
    """Return a box of ISO base media."""
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + name + data


def _track(kind: bytes, width: int, height: int) -> bytes:
    head = box(
        b"tkhd",
        bytes(4),
        bytes(8),
        struct.pack(">II", 1, 0),
        bytes(56),
        struct.pack(">II", width << 16, height << 16),
    )
    return box(b"trak", head, box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8), kind, bytes(13))))


def movie_box(kind: bytes, *more: bytes, width: int = 1280, height: int = 720) -> bytes:
    """Return the movie box of 12.5 seconds of pictures (`vide`) or sound (`soun`)."""
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, 12500), bytes(80))
    return box(b"moov", head, _track(kind, width, height), *more)


def mp4(path: Path, *more: bytes, brand: bytes = b"isom", kind: bytes = b"vide") -> Path:
    """Write a movie without pictures."""
    path.write_bytes(box(b"ftyp", brand, bytes(4), brand) + movie_box(kind, *more) + box(b"mdat", bytes(64)))
    return path


def element(number: int, *content: bytes, known: bool = True) -> bytes:
    """Return an element of EBML."""
    data = b"".join(content)
    name = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return name + ((0x0800000000 | len(data)).to_bytes(5, "big") if known else b"\x01" + b"\xff" * 7) + data


def _simple_tag(name: str, value: str) -> bytes:
    return element(0x67C8, element(0x45A3, name.encode()), element(0x4487, value.encode()))


def webm(path: Path, tags: Mapping[str, str], *, live: bool = False, cover: bool = False) -> Path:
    """Write a WebM without pictures, its tags last; `live` as a browser records it, without lengths."""
    scale, length = (
        element(0x2AD7B1, (1_000_000).to_bytes(3, "big")),
        element(0x4489, struct.pack(">d", 2500.0)),
    )
    information = element(0x1549A966, scale, length, element(0x4D80, b"libtest"), element(0x5741, b"Essai 3"))
    video = element(0xE0, element(0xB0, b"\x02\x80"), element(0xBA, b"\x01\x68"))
    tracks = element(
        0x1654AE6B, element(0xAE, element(0xD7, b"\1"), element(0x83, b"\1"), element(0x86, b"V_VP9"), video)
    )
    cluster = element(
        0x1F43B675, element(0xE7, b"\0"), element(0xA3, b"\x81\0\0\x80" + bytes(20)), known=not live
    )
    tagged = element(0x1254C367, element(0x7373, *(_simple_tag(*tag) for tag in tags.items())))
    attached = element(
        0x1941A469,
        element(0x61A7, element(0x466E, b"c.png"), element(0x4660, b"image/png"), element(0x465C, b"x")),
    )
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    segment = element(
        0x18538067, information, tracks, cluster, *([attached] if cover else []), tagged, known=not live
    )
    path.write_bytes(head + segment)
    return path
