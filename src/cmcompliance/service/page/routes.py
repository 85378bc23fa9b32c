"""The addresses of the page: itself at `/`, its files under `/page/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cmcompliance.service.page.accepted import first_language
from cmcompliance.service.page.headers import PAGE_HEADERS

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_PAGE = "index.html"
_WRITTEN_IN = b'<html lang="fr">'


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    media_type: str

    @property
    def tag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:20]}"'


def page_routes() -> list[Route]:
    """Return the routes of the page; its files are read once."""
    found = dict(_files())
    page = found.pop(_PAGE)
    pages = {
        lang: _File(page.body.replace(_WRITTEN_IN, f'<html lang="{lang}">'.encode(), 1), page.media_type)
        for lang in ("fr", "en")
    }

    async def show_page(request: Request) -> Response:
        lang = first_language(request.headers.get("accept-language"))
        return _answer(request, pages[lang], {"Content-Language": lang, "Vary": "Accept-Language"})

    return [Route("/", show_page, name="page"), *(_route(name, file) for name, file in found.items())]


def _route(name: str, file: _File) -> Route:
    async def show(request: Request) -> Response:
        return _answer(request, file, {})

    return Route(f"/page/{name}", show, name=name)


def _answer(request: Request, file: _File, more: dict[str, str]) -> Response:
    headers = {**PAGE_HEADERS, **more, "ETag": file.tag}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)


def _files() -> Iterator[tuple[str, _File]]:
    for entry in files(__package__).joinpath("static").iterdir():
        suffix = entry.name.rpartition(".")[2]
        if suffix in _TYPES:
            yield entry.name, _File(entry.read_bytes(), _TYPES[suffix])
