"""The codebook `data/README.md`, written from the schemas so that it cannot drift.

Run `python -m analysis.tables.codebook data/README.md` after changing a schema.
"""

import sys
from pathlib import Path

import pandera.pandas as pa

from analysis.tables.schema import SCHEMAS

HEAD = """# Data and codebook

Folders with a `sources.toml` are corpora constructed for teaching and measuring; the README in
each says what is invented. `gold/` holds their annotations, `treebank/` the sentences the German
pipeline learned from; both have a README and guidelines.

What follows is written by `python -m analysis.tables.codebook data/README.md` from the schemas in
`analysis/tables/schema.py`; change it there. `lesarten extract CORPUS --out DIR` writes one file a
table. Offsets count characters of `sources.text`, so `text[start:end]` is always the very words.
Missing is null. The types are those of pandas; in CSV a list is written as JSON.
"""


def codebook() -> str:
    """The codebook as Markdown: a table of columns for each table."""
    return "\n".join([HEAD, *(_table(schema) for schema in SCHEMAS.values())])


def _table(schema: pa.DataFrameSchema) -> str:
    rows = [
        f"| `{name}` | {_type(column)} | "
        f"{'yes' if column.nullable else ''} | {column.description}{_labels(column)} |"
        for name, column in schema.columns.items()
    ]
    head = ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    return "\n".join([f"## {schema.name}", "", schema.description, "", *head, *rows, ""])


def _type(column: pa.Column) -> str:
    """The type's name without how this pandas stores it."""
    name = str(column.dtype)
    return {"object": "list", "datetime64[ns]": "date"}.get(name, "str" if "str" in name else name)


def _labels(column: pa.Column) -> str:
    labels = [v for check in column.checks for v in check.statistics.get("allowed_values", ())]
    return f": {', '.join(map(str, labels))}" if labels else ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(codebook(), encoding="utf-8")
