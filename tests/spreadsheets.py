"""LibreOffice Calc, for tests that look whether a spreadsheet opens: absent it skips, in CI it is required."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def calc() -> str:
    """The path of soffice, if it has Calc."""
    path = shutil.which("soffice")
    if path and (Path(path).resolve().parent / "libsclo.so").exists():
        return path
    reason = "LibreOffice Calc is missing: install the Debian package libreoffice-calc-nogui."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def converted(path: Path, to: str, *options: str) -> Path:
    """The file that Calc makes of another one, in another format."""
    command = [calc(), f"-env:UserInstallation=file://{path.parent}/profile", "--headless", *options]
    command += ["--convert-to", to, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix("." + to.partition(":")[0])
