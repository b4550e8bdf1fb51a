from pathlib import Path

from warehouse import dictionary
from warehouse.schema_files import table_files, view_files

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_what_the_comments_say():
    assert PAGE.read_text(encoding="utf-8") == dictionary.to_markdown(), (
        "write it again: python -m warehouse.dictionary > docs/data-dictionary.md"
    )


def test_the_page_names_every_table_view_and_macro():
    page = PAGE.read_text(encoding="utf-8")
    assert [file.name for file in (*table_files(), *view_files()) if file.name not in page] == []


def test_rows_tell_keys_types_and_meanings(connection):
    rows = {
        (schema, table, column): rest
        for schema, table, _, _, column, *rest in dictionary.data_dictionary(connection)
    }
    assert rows["core", "documents", "document_id"][:2] == ["VARCHAR", True]
    assert rows["core", "documents", "agenda_items"][:2] == ["VARCHAR[]", False]
    assert all(meaning for _, _, meaning in rows.values())


def test_the_picture_joins_tables_by_their_key_columns():
    page = dictionary.to_markdown()
    assert 'core_votes ||--o{ core_vote_positions : "vote_id"' in page
    assert "core_documents ||--o{ core_documents" not in page
