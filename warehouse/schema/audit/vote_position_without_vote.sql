create view audit.vote_position_without_vote as
select
    position.vote_id,
    position.name_as_printed
from core.vote_positions as position
left join core.votes as vote on position.vote_id = vote.vote_id
where vote.vote_id is null;

comment on view audit.vote_position_without_vote is 'critical on core.vote_positions: One row per listed name whose vote does not exist.';
