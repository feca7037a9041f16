"""Who may call an event handler; a handler that doesn't say is refused."""

from enum import StrEnum


class Access(StrEnum):
    """The levels of the guard, from open to strict; each includes the ones before it."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    ACTING = "acting"
    FILING = "filing"
