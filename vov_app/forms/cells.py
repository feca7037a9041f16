"""Cells that a spreadsheet takes for text, whatever they begin with."""

from typing import Final

# What a spreadsheet would carry out, also after the white space that it skips.
_FORMULA: Final = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_CONTROL: Final = ("\t", "\r", "\n")
_GUARD: Final = "'"


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet carries out; `unguarded` gives exactly the cell back."""
    return f"{_GUARD}{cell}" if _risky(cell.lstrip(_GUARD)) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that `guarded`, or somebody who knows spreadsheets, put before it."""
    return cell[1:] if cell.startswith(_GUARD) and _risky(cell.lstrip(_GUARD)) else cell


def _risky(cell: str) -> bool:
    return cell.startswith(_CONTROL) or cell.lstrip().startswith(_FORMULA)
