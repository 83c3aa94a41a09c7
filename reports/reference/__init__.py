"""The reference documents that give DOCX and ODT their styles; `build` makes them."""

from pathlib import Path

REFERENCE_FOLDER = Path(__file__).resolve().parent
ACCENT = "0B5563"
