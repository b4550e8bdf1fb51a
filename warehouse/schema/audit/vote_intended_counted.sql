create view audit.vote_intended_counted as
select
    vote_id,
    iso3,
    name_as_printed,
    position
from core.vote_positions
where position = intended_position;

comment on view audit.vote_intended_counted is 'warning on core.vote_positions: One row per State that is listed as it said later that it had intended to vote: the later statement was counted, or need not have been made.';
