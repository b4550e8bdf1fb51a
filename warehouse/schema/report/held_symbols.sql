create view report.held_symbols as
with named as (
    select
        symbol,
        document_id,
        language,
        document_date,
        document_type
    from core.documents
    where is_current and symbol is not null
    union all
    select
        joint_symbol,
        document_id,
        language,
        document_date,
        document_type
    from core.documents
    where is_current and joint_symbol is not null
)

select
    symbol,
    arg_min(document_id, (language is distinct from 'English', document_id)) as document_id,
    min(document_date) as document_date,
    count(distinct document_id) as documents
from named
group by symbol;

comment on view report.held_symbols is 'One row per symbol that a current document here has, as its own or as its second one, with the document to read: the English one where there are several.';
comment on column report.held_symbols.symbol is 'The symbol. Key.';
comment on column report.held_symbols.document_id is 'The document to read; see report.documents.';
comment on column report.held_symbols.document_date is 'The earliest date of the documents of that symbol.';
comment on column report.held_symbols.documents is 'How many current documents have it: languages, formats.';
