create view report.related_documents as
with changes as (
    select
        document_id,
        symbol,
        regexp_extract(symbol, '^(.+)/(Rev|Corr|Add|Amend)\.\d+$', ['base', 'suffix']) as parts
    from core.documents
    where symbol is not null
)

select
    changes.document_id,
    changes.symbol,
    case changes.parts.suffix
        when 'Rev' then 'revises' when 'Corr' then 'corrects' when 'Add' then 'adds to' else 'amends'
    end as relation,
    changes.parts.base as related_symbol,
    held.document_id as related_document_id
from changes
left join report.held_symbols as held on changes.parts.base = held.symbol
where changes.parts.base <> ''
union all
select
    document.document_id,
    document.symbol,
    'supersedes' as relation,
    elder.symbol as related_symbol,
    document.supersedes_document_id as related_document_id
from core.documents as document
inner join core.documents as elder on document.supersedes_document_id = elder.document_id;

comment on view report.related_documents is 'One row per document and text that it revises, corrects, adds to or amends, told from its symbol, or that it supersedes.';
comment on column report.related_documents.document_id is 'The document; see report.documents.';
comment on column report.related_documents.symbol is 'Its symbol.';
comment on column report.related_documents.relation is 'revises, corrects, adds to, amends, or supersedes (same symbol and language, other content).';
comment on column report.related_documents.related_symbol is 'Symbol of the other text.';
comment on column report.related_documents.related_document_id is 'The other document; null where it is not held.';
