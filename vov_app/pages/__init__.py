"""The rooms that visitors see, one file per address."""

import reflex as rx

from vov_app.pages import (
    batch,
    batches,
    calculations,
    check,
    chooser,
    decision,
    dossier,
    dossier_version,
    dossiers,
    drafts,
    fixed,
    home,
    invitation,
    profile,
    receipt,
    record,
    refund,
    right_request,
    sign_in,
    terms,
    tile,
    trouble,
    user,
    user_add,
    users,
    what_if,
    withdraw,
)
from vov_app.pages.registry import Page, add

PAGES: tuple[Page, ...] = (
    *sign_in.PAGES,
    *chooser.PAGES,
    *home.PAGES,
    *tile.PAGES,
    *right_request.PAGES,
    *decision.PAGES,
    *users.PAGES,
    *user_add.PAGES,
    *user.PAGES,
    *record.PAGES,
    *invitation.PAGES,
    *profile.PAGES,
    *refund.PAGES,
    *check.PAGES,
    *receipt.PAGES,
    *dossiers.PAGES,
    *batches.PAGES,
    *batch.PAGES,
    *terms.PAGES,
    *drafts.PAGES,
    *what_if.PAGES,
    *dossier.PAGES,
    *dossier_version.PAGES,
    *withdraw.PAGES,
    *calculations.PAGES,
    *fixed.PAGES,
    *trouble.PAGES,
)


def add_pages(app: rx.App) -> None:
    """Add every page to the app."""
    for page in PAGES:
        add(app, page)
