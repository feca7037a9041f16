"""What lists have in common."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One thing to narrow a list down to; the empty value is any."""

    value: str
    label: str
