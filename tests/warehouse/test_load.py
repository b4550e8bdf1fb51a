from warehouse import build, load


def counts(connection):
    return {
        table: connection.execute(f"select count(*) from {table}").fetchone()[0]
        for table in load.document_tables()
    }


def vote_of(document_id):
    return {
        "core.votes": [{
            "vote_id": f"{document_id}:v1", "document_id": document_id, "paragraph_id": f"{document_id}:1",
            "method": "recorded", "result": "adopted", "yes_count": 1, "no_count": 0, "abstain_count": 0,
            "listed_yes": 1, "listed_no": 0, "listed_abstain": 0,
        }],
        "core.vote_positions": [{"vote_id": f"{document_id}:v1", "iso3": "FRA", "name_as_printed": "France", "position": "yes"}],
    }  # fmt: skip


def test_only_the_wanted_documents_rows_are_loaded(connection, sample, tmp_path):
    wanted, _ = sample.identity("a")
    folders = [sample.write_set(tmp_path / letter, sample.rows_of(letter)) for letter in "ab"]
    loaded = load.load_parquet_set(connection, folders, [wanted])
    assert loaded["core.paragraphs"] == 2
    assert connection.execute("select document_id, is_current from core.documents").fetchall() == [
        (wanted, True)
    ]


def test_a_document_that_lies_in_two_folders_is_loaded_once(connection, sample, tmp_path):
    folders = [sample.write_set(tmp_path / name, sample.rows_of("a")) for name in ("one", "two=2")]
    load.load_parquet_set(connection, folders, [sample.identity("a")[0]])
    assert counts(connection)["core.paragraphs"] == 2


def test_positions_go_with_their_votes_document(connection, sample, tmp_path):
    ids = [sample.identity(letter)[0] for letter in "ab"]
    folders = [
        sample.write_set(tmp_path / i, sample.rows_of(letter) | vote_of(i))
        for letter, i in zip("ab", ids, strict=True)
    ]
    load.load_parquet_set(connection, folders, ids[:1])
    assert connection.execute("select vote_id from core.vote_positions").fetchall() == [(f"{ids[0]}:v1",)]


def test_removing_a_document_leaves_nothing_of_it_and_all_of_the_others(connection, sample):
    for letter in "ab":
        rows = sample.rows_of(letter) | vote_of(sample.identity(letter)[0])
        sample.insert(connection, rows)
    before = counts(connection)
    load.remove_documents(connection, [sample.identity("a")[0]])
    assert counts(connection) == {table: number // 2 for table, number in before.items()}


def test_a_document_can_be_replaced_in_one_transaction(connection, sample, tmp_path):
    document_id, _ = sample.identity("a")
    sample.insert(connection, sample.rows_of("a"))
    folder = sample.write_set(tmp_path / "a", sample.rows_of("a", title="Read again"))
    connection.begin()
    load.remove_documents(connection, [document_id])
    load.load_parquet_set(connection, [folder], [document_id])
    connection.commit()
    assert connection.execute("select title from core.documents").fetchall() == [("Read again",)]


def test_no_folder_and_no_document_are_no_fault(connection):
    assert load.load_parquet_set(connection, [], []) == {}
    load.remove_documents(connection, [])


def test_the_documents_tables_are_those_of_core():
    assert set(load.document_tables()) == {t for t in build.table_names() if t.startswith("core.")}
