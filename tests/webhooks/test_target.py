from __future__ import annotations

import logging
from pathlib import Path

import pytest

from cmcompliance.webhooks import WebhookError
from cmcompliance.webhooks.signature import key_of, new_secret
from cmcompliance.webhooks.target import SECRET_SETTING, secrets_from, target_of

KEY = key_of(new_secret())


@pytest.mark.parametrize(
    ("url", "port", "path"),
    [
        ("https://example.org/hook?a=1", 443, "/hook?a=1"),
        ("https://example.org:8443", 8443, "/"),
        ("http://127.0.0.1:9/x", 9, "/x"),
        ("http://[::1]:9/x", 9, "/x"),
        ("http://localhost/x", 80, "/x"),
        ("https://10.0.0.7/intern", 443, "/intern"),
    ],
)
def test_receivers_are_reached_by_https_or_on_this_machine(url: str, port: int, path: str) -> None:
    target = target_of(url, [KEY])
    assert (target.port, target.path) == (port, path)
    assert KEY.hex() not in repr(target)
    assert "keys" not in repr(target)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://10.0.0.7/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "example.org",
        "https://",
        "https://example.org/#x",
        "https://exämple.org/",
        "https://example.org/a b",
        "https://example.org/a\r\nx: y",
        "https://example.org:99999/",
    ],
)
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(WebhookError):
        target_of(url, [KEY])


def test_a_password_in_a_url_is_refused_and_not_told() -> None:
    with pytest.raises(WebhookError, match="no password") as caught:
        target_of("https://ana:hunter2@example.org/", [KEY])
    assert "hunter2" not in str(caught.value)


def test_nothing_is_sent_unsigned() -> None:
    with pytest.raises(WebhookError, match="signed"):
        target_of("https://example.org/", secrets_from(None, {}).keys_for("https://example.org/"))


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    one, two, own = new_secret(), new_secret(), new_secret()
    given = secrets_from(None, {SECRET_SETTING: f"{one} {two}"})
    assert given.keys_for("https://a.example/") == (key_of(one), key_of(two))
    file = tmp_path / "secrets"
    file.write_text(f"# ours\n{one}\n\n{two} # the old one\nhttps://b.example/ {own}\n")
    file.chmod(0o600)
    kept = secrets_from(file, {})
    assert kept.keys_for("https://a.example/") == (key_of(one), key_of(two))
    assert kept.keys_for("https://b.example/") == (key_of(own),)


def test_a_wrong_secret_is_told_by_its_place_alone(tmp_path: Path) -> None:
    file = tmp_path / "secrets"
    file.write_text("whsec_hunter2!\n")
    with pytest.raises(WebhookError, match="line 1") as caught:
        secrets_from(file, {})
    assert "hunter2" not in str(caught.value)
    with pytest.raises(WebhookError, match="cannot be read"):
        secrets_from(tmp_path / "none", {})


def test_a_file_that_anybody_may_read_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "secrets"
    file.write_text(new_secret())
    file.chmod(0o644)
    with caplog.at_level(logging.WARNING):
        secrets_from(file, {})
    assert "chmod 600" in caplog.text
