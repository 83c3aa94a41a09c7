"""Uploaded files on the embedded server."""

from pathlib import Path

import pytest


@pytest.fixture
def media_root(settings, tmp_path):
    """MEDIA_ROOT with a picture, a document, and a secret beside it."""
    root = tmp_path / "media"
    for path, text in {"images/zaal.png": "picture", "documents/lijst.pdf": "document"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (tmp_path / "secret-key").write_text("secret")
    settings.MEDIA_ROOT = root
    return root


def test_media_of_a_picture_is_served_sandboxed(client, media_root):
    response = client.get("/media/images/zaal.png")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"picture"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_media_in_production_is_left_to_the_proxy(client, media_root, settings):
    settings.SERVE_MEDIA = False
    assert client.get("/media/images/zaal.png").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "%2e%2e/secret-key",
        "images/../../secret-key",
        "images/%00.png",
        "images/",
        "images/none.png",
        "documents/lijst.pdf",
        "images/../documents/lijst.pdf",
        "%2e/documents/lijst.pdf",
        "x" * 300,
    ],
)
@pytest.mark.django_db
def test_media_outside_the_pictures_is_not_found(client, media_root, path):
    assert (Path(media_root).parent / "secret-key").exists()
    assert client.get(f"/media/{path}").status_code == 404


def test_media_accepts_no_post(client, media_root):
    assert client.post("/media/images/zaal.png").status_code == 405
