"""Programs beside Python that some tests look through: absent on a laptop they skip, in CI they are required."""

import os
import shutil
import subprocess

import pytest
from lxml import html


def program(name):
    """The path of a program; skips with the reason where it is missing, fails where CI promised it."""
    path = shutil.which(name)
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{name} is required in CI and is not installed")
    pytest.skip(f"{name} is not installed")


def pdf_of(path):
    """The PDF that LibreOffice makes of a file, with a profile of its own."""
    soffice = program("soffice")
    profile = path.parent / "profile"
    command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf")


def words_of(pdf):
    """Every word of a PDF as (left, top, right, bottom, text) in millimetres from the top left of its page."""
    command = [program("pdftotext"), "-bbox", "-", "-"]
    found = subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=60).stdout
    point = 25.4 / 72
    return [
        (*(float(word.get(edge)) * point for edge in ("xmin", "ymin", "xmax", "ymax")), word.text.replace("\u200b", ""))
        for word in html.fromstring(found.decode()).iter("word")
    ]
