"""The address of one thing: of an organisation, a draft, a dossier, a request."""

from urllib.parse import quote

from vov_app.routes.patterns import (
    AUTHORITY_DOSSIER,
    BATCH_RETURNED_CSV,
    BATCH_RETURNED_XLSX,
    DRAFT_ICS,
    FEED,
    HOME,
    MAINTENANCE,
    RECEIPT_PDF,
    RECEIPT_PDF_EMPLOYEE,
    STEP_SLUGS,
)


def home(org: str) -> str:
    """The WSE-loket home page, acting for the organisation with this key."""
    return HOME.replace("[org]", quote(org, safe=""))


def application(org: str) -> str:
    """The screen `Aanvraag` with the tile."""
    return f"{home(org)}/aanvraag"


def ask(org: str) -> str:
    """The page on which the right is asked for."""
    return f"{home(org)}/gebruikersrecht"


def right_request(org: str, request: str) -> str:
    """How one's own request stands."""
    return f"{ask(org)}/{quote(request, safe='')}"


def decision(org: str, request: str) -> str:
    """The page on which somebody with an office decides about a request."""
    return f"{home(org)}/gebruikersbeheer/vraag/{quote(request, safe='')}"


def renewal(org: str, grant: str) -> str:
    """The page on which a right that ends soon is renewed."""
    return f"{home(org)}/gebruikersbeheer/verlengen/{quote(grant, safe='')}"


def users(org: str) -> str:
    """Gebruikersbeheer: the users of an organisation."""
    return f"{home(org)}/gebruikersbeheer"


def user(org: str, person: str) -> str:
    """One user of an organisation."""
    return f"{users(org)}/gebruiker/{quote(person, safe='')}"


def record(org: str, person: str = "") -> str:
    """The record of an organisation, or what stands in it about one user."""
    return f"{users(org)}/logboek" + (f"?gebruiker={quote(person, safe='')}" if person else "")


def user_file(org: str) -> str:
    """The page on which a file with users is sent."""
    return f"{users(org)}/bestand"


def invitation(key: str) -> str:
    """The page on which somebody accepts to act for an organisation."""
    return f"/uitnodiging/{quote(key, safe='')}"


def refund_step(org: str, draft: str, step: str) -> str:
    """One step of one draft."""
    return f"{home(org)}/terugbetaling/{quote(draft, safe='')}/{STEP_SLUGS[step]}"


def receipt(org: str, reference: str) -> str:
    """The permanent address of an ontvangstbevestiging."""
    return f"{home(org)}/ontvangstbevestiging/{quote(reference, safe='')}"


def receipt_pdf(org: str, reference: str, *, for_employee: bool = False) -> str:
    """The receipt as a PDF, whole or the employee's copy of it."""
    pattern = RECEIPT_PDF_EMPLOYEE if for_employee else RECEIPT_PDF
    return pattern.format(org=quote(org, safe=""), reference=quote(reference, safe=""))


def dossiers(org: str) -> str:
    """The list of dossiers of an organisation."""
    return f"{home(org)}/dossiers"


def batches(org: str) -> str:
    """Send a file of applications, and the files of an organisation."""
    return f"{home(org)}/bestanden"


def batch(org: str, key: str) -> str:
    """One file of applications."""
    return f"{home(org)}/bestand/{quote(key, safe='')}"


def batch_returned(org: str, key: str, *, workbook: bool = False) -> str:
    """The rows of a file that are to be mended, as a file."""
    pattern = BATCH_RETURNED_XLSX if workbook else BATCH_RETURNED_CSV
    return pattern.format(org=quote(org, safe=""), batch=quote(key, safe=""))


def drafts(org: str) -> str:
    """The drafts of an organisation."""
    return f"{home(org)}/concepten"


def terms(org: str) -> str:
    """The dates of an organisation."""
    return f"{home(org)}/termijnen"


def draft_calendar(org: str, draft: str) -> str:
    """The last day of one draft as a calendar file."""
    return DRAFT_ICS.format(org=quote(org, safe=""), draft=quote(draft, safe=""))


def feed(token: str) -> str:
    """Where a calendar program reads the dates of an organisation."""
    return FEED.format(token=quote(token, safe=""))


def dossier(org: str, reference: str) -> str:
    """One dossier."""
    return f"{home(org)}/dossier/{quote(reference, safe='')}"


def dossier_version(org: str, reference: str, number: int) -> str:
    """One version of a dossier as it was confirmed."""
    return f"{dossier(org, reference)}/versie/{number}"


def dossier_withdraw(org: str, reference: str) -> str:
    """The page that asks whether to withdraw a dossier."""
    return f"{dossier(org, reference)}/intrekken"


def dossier_note(org: str, reference: str) -> str:
    """The individuele berekeningsnota of a dossier."""
    return f"{dossier(org, reference)}/berekeningsnota"


def calculations(org: str) -> str:
    """What the authority calculated and paid."""
    return f"{home(org)}/berekeningen"


def authority_dossier(reference: str) -> str:
    """The page of the annex on which one plays the authority about a dossier."""
    return AUTHORITY_DOSSIER.replace("{reference}", quote(reference, safe=""))


def maintenance_pass(key: str) -> str:
    """Where the operator comes in while the loket is closed."""
    return f"{MAINTENANCE}?sleutel={key}"
