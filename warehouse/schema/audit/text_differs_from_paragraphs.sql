create view audit.text_differs_from_paragraphs as
with joined as (
    select
        document_id,
        string_agg(text, chr(10) order by position) as text
    from core.paragraphs
    group by document_id
)

select texts.document_id
from core.texts as texts
left join joined on texts.document_id = joined.document_id
where texts.text <> coalesce(joined.text, '');

comment on view audit.text_differs_from_paragraphs is 'critical on core.texts: One row per text that is not its paragraphs joined by line feeds.';
