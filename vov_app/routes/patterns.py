"""Every address of the app, once, as the pattern that Reflex or Starlette serves it under."""

from typing import Final

START: Final = "/"
ORGANISATIONS: Final = "/organisaties"
PERSONAL: Final = "/uzelf"
SIGNED_OUT: Final = "/afgemeld"
EXPIRED: Final = "/sessie-verlopen"
HELP_ADMINISTRATOR: Final = "/hulp/lokale-beheerder"
ACCESSIBILITY: Final = "/toegankelijkheid"
PRIVACY: Final = "/privacy"
WHAT_IF: Final = "/rekenhulp"
FAULT: Final = "/fout"
FORBIDDEN: Final = "/geen-toegang"

HOME: Final = "/organisatie/[org]"
APPLICATION: Final = "/organisatie/[org]/aanvraag"
DRAFT: Final = "/organisatie/[org]/terugbetaling/[draft]"
RECEIPT: Final = "/organisatie/[org]/ontvangstbevestiging/[reference]"
DOSSIERS: Final = "/organisatie/[org]/dossiers"
BATCHES: Final = "/organisatie/[org]/bestanden"
BATCH: Final = "/organisatie/[org]/bestand/[batch]"
TERMS: Final = "/organisatie/[org]/termijnen"
DRAFTS: Final = "/organisatie/[org]/concepten"
DOSSIER: Final = "/organisatie/[org]/dossier/[reference]"
DOSSIER_VERSION: Final = "/organisatie/[org]/dossier/[reference]/versie/[number]"
DOSSIER_WITHDRAW: Final = "/organisatie/[org]/dossier/[reference]/intrekken"
DOSSIER_NOTE: Final = "/organisatie/[org]/dossier/[reference]/berekeningsnota"
CALCULATIONS: Final = "/organisatie/[org]/berekeningen"

ASK: Final = "/organisatie/[org]/gebruikersrecht"
REQUEST: Final = "/organisatie/[org]/gebruikersrecht/[request]"
DECISION: Final = "/organisatie/[org]/gebruikersbeheer/vraag/[request]"
RENEWAL: Final = "/organisatie/[org]/gebruikersbeheer/verlengen/[grant]"
PROFILE: Final = "/profiel"

USERS: Final = "/organisatie/[org]/gebruikersbeheer"
USER_ADD: Final = "/organisatie/[org]/gebruikersbeheer/toevoegen"
USER_FILE: Final = "/organisatie/[org]/gebruikersbeheer/bestand"
RECORD: Final = "/organisatie/[org]/gebruikersbeheer/logboek"
USER: Final = "/organisatie/[org]/gebruikersbeheer/gebruiker/[person]"
INVITATION: Final = "/uitnodiging/[invitation]"
USER_UPLOAD: Final = "/organisatie/{org}/gebruikersbeheer/opladen"
USER_REPORT: Final = "/organisatie/{org}/gebruikersbeheer/gebruikers.csv"

RECEIPT_PDF: Final = "/organisatie/{org}/ontvangstbevestiging/{reference}/ontvangstbevestiging.pdf"
RECEIPT_PDF_EMPLOYEE: Final = "/organisatie/{org}/ontvangstbevestiging/{reference}/werknemer.pdf"
TERMS_ICS: Final = "/organisatie/{org}/termijnen/termijnen.ics"
DRAFT_ICS: Final = "/organisatie/{org}/termijnen/{draft}/laatste-dag.ics"
FEED: Final = "/kalender/{token}/termijnen.ics"
DOSSIERS_CSV: Final = "/organisatie/{org}/dossiers/dossiers.csv"
DOSSIERS_XLSX: Final = "/organisatie/{org}/dossiers/dossiers.xlsx"
CALCULATIONS_CSV: Final = "/organisatie/{org}/berekeningen/dossieroverzicht.csv"
PAYMENTS_CSV: Final = "/organisatie/{org}/berekeningen/betaaloverzicht.csv"

BATCH_UPLOAD: Final = "/organisatie/{org}/bestanden/opladen"
BATCH_TEMPLATE_CSV: Final = "/organisatie/{org}/bestanden/sjabloon.csv"
BATCH_TEMPLATE_XLSX: Final = "/organisatie/{org}/bestanden/sjabloon.xlsx"
BATCH_RETURNED_CSV: Final = "/organisatie/{org}/bestand/{batch}/na-te-kijken.csv"
BATCH_RETURNED_XLSX: Final = "/organisatie/{org}/bestand/{batch}/na-te-kijken.xlsx"

SIGN_IN: Final = "/auth/aanmelden"
SIGN_IN_RETURN: Final = "/auth/terug"
SIGN_OUT: Final = "/auth/afmelden"
HEALTH: Final = "/health"
MAINTENANCE: Final = "/onderhoud"
READY: Final = "/ready"
METRICS: Final = "/metrics"
WATCHED: Final = (HEALTH, READY, METRICS)

DEMO_ACM: Final = "/demo-acm"
INBOX: Final = "/prototype/inbox"
WORLD: Final = "/prototype"
WORLD_JOIN: Final = "/prototype/deelnemen/{key}"
WORLD_RESET: Final = "/prototype/opnieuw"
WORLD_CLOCK: Final = "/prototype/klok"
HELPDESK: Final = "/prototype/helpdesk"
AUTHORITY: Final = "/prototype/behandelaar"
AUTHORITY_DOSSIER: Final = "/prototype/behandelaar/{reference}"

STEP_SLUGS: Final = {
    "begin": "voor-u-begint",
    "contact": "contactgegevens",
    "employee": "werknemer",
    "training": "opleiding",
    "initiative": "initiatief",
    "check": "overzicht",
}


def step_pattern(step: str) -> str:
    """The page pattern of one step of the refund form."""
    return f"{DRAFT}/{STEP_SLUGS[step]}"


STEPS: Final = tuple(step_pattern(step) for step in STEP_SLUGS)
PAGES: Final = (
    START, ORGANISATIONS, PERSONAL, SIGNED_OUT, EXPIRED, HELP_ADMINISTRATOR, ACCESSIBILITY, PRIVACY, WHAT_IF,
    FAULT, FORBIDDEN, HOME, APPLICATION, RECEIPT, DOSSIERS, DOSSIER, DOSSIER_VERSION, DOSSIER_WITHDRAW,
    DOSSIER_NOTE, CALCULATIONS, BATCHES, BATCH, TERMS, DRAFTS, ASK, REQUEST, DECISION, RENEWAL, PROFILE,
    USERS, USER_ADD, USER_FILE, RECORD, USER, INVITATION, *STEPS,
)  # fmt: skip
