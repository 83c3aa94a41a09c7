"""``manage.py prepare``."""

import pytest
from django.core.management import call_command

from core.management.commands import prepare, serve
from tests.runtime.processes import free_port_pair


@pytest.fixture
def static_root(settings, tmp_path):
    """An empty folder for collected files, and one small source of them."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


@pytest.mark.django_db
def test_prepare_twice_collects_once_and_again_after_a_change(static_root, capsys, tmp_path, monkeypatch):
    # Finders are cached for the life of a process; each call stands for a process of its own.
    monkeypatch.setattr(prepare, "get_finders", fresh_finders)
    call_command("prepare")
    assert "Collecting static files" in capsys.readouterr().out
    assert (static_root / "one.css").exists()
    call_command("prepare")
    assert capsys.readouterr().out == ""
    (tmp_path / "source" / "two.css").write_text("b {}")
    call_command("prepare")
    assert "Collecting static files" in capsys.readouterr().out


def fresh_finders():
    """The finders of the present settings."""
    from django.contrib.staticfiles.finders import FileSystemFinder

    return [FileSystemFinder()]


@pytest.mark.parametrize(("named", "origin"), [("", "http://127.0.0.1:{port}"), ("https://plenair.example", None)])
def test_serve_prepares_the_demo_with_the_address_of_its_own_door(settings, monkeypatch, tmp_path, named, origin):
    settings.PUBLIC_ORIGIN = "http://127.0.0.1:1"  # what nobody chose
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.delenv("PUBLIC_ORIGIN", raising=False)
    if named:
        monkeypatch.setenv("PUBLIC_ORIGIN", named)
    port, prepared_with = free_port_pair(), []
    monkeypatch.setattr(serve, "call_command", lambda *args, **kwargs: prepared_with.append(settings.PUBLIC_ORIGIN))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    monkeypatch.setattr(serve.Supervisor, "run", lambda self: None)  # nothing is started here
    call_command("serve", port=port, demo=True)
    assert prepared_with == [named or origin.format(port=port)]
