"""How names are compared and sorted: without accents or capitals, family name first."""

import unicodedata

LONGEST = 200


def folded(text: str) -> str:
    """The text without capitals and accents, its words apart by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def sort_key(first_name: str, last_name: str) -> str:
    """What a list of people is sorted by."""
    return folded(f"{last_name} {first_name}")[:LONGEST]
