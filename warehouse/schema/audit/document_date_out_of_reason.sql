create view audit.document_date_out_of_reason as
select
    document_id,
    file_name,
    document_date
from core.documents
where document_date < date '1945-04-25' or document_date > loaded_at::date + interval 31 day;

comment on view audit.document_date_out_of_reason is 'warning on core.documents: One row per document dated before the United Nations or after it was loaded.';
