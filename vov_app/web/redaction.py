"""Keep cookies, payloads and names out of the logs: the framework prints whole events when one fails."""

import logging
import re

FRAMEWORK_LOGGERS = (
    "reflex",
    "reflex.app",
    "reflex_base.event.processor.event_processor",
    "reflex_base.event.processor.base_state_processor",
)
_EVENT = re.compile(r"Event\(name='([^']+)'|handler (\S+?):|Error transforming event")


class Redaction(logging.Filter):
    """Replaces a line that holds an event by the event's name."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, without what it must not tell."""
        found = _EVENT.search(record.getMessage())
        if found:
            name = found[1] or found[2] or "?"
            record.msg, record.args = "an event failed: %s", (name,)
            record.exc_info, record.exc_text = None, None
        return True


def redact_logs() -> None:
    """Install the filter on every logger of the framework that prints events."""
    for name in FRAMEWORK_LOGGERS:
        logging.getLogger(name).addFilter(Redaction())
