"""Builds the index that `report.search` looks words up in.

The index is a table of words and paragraphs (`search.postings`). Of DuckDB's full-text extension it uses the
stemmer only, when it is built: the extension's own index takes three times as long, cannot be brought up to date,
and asks every reader to load the extension. This one is read by plain SQL.
"""
# ruff: noqa: S608 - names of tables and columns are our own

from dataclasses import dataclass

import duckdb

from warehouse import extensions

_CHANGED = """
create or replace temp table changed as
select coalesce(document.document_id, indexed.document_id) as document_id, document.document_id is null as is_gone
from core.documents as document
full join search.documents as indexed on indexed.document_id = document.document_id
where document.document_id is null
    or indexed.document_id is null
    or indexed.loaded_at is distinct from document.loaded_at
"""
_FORGET = (
    """
    delete from search.postings
    where document_number in (
        select document_number from search.documents where document_id in (select document_id from changed)
    )
    """,
    "delete from search.documents where document_id in (select document_id from changed)",
)
_LEARN = (
    """
    insert into search.documents
    select
        (select coalesce(max(document_number), 0) from search.documents) + row_number() over (order by document_id),
        document_id,
        loaded_at
    from core.documents
    where document_id in (select document_id from changed)
    """,
    # In the order of words, so that a query reads few row groups.
    """
    insert into search.postings
    select word, document_number, position, least(count(*), 65535)
    from (
        select unnest(report.words_of(paragraph.text)) as word, document.document_number, paragraph.position
        from core.paragraphs as paragraph
        inner join search.documents as document on document.document_id = paragraph.document_id
        where paragraph.document_id in (select document_id from changed)
    )
    group by all
    order by all
    """,
)
_WORDS = """
insert into search.words
select word, {stem}, count(*)
from search.postings
group by word
"""


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What building the index did; `warning` is a sentence for the person, or None."""

    changed_documents: int
    words: int
    warning: str | None


def build_index(connection: duckdb.DuckDBPyConnection) -> IndexResult:
    """Bring the index up to date with `core.paragraphs`: only documents loaded or removed since are read.

    Words are brought to their stems if the extension's wheel is there; if not, only their exact forms are found,
    and the result says so. The caller may have a transaction open or not.
    """
    stems = extensions.load(connection, "fts")
    connection.execute(_CHANGED)
    changed = _count(connection, "changed")
    for statement in (*_FORGET, *_LEARN) if changed else ():
        connection.execute(statement)
    connection.execute("drop table changed")
    connection.execute("delete from search.words")
    connection.execute(_WORDS.format(stem="stem(word, 'english')" if stems else "word"))
    warning = (
        None if stems else "The FTS extension could not be loaded: report.search finds exact words only."
    )
    return IndexResult(changed, _count(connection, "search.words"), warning)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])
