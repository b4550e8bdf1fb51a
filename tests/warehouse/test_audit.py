import pytest

from warehouse import audit
from warehouse.schema_files import view_files

A, B = "ca978112ca1bbdca", "3e23e8160039594a"  # the documents of content 'a' and 'b'
VOTE = "insert into core.votes (vote_id, document_id, paragraph_id, method, result, voted_on, yes_count, no_count, abstain_count, listed_yes, listed_no, listed_abstain) values "
POSITION = "insert into core.vote_positions (vote_id, iso3, name_as_printed, position, intended_position, intended_basis) values "

# One planted fault per audit, each in a warehouse that all audits pass.
FAULTS = {
    "adoption_date_differs": "update core.documents set symbol = 'A/RES/74/247', document_type = 'resolution', document_date = '2019-11-18' where document_id = '<b>';"
    "update core.symbol_mentions set adopted_on = '2019-11-17' where role = 'cited'",
    "citation_from_the_future": "update core.symbol_mentions set adopted_on = '2020-01-01' where role = 'cited'",
    "code_unknown": "update core.country_mentions set iso3 = 'XXX'",
    "date_backwards": "update core.date_mentions set start_date = '2020-01-01', precision = 'range'",
    "date_out_of_reason": "update core.date_mentions set start_date = '1019-01-01', end_date = '1019-12-31'",
    "date_precision_differs": "update core.date_mentions set precision = 'day'",
    "document_date_out_of_reason": "update core.documents set document_date = '1919-06-28' where document_id = '<a>'",
    "document_without_file": "delete from ops.files where document_id = '<a>'",
    "file_without_document": "insert into ops.files (file_uri, file_name, document_id, fate, first_seen_at, last_seen_at) values ('/x', 'x', 'gone', 'loaded', now(), now())",
    "footnote_anchor_outside_text": "update core.paragraphs set anchor_char = 100000 where document_id = '<a>'",
    "mention_page_differs": "update core.country_mentions set page_number = 2",
    "mention_text_differs": "update core.country_mentions set surface = 'Franco'",
    "mentions_overlap": "insert into core.country_mentions select document_id, paragraph_id, page_number, start_char + 1, end_char, substr(surface, 2), iso3, form, method from core.country_mentions",
    "orphan_rows": "delete from core.documents where document_id = '<b>'",
    "page_map_has_gaps": "update core.pages set end_char = end_char - 2",
    "paragraphs_not_contiguous": "update core.paragraphs set position = 7 where position = 1",
    "run_unknown": "update core.documents set run_id = 'nobody'",
    "self_symbol_repeated": "update core.symbol_mentions set role = 'self'",
    "sponsor_doubled": "insert into core.sponsors (document_id, paragraph_id, item_symbol, iso3, name_as_printed, role, wave) select '<a>', '<a>:1', 'x', 'FRA', 'France', 'main', unnest([1, 2])",
    "statement_outside_text": "insert into core.statements (statement_id, document_id, paragraph_id, speaker, occasion, start_char, end_char) values ('<a>:s1', '<a>', '<a>:1', 'x', 'other', 0, 9999)",
    "statement_without_speaker": "insert into core.statements (statement_id, document_id, paragraph_id, occasion, start_char, end_char) values ('<a>:s1', '<a>', '<a>:1', 'other', 0, 9)",
    "text_differs_from_paragraphs": "update core.texts set text = replace(text, 'recalled', 'forgot!!')",
    "text_has_marks": "update core.texts set text = replace(text, 'r', chr(57345)) where document_id = '<a>'",
    "text_length_differs": "update core.documents set character_count = 1",
    # A State more in the list than was counted, and one less; a total off by one.
    "vote_list_miscounted": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 2, 0, 0, 2, 0, 0); {POSITION} ('<a>:v1', 'FRA', 'France', 'yes', null, null)",
    "vote_total_differs": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 2, 0, 0, 1, 0, 0); {POSITION} ('<a>:v1', 'FRA', 'France', 'yes', null, null)",
    "vote_name_doubled": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 1, 1, 0, 1); {POSITION} ('<a>:v1', 'FRA', 'France', 'yes', null, null), ('<a>:v1', 'FRA', 'France', 'abstain', null, null)",
    "vote_name_unknown": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 0, 1, 0, 0); {POSITION} ('<a>:v1', null, 'Ruritania', 'yes', null, null)",
    "vote_names_unexpected": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'without_vote', 'adopted', '2019-11-18', null, null, null, 1, 0, 0); {POSITION} ('<a>:v1', 'FRA', 'France', 'yes', null, null)",
    "vote_without_names": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 0, null, null, null)",
    "vote_position_without_vote": f"{POSITION} ('<a>:v9', 'FRA', 'France', 'absent', null, null)",
    "vote_not_a_member": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 0, 1, 0, 0); {POSITION} ('<a>:v1', 'SUN', 'USSR', 'yes', null, null)",
    # Benin said later that it had intended to vote yes, and was counted among those that did.
    "vote_intended_counted": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 0, 1, 0, 0); {POSITION} ('<a>:v1', 'BEN', 'Benin', 'yes', 'yes', 'had_intended')",
    "vote_result_contradicts_totals": f"{VOTE} ('<a>:v1', '<a>', '<a>:1', 'counted', 'rejected', '2019-11-18', 5, 3, 0, null, null, null)",
}  # fmt: skip
ENTAILED = {  # faults that others follow from
    "orphan_rows": {"text_length_differs", "file_without_document"},
    "paragraphs_not_contiguous": {"text_differs_from_paragraphs"},
    "text_has_marks": {"text_differs_from_paragraphs"},
    "date_backwards": {"date_precision_differs"},
    "document_date_out_of_reason": {"date_out_of_reason"},
    "text_length_differs": {"page_map_has_gaps"},
}


@pytest.fixture
def sound(connection, sample):
    """A warehouse with two documents that passes every audit."""
    connection.execute(
        "insert into ops.runs (run_id, started_at, code_version, fingerprint, outcome) values ('r', now(), '1', 'f', 'running')"
    )
    for letter in "ab":
        sample.insert(connection, sample.rows_of(letter, run_id="r", document_date="2019-11-18"))
    connection.execute(
        "insert into ops.files (file_uri, file_name, document_id, fate, first_seen_at, last_seen_at) "
        "select document_id, 'x.txt', document_id, 'loaded', now(), now() from core.documents"
    )
    return connection


def test_a_sound_warehouse_passes_every_audit(sound):
    assert [result for result in audit.run_audits(sound) if not result.passed] == []


def test_every_audit_has_a_planted_fault():
    assert sorted(FAULTS) == sorted(
        f.name.removeprefix("audit.") for f in view_files() if f.name.startswith("audit.")
    )


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_trips_its_audit(sound, name):
    sound.execute(FAULTS[name].replace("<a>", A).replace("<b>", B))
    failed = {result.name: result for result in audit.run_audits(sound) if not result.passed}
    assert name in failed
    assert set(failed) <= {name} | ENTAILED.get(name, set())
    assert failed[name].failing_rows >= 1
    assert failed[name].detail


def test_a_vote_that_a_total_and_a_list_agree_on_passes(sound):
    sound.execute(f"{VOTE} ('{A}:v1', '{A}', '{A}:1', 'recorded', 'adopted', '2019-11-18', 1, 0, 0, 1, 0, 0)")
    sound.execute(
        f"{POSITION} ('{A}:v1', 'FRA', 'France', 'yes', null, null), ('{A}:v1', 'BEN', 'Benin', 'absent', 'yes', 'had_intended')"
    )
    assert [result.name for result in audit.run_audits(sound) if not result.passed] == []


def test_audits_say_what_they_looked_at(sound):
    by_name = {result.name: result for result in audit.run_audits(sound)}
    assert by_name["mentions_overlap"].table == "report.mentions"
    assert by_name["mentions_overlap"].severity == "critical"
    assert by_name["mentions_overlap"].checked_rows == 8
    assert by_name["vote_total_differs"].severity == "warning"
