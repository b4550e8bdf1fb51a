create view report.proceedings_steps as
with decided as (
    select
        vote.item_symbol as symbol,
        case vote.result when 'adopted' then 'adopted in' when 'rejected' then 'rejected in' else 'decided in' end as step,
        document.symbol as next_symbol,
        coalesce(vote.voted_on, document.document_date) as happened_on,
        vote.vote_id,
        vote.document_id,
        vote.paragraph_id
    from core.votes as vote
    inner join core.documents as document on vote.document_id = document.document_id
    where vote.item_symbol is not null and vote.motion is null and document.is_current
),

-- Under its date a resolution names what it came from: "[on the report of the Third Committee (A/74/401)]",
-- "[without reference to a Main Committee (A/78/L.80)]".
became as (
    select
        mention.symbol,
        'became' as step,
        document.symbol as next_symbol,
        document.document_date as happened_on,
        null as vote_id,
        document.document_id,
        mention.paragraph_id
    from core.documents as document
    inner join core.symbol_mentions as mention on document.document_id = mention.document_id
    inner join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
    where
        document.document_type in ('resolution', 'decision')
        and document.is_current
        and mention.role = 'cited'
        and regexp_matches(paragraph.text, 'on the report of the .*Committee|without reference to a Main Committee', 'i')
        and paragraph.kind not in ('preambular', 'operative', 'footnote')
)

select
    symbol,
    step,
    next_symbol,
    happened_on,
    vote_id,
    document_id,
    paragraph_id
from decided
union all
select
    symbol,
    step,
    next_symbol,
    happened_on,
    vote_id,
    document_id,
    paragraph_id
from became;

comment on view report.proceedings_steps is 'One row per step of a text on its way: a draft that a report or record tells to be adopted or rejected, a report or draft that became a resolution. Joined to itself by next_symbol it gives the chain from draft to resolution.';
comment on column report.proceedings_steps.symbol is 'The draft, amendment or report.';
comment on column report.proceedings_steps.step is 'adopted in, rejected in, decided in (of the report or record that tells it) or became (the resolution).';
comment on column report.proceedings_steps.next_symbol is 'The report or record in which it was decided, or the resolution that it became; null where that document has no symbol.';
comment on column report.proceedings_steps.happened_on is 'Day of the decision; where it is not printed, the date of the document.';
comment on column report.proceedings_steps.vote_id is 'The vote; see report.votes. Null for became.';
comment on column report.proceedings_steps.document_id is 'The document that says so; see report.documents.';
comment on column report.proceedings_steps.paragraph_id is 'The paragraph that says so; see core.paragraphs.';
