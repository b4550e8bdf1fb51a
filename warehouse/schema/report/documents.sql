create view report.documents as
select
    document.document_id,
    document.symbol,
    document.joint_symbol,
    document.title,
    document.document_type,
    document.body_code,
    body.name as body,
    document.session,
    document.agenda_items,
    document.document_date,
    coalesce(country.name, document.author_group) as author,
    document.distribution,
    document.original_language,
    document.language,
    document.page_count,
    document.file_name,
    document.is_current,
    elder.symbol as supersedes_symbol,
    document.supersedes_document_id,
    document.first_seen_at,
    document.loaded_at,
    document.run_id
from core.documents as document
left join ref.bodies as body on document.body_code = body.body_code
left join ref.countries as country on document.author_iso3 = country.iso3
left join core.documents as elder on document.supersedes_document_id = elder.document_id;

comment on view report.documents is 'One row per document, for people: what it is, where it comes from, what it replaces.';
comment on column report.documents.document_id is 'First 16 hexadecimal digits of the SHA-256 of the bytes of the file. Key.';
comment on column report.documents.symbol is 'Its symbol in the canonical form; null where none is printed.';
comment on column report.documents.joint_symbol is 'The second symbol of a document that two organs share.';
comment on column report.documents.title is 'Its own heading.';
comment on column report.documents.document_type is 'What kind of document it is; see core.documents.';
comment on column report.documents.body_code is 'The organ; see ref.bodies.';
comment on column report.documents.body is 'Name of the organ.';
comment on column report.documents.session is 'Session as text.';
comment on column report.documents.agenda_items is 'Agenda items as printed.';
comment on column report.documents.document_date is 'Date of the masthead; of a resolution that of its adoption, of a record that of the meeting.';
comment on column report.documents.author is 'The State or group that wrote it.';
comment on column report.documents.distribution is 'General, Limited, Restricted, ….';
comment on column report.documents.original_language is 'Language of the original.';
comment on column report.documents.language is 'Language of this version.';
comment on column report.documents.page_count is 'Number of pages.';
comment on column report.documents.file_name is 'Name of its file.';
comment on column report.documents.is_current is 'False once it was superseded.';
comment on column report.documents.supersedes_symbol is 'Symbol of the document that it supersedes.';
comment on column report.documents.supersedes_document_id is 'The document that it supersedes.';
comment on column report.documents.first_seen_at is 'When a run saw it first (UTC).';
comment on column report.documents.loaded_at is 'When its rows were written last (UTC).';
comment on column report.documents.run_id is 'The run that wrote them; see ops.runs.';
