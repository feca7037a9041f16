"""What the page about load says around its figures."""

INTRO = """# Under load

`make bench` writes this page, its plots and bench/results: none of it is typed. It shows {extent} run of
{day}, Python {python}, {cores} cores that ran the server, the database, Redis and the clients alike; the
load average before it began was {load_before}. `make bench quick=1` takes little of everything. Each
figure stands beside that of a bare Reflex app (bench/bare), served in the same way in the same run: the
ratio says more about us than the figure does."""

AIMS = "## What was aimed at"

NOTES = """## How it is measured

- **Clients** speak Reflex's websocket protocol, and only to this machine. Each is another person at
  another employer.
- **Event**: on our side the tile, which recognises the person and decides their right from the database
  each time; on the bare side a number that goes up by one in memory.
- **Per s of a core**: events for each second that the workers computed, whatever else the machine did.
- **kB each**: what an open screen adds to the memory that the workers hold alone.
- **Whole journeys**: six of ten people apply, from the home page to the receipt; two look around; one
  asks for the right and another grants it, and the first one's tile turns; one sends a file. They think
  up to two seconds between steps.
- **Lost** is a receipt that somebody saw and the database lacks; **doubled** a draft with two dossiers
  or two receipts.
- Redis is 6.2 here, from a wheel. Reflex's optimistic lock, which asks for Redis 7, is off everywhere."""
