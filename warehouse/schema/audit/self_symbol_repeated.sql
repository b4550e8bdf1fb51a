create view audit.self_symbol_repeated as
select
    document_id,
    count(*) as marked
from core.symbol_mentions
where "role" = 'self'
group by document_id
having count(*) > 1;

comment on view audit.self_symbol_repeated is 'critical on core.symbol_mentions: One row per document whose own symbol is marked more than once.';
