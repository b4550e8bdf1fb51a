"""Writes a warehouse's tables for other tools, with a manifest, and the citations as a graph."""

import json
import shutil
from datetime import UTC, datetime
from hashlib import file_digest
from importlib import metadata
from pathlib import Path
from typing import Literal, get_args

import duckdb

from warehouse import connect
from warehouse.build import schema_version, table_names
from warehouse.errors import WarehouseError
from warehouse.graphml import write_graphml

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)
MANIFEST = "manifest.json"
GRAPH = "citations.graphml"
ACKNOWLEDGEMENT = (
    "The documents are © United Nations. They are reproduced here with acknowledgement of the United Nations as their "
    "source. What is drawn from them here was found by software, is no official record, and comes without warranty."
)
_OPTIONS: dict[Format, str] = {
    "parquet": "format parquet, compression zstd",
    "csv": "format csv, header true",
    "jsonl": "format json, array false",
}


def export(path: Path, folder: Path, file_format: Format = "parquet") -> Path:
    """Write every table of `ref`, `core` and `ops` as `<schema>.<table>.<format>`; return the manifest's path.

    The manifest names each file with its rows, columns, size and SHA-256. The folder comes into being whole, or takes
    the place of an earlier export. A run that is killed leaves `<folder>.partial`, which the next one clears; killed
    between the two renames, it leaves the earlier export as `<folder>.replaced`, which the next one puts back first.

    Raises:
        WarehouseError: the warehouse cannot be opened, or the folder holds something that is no export.

    """
    if folder.exists() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise WarehouseError(f"{folder} holds other files; name a new folder, or one that an export made.")
    if not folder.exists() and _set_aside(folder).exists():
        _set_aside(folder).rename(folder)
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    with connect.open_reader(path) as connection:
        tables = [name for name in table_names() if not name.startswith("search.")]
        files = [_export_table(connection, table, partial, file_format) for table in tables]
        write_graphml(connection, partial / GRAPH)
        manifest = {
            **_about(connection, file_format),
            "tables": files,
            "graphs": [{"file": GRAPH, "from": "report.citation_edges", **_sums(partial / GRAPH)}],
        }
    (partial / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False), encoding="utf-8")
    _put_in_place(partial, folder)
    return folder / MANIFEST


def _about(connection: duckdb.DuckDBPyConnection, file_format: Format) -> dict[str, object]:
    return {
        "name": "travaux",
        "version": metadata.version("travaux"),
        "schema_version": schema_version(connection),
        "format": file_format,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "acknowledgement": ACKNOWLEDGEMENT,
    }


def _export_table(
    connection: duckdb.DuckDBPyConnection, table: str, folder: Path, file_format: Format
) -> dict[str, object]:
    path = folder / f"{table}.{file_format}"
    target = str(path).replace("'", "''")
    written = connection.execute(f"copy (from {table}) to '{target}' ({_OPTIONS[file_format]})").fetchone()
    assert written is not None
    return {
        "table": table,
        "file": path.name,
        "rows": written[0],
        **_sums(path),
        **_described(connection, table),
    }


def _described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, object]:
    """Return what the table and its columns mean."""
    rows = connection.execute(
        """
        select table_comment, column_name, data_type, column_comment
        from report.data_dictionary
        where schema_name || '.' || table_name = ?
        order by position
        """,
        [table],
    ).fetchall()
    return {
        "comment": rows[0][0],
        "columns": [{"name": name, "type": kind, "comment": comment} for _, name, kind, comment in rows],
    }


def _sums(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": file_digest(file, "sha256").hexdigest()}


def _put_in_place(partial: Path, folder: Path) -> None:
    """Rename the folder; an earlier export steps aside first, since no folder can be renamed onto a full one."""
    replaced = _set_aside(folder)
    if folder.exists():
        shutil.rmtree(replaced, ignore_errors=True)
        folder.rename(replaced)
    partial.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)


def _set_aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.replaced")
