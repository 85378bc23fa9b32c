from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from cmcompliance.service.http import Limits
from service.http.doubles import FakePool, asked, kind, post, service

DRAFT = {"text": "Bonjour"}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8765",
        "LOCALHOST",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]:8765",
        "192.0.2.7",
        "checks.example",
    ],
)
def test_the_service_answers_by_addresses_localhost_and_the_names_it_was_given(host: str) -> None:
    app = service(FakePool(), hosts=["checks.example"])
    assert asked(app, "GET", "/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "checks.example.evil.example",
        "",
        "127.0.0.1@evil",
        "a b",
        "[::1",
        "localhost:x",
    ],
)
def test_another_name_is_refused_for_a_page_could_have_lured_a_browser_here_by_it(host: str) -> None:
    pool = FakePool()
    answer = post(service(pool, hosts=["checks.example"]), "/v1/check", DRAFT, headers={"Host": host})
    assert (answer.status_code, kind(answer)) == (400, "foreign-host")
    assert pool.jobs == []


@pytest.mark.parametrize("origin", ["http://localhost:8765", "https://localhost:8765"])
def test_a_page_of_the_service_may_ask(origin: str) -> None:
    headers = {"Host": "localhost:8765", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert post(service(FakePool()), "/v1/check", DRAFT, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "http://localhost:8765.evil.example"},
        {"Origin": "file://localhost:8765"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_a_page_of_another_site_may_not(headers: dict[str, str]) -> None:
    pool = FakePool()
    answer = post(service(pool), "/v1/check", DRAFT, headers={"Host": "localhost:8765", **headers})
    assert (answer.status_code, kind(answer)) == (403, "foreign-origin")
    assert pool.jobs == []


def test_a_link_from_another_site_may_be_followed_but_not_into_the_work() -> None:
    app, visit = service(FakePool()), {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert asked(app, "GET", "/healthz", headers=visit).status_code == 200
    assert asked(app, "GET", "/v1/rules", headers=visit).status_code == 403


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin-1",
        "application/jsonx",
        "multipart/form-data",
    ],
)
def test_a_body_that_a_foreign_form_could_send_is_refused(content_type: str) -> None:
    answer = post(service(FakePool()), "/v1/check", DRAFT, headers={"Content-Type": content_type})
    assert (answer.status_code, kind(answer)) == (415, "wrong-type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'],
)
def test_json_is_accepted_however_it_is_called(content_type: str) -> None:
    assert (
        post(service(FakePool()), "/v1/check", DRAFT, headers={"Content-Type": content_type}).status_code
        == 200
    )


def test_a_compressed_body_is_refused_unread() -> None:
    answer = post(service(FakePool()), "/v1/check", DRAFT, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, kind(answer)) == (415, "encoded")


def raw(app: Any, path: bytes, headers: list[tuple[bytes, bytes]]) -> httpx.Response:
    """Return the answer to a head that no honest client writes."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 1),
        "root_path": "",
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=sent[1]["body"])


@pytest.mark.parametrize(
    "path",
    [
        b"/static/..%2f..%2fetc/passwd",
        b"/%2e%2e/x",
        b"/../x",
        b"/v1//check",
        b"/v1/check%00",
        b"/v1\\check",
        b"/v1/%5Ccheck",
        b"/v1/./check",
        b"/caf\xe9",
        b"/a/..",
    ],
)
def test_a_path_that_means_something_else_to_somebody_is_refused(path: bytes) -> None:
    answer = raw(service(FakePool()), path, [(b"content-type", b"application/json")])
    assert (answer.status_code, kind(answer)) == (400, "malformed")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"2"), (b"transfer-encoding", b"chunked")],
        [(b"content-length", b"2"), (b"content-length", b"3")],
        [(b"host", b"evil.example")],
        [(b"authorization", b"Bearer a"), (b"authorization", b"Bearer b")],
        [(b"origin", b"http://localhost"), (b"origin", b"https://evil.example")],
        [(b"content-type", b"application/json"), (b"content-type", b"text/plain")],
    ],
)
def test_headers_that_contradict_each_other_are_refused(headers: list[tuple[bytes, bytes]]) -> None:
    pool = FakePool()
    answer = raw(service(pool), b"/v1/check", headers)
    assert (answer.status_code, kind(answer)) == (400, "malformed")
    assert pool.jobs == []


def test_too_many_or_too_large_headers_are_refused() -> None:
    app = service(FakePool(), limits=Limits(header_count=10, header_bytes=500))
    many = asked(app, "GET", "/healthz", headers={f"X-{number}": "1" for number in range(20)})
    large = asked(app, "GET", "/healthz", headers={"X-Large": "x" * 500})
    assert [(one.status_code, kind(one)) for one in (many, large)] == [(431, "headers-too-large")] * 2
