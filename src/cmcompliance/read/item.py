"""What a reader yields: a draft with the place it came from, or what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

from cmcompliance.draft import Draft


def sound_name(file: str) -> str:
    """Return a file's name as text: bytes in it that are no UTF-8 become a visible sign."""
    return file.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft was read. Lines are 1-based.

    `line`: where the draft begins in the file, None when it is the whole file;
    `text_line`: the line on which its `text` begins, None when the text has no lines of its own in the file;
    `text_offset`: how many characters of the file stand before that line, a byte order mark not counted.
    """

    file: str
    line: int | None = None
    text_line: int | None = None
    text_offset: int | None = None

    @property
    def name(self) -> str:
        """The file as text that can be written anywhere."""
        return sound_name(self.file)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and its line in the file if it has one."""

    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft that could be read; `notes`: what its author may have meant otherwise."""

    draft: Draft
    origin: Origin
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadError:
    """A draft that could not be read: at least one problem."""

    file: str
    problems: tuple[Problem, ...]
    line: int | None = None
    draft_id: str | None = None

    @property
    def message(self) -> str:
        """All problems in one line."""
        return "; ".join(problem.message for problem in self.problems)


@dataclass(frozen=True, slots=True)
class FaultError(ReadError):
    """What stands for a draft that could be read and then tripped a fault of ours."""


class FrontMatterError(ValueError):
    """Front matter that cannot be read; `line` is the line in the file, 1-based."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


ReadItem = ReadDraft | ReadError


def failure(file: str, message: str, line: int | None = None, draft_id: str | None = None) -> ReadError:
    """Return the error for a single problem."""
    return ReadError(file, (Problem(message, line),), line, draft_id)
