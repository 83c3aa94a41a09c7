"""A report of 40 pages with 20 figures in every format, in a process of its own; and the draft of a verslag."""

from __future__ import annotations

import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time

from bench.setup import installation

TURNS = 5
TARGETS = {"pdf": 1.0, "docx": 2.0, "odt": 2.0}


def measure() -> dict[str, object]:
    """Median seconds per format after one warming turn; DOCX and ODT without what they remember of each other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from pypdf import PdfReader

    from reports.enums import ExportFormat
    from reports.exporters import export
    from reports.exporters.raster import draw_figure
    from tests.reports.example import example

    document = example(figure_count=20, paragraphs=11)
    found: dict[str, object] = {}
    for file_format in ExportFormat:
        seconds = []
        for _turn in range(TURNS + 1):
            draw_figure.cache_clear()
            started, worked = time.perf_counter(), _processor_seconds()
            result = export(document, file_format)
            seconds.append((time.perf_counter() - started, _processor_seconds() - worked))
        found[file_format.value] = {
            "seconds": statistics.median(wall for wall, _cpu in seconds[1:]),
            "cpu": statistics.median(cpu for _wall, cpu in seconds[1:]),
            "bytes": len(result.content),
        }
        if file_format is ExportFormat.PDF:
            found["pages"] = len(PdfReader(io.BytesIO(result.content)).pages)
    draw_figure.cache_clear()
    started = time.perf_counter()
    for file_format in (ExportFormat.DOCX, ExportFormat.ODT):
        export(document, file_format)
    found["docx and odt"] = time.perf_counter() - started
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _processor_seconds() -> float:
    """What this process and its children used so far: says more than the clock on a busy machine."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main() -> None:
    """Prints the figures beside what was promised."""
    output = subprocess.run(
        [sys.executable, "-c", "import json, bench.exports as b; print(json.dumps(b.measure()))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = json.loads(output.splitlines()[-1])
    print(f"\nExports of a report of {found['pages']} pages with 20 figures (median of {TURNS})")
    for name in ("pdf", "docx", "odt", "md", "html"):
        row = found[name]
        promised = f"wanted: ≤ {TARGETS[name]:g} s" if name in TARGETS else ""
        size = f"{row['bytes'] / 1024:>8,.0f} KiB"
        print(f"  {name:<24}{row['seconds']:>8.2f} s {row['cpu']:>8.2f} s processor {size}   {promised}")
    print(f"  {'docx and odt, together':<24}{found['docx and odt']:>8.2f} s   wanted: ≤ 2 s")
    print(f"  {'peak memory, Python':<24}{found['peak']:>8} MiB   wanted: ≤ 400 MiB")
    with installation("sqlite") as made:
        made.demo()
        drafted = json.loads(made.run("-m", "bench.drafting").splitlines()[-1])
    print(f"  {'draft of 5 March 2015':<24}{drafted:>8.2f} s   wanted: ≤ 2 s")


if __name__ == "__main__":
    main()
