create view audit.page_map_has_gaps as
with neighbours as (
    select
        page.document_id,
        page.page_number,
        page.start_char,
        page.end_char,
        coalesce(lag(page.end_char) over pages, 0) as previous_end,
        row_number() over pages as expected_number,
        lead(page.page_number) over pages is null as is_last,
        document.character_count
    from core.pages as page
    inner join core.documents as document on page.document_id = document.document_id
    window pages as (partition by page.document_id order by page.page_number)
)

select
    document_id,
    page_number,
    start_char,
    previous_end,
    end_char
from neighbours
-- The line feed between two paragraphs may lie between two pages.
where
    page_number <> expected_number
    or start_char not between previous_end and previous_end + 1
    or (is_last and end_char <> character_count);

comment on view audit.page_map_has_gaps is 'critical on core.pages: One row per page that does not follow the one before it, in number or in characters, or whose characters end before the text does.';
