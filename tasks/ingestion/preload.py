"""Imported, once, by the process that workers are forked from: what every worker needs is read here and shared.

A worker that is forked from it parses its first document at once; without it, each would take two seconds to read the
reference data, to build the finders and to learn the tables' columns. OCR is not among it: its engine has threads,
which no fork survives.
"""

from pathlib import Path

import seeds
from tasks.ingestion.document import parse_document
from tasks.ingestion.rows import TABLES, to_rows
from warehouse.build import arrow_schema

arrow_schema(TABLES[0])
for _document in sorted((Path(seeds.__file__).parent / "documents").iterdir()):
    to_rows(parse_document(_document.read_bytes(), _document.name))
