"""Plain frozen data as bytes and back: parts of a rule book, compiled phrases. Nothing in it can run."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from types import ModuleType
from typing import Any

from cmcompliance.rulebook.collecting import without_collecting


def dump(value: Any, modules: tuple[ModuleType, ...]) -> bytes:
    """Return a value as bytes; what is no plain data in it is of the dataclasses and named tuples of these
    modules.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    # Each is written as a call of its class, which is read three times faster than a dataclass's state.
    pickler.dispatch_table = {kind: _reducer(kind) for module in modules for kind in _parts(module)}
    pickler.dump(value)
    return stream.getvalue()


def load(data: bytes, modules: tuple[ModuleType, ...]) -> Any:
    """Read what `dump` wrote. Raises whatever comes of other bytes, and never runs what is in them."""
    with without_collecting():
        return _Unpickler(data, modules).load()


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, modules: tuple[ModuleType, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._known = {
            (kind.__module__, kind.__name__): kind for module in modules for kind in _parts(module)
        }

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        try:
            return self._known[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of what is kept") from None


def _parts(module: ModuleType) -> Iterator[type]:
    """Yield the dataclasses and named tuples that a module defines."""
    for found in vars(module).values():
        own = isinstance(found, type) and found.__module__ == module.__name__
        if own and (is_dataclass(found) or _is_named_tuple(found)):
            yield found


def _is_named_tuple(kind: type) -> bool:
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _reducer(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    if _is_named_tuple(kind):
        return lambda value: (kind, tuple(value))
    names = [item.name for item in fields(kind)]
    return lambda value: (kind, tuple([getattr(value, name) for name in names]))
