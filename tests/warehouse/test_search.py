import sys

import pytest

from warehouse import connect, search

TEXTS = {
    "a": "The Committee recalled General Assembly resolution 74/247 (A/RES/74/247) on cybercrime.",
    "b": "Draft resolution A/C.3/74/L.11/Rev.1 was adopted by a recorded vote.",
    "c": "Draft resolution A/C.3/74/L.110 was withdrawn. Committees met.",
    "d": "La société civile; 网络犯罪 公约.",
}


@pytest.fixture
def indexed(connection, sample):
    for letter, text in TEXTS.items():
        rows = sample.rows_of(letter)
        rows["core.paragraphs"] = [
            {
                **rows["core.paragraphs"][0],
                "text": text,
                "end_char": len(text),
                "kind": "body",
                "page_number": 1,
            }
        ]
        sample.insert(connection, {t: rows[t] for t in ("core.documents", "core.paragraphs")})
    search.build_index(connection)
    return connection


def found(connection, query):
    by_text = {text: letter for letter, text in TEXTS.items()}
    return [
        by_text[text]
        for (text,) in connection.execute("select text from report.search(?)", [query]).fetchall()
    ]


@pytest.mark.parametrize(
    ("query", "letters"),
    [
        ("cybercrime", "a"),
        ("Cybercrimes", "a"),  # a form that stands in no text
        ("committee", "ac"),  # and its plural
        ("A/RES/74/247", "a"),
        ("74/247", "a"),
        ("L.11/Rev.1", "b"),
        ("L.11", "b"),  # not L.110
        ("L.110", "c"),
        ("l.11/rev.1", "b"),
        ('"recorded vote"', "b"),
        ('"vote recorded"', ""),
        ("vote recorded", "b"),
        ("draft adopted", "b"),  # all words
        ("societe", "d"),
        ("网络", "d"),
        ("the", ""),
        ("", ""),
        ("nowhere", ""),
        ("74.247", ""),
        ("(A/RES/74/247)", "a"),
        ("100% [a-z]+ \\", ""),
    ],
)
def test_a_query_finds(indexed, query, letters):
    assert sorted(found(indexed, query)) == list(letters)


def test_rows_name_document_and_page(indexed):
    row = indexed.execute(
        "select symbol, page_number, paragraph_id from report.search('cybercrime')"
    ).fetchone()
    assert row == ("A/C.3/74/L.11", 1, "ca978112ca1bbdca:0")


def test_the_number_of_rows_can_be_limited(indexed):
    assert len(indexed.execute("from report.search('draft', at_most := 1)").fetchall()) == 1


def test_only_what_changed_is_indexed_again(indexed, sample):
    assert search.build_index(indexed).changed_documents == 0
    document_id, _ = sample.identity("a")
    indexed.execute("delete from core.documents where document_id = ?", [document_id])
    indexed.execute(
        "update core.documents set loaded_at = now() where document_id = ?", [sample.identity("b")[0]]
    )
    assert search.build_index(indexed).changed_documents == 2
    assert found(indexed, "cybercrime") == []
    assert found(indexed, "recorded") == ["b"]
    assert indexed.execute("select count(*) from search.documents").fetchone() == (3,)


def test_without_the_extension_exact_words_are_found_and_the_result_says_so(indexed, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb_extension_fts", None)
    result = search.build_index(indexed)
    assert "exact words" in result.warning
    assert found(indexed, "committee") == ["a"]
    assert found(indexed, "L.11") == ["b"]
    monkeypatch.undo()
    assert search.build_index(indexed).warning is None
    assert sorted(found(indexed, "committee")) == ["a", "c"]


def test_readers_need_no_extension(warehouse, sample):
    with connect.open_writer(warehouse) as connection:
        search.build_index(connection)
    with connect.open_reader(warehouse) as connection:
        assert connection.execute("select count(*) from report.search('recalls 74/247')").fetchone() == (1,)
        loaded = "select count(*) from duckdb_extensions() where loaded and extension_name = 'fts'"
        assert connection.execute(loaded).fetchone() == (0,)
