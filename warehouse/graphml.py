"""Writes who cites whom as GraphML, which Gephi, yEd, networkx and igraph read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import duckdb

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="title" for="node" attr.name="title" attr.type="string"/>
<key id="type" for="node" attr.name="document_type" attr.type="string"/>
<key id="date" for="node" attr.name="document_date" attr.type="string"/>
<key id="held" for="node" attr.name="is_held" attr.type="boolean"/>
<key id="citations" for="edge" attr.name="citations" attr.type="int"/>
<key id="verbs" for="edge" attr.name="context_verbs" attr.type="string"/>
<graph id="citations" edgedefault="directed">
"""
_TAIL = "</graph>\n</graphml>\n"
# A document without a symbol goes by its id. One that is held in several files is one node.
_NODES = """
with cited as (
    select coalesce(citing_symbol, document_id) as node from report.citation_edges
    union
    select cited_symbol as node from report.citation_edges
    union
    select coalesce(symbol, document_id) as node from core.documents where is_current
)

select
    cited.node,
    any_value(document.title),
    any_value(document.document_type),
    any_value(document.document_date)::text,
    count(document.document_id) > 0
from cited
left join core.documents as document
    on coalesce(document.symbol, document.document_id) = cited.node and document.is_current
group by cited.node
order by cited.node
"""
_EDGES = """
select coalesce(citing_symbol, document_id), cited_symbol, sum(citations), string_agg(array_to_string(context_verbs, ', '), ', ')
from report.citation_edges
group by all
order by all
"""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BATCH = 10_000
Value = str | int | bool | None


def write_graphml(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write one node per symbol, held or only cited, and one edge per pair that cites."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for node, title, kind, day, held in _rows(connection, _NODES):
            data = _data({"title": title, "type": kind, "date": day, "held": held})
            file.write(f"<node id={_attribute(node)}>{data}</node>\n")
        for source, target, citations, verbs in _rows(connection, _EDGES):
            data = _data({"citations": citations, "verbs": verbs})
            file.write(f"<edge source={_attribute(source)} target={_attribute(target)}>{data}</edge>\n")
        file.write(_TAIL)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Value, ...]]:
    result = connection.execute(query)
    while rows := result.fetchmany(_BATCH):
        yield from rows


def _data(values: dict[str, Value]) -> str:
    return "".join(f'<data key="{key}">{_text(value)}</data>' for key, value in _known(values.items()))


def _known(items: Iterable[tuple[str, Value]]) -> Iterator[tuple[str, Value]]:
    return ((key, value) for key, value in items if value is not None and value != "")


def _text(value: Value) -> str:
    return escape(_NOT_XML.sub("", str(value).lower() if isinstance(value, bool) else str(value)))


def _attribute(value: Value) -> str:
    return quoteattr(_NOT_XML.sub("", str(value)))
