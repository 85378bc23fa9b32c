from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from cmcompliance.media.opening import NotOpened, opened

LARGEST = 1000


def refused(path: Path | str) -> tuple[str, str]:
    with pytest.raises(NotOpened) as caught, opened(str(path), LARGEST):
        pass
    return caught.value.problem.code, caught.value.problem.detail


def test_a_file_gives_its_size_its_head_and_its_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    with opened(str(tmp_path / "a"), LARGEST) as file:
        assert (file.size, file.head(2), file.sha256()) == (3, b"ab", hashlib.sha256(b"abc").hexdigest())


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert refused(tmp_path / "socket") == ("not_a_file", "socket")
    assert refused(tmp_path) == ("not_a_file", "folder")
    assert refused(tmp_path / "pipe") == ("not_a_file", "pipe")
    assert refused("/dev/zero") == ("not_a_file", "device")
    assert refused(tmp_path / "link") == ("link", "")
    assert refused(tmp_path / "dangling") == ("link", "")


@pytest.mark.parametrize("name", ["none", "file/none", "n" * 5000, "nul\0nul", ""])
def test_what_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    assert refused(f"{tmp_path}/{name}" if name else "") == ("missing", "")


def test_what_is_empty_or_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(bytes(LARGEST + 1))
    assert refused(tmp_path / "empty") == ("empty", "")
    assert refused(tmp_path / "large") == ("too_large", str(LARGEST + 1))


def test_a_file_that_grows_or_shrinks_meanwhile_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    with opened(str(path), LARGEST) as file:
        path.write_bytes(b"abcd")
        assert file.sha256() is None
        path.write_bytes(b"a")
        assert file.sha256() is None
