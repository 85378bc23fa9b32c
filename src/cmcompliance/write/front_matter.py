"""Set fields in the front matter of a text; comments, order, quotes, line ends and body stay as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from cmcompliance.answering.change import Change
from cmcompliance.read.front_matter import fields_in
from cmcompliance.read.front_matter_block import block_of
from cmcompliance.read.item import FrontMatterError
from cmcompliance.read.yaml_fields import NULLS
from cmcompliance.write.errors import BY_HAND

_NESTED = re.compile(
    r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)(- )?(?=\S)", re.MULTILINE
)
# What every reader of YAML takes for a text wherever it stands; anything else is put in quotes.
_PLAIN = re.compile(r"[^\W_](?:[\w ./@+%()'’€-]*[\w.)%€])?")


def with_fields(content: str, changes: Iterable[Change]) -> str:
    """Return the text with these fields set in its front matter; without one, it gets one.

    In the YAML, TOML or JSON that stands there; keys are dotted or nested as those are. What a site's
    generator reads beside a draft's fields stays byte for byte. Raises FrontMatterError when the front matter
    cannot be read, or not be changed.
    """
    block = block_of(content)
    if block is None:
        line_end = "\r\n" if "\r\n" in content else "\n"
        fence = f"---{line_end}"
        return f"{fence}{set_in_yaml('', changes, line_end)}{fence}{content}"
    said = fields_in(content, block)
    placed = [Change(said.place_of(change.path), change.value) for change in changes]
    if block.form == "json":
        from cmcompliance.write.json_fields import with_fields as set_in_json  # noqa: PLC0415

        start = content.index("{", block.start)
        return set_in_json(content, start, placed)
    source = content[block.start : block.end]
    line_end = "\r\n" if content[: block.start].endswith("\r\n") else "\n"
    if block.form == "toml":
        from cmcompliance.write.toml_fields import set_in_toml  # noqa: PLC0415

        new = set_in_toml(source, placed, line_end)
    elif said.style == "site":
        from cmcompliance.write.yaml_sections import set_in_sections  # noqa: PLC0415

        new = set_in_sections(source, placed, line_end)
    else:
        new = set_in_yaml(source, placed, line_end)
    return content[: block.start] + new + content[block.end :]


class _AsWritten(VersionedResolver):
    """Takes every plain scalar for a text, as the reader does: `NO` is Norway, and 1.50 stays 1.50."""

    @property
    def versioned_resolver(self) -> dict[Any, Any]:
        """No scalar has another type."""
        return {}


def set_in_yaml(source: str, changes: Iterable[Change], line_end: str) -> str:
    """Return YAML with fields set in it; comments, order and quotes stay. Raises FrontMatterError."""
    unified = source.replace("\r\n", "\n")
    yaml = _yaml(unified)
    try:
        data = yaml.load(unified)
    except YAMLError:
        raise FrontMatterError(BY_HAND, 1) from None
    kept = ""
    if data is None:
        data, kept = CommentedMap(), unified
    for change in changes:
        _put(data, list(change.path), change.value)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return (kept + stream.getvalue()).replace("\n", line_end)


def _yaml(source: str) -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _AsWritten
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.width = 1 << 20
    mapping, offset = 2, 0
    for match in reversed(list(_NESTED.finditer(source))):
        deeper = len(match[2]) - len(match[1])
        if match[3]:
            offset = max(0, deeper)
        elif deeper > 0:
            mapping = deeper
    yaml.indent(mapping=mapping, sequence=offset + 2, offset=offset)
    return yaml


def _put(holder: Any, path: list[str | int], value: Any) -> None:
    if isinstance(path[0], int):
        _put_in_list(holder, path[0], path[1:], value)
        return
    names = _names(path)
    for length in range(len(names), 0, -1):
        key, rest = ".".join(names[:length]), path[length:]
        if key not in holder:
            continue
        if rest and isinstance(holder[key], CommentedMap | CommentedSeq):
            _put(holder[key], rest, value)
        else:
            holder[key] = _nested(rest, value)
        return
    dotted = any(isinstance(key, str) and key.startswith(f"{names[0]}.") for key in holder)
    length = len(names) if dotted else 1
    _append(holder, ".".join(names[:length]), _nested(path[length:], value))


def _put_in_list(holder: CommentedSeq, number: int, rest: list[str | int], value: Any) -> None:
    if number == len(holder):
        holder.append(_nested(rest, value))
    elif rest and isinstance(holder[number], CommentedMap):
        _put(holder[number], rest, value)
    else:
        holder[number] = _nested(rest, value)


def _names(path: Sequence[str | int]) -> list[str]:
    """Return the names before the first number."""
    names: list[str] = []
    for step in path:
        if isinstance(step, int):
            break
        names.append(step)
    return names


def _nested(path: Sequence[str | int], value: Any) -> Any:
    if not path:
        return _scalar(value)
    inner = _nested(path[1:], value)
    return CommentedSeq([inner]) if isinstance(path[0], int) else CommentedMap({path[0]: inner})


def _scalar(value: Any) -> Any:
    """Return a value as YAML has it: every scalar is a text."""
    if isinstance(value, dict):
        return CommentedMap({name: _scalar(part) for name, part in value.items()})
    if isinstance(value, list):
        items = CommentedSeq([_scalar(item) for item in value])
        if not any(isinstance(item, dict) for item in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text not in NULLS else DoubleQuotedScalarString(text)


def _append(holder: CommentedMap, key: str, value: Any) -> None:
    """Put a key last; what stands between the one before it and the next section stays with that section."""
    tail = _tail(holder) if holder and not holder.fa.flow_style() else None
    holder[key] = value
    if tail is None:
        return
    own, _, after = tail.value.partition("\n")
    if after:
        tail.value = f"{own}\n"
        _give_tail(holder, f"\n{after}", tail)


def _tail(node: Any) -> CommentToken | None:
    """Return the comment that follows the last line of a block."""
    if not isinstance(node, CommentedMap | CommentedSeq) or not node:
        return None
    last, inner = _last(node)
    if isinstance(inner, CommentedMap | CommentedSeq) and inner and not inner.fa.flow_style():
        return _tail(inner)
    comments = node.ca.items.get(last)
    found = comments[0 if isinstance(node, CommentedSeq) else 2] if comments else None
    return found if isinstance(found, CommentToken) else None


def _give_tail(node: CommentedMap | CommentedSeq, text: str, like: CommentToken) -> None:
    """Let a comment follow the last line of a block."""
    key, inner = _last(node)
    while isinstance(inner, CommentedMap | CommentedSeq) and inner and not inner.fa.flow_style():
        node = inner
        key, inner = _last(node)
    token = CommentToken(text, like.start_mark, None)
    place = 0 if isinstance(node, CommentedSeq) else 2
    node.ca.items[key] = [token if number == place else None for number in range(4)]


def _last(node: Any) -> tuple[Any, Any]:
    key = len(node) - 1 if isinstance(node, CommentedSeq) else list(node)[-1]
    return key, node[key]
