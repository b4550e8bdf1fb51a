create view audit.vote_name_unknown as
select
    vote_id,
    name_as_printed,
    position
from core.vote_positions
where iso3 is null;

comment on view audit.vote_name_unknown is 'warning on core.vote_positions: One row per listed name that was not recognised as a State.';
