"""Writes the data dictionary: every table, view and column with what it means, as Markdown."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import duckdb

from warehouse.build import create_tables, create_views
from warehouse.connect import open_memory
from warehouse.schema_files import macro_files

_COLUMNS = """
select schema_name, table_name, table_kind, table_comment, column_name, data_type, is_key, column_comment
from report.data_dictionary
order by list_position(['report', 'core', 'ref', 'ops', 'search'], schema_name), table_name, position
"""
_SCHEMAS = {
    "report": "Views and macros for people: start here.",
    "core": "What the documents say.",
    "ref": "Reference data: countries, groups, bodies, sessions, series of symbols.",
    "ops": "How it got here: runs, files, rejections, checks.",
    "search": "The index of report.search. Not meant to be queried by hand.",
    "audit": "One view per kind of fault, of rows that must not exist. A critical one stops publication.",
}
# Key columns that name rows of another table wherever they stand.
_REFERENCES = {
    "document_id": "core.documents",
    "paragraph_id": "core.paragraphs",
    "vote_id": "core.votes",
    "iso3": "ref.countries",
    "group_code": "ref.groups",
    "body_code": "ref.bodies",
    "run_id": "ops.runs",
}
_INTRODUCTION = (
    "Made from the comments in the warehouse itself; `from report.data_dictionary` has the same in SQL. "
    "Keys are in **bold**."
)
Row = tuple[str, str, str, str, str, str, bool, str]


def data_dictionary(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return one row per column of every table and view.

    Each is schema, table, 'table' or 'view', the table's comment, column, type, whether it is key, its comment.
    """
    return connection.execute(_COLUMNS).fetchall()


def to_markdown() -> str:
    """Return the data dictionary as a page, from the comments of an empty warehouse."""
    with open_memory() as connection:
        create_tables(connection)
        create_views(connection)
        rows = data_dictionary(connection)
        return "\n".join(
            (
                "# Data dictionary",
                "",
                _INTRODUCTION,
                "",
                *_picture(rows),
                *_schemas(rows),
                *_macros(connection),
                *_audits(connection),
            )
        )


def _schemas(rows: Iterable[Row]) -> Iterator[str]:
    for schema, tables in groupby(rows, itemgetter(0)):
        yield from (f"## {schema}", "", _SCHEMAS[schema], "")
        for (_, name, _, comment), columns in groupby(tables, itemgetter(0, 1, 2, 3)):
            yield from (
                f"### {schema}.{name}",
                "",
                comment,
                "",
                "| column | type | what it means |",
                "|---|---|---|",
            )
            for *_, column, data_type, is_key, meaning in columns:
                shown = f"**{column}**" if is_key else column
                yield f"| {shown} | {data_type.lower()} | {_cell(meaning)} |"
            yield ""


def _macros(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield from ("## Macros", "", "| macro | what it gives |", "|---|---|")
    rows = connection.execute(
        """
        select function_name, list_reduce(parameters, lambda x, y: x || ', ' || y), comment
        from duckdb_functions()
        where schema_name = 'report' and not internal
        order by all
        """
    ).fetchall()
    assert len(rows) == len(macro_files())
    for name, parameters, comment in rows:
        yield f"| report.{name}({parameters}) | {_cell(comment)} |"
    yield ""


def _audits(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield from ("## audit", "", _SCHEMAS["audit"], "", "| view | severity, table and grain |", "|---|---|")
    rows = connection.execute(
        "select view_name, comment from duckdb_views() where schema_name = 'audit' order by all"
    ).fetchall()
    for name, comment in rows:
        yield f"| audit.{name} | {_cell(comment)} |"
    yield ""


def _picture(rows: Iterable[Row]) -> Iterator[str]:
    """Yield an entity-relationship picture of the tables, which Markdown viewers draw."""
    yield from ("```mermaid", "erDiagram")
    for schema, name, kind, _, column, _, _, _ in rows:
        target = _REFERENCES.get(column)
        if kind == "table" and schema in {"core", "ref", "ops"} and target not in {None, f"{schema}.{name}"}:
            yield f'    {_entity(str(target))} ||--o{{ {_entity(f"{schema}.{name}")} : "{column}"'
    yield from ("```", "")


def _entity(table: str) -> str:
    return table.replace(".", "_")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(to_markdown())
