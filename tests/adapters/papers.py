"""A paper to print."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from vov_app.adapters.pdf import Paper, PaperSection, PaperWords

WORDS: Final = PaperWords(
    site="WSE-loket",
    strip="Onafhankelijke demo",
    reference_label="Referentie",
    question="Vraag",
    answer="Antwoord",
    permanent="Altijd terug te vinden op",
    page="Pagina",
    of="van",
    replaced="Een teken kon niet getoond worden",
)
PAPER: Final = Paper(
    title="Ontvangstbevestiging",
    reference="VOV-2025-000001-E",
    address="http://localhost:3000/organisatie/abc/ontvangstbevestiging/VOV-2025-000001-E",
    about=("Ontvangen op 13 oktober 2025 om 10.00 uur", "Bakkerij De Korenbloem bv (0001.234.571)"),
    sections=(
        PaperSection("Werknemer", (("Voornaam", "Tom"), ("Achternaam", "Bakker"))),
        PaperSection("Raming", (("Bedrag", "894,60 euro"),), ("Dit is een raming.",)),
        PaperSection("Wat nu?", notes=("Eerst dit.", "Dan dat.")),
    ),
    words=WORDS,
    made_at=datetime(2025, 10, 13, 8, 0, 0, 123, tzinfo=UTC),
)


def with_answer(typed: str) -> Paper:
    """The paper with one answer that somebody typed."""
    return replace(PAPER, sections=(PaperSection("Werknemer", (("Voornaam", typed),)),))
