"""The files of examples/guard against servers that answer as the real ones do."""

import asyncio
import importlib.util
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import requests
from atproto import AsyncClient, Client, models
from atproto_client.models.blob_ref import BlobRef
from atproto_client.utils import TextBuilder
from mastodon import Mastodon
from tests.guard.fake_servers import (
    DID,
    HANDLE,
    PASSWORD,
    TOKEN,
    Server,
    bluesky_routes,
    mastodon_routes,
    posts_routes,
    serving,
)

from cmcompliance import Blocked

EXAMPLES = Path(__file__).parents[2] / "examples" / "guard"
CLEAN = "Bonne journée à toutes et à tous 🌞👩🏽‍🚀 & à demain +1 %"
UNLAWFUL = "🚬 Nos cigarettes Rive sont les meilleures : venez les acheter en boutique !"
CREATE_RECORD = "/xrpc/com.atproto.repo.createRecord"


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"guard_example_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def mastodon_example() -> ModuleType:
    return example("mastodon_post")


@pytest.fixture(scope="module")
def bluesky_example() -> ModuleType:
    return example("bluesky_post")


@pytest.fixture(scope="module")
def requests_example() -> ModuleType:
    return example("requests_post")


@pytest.fixture
def mastodon() -> Iterator[Server]:
    with serving(mastodon_routes()) as server:
        yield server


@pytest.fixture
def bluesky() -> Iterator[Server]:
    with serving(bluesky_routes()) as server:
        yield server


@pytest.fixture
def posts() -> Iterator[Server]:
    with serving(posts_routes()) as server:
        yield server


@pytest.fixture
def picture(tmp_path: Path) -> str:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path = tmp_path / "sun.png"
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )
    return str(path)


def test_a_clean_status_arrives_at_mastodon_as_it_is(mastodon_example: ModuleType, mastodon: Server) -> None:
    client = Mastodon(access_token=TOKEN, api_base_url=mastodon.url)
    url = mastodon_example.post(client, CLEAN, language="fr", warning="Soleil ☀️")
    assert url == "https://mastodon.example/@maison/103254962155278888"
    [arrived] = mastodon.posted("/api/v1/statuses")
    assert arrived.headers["authorization"] == f"Bearer {TOKEN}"
    assert arrived.form["status"] == [CLEAN]
    assert arrived.form["language"] == ["fr"]
    assert arrived.form["spoiler_text"] == ["Soleil ☀️"]


def test_an_unlawful_status_never_reaches_mastodon(
    mastodon_example: ModuleType, mastodon: Server, picture: str
) -> None:
    client = Mastodon(access_token=TOKEN, api_base_url=mastodon.url)
    with pytest.raises(Blocked) as blocked:
        mastodon_example.post(client, UNLAWFUL, pictures=[picture], descriptions=["Un soleil"])
    assert blocked.value.report.verdict == "block"
    assert mastodon.arrived == []


def test_a_picture_goes_to_mastodon_with_its_words(
    mastodon_example: ModuleType, mastodon: Server, picture: str
) -> None:
    client = Mastodon(access_token=TOKEN, api_base_url=mastodon.url)
    mastodon_example.post(client, CLEAN, pictures=[picture], descriptions=["Un soleil 🌞"])
    [media] = mastodon.posted("/api/v2/media")
    assert media.parts["description"] == "Un soleil 🌞"
    [arrived] = mastodon.posted("/api/v1/statuses")
    assert arrived.form["media_ids[]"] == ["22348641"]


def logged_in(server: Server) -> Client:
    client = Client(base_url=f"{server.url}/xrpc")
    client.login(HANDLE, PASSWORD)
    return client


def test_a_clean_post_arrives_at_bluesky_as_it_is(bluesky_example: ModuleType, bluesky: Server) -> None:
    uri = bluesky_example.post(logged_in(bluesky), CLEAN, ["fr"])
    assert uri == f"at://{DID}/app.bsky.feed.post/3k4duaz5vfs2b"
    [arrived] = bluesky.posted(CREATE_RECORD)
    assert arrived.headers["authorization"].startswith("Bearer ey")
    assert arrived.json["repo"] == DID
    assert arrived.json["record"]["text"] == CLEAN
    assert arrived.json["record"]["langs"] == ["fr"]


def test_an_unlawful_post_never_reaches_bluesky(bluesky_example: ModuleType, bluesky: Server) -> None:
    client = logged_in(bluesky)
    for text in (UNLAWFUL, TextBuilder().text(UNLAWFUL)):
        with pytest.raises(Blocked):
            bluesky_example.post(client, text, ["fr"])
    assert bluesky.posted(CREATE_RECORD) == []


def test_the_words_of_a_picture_are_part_of_a_bluesky_post(bluesky_example: ModuleType) -> None:
    blob = BlobRef(
        mime_type="image/png", size=1, ref="bafkreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
    )
    picture = models.AppBskyEmbedImages.Image(alt="Un soleil", image=blob)
    embed = models.AppBskyEmbedImages.Main(images=[picture])
    draft = bluesky_example.draft_of_post(CLEAN, embed=embed, langs=["fr", "en"])
    assert [medium.alt for medium in draft.media] == ["Un soleil"]
    assert draft.language is None


def test_a_built_text_arrives_with_its_tags(bluesky_example: ModuleType, bluesky: Server) -> None:
    bluesky_example.post(logged_in(bluesky), TextBuilder().text("Bonjour 🌞 ").tag("#bonheur", "bonheur"))
    [arrived] = bluesky.posted(CREATE_RECORD)
    assert arrived.json["record"]["text"] == "Bonjour 🌞 #bonheur"
    [facet] = arrived.json["record"]["facets"]
    assert (facet["index"]["byteStart"], facet["index"]["byteEnd"]) == (13, 21)
    assert facet["features"][0]["tag"] == "bonheur"


def test_records_made_by_hand_are_guarded_too(bluesky_example: ModuleType, bluesky: Server) -> None:
    client = logged_in(bluesky)

    def body(text: str) -> dict[str, object]:
        record = {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": "2026-11-29T12:00:00Z",
            "langs": ["fr"],
        }
        return {"repo": DID, "collection": "app.bsky.feed.post", "record": record}

    with pytest.raises(Blocked):
        bluesky_example.create_record(client, body(UNLAWFUL))
    bluesky_example.create_record(client, body(CLEAN))
    assert [request.json for request in bluesky.posted(CREATE_RECORD)] == [body(CLEAN)]


def test_async_posts_to_bluesky_are_guarded(bluesky_example: ModuleType, bluesky: Server) -> None:
    async def post_both() -> list[object]:
        client = AsyncClient(base_url=f"{bluesky.url}/xrpc")
        await client.login(HANDLE, PASSWORD)
        posts = (bluesky_example.post_async(client, text, ["fr"]) for text in (UNLAWFUL, CLEAN))
        return list(await asyncio.gather(*posts, return_exceptions=True))

    refused, uri = asyncio.run(post_both())
    assert isinstance(refused, Blocked)
    assert uri == f"at://{DID}/app.bsky.feed.post/3k4duaz5vfs2b"
    assert [request.json["record"]["text"] for request in bluesky.posted(CREATE_RECORD)] == [CLEAN]


def test_requests_sends_what_is_clean_and_nothing_else(requests_example: ModuleType, posts: Server) -> None:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        with pytest.raises(Blocked):
            requests_example.post(session, f"{posts.url}/posts", UNLAWFUL)
        assert requests_example.post(session, f"{posts.url}/posts", message=CLEAN) == {"id": 7}
    [arrived] = posts.arrived
    assert arrived.json == {"message": CLEAN, "language": "fr", "links": []}


def test_a_refusal_by_the_server_comes_through_as_it_is(requests_example: ModuleType, posts: Server) -> None:
    with requests.Session() as session, pytest.raises(requests.HTTPError, match="401"):
        requests_example.post(session, f"{posts.url}/posts", CLEAN)
