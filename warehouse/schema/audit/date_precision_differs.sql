create view audit.date_precision_differs as
select
    document_id,
    start_char,
    surface,
    "precision",
    start_date,
    end_date
from core.date_mentions
where start_date is not null and case "precision"
    when 'day' then start_date <> end_date
    when 'month' then start_date <> date_trunc('month', start_date) or end_date <> last_day(start_date)
    when 'year' then start_date <> date_trunc('year', start_date) or end_date <> last_day(start_date + interval 11 month)
    else start_date = end_date
end;

comment on view audit.date_precision_differs is 'critical on core.date_mentions: One row per date whose first and last day do not make the day, month or year that it says it is.';
