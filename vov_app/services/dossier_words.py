"""How a dossier is found: by the beginnings of names and numbers, without accents or capitals."""

from typing import Final

from vov_app.services.folding import folded

SHORTEST: Final = 2
LONGEST: Final = 8  # longer words are found by their first letters, and then compared whole
_PREFIX: Final = "ODB-"


def words_of(text: str) -> list[str]:
    """The words of a text, folded; what is no letter or digit parts them, single letters are left out."""
    spaced = "".join(c if c.isalnum() else " " for c in folded(text))
    return [word for word in spaced.split() if len(word) >= SHORTEST]


def beginnings(first_name: str, last_name: str, reference: str, odb: str) -> set[str]:
    """Under which words a dossier is kept: each beginning, of 2 to 8 characters, of what one searches by."""
    told = f"{first_name} {last_name} {reference.split('-')[-2]} {odb.removeprefix(_PREFIX)}"
    return {
        word[:length] for word in words_of(told) for length in range(SHORTEST, min(len(word), LONGEST) + 1)
    }
