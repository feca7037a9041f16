"""Read one cookie from a Cookie header, as the browser sends it with a request or a websocket."""

from http.cookies import CookieError, SimpleCookie


def cookie(header: str, name: str) -> str:
    """The value of this cookie; empty when the header doesn't hold it or can't be read."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""
