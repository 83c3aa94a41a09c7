"""A race for the last seats: everybody has the form in front of them, then all send it at once.

Every loser must be told politely, keep what was typed, and come on the waiting list with one more press.
"""

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.setup import ROOT, Installation
from bench.web import gunicorn, wait_for_server

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|submission_key|promised)" value="([^"]+)"')
ROUND = re.compile(r'name="(round_\d+)"[^>]*value="(\d+)"')
LOST = "De laatste plaats ging naar iemand anders"


@dataclass
class Figures:
    """What people met with."""

    won: int = 0
    lost: int = 0
    waiting: int = 0
    promised_a_place: int = 0
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Racer:
    """One person with a browser."""

    def __init__(self, number: int, path: str) -> None:
        self.number, self.path = number, path
        self.cookies = ""
        self.fields: dict[str, str] = {}

    def open_form(self, connection: http.client.HTTPConnection) -> None:
        """Load the form and fill it in."""
        answer, page = _ask(connection, "GET", self.path)
        self.cookies = "; ".join(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or [])
        self.fields = dict(HIDDEN.findall(page))
        for name, value in ROUND.findall(page):
            self.fields.setdefault(name, value)
        self.fields |= {
            "name": f"Verzonnen Persoon {self.number}",
            "email": f"racer{self.number}@bench.example",
            "organisation_name": f"Gemeente Nergenshuizen {self.number}",
            "subject": "",
        }

    def send(self, connection: http.client.HTTPConnection, figures: Figures, lock: threading.Lock) -> None:
        """Send it; the loser of the race looks at the answer and goes on the waiting list."""
        answer, page = _ask(connection, "POST", self.path, urlencode(self.fields), self.cookies)
        if answer.status == 302:
            with lock:
                figures.won += 1
            return
        kept = [name for name in ("name", "email", "organisation_name") if self.fields[name] not in page]
        shown = dict(HIDDEN.findall(page))
        polite = answer.status == 422 and LOST in page and shown.get("promised") == "waitlisted" and not kept
        kept_key = shown.get("submission_key") == self.fields["submission_key"]
        again = {**self.fields, "promised": "waitlisted"}
        answer_again, _page = _ask(connection, "POST", self.path, urlencode(again), self.cookies)
        with lock:
            figures.lost += 1
            figures.waiting += answer_again.status == 302
            if not (polite and kept_key):
                figures.problems.append(f"{answer.status} {kept} {shown}")


def race(port: int, event_id: int, *, people: int, connections: int) -> Figures:
    """Let so many people race over so many connections."""
    figures, lock = Figures(), threading.Lock()
    racers = [Racer(number, f"/aanmelden/{event_id}/") for number in range(people)]
    ready = threading.Barrier(connections + 1)

    def client(share: list[Racer]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        try:
            for racer in share:
                racer.open_form(connection)
            ready.wait(900)
            for racer in share:
                racer.send(connection, figures, lock)
        except Exception as problem:
            with lock:
                figures.problems.append(repr(problem))
            ready.abort()

    threads = [threading.Thread(target=client, args=(racers[n::connections],)) for n in range(connections)]
    for thread in threads:
        thread.start()
    try:
        ready.wait(900)
    except threading.BrokenBarrierError:
        raise SystemExit(f"the race did not start: {figures.problems[:3]}") from None
    figures.promised_a_place = sum(racer.fields.get("promised") == "confirmed" for racer in racers)
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    figures.seconds = time.perf_counter() - started
    return figures


def _ask(connection: http.client.HTTPConnection, method: str, path: str, body: str = "", cookies: str = ""):
    headers = {"Host": "127.0.0.1:8000", "Cookie": cookies, "Origin": "http://127.0.0.1:8000"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for _attempt in range(5):
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        except (http.client.RemoteDisconnected, ConnectionError):  # kept open too long; a browser connects again
            connection.close()
    raise ConnectionError("the server does not take connections")


def measure_race(made: Installation, *, people: int, seats: int, connections: int) -> None:
    """gunicorn with 8 workers; on SQLite also the embedded server with its worker and gateway."""
    made.demo()
    doors = {"gunicorn, 8 workers": lambda: gunicorn(made, workers=8)}
    if made.kind == "sqlite":
        doors["the embedded server"] = lambda: embedded(made)
    for name, door in doors.items():
        event = made.scene("race", seats)
        with door() as (port, _workers):
            figures = race(port, event, people=people, connections=connections)
        stored = made.scene("raced", event)
        print(f"\n{people:,} people race for {seats:,} seats, {made.kind}, {name} ({connections} connections)")
        _row("forms that promised a place", figures.promised_a_place, people)
        _row("confirmed", stored["confirmed"], seats)
        _row("on the waiting list", stored["waitlisted"], people - seats)
        _row("different people stored", stored["people"], people)
        _row("losers told politely, nothing lost", figures.lost - len(figures.problems), people - seats)
        _row("mails queued", stored["mails"], people)
        print(f"  {'answers in all':<36}{(figures.lost * 2 + figures.won) / figures.seconds:>10,.0f} /s")
        for problem in figures.problems[:3]:
            print(f"  problem: {problem[:200]}")


def _row(what: str, found: int, wanted: int) -> None:
    print(f"  {what:<36}{found:>10,}   wanted: {wanted:,}")


@contextmanager
def embedded(made: Installation):
    """``manage.py serve`` on a free port; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**made.environment, "FORM_LIMIT": "1000000", "PUBLIC_ORIGIN": "http://127.0.0.1:8000"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for_server(port)
        yield port, []
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
