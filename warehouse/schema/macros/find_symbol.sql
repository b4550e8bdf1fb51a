create macro report.find_symbol(fragment) as table
with known as (
    select symbol, document_id, 0 as citations from report.held_symbols
    union all
    select symbol, null, count(*) from core.symbol_mentions where "role" = 'cited' group by symbol
    union all
    select joint_symbol, null, count(*) from core.symbol_mentions where "role" = 'cited' group by joint_symbol
),

-- Blanks and dashes are printed in several ways.
asked as (
    select regexp_replace(replace(upper(fragment), '–', '-'), '\s+', '', 'g') as part
),

found as (
    select known.symbol, any_value(known.document_id) as document_id, sum(known.citations)::bigint as citations
    from known
    cross join asked
    where contains(replace(upper(known.symbol), ' ', ''), asked.part)
    group by known.symbol
)

select
    found.symbol,
    document.title,
    document.document_date,
    found.citations,
    found.document_id is not null as is_held,
    document.file_name,
    found.document_id
from found
left join core.documents as document on document.document_id = found.document_id
order by
    -- A fragment that is whole parts of a symbol (L.11) goes before one that only begins like a part (L.110).
    regexp_matches(
        replace(upper(found.symbol), ' ', ''),
        '(^|[^A-Z0-9])' || regexp_escape((select part from asked)) || '($|[^A-Z0-9])'
    ) desc,
    is_held desc,
    found.citations desc,
    found.symbol;

comment on macro table report.find_symbol is 'One row per symbol that holds the fragment, of documents that are held or only cited; whole parts first. Example: from report.find_symbol(''L.11'').';
