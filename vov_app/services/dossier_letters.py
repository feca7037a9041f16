"""Letters about a dossier: to the contact person of the employer, and to the employee."""

from vov_app import routes
from vov_app.forms.values import RefundValues, refund_values
from vov_app.models import Application, Letter, LetterKind
from vov_app.services.letters import Addressee, write
from vov_app.services.work import Work


def to_contact(w: Work, kind: LetterKind, application: Application, number: int, **told: object) -> Letter:
    """Write to the contact person that the dossier names; `number` is that of the event that causes it."""
    values = refund_values(application.answers)
    address = w.world.address(routes.dossier(w.organisation.key, application.reference))
    to = Addressee(values.contact_name, values.contact_email)
    return _write(w, kind, application, number, to, values, address=address, **told)


def to_employee(w: Work, kind: LetterKind, application: Application, number: int, **told: object) -> Letter:
    """Write to the employee, who has no way into the portal."""
    values = refund_values(application.answers)
    to = Addressee(application.employee_name, values.employee_email)
    return _write(w, kind, application, number, to, values, **told)


def _write(
    w: Work,
    kind: LetterKind,
    application: Application,
    number: int,
    to: Addressee,
    values: RefundValues,
    **told: object,
) -> Letter:
    training = w.world.register.training(values.odb)
    return write(
        w,
        kind,
        f"{application.reference}:{number}",
        to,
        organisation=w.organisation.name,
        reference=application.reference,
        employee=application.employee_name,
        training=training.name if training else values.odb,
        odb=values.odb,
        start=values.start_date,
        end=values.end_date,
        **told,
    )
