"""Files on whatever file system a cluster reads: hdfs://, s3a://, file: and their kin."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cmcompliance.archive.source.member import natural

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

T = TypeVar("T")


_PATTERN: Final = re.compile(r"[\\*?\[\]{}]")


class HadoopFault(Exception):  # noqa: N818  # the file system's, not the program's
    """A path that cannot be used; the message is one line."""


class Hadoop:
    """The file systems of a session."""

    def __init__(self, spark: SparkSession) -> None:
        self._jvm: Any = spark._jvm
        self._conf = spark._jsc.hadoopConfiguration()

    def files(self, root: str) -> list[tuple[str, str]]:
        """Return the files in a folder, or the one that it is: the path of each, and its name from there.

        In their order as a scan reads them. What begins with `_` or `.` is not told: Spark has its own notes
        in such files, and reads none. Raises HadoopFault.
        """
        return self._asked(root, lambda: self._listed(root))

    def refuse_to_write_over(self, path: str) -> None:
        """Raise HadoopFault where something is in a folder already."""
        there = self._asked(
            path, lambda: self._exists(path) and bool(self._system(path).listStatus(self._path(path)))
        )
        if there:
            raise HadoopFault(f"{path}: holds something already: name another folder")

    def remove(self, path: str) -> None:
        """Remove a folder with all that is in it. Raises HadoopFault."""
        self._asked(path, lambda: self._system(path).delete(self._path(path), True))

    def write(self, path: str, text: str) -> None:
        """Write a file as a whole or not at all. Raises HadoopFault."""

        def write() -> None:
            system, new = self._system(path), self._path(f"{path}.new")
            stream = system.create(new, True)
            try:
                stream.write(text.encode())
            finally:
                stream.close()
            if not system.rename(new, self._path(path)):
                raise HadoopFault(f"{path}: cannot be written")

        self._asked(path, write)

    def _listed(self, root: str) -> list[tuple[str, str]]:
        system, path = self._system(root), self._path(root)
        status = system.getFileStatus(path)
        top = status.getPath()
        if not status.isDirectory():
            return [(top.toString(), top.getName())]
        found: list[tuple[str, str]] = []
        entries = system.listFiles(path, True)
        begin = len(top.toUri().getPath().rstrip("/")) + 1
        while entries.hasNext():
            file = entries.next().getPath()
            name = file.toUri().getPath()[begin:]
            if not any(part.startswith(("_", ".")) for part in name.split("/")):
                found.append((file.toString(), name))
        return sorted(found, key=lambda pair: natural(pair[1]))

    def _exists(self, path: str) -> bool:
        return bool(self._system(path).exists(self._path(path)))

    def _system(self, path: str) -> Any:
        return self._path(path).getFileSystem(self._conf)

    def _path(self, path: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(path)

    def _asked(self, path: str, ask: Callable[[], T]) -> T:
        from py4j.protocol import Py4JJavaError  # noqa: PLC0415

        try:
            return ask()
        except Py4JJavaError as error:
            java = error.java_exception
            name = java.getClass().getSimpleName()
            if name == "FileNotFoundException":
                raise HadoopFault(f"{path}: no such file or folder") from None
            raise HadoopFault(f"{path}: {name}: {' '.join(str(java.getMessage()).split())[:300]}") from None
        except Exception as error:
            if isinstance(error, HadoopFault):
                raise
            raise HadoopFault(f"{path}: {' '.join(str(error).split())[:300]}") from None


def as_it_is(path: str) -> str:
    """Return how Spark, which takes paths for patterns, is told a path."""
    return _PATTERN.sub(r"\\\g<0>", path)
