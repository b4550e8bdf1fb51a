from datetime import UTC, date, datetime

import pytest

from warehouse import connect


@pytest.fixture
def put(connection, sample):
    """Put a document with rows of its own into the warehouse; return its id."""

    def put(content, extra=None, **document):
        rows = sample.rows_of(content, **document)
        document_id, _ = sample.identity(content)
        for table, more in (extra or {}).items():
            anchor = {"document_id": document_id, "paragraph_id": f"{document_id}:1"}
            if table == "core.vote_positions":
                anchor = {"vote_id": f"{document_id}:v1"}
            rows[table] = [{**anchor, **row} for row in more]
        sample.insert(connection, rows)
        return document_id

    return put


@pytest.fixture
def vote(put, sample):
    """Put a recorded vote with lists into the warehouse; return its id."""

    def vote(content, voted_on, lists, body_code="A/C.3", **document):
        document_id, _ = sample.identity(content)
        positions = [
            {"iso3": iso3, "name_as_printed": iso3.title(), "position": position}
            for position, states in lists.items()
            for iso3 in states
        ]
        counts = {p: len(lists.get(p, ())) for p in ("yes", "no", "abstain")}
        row = {
            "vote_id": f"{document_id}:v1", "method": "recorded", "result": "adopted", "body_code": body_code,
            "item_symbol": f"A/C.3/74/L.{ord(content)}", "voted_on": voted_on,
            **{f"{p}_count": n for p, n in counts.items()}, **{f"listed_{p}": n for p, n in counts.items()},
        }  # fmt: skip
        put(content, {"core.votes": [row], "core.vote_positions": positions}, **document)
        return row["vote_id"]

    return vote


def matrix(connection, vote_id):
    rows = connection.execute(
        "select iso3, position from report.vote_matrix where vote_id = ?", [vote_id]
    ).fetchall()
    return dict(rows)


def test_members_in_no_list_are_absent_and_observers_and_former_members_are_not(connection, vote):
    vote_id = vote("v", date(2019, 11, 18), {"yes": ["FRA"], "no": ["PAK"]})
    assert matrix(connection, vote_id) == {"FRA": "yes", "PAK": "no", "BEN": "absent"}


def test_membership_is_that_of_the_day(connection, vote):
    vote_id = vote("v", date(1955, 1, 1), {"yes": ["FRA"]})
    assert matrix(connection, vote_id) == {"FRA": "yes", "PAK": "absent", "SUN": "absent"}


def test_a_state_that_had_left_for_a_time_is_not_absent(connection, vote):
    connection.execute("insert into ref.membership_gaps values ('PAK', '1960-01-01', '1962-01-01', 'left')")
    assert "PAK" not in matrix(connection, vote("u", date(1961, 6, 1), {"yes": ["FRA"]}))
    assert matrix(connection, vote("v", date(1962, 1, 1), {"yes": ["FRA"]}))["PAK"] == "absent"


@pytest.mark.parametrize("body_code", ["S", "A/HRC", "E/CN.15", "A/AC.291"])
def test_where_not_every_member_votes_nobody_is_called_absent(connection, vote, body_code):
    vote_id = vote("v", date(2019, 11, 18), {"yes": ["FRA"]}, body_code=body_code)
    assert matrix(connection, vote_id) == {"FRA": "yes"}


def test_body_and_day_come_from_the_document_where_the_vote_has_none(connection, vote):
    vote_id = vote("v", None, {"yes": ["FRA"]}, body_code=None, document_date=date(2019, 11, 18))
    connection.execute("update core.documents set body_code = 'A'")
    assert matrix(connection, vote_id)["PAK"] == "absent"


def test_states_have_the_name_of_the_day(connection, vote):
    connection.execute(
        "insert into ref.country_names values ('Dahomey', 'BEN', 'former', '1960-09-20', '1975-11-30'), "
        "('Republic of Dahomey', 'BEN', 'former', '1960-09-20', '1975-11-30')"
    )
    for letter, day, name in (("u", date(1970, 1, 1), "Dahomey"), ("v", date(1980, 1, 1), "Benin")):
        vote_id = vote(letter, day, {"yes": ["FRA"]})
        row = connection.execute(
            "select name_then, country from report.vote_matrix where vote_id = ? and iso3 = 'BEN'", [vote_id]
        ).fetchone()
        assert row == (name, "Benin")


def test_votes_of_a_state_are_found_by_code_and_by_any_name(connection, vote):
    vote("v", date(2019, 11, 18), {"yes": ["FRA"], "no": ["PAK"]})
    for name in ("PAK", "pak", "Pakistan", "pakistan"):
        rows = connection.execute("select iso3, position from report.votes_of(?)", [name]).fetchall()
        assert rows == [("PAK", "no")]
    assert connection.execute("from report.votes_of('Atlantis')").fetchall() == []


def test_a_profile_counts_what_a_state_did(connection, vote, put):
    vote("v", date(2019, 11, 18), {"yes": ["FRA"], "no": ["PAK"]})
    put("s", {
        "core.sponsors": [
            {"item_symbol": "x", "iso3": "FRA", "name_as_printed": "France", "role": "main", "wave": 1},
            {"item_symbol": "y", "iso3": "FRA", "name_as_printed": "France", "role": "additional", "wave": 1},
        ],
        "core.statements": [
            {"statement_id": "s1", "iso3": "FRA", "occasion": "general", "on_behalf_of": "the Union", "start_char": 0, "end_char": 5},
            {"statement_id": "s2", "iso3": "FRA", "occasion": "chair", "start_char": 0, "end_char": 5},
        ],
    })  # fmt: skip
    row = connection.execute(
        """
        select documents_naming_it, mentions, yes_votes, no_votes, absences, drafts_submitted, drafts_sponsored,
            statements, statements_for_others
        from report.country_profile where iso3 = 'FRA'
        """
    ).fetchone()
    assert row == (2, 2, 1, 0, 0, 1, 2, 1, 1)


def test_citations_point_at_what_is_held_and_the_rest_is_missing(connection, put):
    put("a")
    held = put("r", symbol="A/RES/74/247", document_type="resolution", document_date=date(2019, 12, 27))
    cited = "select cited_document_id, known_date, context_verb from report.citations where cited_symbol = 'A/RES/74/247'"
    assert set(connection.execute(cited).fetchall()) == {(held, date(2019, 12, 27), "recalled")}
    assert connection.execute("from report.missing_documents").fetchall() == []
    connection.execute("update core.symbol_mentions set symbol = 'A/RES/1/1' where role = 'cited'")
    missing = connection.execute(
        "select symbol, citing_documents, cited_by from report.missing_documents"
    ).fetchall()
    assert missing == [("A/RES/1/1", 2, ["A/C.3/74/L.11", "A/RES/74/247"])]


def test_a_citation_by_the_second_symbol_of_a_joint_document_finds_it(connection, put):
    held = put("j", symbol="A/77/277", joint_symbol="S/2022/606")
    connection.execute("update core.symbol_mentions set symbol = 'S/2022/606' where role = 'cited'")
    assert connection.execute("select distinct cited_document_id from report.citations").fetchall() == [
        (held,)
    ]


def test_the_english_version_is_the_one_to_read(connection, put):
    put("f", language="French")
    english = put("e", language="English")
    assert connection.execute("select document_id, documents from report.held_symbols").fetchall() == [
        (english, 2)
    ]


def test_edges_count_citations_and_collect_their_verbs(connection, put):
    document_id = put("a")
    connection.execute(
        "insert into core.symbol_mentions select * replace (start_char + 1 as start_char, 'noting' as context_verb) from core.symbol_mentions where role = 'cited'"
    )
    row = connection.execute(
        "select document_id, cited_symbol, citations, context_verbs from report.citation_edges"
    ).fetchone()
    assert row == (document_id, "A/RES/74/247", 2, ["noting", "recalled"])


def test_revisions_corrigenda_and_addenda_are_linked(connection, put):
    base = put("a")
    for letter, suffix in (("r", "Rev.1"), ("c", "Corr.2"), ("d", "Add.1"), ("e", "Amend.1")):
        put(letter, symbol=f"A/C.3/74/L.11/{suffix}")
    put("z", symbol="A/C.3/74/L.99/Rev.1/Add.1")
    rows = connection.execute(
        "select symbol, relation, related_symbol, related_document_id from report.related_documents order by symbol"
    ).fetchall()
    assert rows == [
        ("A/C.3/74/L.11/Add.1", "adds to", "A/C.3/74/L.11", base),
        ("A/C.3/74/L.11/Amend.1", "amends", "A/C.3/74/L.11", base),
        ("A/C.3/74/L.11/Corr.2", "corrects", "A/C.3/74/L.11", base),
        ("A/C.3/74/L.11/Rev.1", "revises", "A/C.3/74/L.11", base),
        ("A/C.3/74/L.99/Rev.1/Add.1", "adds to", "A/C.3/74/L.99/Rev.1", None),
    ]


def test_a_fragment_finds_symbols_held_and_cited_whole_parts_first(connection, put):
    put("a")
    put("b", symbol="A/C.3/74/L.110")
    found = connection.execute("select symbol, is_held, citations from report.find_symbol('l.11')").fetchall()
    assert found == [("A/C.3/74/L.11", True, 0), ("A/C.3/74/L.110", True, 0)]
    found = connection.execute(
        "select symbol, is_held, citations from report.find_symbol('74/247')"
    ).fetchall()
    assert found == [("A/RES/74/247", False, 2)]


@pytest.mark.parametrize("fragment", ["S/RES/1325(2000)", "1325 (2000)", "s/res/1325 (2000)"])
def test_blanks_and_small_letters_in_a_fragment_do_not_matter(connection, put, fragment):
    put("a", symbol="S/RES/1325 (2000)")
    assert connection.execute("select symbol from report.find_symbol(?)", [fragment]).fetchall() == [
        ("S/RES/1325 (2000)",)
    ]


def test_the_source_of_a_cell_goes_down_to_file_page_characters_and_run(connection, put):
    connection.execute(
        "insert into ops.runs values ('r', now(), null, '1.2.3', 'print', 'running', null, null)"
    )
    document_id = put("a", file_name="a.txt", source_uri="/in/a.txt", run_id="r")
    row = connection.execute(
        "select file_name, source_uri, page_number, start_char, end_char, reader, code_version, fingerprint from report.source_of(?)",
        [f"{document_id}:1"],
    ).fetchone()
    assert row == ("a.txt", "/in/a.txt", 1, 14, 60, "text", "1.2.3", "print")


def test_statements_come_with_their_words(connection, put):
    put(
        "a",
        {
            "core.statements": [
                {"statement_id": "s", "iso3": "FRA", "occasion": "general", "start_char": 14, "end_char": 20}
            ]
        },
    )
    assert connection.execute("select country, text from report.statements").fetchall() == [
        ("France", "France")
    ]


def test_the_timeline_has_documents_votes_statements_and_named_days(connection, vote, put):
    vote("v", date(2019, 11, 18), {"yes": ["FRA"]}, document_date=date(2019, 11, 25))
    connection.execute(
        "update core.date_mentions set start_date = '2019-10-07', end_date = '2019-10-07', precision = 'day'"
    )
    rows = connection.execute("select happened_on, event, what from report.timeline order by 1").fetchall()
    assert rows == [
        (date(2019, 10, 7), "named", "France (v) recalled resolution 74/247 in 2019."),
        (date(2019, 11, 18), "vote", "adopted 1-0-0"),
        (date(2019, 11, 25), "document", "A title"),
    ]


def test_history_tells_every_files_story(connection, put, sample):
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    document_id = put("a")
    common = {"first_seen_at": seen, "last_seen_at": seen}
    sample.insert(connection, {
        "ops.files": [
            {"file_uri": "/a", "sha256": "1", "file_name": "a", "document_id": document_id, "fate": "loaded", **common},
            {"file_uri": "/b", "file_name": "b", "fate": "rejected", **common},
        ],
        "ops.rejections": [
            {"file_uri": "/b", "stage": "read", "reason": "empty", "detail": "no bytes", "run_id": "r", "rejected_at": seen}
        ],
    })  # fmt: skip
    rows = connection.execute(
        "select file_uri, symbol, fate, why_rejected from report.history order by 1"
    ).fetchall()
    assert rows == [("/a", "A/C.3/74/L.11", "loaded", None), ("/b", None, "rejected", "empty: no bytes")]


def test_quality_compares_with_the_run_before(connection, sample):
    for day, failing in ((1, 4), (2, 1)):
        at = datetime(2026, 1, day, tzinfo=UTC)
        check = {"run_id": str(day), "check_name": "c", "kind": "audit", "severity": "warning", "passed": False,
                 "failing_rows": failing, "checked_rows": 8, "checked_at": at}  # fmt: skip
        sample.insert(connection, {"ops.checks": [check]})
    rows = connection.execute(
        "select failing_share, failing_rows_before from report.quality order by checked_at"
    ).fetchall()
    assert rows == [(0.5, None), (0.125, 4)]


def test_metadata_come_through_as_tools_ask_for_them(warehouse):
    with connect.open_reader(warehouse) as reader:
        tables = reader.execute(
            "select table_schema, table_type, table_comment from information_schema.tables "
            "where table_name = 'documents' and table_schema in ('core', 'report') order by 1"
        ).fetchall()
        assert [(schema, kind) for schema, kind, _ in tables] == [("core", "BASE TABLE"), ("report", "VIEW")]
        assert all(comment.startswith("One row per document") for *_, comment in tables)
        columns = reader.execute(
            "select data_type, column_comment from information_schema.columns "
            "where table_schema = 'report' and table_name = 'documents' and column_name = 'agenda_items'"
        ).fetchall()
        assert columns == [("VARCHAR[]", "Agenda items as printed.")]
        frame = reader.execute("from report.documents").to_arrow_table().to_pandas()
        assert list(frame["symbol"]) == ["A/C.3/74/L.11"]
        assert reader.execute("from report.documents").pl()["symbol"].to_list() == ["A/C.3/74/L.11"]


def test_a_draft_can_be_followed_to_the_resolution(connection, vote, put):
    vote("v", date(2019, 11, 18), {"yes": ["FRA"]}, symbol="A/74/401", document_type="committee_report")
    resolution = put("r", symbol="A/RES/74/247", document_type="resolution", document_date=date(2019, 12, 27))
    text = "[on the report of the Third Committee (A/74/401)]"
    connection.execute(
        "update core.paragraphs set text = ?, end_char = start_char + ? where paragraph_id = ?",
        [text, len(text), f"{resolution}:0"],
    )
    connection.execute(
        "update core.symbol_mentions set symbol = 'A/74/401' where role = 'cited' and document_id = ?",
        [resolution],
    )
    rows = connection.execute(
        """
        select draft.symbol, draft.step, report.symbol, report.step, report.next_symbol
        from report.proceedings_steps as draft
        inner join report.proceedings_steps as report on draft.next_symbol = report.symbol
        """
    ).fetchall()
    assert rows == [("A/C.3/74/L.118", "adopted in", "A/74/401", "became", "A/RES/74/247")]


@pytest.fixture
def two_votes(connection, vote):
    """A committee's vote told in its report, and the plenary's on the draft in that report."""

    def two_votes(committee, plenary):
        vote("v", date(2019, 11, 18), committee, symbol="A/74/401", document_type="committee_report")
        plenary_id = vote("w", date(2019, 12, 27), plenary, body_code="A", symbol="A/74/PV.52")
        connection.execute("update core.votes set item_symbol = 'A/74/401' where vote_id = ?", [plenary_id])

    return two_votes


def changes(connection):
    return connection.execute(
        "select iso3, committee_position, plenary_position from report.position_changes order by iso3"
    ).fetchall()


def test_who_changed_position_between_committee_and_plenary_is_one_select(connection, two_votes):
    two_votes({"yes": ["FRA"], "no": ["PAK"], "abstain": ["BEN"]}, {"yes": ["FRA", "BEN"]})
    assert changes(connection) == [("BEN", "abstain", "yes"), ("PAK", "no", "absent")]


def test_who_kept_its_position_is_not_told_to_have_changed_it(connection, two_votes):
    two_votes(
        {"yes": ["FRA"], "no": ["PAK"], "abstain": ["BEN"]},
        {"yes": ["FRA"], "no": ["PAK"], "abstain": ["BEN"]},
    )
    assert changes(connection) == []


def test_where_a_report_holds_two_votes_nobody_is_told_to_have_changed(connection, two_votes, sample):
    two_votes({"yes": ["FRA"]}, {"no": ["FRA"]})
    document_id, _ = sample.identity("v")
    connection.execute(
        "insert into core.votes by name select * replace (? as vote_id) from core.votes where vote_id = ?",
        [f"{document_id}:v2", f"{document_id}:v1"],
    )
    assert changes(connection) == []
