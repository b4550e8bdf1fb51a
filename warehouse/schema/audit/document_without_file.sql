create view audit.document_without_file as
select
    document.document_id,
    document.file_name
from core.documents as document
where
    not exists (
        select 1 from ops.files as file
        where file.document_id = document.document_id
    );

comment on view audit.document_without_file is 'critical on core.documents: One row per document that no file of ops.files, there or gone, ever held.';
