"""``deploy/``: what it refers to exists, and its layout runs: PostgreSQL, Redis, four processes and the proxy."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import redis
import yaml
from django.utils.module_loading import import_string

from tests.databases import ROOT, database_url, postgres_template
from tests.runtime.processes import free_port_pair, wait_for

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "plenair"}
START = 180


def nginx_configuration(folder, *, port, web, gateway):
    """The shipped configuration with this test's addresses and folders."""
    replacements = {
        "server web:8000": f"server 127.0.0.1:{web}",
        "server gateway:8001": f"server 127.0.0.1:{gateway}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/tmp/nginx": f"{folder}/nginx",
        "/var/lib/plenair/media/": f"{folder}/media/",
    }
    text = (DEPLOY / "nginx.conf").read_text()
    for shipped, ours in replacements.items():
        assert shipped in text, shipped
        text = text.replace(shipped, ours)
    path = folder / "nginx.conf"
    path.write_text(text)
    return path


def test_compose_has_the_services_of_the_production_layout():
    assert set(COMPOSE["services"]) == {"migrate", "web", "gateway", "worker", "beat", "proxy", "postgres", "redis"}
    assert set(OURS) == {"migrate", "web", "gateway", "worker", "beat"}
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_compose_refers_only_to_what_exists():
    for service in OURS.values():
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DEPLOY / source).exists(), source
        assert set(service.get("depends_on", ())) <= set(COMPOSE["services"])
    for name in ("config.wsgi.application", "live.asgi.application", "config.celery_app"):
        assert import_string(name)
    assert "config.wsgi" in OURS["web"]["command"]
    assert "live.asgi:application" in OURS["gateway"]["command"]
    assert (ROOT / re.search(r"-c (\S+)", OURS["web"]["command"])[1]).exists()


def test_dockerfile_copies_only_what_exists_and_runs_as_nobody_special():
    text = (DEPLOY / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, flags=re.MULTILINE):
        assert all((ROOT / source).exists() for source in line.split())
    assert re.search(r"^USER plenair$", text, flags=re.MULTILINE)
    assert "--require-hashes" in text


def test_every_variable_of_the_example_is_read_by_the_settings_or_compose():
    read = "".join(path.read_text() for path in [*(ROOT / "config").rglob("*.py"), DEPLOY / "compose.yaml"])
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "env.example").read_text(), flags=re.MULTILINE)
    assert len(names) > 5
    assert [name for name in names if name not in read] == []


@pytest.mark.skipif(not NGINX, reason="needs nginx")
def test_nginx_accepts_the_shipped_configuration_and_refuses_a_broken_one(tmp_path):
    path = nginx_configuration(tmp_path, port=8080, web=8000, gateway=8001)
    command = [NGINX, "-t", "-q", "-c", str(path)]
    assert subprocess.run(command, capture_output=True, text=True).stderr == ""
    path.write_text(path.read_text().replace("proxy_buffering off;", "proxy_buffering perhaps;"))
    assert subprocess.run(command, capture_output=True).returncode != 0


class Deployment:
    """The services of compose.yaml as plain processes behind nginx."""

    def __init__(self, folder):
        self.folder = folder
        self.web, self.proxy = free_port_pair(), free_port_pair()
        self.processes = {}
        example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (DEPLOY / "env.example").read_text(), flags=re.MULTILINE))
        inherited = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG", "TMPDIR"}}
        self.environment = {
            **inherited,
            **example,
            **OURS["web"]["environment"],
            "SECRET_KEY": "k" * 60,
            "DATABASE_URL": database_url(self.create_database()),
            "REDIS_URL": empty_redis(),
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "PLENAIR_VAR_DIR": str(folder),
        }

    def create_database(self):
        """A database of our own, copied from the migrated template."""
        template = postgres_template()
        self.database = f"{template}_deploy_{os.getpid()}"
        self.sql(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        self.sql(f'CREATE DATABASE "{self.database}" TEMPLATE "{template}"')
        return self.database

    def sql(self, statement):
        """Run one statement beside our database."""
        import psycopg

        with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def command(self, name):
        """The command of compose.yaml with this test's ports."""
        text = OURS[name]["command"].replace("0.0.0.0", "127.0.0.1").replace("/tmp/", f"{self.folder}/")
        text = text.replace(":8000", f":{self.web}").replace("8001", str(self.web + 1))
        program, *arguments = shlex.split(text)
        return [str(Path(sys.executable).parent / program), *arguments]

    def run(self, *command):
        """Run something to its end."""
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=START)

    def start(self, name, command):
        """Start something that stays."""
        self.processes[name] = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)

    def get(self, path, *, https=True, data=None):
        """(status, headers, body) of a request through the proxy; a redirect is not followed."""
        headers = {"Host": "bijeenkomst.example", **({"X-Forwarded-Proto": "https"} if https else {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.proxy}{path}", data=data, headers=headers)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            with opener.open(request, timeout=20) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as response:
            return response.code, response.headers, response.read()

    def end(self):
        """End every process and remove the database."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.sql(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        with redis.Redis.from_url(self.environment["REDIS_URL"]) as client:
            client.flushdb()


def empty_redis():
    """The address of a Redis database that nobody uses: another worker would take our tasks, and we theirs."""
    server = os.environ["REDIS_URL"].rpartition("/")[0]
    for number in range(15, -1, -1):
        with redis.Redis.from_url(f"{server}/{number}") as client:
            if not client.dbsize():
                return f"{server}/{number}"
    raise AssertionError("This test needs an empty database in Redis, and none of the sixteen is.")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows redirects instead of following them."""

    def redirect_request(self, *args):
        return None


@pytest.fixture
def deployment(tmp_path):
    """The running layout."""
    deployment = Deployment(tmp_path)
    try:
        tmp_path.chmod(0o755)
        (tmp_path / "media" / "images").mkdir(parents=True)
        (tmp_path / "media" / "images" / "zaal.txt").write_text("picture")
        (tmp_path / "media" / "documents").mkdir()
        (tmp_path / "media" / "documents" / "lijst.txt").write_text("document")
        deployment.run(sys.executable, "manage.py", "collectstatic", "--noinput", "-v0")
        deployment.run(*deployment.command("migrate"))
        for name in ("web", "gateway", "worker", "beat"):
            deployment.start(name, deployment.command(name))
        configuration = nginx_configuration(
            tmp_path, port=deployment.proxy, web=deployment.web, gateway=deployment.web + 1
        )
        deployment.start("proxy", [NGINX, "-c", str(configuration), "-g", "daemon off; user root;"])
        wait_for(lambda: answers(deployment, "/readyz") == 200, START, "the main door")
        wait_for(lambda: answers(deployment, "/live/healthz") == 200, START, "the gateway")
        yield deployment
    finally:
        deployment.end()


def answers(deployment, path):
    """The status of a page, or 0."""
    try:
        return deployment.get(path)[0]
    except OSError:
        return 0


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.processes
@pytest.mark.skipif(not NGINX, reason="needs nginx")
def test_deployment_without_containers_serves_through_the_proxy(deployment):
    status, _, body = deployment.get("/readyz", https=False)
    assert (status, json.loads(body)["status"]) == (200, "ok")

    status, headers, _ = deployment.get("/beheer/login/", https=False)
    assert (status, headers["Location"]) == (301, "https://bijeenkomst.example/beheer/login/")
    status, headers, body = deployment.get("/beheer/login/")
    assert status == 200
    assert "max-age" in headers["Strict-Transport-Security"]
    stylesheet = re.search(rb'href="(/static/[^"]+\.css)"', body)[1].decode()
    assert deployment.get(stylesheet)[0] == 200

    status, headers, _ = deployment.get("/live/vote", data=b"nonsense")
    assert 400 <= status < 500
    assert headers["Content-Type"].startswith("application/json")

    assert deployment.get("/media/images/zaal.txt")[2] == b"picture"
    assert deployment.get("/media/documents/lijst.txt")[0] == 404

    picture = deployment.folder / "media" / "images" / "zaal.txt"
    storage = ["django.core.files.storage.FileSystemStorage", [], {}]
    arguments = json.dumps(["wagtail.tasks.delete_file_from_storage_task", [storage, "images/zaal.txt"], {}])
    deployment.run(sys.executable, "-m", "celery", "-A", "config", "call", "core.run_task", f"--args={arguments}")
    wait_for(lambda: not picture.exists(), START, "the worker to carry out a task")
    assert {name: process.poll() for name, process in deployment.processes.items()} == dict.fromkeys(
        ["web", "gateway", "worker", "beat", "proxy"]
    )
