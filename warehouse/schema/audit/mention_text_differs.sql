create view audit.mention_text_differs as
select
    mention.document_id,
    mention.kind,
    mention.start_char,
    mention.surface
from report.mentions as mention
left join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
-- The texts are the paragraphs joined (audit.text_differs_from_paragraphs); a paragraph is shorter to cut.
where
    paragraph.paragraph_id is null
    or mention.start_char < paragraph.start_char
    or mention.end_char > paragraph.end_char
    or mention.surface <> substr(
        paragraph.text, mention.start_char - paragraph.start_char + 1, mention.end_char - mention.start_char
    );

comment on view audit.mention_text_differs is 'critical on report.mentions: One row per mention whose characters are not its surface, or that leaves its paragraph.';
