"""From bytes to text: UTF-8 only, and clear words for anything else."""

from __future__ import annotations

import codecs

_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class DecodingError(ValueError):
    """Bytes that are no UTF-8 text; `line` is 1-based, counted from the first byte given."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def decode(data: bytes) -> str:
    """Return the text of UTF-8 bytes, without a leading byte order mark; line ends stay as they are.

    Raises DecodingError.
    """
    if data.startswith(_OTHER_MARKS):
        raise DecodingError("this is UTF-16; save it as UTF-8", 1)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise DecodingError(f"not UTF-8 text (byte 0x{byte:02X}); save it as UTF-8", line) from None
    if "\0" in text:
        raise DecodingError("holds zero bytes: not a text", text.count("\n", 0, text.index("\0")) + 1)
    return text
