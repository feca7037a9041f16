"""Who may call an event handler; a handler that doesn't say is refused."""

from enum import StrEnum


class Access(StrEnum):
    """The levels of the guard: each of the first three includes the ones before it, the last two ACTING.

    FILING holds the right to file; ADMINISTERING holds an office in the organisation.
    """

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    ACTING = "acting"
    FILING = "filing"
    ADMINISTERING = "administering"
