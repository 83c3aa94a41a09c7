"""Files of a verslag. One entry, `export`; it reads a `Document` and nothing else."""

from reports.exporters.export import ExportResult, export

__all__ = ["ExportResult", "export"]
