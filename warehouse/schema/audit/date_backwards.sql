create view audit.date_backwards as
select
    document_id,
    start_char,
    surface,
    start_date,
    end_date
from core.date_mentions
where start_date > end_date or (start_date is null) <> (end_date is null);

comment on view audit.date_backwards is 'critical on core.date_mentions: One row per date that ends before it begins, or whose two ends are not both there.';
