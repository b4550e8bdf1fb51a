create view audit.vote_names_unexpected as
select
    position.vote_id,
    position.name_as_printed
from core.vote_positions as position
inner join core.votes as vote on position.vote_id = vote.vote_id
where vote."method" <> 'recorded' and position.position <> 'absent';

comment on view audit.vote_names_unexpected is 'warning on core.vote_positions: One row per name listed for a vote that was not recorded.';
