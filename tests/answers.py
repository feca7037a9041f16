"""Sound answers to the refund form, at Monday 13 October 2025; tests change what they are about."""

from typing import Final

BEGIN: Final = {"start_date": "15/9/2025", "joined_later": "nee"}
CONTACT: Final = {
    "contact_name": "An Peeters",
    "contact_email": "an@korenbloem.example",
    "contact_phone": "053 12 34 56",
    "iban": "BE43 0000 0000 0101",
}
EMPLOYEE: Final = {
    "insz": "85.01.01-997.86",
    "first_name": "Tom",
    "last_name": "Bakker",
    "employee_email": "tom@post.example",
    "fraction": "80",
    "weekly_hours": "30,4",
    "works_in_flanders": "ja",
    "establishment": "2.123.456.791",
}
TRAINING: Final = {"odb": "ODB-1000123", "start_date": "15/9/2025", "end_date": "19/6/2026", "size": "60"}
INITIATIVE: Final = {"initiative": "werknemer", "employee_agrees": "ja"}
CHECK: Final = {"declaration": "ja"}

STEPS: Final = {
    "begin": BEGIN,
    "contact": CONTACT,
    "employee": EMPLOYEE,
    "training": TRAINING,
    "initiative": INITIATIVE,
}
SOUND: Final = {**BEGIN, **CONTACT, **EMPLOYEE, **TRAINING, **INITIATIVE, **CHECK}
