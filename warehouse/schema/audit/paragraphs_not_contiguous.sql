create view audit.paragraphs_not_contiguous as
with neighbours as (
    select
        paragraph_id,
        start_char,
        position,
        coalesce(lag(end_char) over reading_order, -1) + 1 as expected_start,
        row_number() over reading_order - 1 as expected_position
    from core.paragraphs
    window reading_order as (partition by document_id order by position)
)

select
    paragraph_id,
    start_char,
    expected_start,
    position,
    expected_position
from neighbours
where start_char <> expected_start or position <> expected_position;

comment on view audit.paragraphs_not_contiguous is 'critical on core.paragraphs: One row per paragraph that does not begin one character after the one before it, or out of count.';
