from __future__ import annotations

import asyncio

import httpx
import pytest

from cmcompliance.service.http import Limits
from cmcompliance.service.http.addresses import address_of, networks_of
from cmcompliance.service.http.rates import caller_of_address
from cmcompliance.service.pool import Answer
from service.http.doubles import REPORT, FakeKey, FakeKeys, FakePool, asked, batch, kind, post, service

DRAFT = {"text": "Bonjour"}
KEYS = FakeKeys({"right": FakeKey("k1"), "slow": FakeKey("k2", rate=6)})


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer right"}, {"authorization": "bearer right"}, {"X-API-Key": "right"}],
)
def test_a_key_opens_the_service(headers: dict[str, str]) -> None:
    assert post(service(FakePool(), keys=KEYS), "/v1/check", DRAFT, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "key-missing"),
        ({"Authorization": "Basic cmlnaHQ="}, "key-missing"),
        ({"Authorization": "Bearer"}, "key-missing"),
        ({"Authorization": "Bearer wrong"}, "key-wrong"),
        ({"X-API-Key": "Right"}, "key-wrong"),
        ({"X-API-Key": "é"}, "key-wrong"),
        ({"X-API-Key": "right", "Authorization": "Bearer wrong"}, "key-wrong"),
    ],
)
def test_without_a_key_that_holds_no_work_is_done(headers: dict[str, str], expected: str) -> None:
    pool = FakePool()
    sent = {name: value.encode() for name, value in headers.items()}
    answer = post(service(pool, keys=KEYS), "/v1/check", DRAFT, headers=sent)
    assert (answer.status_code, kind(answer)) == (401, expected)
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert pool.jobs == []


def test_a_key_that_is_revoked_opens_nothing_from_the_next_request_on() -> None:
    keys = {"right": FakeKey("k1")}
    app = service(FakePool(), keys=FakeKeys(keys))
    assert post(app, "/v1/check", DRAFT, headers={"X-API-Key": "right"}).status_code == 200
    del keys["right"]
    assert post(app, "/v1/check", DRAFT, headers={"X-API-Key": "right"}).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/openapi.json"])
def test_what_gives_nothing_away_needs_no_key(path: str) -> None:
    assert asked(service(FakePool(), keys=KEYS), "GET", path, client=("192.0.2.1", 1)).status_code == 200


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_numbers_need_a_key_but_on_this_machine(path: str) -> None:
    app = service(FakePool(), keys=KEYS)
    assert asked(app, "GET", path).status_code == 200
    assert asked(app, "GET", path, client=("192.0.2.1", 1)).status_code == 401
    assert asked(app, "GET", path, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 401
    assert asked(app, "GET", path, client=("192.0.2.1", 1), headers={"X-API-Key": "right"}).status_code == 200


def test_who_asks_too_often_is_told_when_to_come_again_and_nobody_else_is() -> None:
    now = [0.0]
    app = service(FakePool(), keys=KEYS, limits=Limits(rate=60), clock=lambda: now[0])
    first = [post(app, "/v1/check", DRAFT, headers={"X-API-Key": "right"}) for _ in range(11)]
    assert [answer.status_code for answer in first] == [200] * 10 + [429]
    assert kind(first[-1]) == "too-many"
    assert first[-1].headers["retry-after"] == "1"
    assert first[0].headers["ratelimit-policy"] == '"default";q=60;w=60'
    assert first[0].headers["ratelimit"] == '"default";r=9;t=1'
    assert first[-1].headers["ratelimit"] == '"default";r=0;t=10'
    assert post(app, "/v1/check", DRAFT, headers={"X-API-Key": "slow"}).status_code == 200
    now[0] += 1.0
    assert post(app, "/v1/check", DRAFT, headers={"X-API-Key": "right"}).status_code == 200


def test_a_key_may_have_a_rate_of_its_own() -> None:
    app = service(FakePool(), keys=KEYS, limits=Limits(rate=6_000), clock=lambda: 0.0)
    answers = [post(app, "/v1/check", DRAFT, headers={"X-API-Key": "slow"}).status_code for _ in range(2)]
    assert answers == [200, 429]


def test_who_tries_keys_is_slowed_down() -> None:
    app = service(FakePool(), keys=KEYS, limits=Limits(rate=60), clock=lambda: 0.0)
    answers = [post(app, "/v1/check", DRAFT, headers={"X-API-Key": str(n)}).status_code for n in range(12)]
    assert answers == [401] * 10 + [429] * 2


def test_without_keys_each_address_counts_for_itself() -> None:
    app = service(FakePool(), limits=Limits(rate=6), clock=lambda: 0.0)
    assert [
        post(app, "/v1/check", DRAFT, client=(one, 1)).status_code
        for one in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
    ] == [200, 429, 200]


def test_health_is_told_however_often_one_asks() -> None:
    app = service(FakePool(), limits=Limits(rate=6), clock=lambda: 0.0)
    assert {asked(app, "GET", "/healthz").status_code for _ in range(5)} == {200}


def test_a_batch_pays_for_each_draft_and_waits_where_it_would_go_too_fast(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, waited = [0.0], []

    async def sleep(seconds: float) -> None:
        waited.append(round(seconds))
        now[0] += seconds

    monkeypatch.setattr("cmcompliance.service.http.admission.asyncio.sleep", sleep)
    app = service(FakePool(), limits=Limits(rate=6), clock=lambda: now[0])
    assert len(batch(app, b'{"text":"a"}\n' * 3).text.splitlines()) == 3
    assert waited == [10, 10, 10]


async def _together(
    app: object, number: int, release: asyncio.Event, keys: list[str]
) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        headers = {"Content-Type": "application/json"}
        posts = [
            asyncio.create_task(
                http.post("/v1/check", content=b"{}", headers={**headers, "X-API-Key": keys[n % len(keys)]})
            )
            for n in range(number)
        ]
        for _ in range(200):
            await asyncio.sleep(0)
        release.set()
        return await asyncio.gather(*posts)


@pytest.mark.parametrize(
    ("limits", "keys", "expected"),
    [
        (Limits(rate=0, at_once=3), ["right"], [200] * 3 + [503] * 2),
        (Limits(rate=0, at_once_each=2), ["right"], [200] * 2 + [429] * 3),
        (Limits(rate=0, at_once_each=2), ["right", "slow"], [200] * 4 + [429]),
    ],
)
def test_too_many_at_once_are_turned_away_at_once_and_places_are_given_back(
    limits: Limits, keys: list[str], expected: list[int]
) -> None:
    async def both() -> tuple[list[int], list[int]]:
        release = asyncio.Event()

        async def answer() -> Answer:
            await release.wait()
            return REPORT

        app = service(
            FakePool(lambda _: answer()),
            limits=limits,
            keys=FakeKeys({"right": FakeKey("1"), "slow": FakeKey("2")}),
        )
        first = await _together(app, 5, release, keys)
        again = await _together(app, 1, release, keys)
        return sorted(one.status_code for one in first), [one.status_code for one in again]

    assert asyncio.run(both()) == (sorted(expected), [200])


@pytest.mark.parametrize(
    ("client", "forwarded", "trusted", "address"),
    [
        ("192.0.2.1", "198.51.100.1", [], "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", ["192.0.2.0/24"], "198.51.100.1"),
        ("192.0.2.1", "6.6.6.6, 198.51.100.1", ["192.0.2.0/24"], "198.51.100.1"),
        ("192.0.2.1", "198.51.100.1, 192.0.2.9", ["192.0.2.0/24"], "198.51.100.1"),
        ("192.0.2.1", "nonsense", ["192.0.2.0/24"], "192.0.2.1"),
        ("192.0.2.1", "", ["192.0.2.0/24"], "192.0.2.1"),
        ("203.0.113.1", "198.51.100.1", ["192.0.2.0/24"], "203.0.113.1"),
        ("::ffff:192.0.2.1", "198.51.100.1", ["192.0.2.0/24"], "198.51.100.1"),
    ],
)
def test_a_proxy_says_who_asks_only_if_it_is_trusted(
    client: str, forwarded: str, trusted: list[str], address: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())]
    assert address_of((client, 1), headers, networks_of(trusted)) == address


def test_all_addresses_that_one_subscriber_has_count_as_one() -> None:
    assert caller_of_address("2001:db8:1:2:3::4") == caller_of_address("2001:db8:1:2::9")
    assert caller_of_address("2001:db8:1:3::9") != caller_of_address("2001:db8:1:2::9")
    assert caller_of_address("192.0.2.1") != caller_of_address("192.0.2.2")
