"""Every address of the app, once: page patterns for Reflex and builders for links."""

import re
from functools import cache
from typing import Final
from urllib.parse import quote, unquote, urlsplit

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

SIGN_IN: Final = "/auth/aanmelden"
SIGN_IN_RETURN: Final = "/auth/terug"
SIGN_OUT: Final = "/auth/afmelden"
HEALTH: Final = "/gezond"

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


_DRAFT = re.compile(r"^/organisatie/[^/]+/terugbetaling/([^/]+)/([^/]+)")
_DOSSIER = re.compile(r"^/organisatie/[^/]+/dossier/([^/]+)(?:/versie/(\d{1,6})/?$)?")
_ACTING = re.compile(r"^/organisatie/([^/]+)")


def organisation_in(path: str) -> str:
    """The key of the organisation that a path acts for; empty when it acts for none."""
    found = _ACTING.match(path)
    return unquote(found[1]) if found else ""


def draft_in(path: str) -> tuple[str, str]:
    """The key of the draft and the name of the step that a path shows; empty when it shows none."""
    found = _DRAFT.match(path)
    if not found:
        return "", ""
    step = next((name for name, slug in STEP_SLUGS.items() if slug == found[2]), "")
    return unquote(found[1]), step


def reference_in(path: str) -> str:
    """The reference that the address of a receipt ends in; empty for other paths."""
    return last_in(path, RECEIPT)


def dossier_in(path: str) -> tuple[str, int]:
    """The reference of the dossier that a path is about, and the number of the version, 0 without one."""
    found = _DOSSIER.match(path)
    return (unquote(found[1]), int(found[2] or 0)) if found else ("", 0)


def last_in(path: str, pattern: str) -> str:
    """The key that an address of this pattern ends in; empty for other addresses."""
    return unquote(path.rstrip("/").rsplit("/", 1)[1]) if pattern_of(path) == pattern else ""


def pattern_of(path: str) -> str:
    """The page pattern that a path fits; empty when it fits none."""
    bare = path.rstrip("/") or "/"
    return next((p for p in PAGES if _shape(p).fullmatch(bare)), "")


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\[\w+\\\]", "[^/]+", re.escape(pattern)))


def local(url: str) -> str:
    """The path and query of an address, without the host."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def forbidden(reason: str, org: str = "") -> str:
    """The page that says why something is refused and what can be done about it."""
    return f"{FORBIDDEN}?reden={quote(reason, safe='')}&organisatie={quote(org, safe='')}"


def with_return(page: str, then: str) -> str:
    """A page that leads to signing in, with the address to come back to."""
    return page if safe_return(then) != then else f"{page}?naar={quote(then, safe='')}"


def step_pattern(step: str) -> str:
    """The page pattern of one step of the refund form."""
    return f"{DRAFT}/{STEP_SLUGS[step]}"


STEPS: Final = tuple(step_pattern(step) for step in STEP_SLUGS)
PAGES: Final = (
    START, ORGANISATIONS, PERSONAL, SIGNED_OUT, EXPIRED, HELP_ADMINISTRATOR, ACCESSIBILITY, PRIVACY, WHAT_IF,
    FAULT, FORBIDDEN, HOME, APPLICATION, RECEIPT, DOSSIERS, DOSSIER, DOSSIER_VERSION, DOSSIER_WITHDRAW,
    DOSSIER_NOTE, CALCULATIONS, TERMS, DRAFTS, ASK, REQUEST, DECISION, RENEWAL, PROFILE, USERS, USER_ADD,
    USER_FILE, RECORD, USER, INVITATION, *STEPS,
)  # fmt: skip


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


def sign_in(key: str = "", then: str = "") -> str:
    """The address that starts a sign-in with a digital key and comes back to `then`."""
    query = "&".join(f"{n}={quote(v, safe='')}" for n, v in (("sleutel", key), ("naar", then)) if v)
    return f"{SIGN_IN}?{query}" if query else SIGN_IN


def safe_return(address: str) -> str:
    """The address when it stays on this site, else the organisation chooser.

    Only a path that starts with one slash is kept: a browser reads `//host`, `/\\host` and control
    characters as ways to leave the site.
    """
    stays = address.startswith("/") and not address.startswith(("//", "/auth/", "/demo-acm"))
    if not stays or "\\" in address or any(ord(c) < 33 or ord(c) == 127 for c in address):
        return ORGANISATIONS
    parts = urlsplit(address)
    return ORGANISATIONS if parts.scheme or parts.netloc else address
