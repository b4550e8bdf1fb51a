create view audit.mention_page_differs as
select
    mention.document_id,
    mention.kind,
    mention.start_char,
    mention.page_number
from report.mentions as mention
left join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
left join core.pages as page
    on
        mention.document_id = page.document_id
        and mention.page_number = page.page_number
where
    page.page_number is null
    or (
        mention.start_char not between page.start_char and page.end_char
        -- A footnote that a paragraph runs around follows it in the text: it keeps its own page, among the characters
        -- of the next one.
        and not (paragraph.kind = 'footnote' and mention.page_number = paragraph.page_number)
    );

comment on view audit.mention_page_differs is 'critical on report.mentions: One row per mention that does not begin on its page.';
