create view audit.mention_text_differs as
with placed as (
    select
        mention.document_id,
        mention.kind,
        mention.start_char,
        mention.end_char,
        mention.surface,
        paragraph.start_char as paragraph_start,
        paragraph.end_char as paragraph_end,
        paragraph.text as paragraph_text
    from report.mentions as mention
    left join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
),

-- The texts are the paragraphs joined (audit.text_differs_from_paragraphs), and a paragraph is shorter to cut.
inside as (
    select
        document_id,
        kind,
        start_char,
        surface,
        substr(paragraph_text, start_char - paragraph_start + 1, end_char - start_char) as printed
    from placed
    where start_char >= paragraph_start and end_char <= paragraph_end
),

-- A name that a list breaks over two lines.
across as (
    select
        placed.document_id,
        placed.kind,
        placed.start_char,
        placed.surface,
        substr(texts.text, placed.start_char + 1, placed.end_char - placed.start_char) as printed
    from placed
    inner join core.texts as texts on placed.document_id = texts.document_id
    where
        placed.start_char between placed.paragraph_start and placed.paragraph_end
        and placed.end_char > placed.paragraph_end
),

outside as (
    select
        document_id,
        kind,
        start_char,
        surface,
        null as printed
    from placed
    where paragraph_start is null or start_char not between paragraph_start and paragraph_end
),

compared as (
    select
        document_id,
        kind,
        start_char,
        surface,
        printed
    from inside
    union all
    select
        document_id,
        kind,
        start_char,
        surface,
        printed
    from across
    union all
    select
        document_id,
        kind,
        start_char,
        surface,
        printed
    from outside
)

select
    document_id,
    kind,
    start_char,
    surface,
    printed
from compared
where surface is distinct from printed;

comment on view audit.mention_text_differs is 'critical on report.mentions: One row per mention whose characters are not its surface, or that does not begin in its paragraph.';
