"""Docs -> tidy frames, checked against a schema."""

from analysis.tables.build import analyse, analyse_texts
from analysis.tables.cache import Cache
from analysis.tables.frames import FORMATS, Tables, read_tables, write_tables

__all__ = [
    "FORMATS",
    "Cache",
    "Tables",
    "analyse",
    "analyse_texts",
    "read_tables",
    "write_tables",
]
