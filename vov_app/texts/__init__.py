"""The words on screen: TOML files in nl/, found by a dotted key whose first part is the file's name."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from vov_app.texts.formats import clock, euro, written

__all__ = ["clock", "euro", "keys", "t"]


def t(key: str, /, **values: object) -> str:
    """The text with this key, its places filled in; dates and numbers are written the Flemish way.

    Raises:
        KeyError: there is no such text, or a place in it gets no value; the message names it.
    """
    text = _all()[key]
    if "{" not in text:
        return text
    try:
        return text.format_map({name: written(value) for name, value in values.items()})
    except KeyError as place:
        raise KeyError(f"{key} got no value for {place}") from place


def keys() -> frozenset[str]:
    """Every key that has a text."""
    return frozenset(_all())


@cache
def _all() -> Mapping[str, str]:
    found: dict[str, str] = {}
    tables = (file for file in (files(__package__) / "nl").iterdir() if file.name.endswith(".toml"))
    for file in sorted(tables, key=lambda table: table.name):
        found.update(_flat(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))))
    return found


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", str(value)
