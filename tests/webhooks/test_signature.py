from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcompliance.webhooks import WrongSignature, verify
from cmcompliance.webhooks.signature import key_of, new_secret, signed_headers

SECRET, NOW, BODY = new_secret(), 1_790_000_000, b'{"id":"msg_1"}'


def _headers(secret: str = SECRET, event_id: str = "msg_1", body: bytes = BODY) -> dict[str, str]:
    return signed_headers([key_of(secret)], event_id, NOW, body)


def test_the_scheme_is_that_of_standard_webhooks() -> None:
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    digest = hmac.new(key, b"msg_1.1790000000." + BODY, hashlib.sha256).digest()
    assert _headers() == {
        "webhook-id": "msg_1",
        "webhook-timestamp": "1790000000",
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def test_a_signed_message_is_taken_whatever_the_case_of_its_headers() -> None:
    headers = {name.title(): value for name, value in _headers().items()}
    assert verify(SECRET, headers, BODY, now=NOW + 10) == {"id": "msg_1"}
    assert verify(SECRET, headers, BODY.decode(), now=NOW - 10) == {"id": "msg_1"}


@given(st.binary(max_size=40), st.text("ab.1", max_size=5))
def test_what_was_changed_on_the_way_is_refused(body: bytes, event_id: str) -> None:
    headers = _headers() | {"webhook-id": event_id}
    if (body, event_id) != (BODY, "msg_1"):
        with pytest.raises(WrongSignature):
            verify(SECRET, headers, body, now=NOW)


@pytest.mark.parametrize("off", [-301, 301, 10**9])
def test_an_old_message_is_refused(off: int) -> None:
    with pytest.raises(WrongSignature, match="within 300 seconds"):
        verify(SECRET, _headers(), BODY, now=NOW + off)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, "", "x", "v1,", "é"])
def test_headers_that_are_missing_or_wrong_are_refused(name: str, value: str | None) -> None:
    headers = {key: one for key, one in _headers().items() if key != name}
    if value is not None:
        headers[name] = value
    with pytest.raises(WrongSignature):
        verify(SECRET, headers, BODY, now=NOW)


def test_either_of_two_secrets_verifies_while_one_replaces_the_other() -> None:
    old, new = new_secret(), new_secret()
    headers = signed_headers([key_of(new), key_of(old)], "msg_1", NOW, BODY)
    assert verify(old, headers, BODY, now=NOW) == verify(new, headers, BODY, now=NOW)
    with pytest.raises(WrongSignature):
        verify(SECRET, headers, BODY, now=NOW)


@pytest.mark.parametrize("secret", ["", "hunter2hunter2", "whsec_!!", "whsec_aGVsbG8="])
def test_a_secret_that_is_none_is_told_and_not_quoted(secret: str) -> None:
    with pytest.raises(ValueError, match=r"secret|base64") as caught:
        key_of(secret)
    assert not secret or secret.removeprefix("whsec_") not in str(caught.value)
