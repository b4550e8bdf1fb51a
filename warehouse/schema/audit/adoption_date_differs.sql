create view audit.adoption_date_differs as
with held as (
    select
        symbol,
        min(document_date) as adopted_on
    from core.documents
    where document_type in ('resolution', 'decision') and is_current
    group by symbol
    having count(distinct document_date) = 1
),

stated as (
    select
        symbol,
        mode(adopted_on) as adopted_on
    from core.symbol_mentions
    where adopted_on is not null
    group by symbol
    having count(*) > 2
)

select
    mention.document_id,
    mention.start_char,
    mention.symbol,
    mention.adopted_on,
    coalesce(held.adopted_on, stated.adopted_on) as known
from core.symbol_mentions as mention
left join held on mention.symbol = held.symbol
left join stated on mention.symbol = stated.symbol
where mention.adopted_on <> coalesce(held.adopted_on, stated.adopted_on);

comment on view audit.adoption_date_differs is 'warning on core.symbol_mentions: One row per citation that states another date of adoption than the resolution itself, or most other citations of it.';
