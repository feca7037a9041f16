"""What a letter looks like on the wire: one plain text, shown as text and as HTML."""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from vov_app.models import Letter

# Mail programs disagree on what these mean in a name, and Python forgets its quotes when it folds a long one.
_SPECIAL = str.maketrans(dict.fromkeys('()<>[]:;@\\,"', " "))


class Unwritable(Exception):
    """A letter has an address or a word that can't stand in a message."""


@dataclass(frozen=True)
class Stationery:
    """What is the same on each letter: who sends it (name and address), and the site it is about."""

    sender_name: str
    sender: str
    public_url: str

    @property
    def site(self) -> str:
        """What each address on our own site begins with."""
        return f"{self.public_url.rstrip('/')}/"

    @property
    def host(self) -> str:
        """The name of the host that people type."""
        return urlsplit(self.public_url).hostname or "localhost"


def message_of(letter: Letter, on: Stationery) -> EmailMessage:
    """The letter as a message; all of it but the boundary is the same at each attempt.

    Raises:
        Unwritable: it has an address or a word that can't stand in one.
    """
    try:
        return _message(letter, on)
    except (MessageError, ValueError, IndexError) as fault:
        # Python's own parser of addresses gives up in each of these ways.
        raise Unwritable from fault


def _message(letter: Letter, on: Stationery) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(on.sender_name.translate(_SPECIAL)), addr_spec=on.sender)
    name = one_line(letter.recipient_name.translate(_SPECIAL))
    message["To"] = Address(name, addr_spec=ascii_address(letter.recipient))
    message["Subject"] = one_line(letter.subject)
    message["Date"] = letter.written_at
    message["Message-ID"] = f"<{letter.key}@{on.host}>"
    message["Auto-Submitted"] = "auto-generated"
    text = "\n".join(letter.body.strip("\n").splitlines()) + "\n"
    # Quoted-printable, whatever stands in it: a stray line end or a lone dot never reaches the wire as such.
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page(text, on.site), subtype="html", cte="quoted-printable")
    return message


def ascii_address(address: str) -> str:
    """The address as each mail server takes it: a domain with other letters becomes its xn-- name.

    Raises:
        ValueError: it is no address, or the part before the @ has other letters than English has.
    """
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise ValueError("the part before the @ has letters that few mail servers take")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def one_line(text: str) -> str:
    """The text without anything that ends a line, turns the writing direction or can't be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def page(text: str, site: str) -> str:
    """The text as an HTML page: paragraphs, lists of what is indented, links to our own site alone."""
    blocks = "\n".join(_block(block, site) for block in re.split(r"\n\s*\n", text.strip("\n")))
    head = '<head><meta charset="utf-8"></head>'
    return f'<!doctype html>\n<html lang="nl">\n{head}\n<body>\n{blocks}\n</body>\n</html>\n'


def _block(block: str, site: str) -> str:
    parts = groupby(block.split("\n"), key=lambda line: line.startswith(" "))
    return "\n".join(_part(list(lines), site, indented=indented) for indented, lines in parts)


def _part(lines: list[str], site: str, *, indented: bool) -> str:
    shown = [_line(line.strip(), site) for line in lines]
    if indented:
        return f"<ul>{''.join(f'<li>{line}</li>' for line in shown)}</ul>"
    return f"<p>{'<br>'.join(shown)}</p>"


def _line(line: str, site: str) -> str:
    # The full stop after an address is none of it.
    parts = re.split(rf"({re.escape(site)}(?:\S*[^\s.,;:)])?)", line)
    return "".join(_link(escape(part)) if number % 2 else escape(part) for number, part in enumerate(parts))


def _link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'
