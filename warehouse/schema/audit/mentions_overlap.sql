create view audit.mentions_overlap as
with neighbours as (
    select
        document_id,
        kind,
        start_char,
        surface,
        max(end_char) over (
            partition by document_id, kind
            order by start_char, end_char
            rows between unbounded preceding and 1 preceding
        ) as previous_end
    from report.mentions
)

select
    document_id,
    kind,
    start_char,
    surface
from neighbours
where start_char < previous_end;

comment on view audit.mentions_overlap is 'critical on report.mentions: One row per mention that begins before an earlier one of its kind ends.';
