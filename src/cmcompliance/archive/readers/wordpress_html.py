"""The content of WordPress posts as plain HTML: shortcodes, blocks, lines of old posts.

What stands in brackets and is no shortcode, "[Publicité]" say, is text and stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from itertools import zip_longest
from typing import Final

from cmcompliance.markup.tags import Tag, tags_and_runs

_SHORTCODE = re.compile(
    r"\[(\[?)(/?)([A-Za-z][\w-]{0,60})((?:\s+(?:[\w-]{1,60}\s*=\s*(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\"'\]]+)"
    r"|\"[^\"\]]*\"|[^\s\"'=\]\[]+))*)\s*/?\](\]?)"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_OWN: Final = frozenset(
    {"gallery", "playlist", "embed", "caption", "wp_caption", "audio", "video", "toc", "contact-form"}
)
_READ: Final = frozenset(
    {
        "alt",
        "button",
        "button_text",
        "caption",
        "content",
        "description",
        "heading",
        "label",
        "subtitle",
        "text",
    }
    | {"title"}
)
"""Attributes of builders' shortcodes whose values visitors read."""
_ADDRESSES: Final = frozenset({"url", "href", "link", "button_url"})
_FILMS: Final = frozenset({"mp4", "webm", "ogv", "m4v"})
_SOUNDS: Final = frozenset({"mp3", "m4a", "ogg", "wav"})
_BLOCK = re.compile(r"<!--\s*wp:block\s+\{[^{}]{0,200}?\"ref\"\s*:\s*(\d{1,20})[^{}]{0,500}\}\s*/-->")
_PARAGRAPH_END = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
    }
    | {
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "iframe",
        "li",
        "main",
    }
    | {"nav", "object", "ol", "p", "pre", "script", "section", "style", "table", "tbody", "td", "tfoot", "th"}
    | {"thead", "tr", "ul", "video"}
)
"""Elements beside which the end of a line is none."""


def wordpress_html(content: str, blocks: Mapping[str, str]) -> str:
    """Return what visitors are sent for a post's content; `blocks`: reusable ones by their numbers."""
    with_blocks = _BLOCK.sub(lambda match: blocks.get(match[1], ""), content)
    plain = with_blocks.replace("\r\n", "\n")
    lined = plain if "<!-- wp:" in plain else _with_lines(plain)
    return _SHORTCODE.sub(lambda match: _unfolded(match, lined), lined)


def missing_blocks(content: str, blocks: Mapping[str, str]) -> list[str]:
    """Return the numbers of the reusable blocks of a content that are not known."""
    return [number for number in _BLOCK.findall(content) if number not in blocks]


def _with_lines(content: str) -> str:
    """Return HTML in which the ends of lines are seen, as WordPress shows posts without blocks."""
    parts: list[str] = []
    place, after_block = 0, True
    pieces = [*tags_and_runs(content)]
    for piece, following in zip_longest(pieces, pieces[1:]):
        parts.append(content[place : piece.start])
        place = piece.end
        if isinstance(piece, Tag):
            parts.append(content[piece.start : piece.end])
            after_block = piece.name in _BLOCKS
        else:
            before_block = following is None or (isinstance(following, Tag) and following.name in _BLOCKS)
            parts.append(_lines_of(content[piece.start : piece.end], after_block, before_block))
            after_block = False
    return "".join([*parts, content[place:]])


def _lines_of(text: str, after_block: bool, before_block: bool) -> str:
    first, *others = _PARAGRAPH_END.split(text)
    if not text.strip():
        return "\n<p>\n" if others else text
    paragraphs = [first, *others]
    if after_block:
        paragraphs[0] = paragraphs[0].lstrip("\n \t")
    if before_block:
        paragraphs[-1] = paragraphs[-1].rstrip("\n \t")
    return "\n<p>\n".join(_LINE_END.sub("<br>", one) for one in paragraphs)


def _unfolded(match: re.Match[str], content: str) -> str:
    doubled, closing, name, given, ending = match.groups()
    if doubled and ending:
        return match[0][1:-1]
    if not _is_shortcode(name.lower(), given, closing, content):
        return match[0]
    attributes = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(given)}
    return doubled + "".join(_shown(name.lower(), key, value) for key, value in attributes.items()) + ending


def _is_shortcode(name: str, given: str, closing: str, content: str) -> bool:
    if name in _OWN or "=" in given or "_" in name:
        return True
    return bool(closing) or f"[/{name}]" in content.lower()


def _shown(name: str, key: str, value: str) -> str:
    if key in _ADDRESSES or (key == "src" and name not in ("audio", "video")):
        return f'<a href="{escape(value)}"></a>'
    if key in _FILMS or (key == "src" and name == "video"):
        return f'<video src="{escape(value)}"></video>'
    if key in _SOUNDS or (key == "src" and name == "audio"):
        return f'<audio src="{escape(value)}"></audio>'
    return f"<p>{value}</p>" if key in _READ else ""
