create view audit.vote_name_doubled as
select
    vote_id,
    iso3,
    count(*) as listed,
    list(distinct position) as positions
from core.vote_positions
where iso3 is not null
group by vote_id, iso3
having count(*) > 1;

comment on view audit.vote_name_doubled is 'warning on core.vote_positions: One row per State that is listed more than once in a vote, in one list or in two.';
