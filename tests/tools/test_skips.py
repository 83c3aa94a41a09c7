"""A skip is a failure on CI, and only there."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPING = """
import pytest

def test_skipped(): pytest.skip("no such program")
@pytest.mark.skipif(True, reason="no such server")
def test_marked(): pass
@pytest.mark.xfail(strict=True)
def test_expected(): assert False
"""


def outcome(folder, **environment):
    """Exit code and output of pytest on a file with two skips, with our hook loaded."""
    path = folder / "test_skipping.py"
    path.write_text(SKIPPING)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.skips"]
    ours = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    result = subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", folder, path],
        cwd=ROOT,
        env={**ours, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return result.returncode, result.stdout


def test_skip_on_ci_fails_with_its_reason(tmp_path):
    code, output = outcome(tmp_path, CI="true")
    assert code == 1
    assert "1 failed, 1 xfailed, 1 error" in output
    assert "no such program" in output
    assert "no such server" in output


def test_skip_elsewhere_is_a_skip(tmp_path):
    code, output = outcome(tmp_path)
    assert code == 0
    assert "2 skipped, 1 xfailed" in output
