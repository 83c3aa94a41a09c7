"""Starts the product as a user does: prepare, then serve; on SQLite, or on PostgreSQL with Redis when named."""

import os
import shutil
import signal
import subprocess
import sys

from tests.databases import ROOT, database_url, postgres_template, sqlite_templates
from tests.runtime.processes import free_port_pair, plenair_processes, wait_for

START = 120
SITE = "from workspace.domain.demo.site import load_site; load_site()"


class Served:
    """A running Plenair with an empty site: a home page, sectors, municipalities and one login."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port_pair()
        self.process = self.log = None
        self.origin, self.gateway = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.port + 1}"
        self.database = None
        outside = {"DJANGO_SETTINGS_MODULE", "LIVE_ORIGIN", "PUBLIC_ORIGIN"}
        self.environment = {key: value for key, value in os.environ.items() if key not in outside}
        self.environment |= {"PLENAIR_VAR_DIR": str(folder), "PUBLIC_ORIGIN": self.origin}
        if "DATABASE_URL" in os.environ:
            self.environment["DATABASE_URL"] = database_url(self._copy_template())
        else:
            for file in ("plenair.sqlite3", "live.sqlite3"):
                shutil.copy(sqlite_templates() / file, folder / file)
        self.run("prepare")
        self.run("shell", "--no-imports", "-c", SITE)

    def start(self):
        """Serve, and wait for the line that says it is ready."""
        self.log = (self.folder / "serve.log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env={**self.environment, "PLENAIR_PROCESS": "supervisor"},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        wait_for(lambda: self.process.poll() is not None or "is ready" in self.output(), START, "the runtime")
        assert self.process.poll() is None, self.output()

    def _copy_template(self):
        self.database = f"plenair_journey_{os.getpid()}"
        self.sql(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        self.sql(f'CREATE DATABASE "{self.database}" TEMPLATE "{postgres_template()}"')
        return self.database

    def sql(self, statement):
        """Run one statement beside our database."""
        import psycopg

        with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def run(self, *arguments):
        """A management command; what it prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=START)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def output(self):
        """What the runtime said so far."""
        self.log.flush()
        return (self.folder / "serve.log").read_text()

    def end(self):
        """Stop everything; what does not stop is killed."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            for pid in plenair_processes(f"PLENAIR_VAR_DIR={self.folder}"):
                os.kill(pid, signal.SIGKILL)
            self.log.close()
        if self.database:
            self.sql(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
