"""Holds the tree to its own promises: pinned requirements without addresses, nothing that belongs to one machine."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|npmjs|deb\.debian|yarnpkg)\.(?:org|com)\b")
MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|root|home)/[\w.-]+")
ADDRESS = re.compile(r"://|^\s*(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", re.MULTILINE)
PINNED = re.compile(
    r"^[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==[^\s;\\]+(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
)
LARGEST_TEXT = 2_000_000  # bytes; larger files are material, not ours to read


def faults_of_requirements(text: str) -> Iterable[str]:
    """What is wrong with a file of pinned requirements."""
    for match in ADDRESS.finditer(text):
        yield f"names an address: {match.group().strip()}"
    rest = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    while rest:
        pinned = PINNED.match(rest)
        if not pinned:
            yield f"is not pinned with a hash: {rest.splitlines()[0]}"
            return
        rest = rest[pinned.end() :]


def faults_of_text(text: str) -> Iterable[str]:
    """What in a text belongs to one registry or one machine."""
    for pattern, what in ((REGISTRY, "a registry's host"), (MACHINE, "a path of one machine")):
        for match in pattern.finditer(text):
            yield f"holds {what} (line {text.count(chr(10), 0, match.start()) + 1}): {match.group()}"


def tracked_files() -> list[Path]:
    """Every file that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name]


def read_text(path: Path) -> str | None:
    """The text of a file, or None for what is no text of ours."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_TEXT:
        return None
    content = path.read_bytes()
    if b"\0" in content:
        return None
    return content.decode(errors="replace")


def main() -> int:
    """Check every tracked file."""
    found: list[str] = []
    for path in tracked_files():
        text = read_text(path)
        if text is None:
            continue
        name = path.relative_to(ROOT)
        if name.parts[0] == "requirements" and path.suffix == ".txt":
            found += [f"{name} {fault}" for fault in faults_of_requirements(text)]
        if name.parts[:2] != ("tests", "tools"):
            found += [f"{name} {fault}" for fault in faults_of_text(text)]
    print("\n".join(found) or "The tree names no registry and no machine; every requirement is pinned.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
