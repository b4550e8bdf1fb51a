import hashlib
import json

import duckdb
import networkx as nx
import pandas as pd
import polars as pl
import pytest

from warehouse import build, connect, export
from warehouse.errors import WarehouseError


@pytest.fixture
def exported(warehouse, tmp_path):
    """An export, by format."""

    def exported(file_format="parquet", folder="out"):
        return json.loads(
            export.export(warehouse, tmp_path / folder, file_format).read_text(encoding="utf-8")
        )

    return exported


def test_every_table_is_written_with_its_rows_columns_and_checksum(exported, warehouse, tmp_path):
    manifest = exported()
    expected = [name for name in build.table_names() if not name.startswith("search.")]
    assert [entry["table"] for entry in manifest["tables"]] == expected
    with connect.open_reader(warehouse) as connection:
        for entry in manifest["tables"]:
            content = (tmp_path / "out" / entry["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            assert len(content) == entry["bytes"]
            assert connection.execute(f"select count(*) from {entry['table']}").fetchone() == (entry["rows"],)
            assert [c["name"] for c in entry["columns"]] == build.arrow_schema(entry["table"]).names
            assert all(c["comment"] for c in entry["columns"])
    assert manifest["schema_version"] == build.SCHEMA_VERSION
    assert "United Nations" in manifest["acknowledgement"]


def test_parquet_can_be_read_by_duckdb_pandas_and_polars(exported, tmp_path):
    exported()
    path = tmp_path / "out" / "core.country_mentions.parquet"
    assert duckdb.sql(f"select iso3 from '{path}'").fetchall() == [("FRA",)]
    assert list(pd.read_parquet(path)["iso3"]) == ["FRA"]
    assert pl.read_parquet(path)["iso3"].to_list() == ["FRA"]


@pytest.mark.parametrize(("file_format", "read"), [("csv", pl.read_csv), ("jsonl", pl.read_ndjson)])
def test_text_formats_can_be_read_back(exported, tmp_path, file_format, read):
    exported(file_format)
    frame = read(tmp_path / "out" / f"core.country_mentions.{file_format}")
    assert frame["surface"].to_list() == ["France"]
    texts = duckdb.sql(
        f"select text from '{tmp_path}/out/core.texts.{'csv' if file_format == 'csv' else 'jsonl'}'"
    )
    assert texts.fetchone()[0].startswith("A/C.3/74/L.11\nFrance")


def test_the_citations_are_a_graph(exported, tmp_path):
    exported()
    graph = nx.read_graphml(tmp_path / "out" / "citations.graphml")
    assert list(graph.edges(data=True)) == [
        ("A/C.3/74/L.11", "A/RES/74/247", {"citations": 1, "context_verbs": "recalled"})
    ]
    assert graph.nodes["A/C.3/74/L.11"]["is_held"] is True
    assert graph.nodes["A/C.3/74/L.11"]["title"] == "A title"
    assert graph.nodes["A/RES/74/247"] == {"is_held": False}


def test_what_xml_cannot_hold_is_left_out_of_the_graph(warehouse, exported, tmp_path):
    with connect.open_writer(warehouse) as connection:
        connection.execute("update core.documents set title = 'A <title> & \"more\"' || chr(1)")
    exported()
    graph = nx.read_graphml(tmp_path / "out" / "citations.graphml")
    assert graph.nodes["A/C.3/74/L.11"]["title"] == 'A <title> & "more"'


def test_an_export_takes_the_place_of_an_earlier_one_and_of_a_killed_one(exported, tmp_path):
    (tmp_path / "out.partial").mkdir()
    (tmp_path / "out.partial" / "half").write_text("x")
    exported()
    exported("csv")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "core.documents.csv" in names
    assert "core.documents.parquet" not in names
    assert not (tmp_path / "out.partial").exists()
    assert not (tmp_path / "out.replaced").exists()


def test_a_folder_with_other_files_is_left_alone(exported, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(WarehouseError, match="other files"):
        exported()
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"


def test_an_export_that_was_killed_between_its_renames_is_put_back(exported, tmp_path):
    exported()
    (tmp_path / "out").rename(tmp_path / "out.replaced")
    with pytest.raises(WarehouseError, match="no warehouse"):
        export.export(tmp_path / "none.duckdb", tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").exists()
