create view report.history as
with rejection as (
    select
        file_uri,
        arg_max(reason, rejected_at) as reason,
        arg_max(detail, rejected_at) as detail
    from ops.rejections
    group by file_uri
)

select
    document.symbol,
    document.language,
    file.file_uri,
    file.file_name,
    file.fate,
    case when file.fate = 'rejected' then concat_ws(': ', rejection.reason, rejection.detail) end as why_rejected,
    file.first_seen_at,
    file.last_seen_at,
    file.gone_at,
    document.is_current,
    document.supersedes_document_id,
    file.document_id,
    file.sha256,
    file.size_bytes,
    document.loaded_at,
    document.run_id,
    run.code_version,
    run.fingerprint
from ops.files as file
left join core.documents as document on file.document_id = document.document_id
left join ops.runs as run on document.run_id = run.run_id
left join rejection on file.file_uri = rejection.file_uri;

comment on view report.history is 'One row per place and content of a file that was ever seen: its story.';
comment on column report.history.symbol is 'Symbol of the document in it.';
comment on column report.history.language is 'Its language.';
comment on column report.history.file_uri is 'Where it lies.';
comment on column report.history.file_name is 'Its name.';
comment on column report.history.fate is 'What became of it; see ops.files.';
comment on column report.history.why_rejected is 'Reason and detail, where it was rejected.';
comment on column report.history.first_seen_at is 'When this content was seen there first (UTC).';
comment on column report.history.last_seen_at is 'When it was seen there last (UTC).';
comment on column report.history.gone_at is 'When it was missed first (UTC).';
comment on column report.history.is_current is 'False once the document was superseded.';
comment on column report.history.supersedes_document_id is 'The document that it supersedes.';
comment on column report.history.document_id is 'The document; see report.documents.';
comment on column report.history.sha256 is 'SHA-256 of its bytes.';
comment on column report.history.size_bytes is 'Size in bytes.';
comment on column report.history.loaded_at is 'When the rows of the document were written last (UTC).';
comment on column report.history.run_id is 'The run that wrote them.';
comment on column report.history.code_version is 'Version of Travaux in that run.';
comment on column report.history.fingerprint is 'Fingerprint of the rules in that run: another one means that the rules changed, and the document was read again.';
