"""Message catalogues: ``python tools/catalogues.py compile | check | update``.

compile  writes each ``.mo`` that is older than its ``.po`` (no gettext needed)
check    fails on Dutch that is missing, stale, unfinished or has other placeholders than its source, and on a message
         that two apps translate differently: everywhere the first app in INSTALLED_APPS would win
update   brings every catalogue in step with the sources (needs gettext)
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
WORDS = Path("core/wagtail_words/nl/LC_MESSAGES/django.po")  # what we call otherwise than Wagtail does
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def apps(root: Path = ROOT) -> list[Path]:
    """The folders that keep a catalogue of their own."""
    return sorted(folder.parent for folder in root.glob("*/locale"))


def compile_catalogues(root: Path = ROOT) -> int:
    """Write what is out of date; the number of files written."""
    written = 0
    for app in apps(root):
        for source in (*app.glob("locale/*/LC_MESSAGES/*.po"), *app.glob("wagtail_words/*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                written += 1
    return written


def make_messages(app: Path) -> None:
    """Run Django's makemessages in one app."""
    command = [sys.executable, "-m", "django", "makemessages", "-l", "nl", "--no-location", "--no-obsolete", "-v", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=app, env=environment, check=True)


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """What makes two entries the same message."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def faults_of_entry(entry: polib.POEntry) -> Iterable[str]:
    """What is wrong with one translation."""
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield "unfinished (fuzzy)"
    if not all(text.strip() for text in translations):
        yield "not translated"
        return
    known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for text in translations:
        unknown = set(PLACEHOLDER.findall(text)) - known
        if unknown:
            yield f"has placeholders that the source lacks: {', '.join(sorted(unknown))}"
    if not entry.msgid_plural and known - set(PLACEHOLDER.findall(entry.msgstr)):
        yield "lacks a placeholder of the source"


def faults(committed: polib.POFile, fresh: polib.POFile) -> list[str]:
    """What keeps a catalogue from being complete and in step with the sources."""
    ours = {key(entry): entry for entry in committed if not entry.obsolete}
    theirs = {key(entry) for entry in fresh if not entry.obsolete}
    found = [f"missing: {message[1]!r}" for message in sorted(theirs - set(ours))]
    found += [f"stale: {message[1]!r}" for message in sorted(set(ours) - theirs)]
    for message in sorted(theirs & set(ours)):
        found += [f"{fault}: {message[1]!r}" for fault in faults_of_entry(ours[message])]
    return found


def clashes(catalogues: dict[str, polib.POFile]) -> list[str]:
    """Messages that two apps translate differently; one of them would be shown in both. Contexts tell them apart."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for app, catalogue in catalogues.items():
        for entry in catalogue:
            if not entry.obsolete:
                dutch = " | ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
                found.setdefault((entry.msgctxt or "", entry.msgid), {})[app] = dutch
    return [
        f"two translations: {message!r}: " + ", ".join(f"{app} has {dutch!r}" for app, dutch in sorted(by_app.items()))
        for (_context, message), by_app in sorted(found.items())
        if len(set(by_app.values())) > 1
    ]


def wagtail_messages() -> dict[tuple[str, str, str], polib.POEntry]:
    """What Wagtail says, from the catalogues that are installed with it."""
    package = importlib.util.find_spec("wagtail")
    folder = Path(package.origin).parent if package and package.origin else Path()
    files = sorted(folder.glob("**/locale/nl/LC_MESSAGES/django.po"))
    return {key(entry): entry for file in files for entry in polib.pofile(str(file)) if not entry.obsolete}


def faults_of_words(words: polib.POFile, theirs: dict[tuple[str, str, str], polib.POEntry]) -> list[str]:
    """Words of ours in Wagtail's place that it does not use any more, are wrong, or say the same as its own."""
    found = []
    for entry in words:
        original = theirs.get(key(entry))
        if original is None:
            found.append(f"not in Wagtail: {entry.msgid!r}")
            continue
        found += [f"{fault}: {entry.msgid!r}" for fault in faults_of_entry(entry)]
        if (entry.msgstr, entry.msgstr_plural) == (original.msgstr, original.msgstr_plural):
            found.append(f"says what Wagtail says: {entry.msgid!r}")
    return found


def check_app(app: Path) -> list[str]:
    """Compare an app's catalogue with a fresh one made from a copy of its sources."""
    with tempfile.TemporaryDirectory(prefix="plenair-messages-") as scratch:
        copy = Path(scratch) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static", "migrations"))
        (copy / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        make_messages(copy)
        if not (copy / CATALOGUE).exists():
            return []
        fresh = polib.pofile(str(copy / CATALOGUE))
        committed = polib.pofile(str(app / CATALOGUE)) if (app / CATALOGUE).exists() else polib.POFile()
        return [f"{app.name}: {fault}" for fault in faults(committed, fresh)]


def all_catalogues() -> dict[str, polib.POFile]:
    """Every catalogue of ours by its place."""
    files = {app.name: app / CATALOGUE for app in apps()} | {"wagtail_words": ROOT / WORDS}
    return {name: polib.pofile(str(file)) for name, file in files.items()}


def main(arguments: list[str]) -> int:
    """Run one of the three."""
    match arguments:
        case ["compile"]:
            compile_catalogues()
        case ["update"]:
            for app in apps():
                make_messages(app)
        case ["check"]:
            if not shutil.which("xgettext"):
                print("The translations were not checked: gettext is missing (apt-get install gettext).")
                return 1
            found = [fault for app in apps() for fault in check_app(app)]
            words = polib.pofile(str(ROOT / WORDS))
            found += [f"words for Wagtail: {fault}" for fault in faults_of_words(words, wagtail_messages())]
            found += clashes(all_catalogues())
            print("\n".join(found) or "The Dutch catalogues are complete.")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
