"""Column kinds that several tables share."""

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum
from sqlmodel import Field


def new_key() -> str:
    """A new opaque, unguessable key."""
    return secrets.token_urlsafe(9)


def key_field() -> Any:
    """An opaque, unguessable public key: what stands in addresses instead of a row number."""
    return Field(default_factory=new_key, unique=True, index=True, max_length=32)


def enum_field(kind: type[StrEnum], *, index: bool = False, **default: Any) -> Any:
    """A StrEnum kept as its value in a text column, so that both databases hold readable words."""
    values = [member.value for member in kind]
    column = Enum(kind, native_enum=False, length=60, values_callable=lambda _: values)
    return Field(sa_type=column, index=index, **default)


def json_field() -> Any:
    """A JSON object, empty by default."""
    return Field(default_factory=dict, sa_type=JSON)
