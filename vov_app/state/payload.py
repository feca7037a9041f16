"""Check what a browser sends along with an event: Reflex's own type hints check nothing."""

import functools
import inspect
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from reflex_base.utils.form import transform_form_data

MOST_TEXT = 20_000


class Unsound(ValueError):
    """A payload that doesn't fit its handler; what it held is not told."""


@functools.cache
def _parameters(fn: Any) -> dict[str, tuple[Any, TypeAdapter[Any], bool]]:
    hints = get_type_hints(fn)
    signature = list(inspect.signature(fn).parameters.values())[1:]
    empty = inspect.Parameter.empty
    return {p.name: (hints[p.name], TypeAdapter(hints[p.name]), p.default is empty) for p in signature}


def validated(fn: Any, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with each value checked against the type its parameter declares.

    Raises:
        Unsound: an argument is missing, unknown, of another type, or larger than any form needs.
    """
    parameters = _parameters(fn)
    missing = {name for name, (_, _, required) in parameters.items() if required} - payload.keys()
    if missing or payload.keys() - parameters.keys() or len(repr(payload)) > MOST_TEXT:
        raise Unsound
    try:
        return {
            name: parameters[name][1].validate_python(transform_form_data(value, parameters[name][0]))
            for name, value in payload.items()
        }
    except (ValidationError, ValueError, TypeError) as error:
        raise Unsound from error
