from __future__ import annotations

import json
import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.hook.protocol import (
    LARGEST_FRAME,
    Answer,
    ProtocolError,
    Request,
    Stream,
    answer_data,
    answer_of,
    framed,
    received,
    request_data,
    request_of,
)

STREAMS = st.builds(Stream, st.booleans(), st.just("utf-8"), st.just("replace"))
# Names and values that are no UTF-8 come as surrogates.
ANY_TEXT = st.text(st.characters(), max_size=20)
REQUESTS = st.builds(
    Request,
    st.lists(ANY_TEXT, max_size=4).map(tuple),
    ANY_TEXT,
    st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=4),
    st.binary(max_size=200),
    st.floats(0.001, 1000),
    STREAMS,
    STREAMS,
    st.none() | st.integers(1, 500),
)


@given(REQUESTS)
def test_a_request_arrives_as_it_was_sent(request: Request) -> None:
    assert request_of(received(BytesIO(framed(request_data(request))).read)) == request


@given(st.builds(Answer, st.integers(0, 255), st.binary(), st.binary(), st.booleans()))
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    assert answer_of(received(BytesIO(framed(answer_data(answer))).read)) == answer


@given(st.binary(max_size=60))
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        answer_of(received(BytesIO(data).read))


def test_a_message_that_breaks_off_is_refused() -> None:
    frame = framed(answer_data(Answer(0, b"", b"", True)))
    with pytest.raises(ProtocolError, match="went away"):
        received(BytesIO(frame[:-1]).read)


def test_a_message_that_would_be_too_large_is_refused_before_it_is_read() -> None:
    stream = BytesIO(struct.pack(">I", LARGEST_FRAME + 1) + b"x")
    with pytest.raises(ProtocolError, match="too large"):
        received(stream.read)
    assert stream.read() == b"x"


@pytest.mark.parametrize(
    "wrong", [{"status": "0"}, {"status": True}, {"status": 256}, {"out": "é"}, {"checked": 1}]
)
def test_an_answer_without_sense_never_counts(wrong: dict[str, object]) -> None:
    data = {**answer_data(Answer(0, b"a", b"", True)), **wrong}
    with pytest.raises(ProtocolError):
        answer_of(data)


def test_a_request_of_another_protocol_is_refused() -> None:
    value = json.loads('{"do": "check", "protocol": 99}')
    with pytest.raises(ProtocolError, match="99"):
        request_of(value)
