"""What a page's fields say: plain text, rich text and the blocks of a StreamField as passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from cmcompliance.markup import text_of_html
from cmcompliance.wagtail.passages import Passage

_PATH = tuple[str, ...]


@dataclass(slots=True)
class Content:
    """What was read: passages in their order, the addresses that they lead to, the texts of pictures."""

    passages: list[Passage] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[Passage] = field(default_factory=list)

    def add_html(self, html: str, path: _PATH, label: str) -> None:
        read = text_of_html(html)
        self.passages.append(Passage(read.text, path, label, offsets=read.offsets))
        self.links += read.links
        self.pictures += [Passage(alt, path, label) for alt in read.alts]


def read_fields(instance: Any, names: tuple[str, ...]) -> Content:
    """Return what some fields of a model say, in their order: names of fields, properties or methods.

    Raises AttributeError for a name that the model does not have.
    """
    content = Content()
    for name in names:
        _read_field(instance, name, content)
    return content


def label_of(instance: Any, name: str) -> str:
    """Return what people call a field."""
    found = _model_field(instance, name)
    said = str(found.verbose_name) if found is not None else name.replace("_", " ")
    return said[:1].upper() + said[1:]


def _read_field(instance: Any, name: str, content: Content) -> None:
    value, label, path = getattr(instance, name), label_of(instance, name), (name,)
    model_field = _model_field(instance, name)
    if callable(value) and model_field is None:
        value = value()
    if value is None:
        return
    if isinstance(value, blocks.StreamValue):
        for child in value:
            _read_block(
                child.block, child.value, (*path, str(child.id)), f"{label} › {child.block.label}", content
            )
    elif isinstance(value, RichText):
        content.add_html(value.source, path, label)
    elif isinstance(model_field, RichTextField):
        content.add_html(str(value), path, label)
    elif hasattr(value, "default_alt_text"):
        content.pictures.append(_picture(value, path, label))
    elif isinstance(value, str):
        is_field = model_field is not None and not isinstance(model_field, StreamField)
        lines = is_field and model_field.get_internal_type() == "TextField"
        content.passages.append(Passage(value, path, label, plain=is_field, lines=lines))
    elif isinstance(value, list | tuple):
        content.passages += [Passage(str(one), path, label) for one in value]
    else:
        content.passages.append(Passage(str(value), path, label))


def _read_block(block: Any, value: Any, path: _PATH, label: str, content: Content) -> None:
    if value is None:
        return
    if hasattr(value, "default_alt_text"):
        content.pictures.append(_picture(value, path, label))
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            _read_block(part, value.get(name), (*path, name), f"{label} › {part.label}", content)
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        children = value if isinstance(block, blocks.StreamBlock) else value.bound_blocks
        for child in children:
            _read_block(
                child.block, child.value, (*path, str(child.id)), _inner(label, block, child), content
            )
    elif isinstance(block, blocks.RichTextBlock):
        content.add_html(value.source, path, label)
    elif isinstance(block, blocks.RawHTMLBlock):
        content.add_html(str(value), path, label)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        lines = isinstance(block, blocks.TextBlock)
        content.passages.append(Passage(str(value), path, label, plain=True, lines=lines))
    elif isinstance(block, blocks.URLBlock):
        content.links.append(getattr(value, "url", None) or str(value))
    else:
        _read_other(block, value, path, label, content)


def _read_other(block: Any, value: Any, path: _PATH, label: str, content: Content) -> None:
    """Read a block of the site's own by what it says of its text to the search, a table by its cells."""
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        rows = (" ".join(str(cell) for cell in row if cell) for row in value["data"])
        content.passages.append(Passage("\n".join(row for row in rows if row), path, label))
        return
    said = [str(one) for one in block.get_searchable_content(value)]
    content.passages.append(Passage("\n".join(said), path, label))


def _inner(label: str, block: Any, child: Any) -> str:
    return label if isinstance(block, blocks.ListBlock) else f"{label} › {child.block.label}"


def _picture(image: Any, path: _PATH, label: str) -> Passage:
    said = getattr(image, "contextual_alt_text", None) or image.default_alt_text
    return Passage("" if getattr(image, "decorative", False) else str(said or ""), path, label)


def _model_field(instance: Any, name: str) -> Any:
    return next((one for one in instance._meta.get_fields() if one.name == name), None)
