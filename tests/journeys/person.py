"""What a person does in the app, in the words of the screen."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from playwright.sync_api import ConsoleMessage, Error, Page, Response, expect

from tests import answers

STEP_TITLES = {
    "begin": "Voor u begint",
    "contact": "Contactgegevens",
    "employee": "Werknemer",
    "training": "Opleiding",
    "initiative": "Initiatief en akkoord",
}
CHOICES = ("joined_later", "works_in_flanders", "initiative", "contract")
TICKS = ("employee_agrees", "declaration")
PAGE = {"Accept": "text/html"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Visitor:
    """A tab, and what went wrong in it: console errors, script errors, blocked resources."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.troubles: list[str] = []
        self.frames: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)
        page.on("websocket", self._websocket)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status}: {response.url}")

    def _websocket(self, socket: Any) -> None:
        socket.on("framesent", lambda frame: self.frames.append(str(frame)))
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    def open(self, path: str = "/") -> "Visitor":
        """Type an address."""
        self.page.goto(f"{self.origin}{path}")
        return self

    def sign_in(self, name: str) -> "Visitor":
        """Be signed in as a demo person, at the chooser; the browser sends what clicks would send."""
        browser = self.page.context.request
        browser.get(f"{self.origin}/", headers=PAGE)
        chooser = browser.get(f"{self.origin}/auth/aanmelden?sleutel=itsme", headers=PAGE)
        sent = {**dict(HIDDEN.findall(chooser.text())), "person": self._person(chooser.text(), name)}
        browser.post(chooser.url, form=sent, headers={**PAGE, "Origin": self.origin})
        return self.open("/organisaties")

    @staticmethod
    def _person(html: str, name: str) -> str:
        """What the button of this person sends."""
        [value] = re.findall(rf'value="([^"]+)">Aanmelden als {re.escape(name)}<', html)
        return str(value)

    def sign_in_by_hand(self, name: str, key: str = "itsme") -> "Visitor":
        """Sign in with a digital key as a demo person, click by click, up to the organisation chooser."""
        self.open()
        self.page.get_by_role("link", name=key, exact=True).click()
        self.page.wait_for_url(re.compile("/demo-acm"))
        self.page.get_by_role("button", name=f"Aanmelden als {name}", exact=True).click()
        self.page.wait_for_url(re.compile(r"/organisaties$"))
        return self

    def choose(self, organisation: str) -> "Visitor":
        """Choose an organisation, up to its home page."""
        self.page.get_by_role("link", name=organisation, exact=True).click()
        self.heading("Welkom in het WSE-loket")
        return self

    def to_tile(self) -> "Visitor":
        """The black button in the menu on the right."""
        self.page.get_by_role("link", name="Aanvraag", exact=True).click()
        self.heading("Vlaams opleidingsverlof")
        return self

    def ask_for_right(self, reason: str = "") -> "Visitor":
        """The blue button `Gebruikersrecht aanvragen`, and the page behind it, up to the request."""
        self.page.get_by_role("button", name="Gebruikersrecht aanvragen", exact=True).click()
        self.heading("Gebruikersrecht aanvragen")
        self.page.locator("#reason").fill(reason)
        self.page.get_by_role("button", name="Vraag versturen", exact=True).click()
        expect(self.page.locator("#request-status")).to_be_visible()
        return self

    def begin(self) -> "Visitor":
        """The blue button that starts the form."""
        self.page.get_by_role("button", name="Aanvragen", exact=True).click()
        self.heading("Voor u begint")
        return self

    def heading(self, text: str) -> None:
        """Wait for the page with this title."""
        expect(self.page.get_by_role("heading", level=1, name=text, exact=True)).to_be_visible()

    def fill(self, given: Mapping[str, str]) -> "Visitor":
        """Answer the questions of a page."""
        for name, value in given.items():
            if name in CHOICES:
                self._choose(f'input[name="{name}"][value="{value}"]')
            elif name in TICKS:
                self.page.locator(f"#{name}").check()
            else:
                self.page.locator(f"#{name}").fill(value)
        return self

    def _choose(self, choice: str) -> None:
        """Choose; once more when a note that came in between moved it away from under the pointer."""
        try:
            self.page.locator(choice).check()
        except Error:
            self.page.locator(choice).check()

    def next(self) -> "Visitor":
        """`Volgende`."""
        self.page.get_by_role("button", name="Volgende", exact=True).click()
        return self

    def walk(self, *, begin: str = "begin", until: str = "check", **changed: str) -> "Visitor":
        """Fill in the steps in order, from the page of step `begin` up to that of step `until`."""
        steps = list(answers.STEPS)
        for step in steps[steps.index(begin) :]:
            if step == until:
                break
            given = answers.STEPS[step]
            self.heading(STEP_TITLES[step])
            self.fill({name: changed.get(name, value) for name, value in given.items()}).next()
        return self

    def confirm(self) -> str:
        """Declare and `Bevestigen`; gives the reference on the receipt."""
        self.heading("Overzicht")
        self.page.locator("#declaration").check()
        self.page.get_by_role("button", name="Bevestigen", exact=True).click()
        self.heading("Ontvangstbevestiging")
        return self.page.url.rsplit("/", 1)[1]


# Somebody else, in a browser of their own, in the world of a visitor.
Join: TypeAlias = Callable[[Visitor], Visitor]
