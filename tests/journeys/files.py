"""Files of applications for the journeys, in the words of the screen."""

import csv
import io
from typing import Final

from tests.services.batch_files import insz

TITLES: Final = {
    "Start van de opleiding": "15/9/2025",
    "Later in dienst gekomen": "Nee",
    "Contactpersoon": "An Peeters",
    "Mailadres contactpersoon": "an@korenbloem.example",
    "Telefoonnummer": "053 12 34 56",
    "Rekeningnummer (IBAN)": "BE43 0000 0000 0101",
    "Rijksregisternummer of BIS-nummer": "",
    "Voornaam": "Tom",
    "Achternaam": "Bakker",
    "Mailadres werknemer": "tom@post.example",
    "Tewerkstellingspercentage": "80",
    "Uren per week": "30,4",
    "Werkt in het Vlaamse Gewest": "Ja",
    "Vestigingseenheidsnummer": "2.123.456.791",
    "ODB-nummer": "ODB-1000123",
    "Einde van de opleiding": "19/6/2026",
    "Omvang van de opleiding": "60",
    "Initiatief voor de opleiding": "De werknemer",
    "Akkoord van de werknemer": "Ja",
}
BAD_IBAN: Final = {"Rekeningnummer (IBAN)": "BE44 0000 0000 0101"}
NO_NAME: Final = {"Voornaam": "", "Omvang van de opleiding": "veel"}


def table(*changes: dict[str, str], first: int = 1) -> bytes:
    """A CSV with a row for each employee, sound but for the changes."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, list(TITLES), delimiter=";")
    out.writeheader()
    for number, change in enumerate(changes, start=first):
        out.writerow({**TITLES, "Rijksregisternummer of BIS-nummer": insz(number), **change})
    return text.getvalue().encode("utf-8-sig")


def many(size: int) -> bytes:
    """So many sound rows."""
    return table(*({"Voornaam": f"Tom{number}"} for number in range(size)))
