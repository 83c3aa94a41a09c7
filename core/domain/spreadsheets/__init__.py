"""Writes one table as a spreadsheet: CSV, XLSX and ODS, without a library. Pure: a sheet in, bytes out.

Text stays text: what begins like a formula is never one, in none of the three. Numbers, days and moments are
what they are in XLSX and ODS, and the first row stays in sight.
"""

from .csv_file import csv_lines
from .ods import ods_bytes
from .sheet import Sheet, Value
from .xlsx import xlsx_bytes

__all__ = ["Sheet", "Value", "csv_lines", "ods_bytes", "xlsx_bytes"]
