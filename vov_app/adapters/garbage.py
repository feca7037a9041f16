"""How the interpreter looks for objects that only hold each other: seldom, and not in the app itself.

Whoever looks stops everything else meanwhile. With 300 screens open and the usual thresholds that was half a
second at a time, several times a minute, and most of it went to modules and tables that live as long as the
process does (docs/measurements.md).
"""

import gc
from typing import Final

# New objects until the youngest are looked through; how often that is until the next generation is.
SELDOM: Final = (10_000, 20, 20)


def look_seldom() -> None:
    """Leave alone whatever exists by now, and wait longer each time; for the start of a server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
