"""People who register for one event with a choice of workshops: form, sending it, and the page that says so."""

import http.client
import re
import secrets
from urllib.parse import urlencode

from bench.setup import Installation
from bench.web import CLIENTS, drive, gunicorn

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|submission_key)" value="([^"]+)"')
ROUND = re.compile(r'name="(round_\d+)"[^>]*value="(\d+)"')
SECTOR = re.compile(r'<option value="(\d+)"')


def measure_registrations(made: Installation, seconds: float) -> None:
    """Registrations per second from 16 clients; then whether each is confirmed, with its place and its mail."""
    scene = made.demo()
    before = made.scene("registered", scene["event"])
    with gunicorn(made) as (port, workers):
        path = f"/aanmelden/{scene['event']}/"
        rate, requests, milliseconds = drive(port, workers, seconds, lambda line: _register(line, path))
    after = made.scene("registered", scene["event"])
    confirmed, places, mails = (after[name] - before[name] for name in ("confirmed", "places", "mails"))
    print(f"\nRegistrations, {made.kind} ({CLIENTS} clients, 2 gunicorn workers, {seconds:g} s)")
    print(f"  {'registrations':<24}{rate:>8,.1f} /s   wanted: ≥ 50 /s on two idle cores with PostgreSQL")
    print(f"  {'requests each':<24}{requests:>8,.1f}      wanted: ≤ 3")
    print(f"  {'CPU of a worker, each':<24}{milliseconds:>8,.1f} ms")
    print(f"  {'confirmed':<24}{confirmed:>8,}      with {places:,} workshop places and {mails:,} mails queued")


def _register(connection: http.client.HTTPConnection, path: str) -> int:
    answer, page = _ask(connection, "GET", path)
    cookies = _cookies(answer)
    fields = dict(HIDDEN.findall(page))
    for name, value in ROUND.findall(page):
        fields.setdefault(name, value)
    number = secrets.token_hex(6)
    sectors = SECTOR.findall(page)
    fields |= {"name": f"Bench {number}", "email": f"{number}@bench.example", "organisation_name": "Gemeente Zwolle"}
    fields |= {"function": "Adviseur", "sector": sectors[0] if sectors else "", "subject": ""}
    answer, page = _ask(connection, "POST", path, urlencode(fields), cookies)
    if answer.status != 302:
        raise SystemExit(f"the form answered {answer.status}: {re.sub(r'<[^>]+>', ' ', page)[-2000:]}")
    answer, _ = _ask(connection, "GET", answer.headers["Location"], cookies=f"{cookies}; {_cookies(answer)}")
    if answer.status != 200:
        raise SystemExit(f"the page afterwards answered {answer.status}")
    return 3


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or [])


def _ask(connection: http.client.HTTPConnection, method: str, path: str, body: str = "", cookies: str = ""):
    headers = {"Host": "127.0.0.1:8000", "Cookie": cookies, "Origin": "http://127.0.0.1:8000"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    return answer, answer.read().decode()
