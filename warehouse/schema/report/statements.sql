create view report.statements as
select
    statement.statement_id,
    coalesce(statement.spoken_on, document.document_date) as spoken_on,
    statement.meeting,
    statement.speaker,
    statement.speaker_title,
    statement.iso3,
    country.name as country,
    statement.organization,
    statement.on_behalf_of,
    statement.occasion,
    statement.language_spoken,
    statement.document_id,
    document.symbol as document_symbol,
    document.file_name,
    statement.paragraph_id,
    paragraph.page_number,
    substr(texts.text, statement.start_char + 1, statement.end_char - statement.start_char) as text
from core.statements as statement
inner join core.documents as document on statement.document_id = document.document_id
left join core.paragraphs as paragraph on statement.paragraph_id = paragraph.paragraph_id
left join core.texts as texts on statement.document_id = texts.document_id
left join ref.countries as country on statement.iso3 = country.iso3;

comment on view report.statements is 'One row per statement that a document records or is, with its text.';
comment on column report.statements.statement_id is 'The statement. Key.';
comment on column report.statements.spoken_on is 'Day on which it was made; where it is not printed, the date of the document.';
comment on column report.statements.meeting is 'The meeting, as printed.';
comment on column report.statements.speaker is 'Name of the speaker; null in reports.';
comment on column report.statements.speaker_title is 'Title or office of the speaker.';
comment on column report.statements.iso3 is 'The State that spoke; see ref.countries.';
comment on column report.statements.country is 'Name of that State.';
comment on column report.statements.organization is 'The organization or office that spoke, where it is no State.';
comment on column report.statements.on_behalf_of is 'For whom it was spoken, as printed.';
comment on column report.statements.occasion is 'On what occasion; see core.statements.';
comment on column report.statements.language_spoken is 'Language in which it was made.';
comment on column report.statements.document_id is 'The document; see report.documents.';
comment on column report.statements.document_symbol is 'Its symbol.';
comment on column report.statements.file_name is 'Name of its file.';
comment on column report.statements.paragraph_id is 'The paragraph in which it begins or is reported.';
comment on column report.statements.page_number is 'The page of that paragraph.';
comment on column report.statements.text is 'Its words, or the words that report it.';
