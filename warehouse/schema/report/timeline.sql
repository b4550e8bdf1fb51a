create view report.timeline as
with events as (
    select
        document_date as happened_on,
        'document' as event,
        symbol,
        title as what,
        document_id,
        null as paragraph_id,
        1 as page_number
    from core.documents
    where document_date is not null and is_current
    union all
    select
        voted_on,
        'vote',
        item_symbol,
        concat_ws(' ', motion, result, concat_ws('-', yes_count, no_count, abstain_count)),
        document_id,
        paragraph_id,
        page_number
    from report.votes
    where voted_on is not null
    union all
    select
        coalesce(statement.spoken_on, document.document_date),
        'statement',
        document.symbol,
        concat_ws(', ', statement.speaker, coalesce(country.name, statement.organization), statement.occasion),
        statement.document_id,
        statement.paragraph_id,
        paragraph.page_number
    from core.statements as statement
    inner join core.documents as document on statement.document_id = document.document_id
    left join core.paragraphs as paragraph on statement.paragraph_id = paragraph.paragraph_id
    left join ref.countries as country on statement.iso3 = country.iso3
    where coalesce(statement.spoken_on, document.document_date) is not null
    union all
    select
        mention.start_date,
        'named',
        document.symbol,
        paragraph.text,
        mention.document_id,
        mention.paragraph_id,
        mention.page_number
    from core.date_mentions as mention
    inner join core.documents as document on mention.document_id = document.document_id
    inner join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
    where mention."precision" = 'day' and mention.start_date is not null and paragraph.kind <> 'masthead'
)

select
    happened_on,
    event,
    symbol,
    what,
    document_id,
    paragraph_id,
    page_number
from events;

comment on view report.timeline is 'One row per dated event: a document, a vote, a statement, or a day that a text names.';
comment on column report.timeline.happened_on is 'The day.';
comment on column report.timeline.event is 'document, vote, statement, or named: a day that a text names.';
comment on column report.timeline.symbol is 'Symbol of the document, or of the text voted on.';
comment on column report.timeline.what is 'Title of the document, outcome of the vote, speaker and occasion of the statement, or the paragraph that names the day.';
comment on column report.timeline.document_id is 'The document; see report.documents.';
comment on column report.timeline.paragraph_id is 'The paragraph; null for a whole document.';
comment on column report.timeline.page_number is 'The page.';
