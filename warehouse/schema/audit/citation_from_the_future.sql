create view audit.citation_from_the_future as
select
    mention.document_id,
    mention.start_char,
    mention.symbol,
    mention.adopted_on,
    document.document_date
from core.symbol_mentions as mention
inner join core.documents as document on mention.document_id = document.document_id
where mention.adopted_on > document.document_date;

comment on view audit.citation_from_the_future is 'warning on core.symbol_mentions: One row per citation of a text adopted after the document that cites it.';
