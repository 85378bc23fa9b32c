"""Servers on the loopback that answer as the real HTTP APIs document it, and keep what reached them."""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "s3cret-token"
DID = "did:plc:abcdefghijklmnopqrstuvwx"
HANDLE = "maison.bsky.social"
PASSWORD = "app-pass-word"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode(), keep_blank_values=True)

    @property
    def parts(self) -> dict[str, str]:
        """The texts of a multipart form, by name."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + self.body)
        return {
            str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True).decode()
            for part in message.iter_parts()
            if part.get_filename() is None
        }


Answer = tuple[int, Any]
Route = Callable[[Request], Answer]


@dataclass
class Server:
    url: str
    arrived: list[Request] = field(default_factory=list)

    def posted(self, path: str) -> list[Request]:
        return [request for request in self.arrived if (request.method, request.path) == ("POST", path)]


@contextmanager
def serving(routes: Mapping[tuple[str, str], Route]) -> Iterator[Server]:
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, urlsplit(self.path).path.rstrip("/"), headers, body)
            server.arrived.append(request)
            route = routes.get((request.method, request.path))
            status, data = route(request) if route else (404, {"error": "Record not found"})
            written = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        do_GET = do_POST = answer  # noqa: N815  the names that http.server calls

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _with_token(token: str, refusal: Any, answer: Route) -> Route:
    def route(request: Request) -> Answer:
        if request.headers.get("authorization") != f"Bearer {token}":
            return 401, refusal
        return answer(request)

    return route


def mastodon_routes() -> dict[tuple[str, str], Route]:
    """Statuses, media and what the server is, as docs.joinmastodon.org describes them."""
    refusal = {"error": "The access token is invalid"}

    def status(request: Request) -> Answer:
        text = request.form.get("status", [""])[0]
        if not text and not request.form.get("media_ids[]"):
            return 422, {"error": "Validation failed: Text can't be blank"}
        return 200, {
            "id": "103254962155278888",
            "created_at": "2026-11-29T12:00:00.000Z",
            "in_reply_to_id": None,
            "sensitive": False,
            "spoiler_text": request.form.get("spoiler_text", [""])[0],
            "visibility": "public",
            "language": request.form.get("language", [None])[0],
            "uri": "https://mastodon.example/users/maison/statuses/103254962155278888",
            "url": "https://mastodon.example/@maison/103254962155278888",
            "content": f"<p>{text}</p>",
            "media_attachments": [],
            "mentions": [],
            "tags": [],
            "emojis": [],
            "account": {"id": "1", "username": "maison", "acct": "maison"},
        }

    def media(request: Request) -> Answer:
        return 200, {
            "id": "22348641",
            "type": "image",
            "url": "https://files.mastodon.example/22348641.png",
            "preview_url": "https://files.mastodon.example/small/22348641.png",
            "remote_url": None,
            "description": request.parts.get("description"),
        }

    instance = {
        "uri": "mastodon.example",
        "domain": "mastodon.example",
        "title": "Mastodon",
        "version": "4.5.0",
        "api_versions": {"mastodon": 7},
    }
    return {
        ("GET", "/api/v1/instance"): lambda _: (200, instance),
        ("GET", "/api/v2/instance"): lambda _: (200, instance),
        ("POST", "/api/v1/statuses"): _with_token(TOKEN, refusal, status),
        ("POST", "/api/v2/media"): _with_token(TOKEN, refusal, media),
    }


def _jwt(scope: str) -> str:
    now = int(time.time())
    parts = [
        {"alg": "ES256K", "typ": "at+jwt"},
        {"scope": scope, "sub": DID, "aud": "did:web:pds.example", "iat": now, "exp": now + 7200},
    ]
    written = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*written, base64.urlsafe_b64encode(b"signature").rstrip(b"=").decode()])


def bluesky_routes() -> dict[tuple[str, str], Route]:
    """`createSession`, `getProfile` and `createRecord`, as the lexicons of the AT Protocol describe them."""
    access, refresh = _jwt("com.atproto.access"), _jwt("com.atproto.refresh")
    refusal = {"error": "AuthMissing", "message": "Authentication Required"}

    def session(request: Request) -> Answer:
        if request.json != {"identifier": HANDLE, "password": PASSWORD}:
            return 401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}
        return 200, {"accessJwt": access, "refreshJwt": refresh, "handle": HANDLE, "did": DID, "active": True}

    def record(request: Request) -> Answer:
        if request.json["repo"] != DID or request.json["collection"] != "app.bsky.feed.post":
            return 400, {"error": "InvalidRequest", "message": "Could not find repo"}
        return 200, {
            "uri": f"at://{DID}/app.bsky.feed.post/3k4duaz5vfs2b",
            "cid": "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm",
            "validationStatus": "valid",
        }

    return {
        ("POST", "/xrpc/com.atproto.server.createSession"): session,
        ("GET", "/xrpc/app.bsky.actor.getProfile"): _with_token(
            access, refusal, lambda _: (200, {"did": DID, "handle": HANDLE})
        ),
        ("POST", "/xrpc/com.atproto.repo.createRecord"): _with_token(access, refusal, record),
    }


def posts_routes() -> dict[tuple[str, str], Route]:
    """A service of one's own: `POST /posts` with a bearer token and a JSON body."""
    return {("POST", "/posts"): _with_token(TOKEN, {"error": "unauthorized"}, lambda _: (201, {"id": 7}))}
