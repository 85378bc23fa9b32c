from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.service.pool.frames import LONGEST_PAYLOAD, FrameError, Unpacker, packed

FRAMES = st.lists(
    st.tuples(st.dictionaries(st.text(max_size=3), st.integers(), max_size=3), st.binary()), max_size=5
)


@given(FRAMES, st.integers(1, 64))
def test_messages_come_as_they_were_sent_however_the_bytes_are_cut(
    frames: list[tuple[dict[str, object], bytes]], size: int
) -> None:
    data = b"".join(packed(header, payload) for header, payload in frames)
    unpacker = Unpacker()
    pieces = (data[begin : begin + size] for begin in range(0, len(data), size))
    assert [tuple(frame) for piece in pieces for frame in unpacker.feed(piece)] == frames


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0\1" + (LONGEST_PAYLOAD + 1).to_bytes(4, "big"),
        b"\xff\xff\xff\xff\0\0\0\0",
        b"\0\0\0\2\0\0\0\0[]",
        b"\0\0\0\2\0\0\0\0{x",
    ],
)
def test_what_makes_no_sense_is_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        list(Unpacker().feed(data))
