create view audit.sponsor_doubled as
select
    document_id,
    item_symbol,
    iso3,
    count(*) as named
from core.sponsors
where iso3 is not null
group by document_id, item_symbol, iso3
having count(*) > 1;

comment on view audit.sponsor_doubled is 'warning on core.sponsors: One row per State named more than once as a sponsor of a draft in a document.';
