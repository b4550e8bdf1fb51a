create view audit.date_out_of_reason as
select
    mention.document_id,
    mention.start_char,
    mention.surface,
    mention.start_date,
    mention.end_date
from core.date_mentions as mention
inner join core.documents as document on mention.document_id = document.document_id
where
    mention.start_date < date '1500-01-01'
    or mention.end_date > coalesce(document.document_date, document.loaded_at::date, date '2100-01-01')
    + interval 100 year;

comment on view audit.date_out_of_reason is 'warning on core.date_mentions: One row per date before the year 1500 or more than a hundred years after its document.';
