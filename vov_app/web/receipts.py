"""Receipts as PDF: made whenever they are asked for, for who may see them at that moment."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from vov_app import routes
from vov_app.adapters.pdf import Paper, PaperSection, PaperWords, pdf
from vov_app.services import receipts
from vov_app.services.receipts import PaperView
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World
from vov_app.texts import t
from vov_app.web.acting import Answered, attachment, for_actor

KIND: Final = "application/pdf"


def receipt_routes() -> list[BaseRoute]:
    """The whole receipt, and the employee's copy; `?versie=2` asks for that version."""
    return [
        Route(routes.RECEIPT_PDF, _route(for_employee=False), methods=["GET"]),
        Route(routes.RECEIPT_PDF_EMPLOYEE, _route(for_employee=True), methods=["GET"]),
    ]


def _route(*, for_employee: bool) -> Answered:
    async def receipt(request: Request, world: World, actor: Actor) -> Response:
        data = await asyncio.to_thread(_made, request, world, actor, for_employee)
        name = request.url.path.rsplit("/", 1)[1]
        return Response(data, media_type=KIND, headers=attachment(name))

    return for_actor(receipt, "receipt:download", routes.dossiers)


def _made(request: Request, world: World, actor: Actor, for_employee: bool) -> bytes:
    reference, asked = request.path_params["reference"], request.query_params.get("versie", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    with work(world, actor, writes=False) as w:
        view = receipts.paper(w, reference, for_employee=for_employee, number=number)
    return pdf(paper_of(view))


def paper_of(view: PaperView) -> Paper:
    """What a receipt tells, as a document."""
    told = [PaperSection(s.title, tuple((r.label, r.answer or "-") for r in s.rows)) for s in view.sections]
    if view.estimate:
        figures = tuple((line.label, line.value) for line in view.estimate)
        sources = tuple(t("receipt.source", source=source) for source in view.sources)
        told.append(
            PaperSection(t("refund.estimate.title"), figures, (t("refund.estimate.warning"), *sources))
        )
    told.append(PaperSection(t("receipt.next_title"), notes=tuple(view.next)))
    return Paper(
        view.title, view.reference, view.address, tuple(view.about), tuple(told), _words(), view.made_at
    )


def _words() -> PaperWords:
    return PaperWords(
        site=t("receipt.site"),
        strip=t("receipt.strip"),
        reference_label=t("refund.receipt.reference"),
        question=t("receipt.question"),
        answer=t("receipt.answer"),
        permanent=t("receipt.permanent"),
        page=t("receipt.page"),
        of=t("receipt.of"),
        replaced=t("receipt.replaced"),
    )
