"""What a note may change on the screen: never where the button is that somebody is pressing."""

from dataclasses import replace
from typing import Any, TypeVar

View = TypeVar("View")


def noted(before: Any, after: View, *, same_questions: bool) -> View:
    """The view after a note: what was to be mended stays told until the answers are sent again.

    Leaving a field notes it, and so does pressing the button below it. A summary of faults that went away at
    that moment would move the button from under the pointer, and the press would be lost. When other
    questions are asked, the faults of those before mean nothing any more.
    """
    return replace(after, faults=before.faults) if same_questions else after  # type: ignore[type-var]
