"""Sign in over plain HTTP, as a browser does, and get the cookies that a tab needs."""

import re

import httpx2

PAGE = {"Accept": "text/html"}


async def sign_in(origin: str, person: str, world: str = "") -> str:
    """Sign in as a demo person, in a new world or in the one of this cookie; gives the Cookie header."""
    async with httpx2.AsyncClient(
        base_url=origin, follow_redirects=True, timeout=60, headers=PAGE
    ) as browser:
        if world:
            browser.cookies.set(*world.split("=", 1))
        await browser.get("/")
        chooser = await browser.get("/auth/aanmelden?sleutel=itsme")
        action = str(chooser.url)
        sent = await browser.post(
            action, data={"person": person, **_hidden(chooser.text)}, headers={"Origin": origin}
        )
        sent.raise_for_status()
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)


def _hidden(html: str) -> dict[str, str]:
    """What the form of demo-ACM keeps for itself."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return dict(found)
