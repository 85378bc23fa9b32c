"""A stream whose troubles are faults of the archive, whatever library it comes from."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

from cmcompliance.archive.faults import ArchiveFault

_BUFFER = 1 << 17
_DAMAGED = (
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError),
    *(struct.error, EOFError, OverflowError),
)


@contextmanager
def as_faults(name: str) -> Iterator[None]:
    """Raise ArchiveFault for what libraries raise on a member that is damaged or cannot be read."""
    try:
        yield
    except _DAMAGED as error:
        raise ArchiveFault(f"is damaged ({error or type(error).__name__}): get the archive again") from None
    except NotImplementedError as error:
        raise ArchiveFault(f"is packed in a way that is not read here ({error}): pack it anew") from None
    except RuntimeError as error:
        if "password" not in str(error):
            raise
        raise ArchiveFault("is encrypted: give an archive without a password") from None
    except ValueError as error:  # a damaged directory leads to places that are none
        raise ArchiveFault(f"is damaged ({error}): get the archive again") from None
    except OSError as error:
        raise ArchiveFault(f"cannot be read: {error.strerror or error}") from None


def guarded(name: str, opening: Callable[[], IO[bytes]]) -> BinaryIO:
    """Return what `opening` gives, as a buffered stream. It and each reading raise ArchiveFault."""
    with as_faults(name):
        return cast(BinaryIO, io.BufferedReader(_Guarded(name, opening()), _BUFFER))


class _Guarded(io.RawIOBase):
    def __init__(self, name: str, stream: IO[bytes]) -> None:
        super().__init__()
        self._name = name
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        with as_faults(self._name):
            data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            try:
                self._stream.close()
            finally:
                super().close()
