create view audit.file_without_document as
select
    file.file_uri,
    file.document_id
from ops.files as file
left join core.documents as document on file.document_id = document.document_id
where file.fate in ('loaded', 'unchanged', 'duplicate') and document.document_id is null;

comment on view audit.file_without_document is 'critical on ops.files: One row per file that was loaded but whose document is not there.';
