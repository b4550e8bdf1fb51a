create view audit.vote_not_a_member as
select
    position.vote_id,
    position.iso3,
    position.name_as_printed,
    vote.voted_on
from core.vote_positions as position
inner join report.votes as vote on position.vote_id = vote.vote_id
anti join report.memberships as membership
    on
        position.iso3 = membership.iso3
        and vote.voted_on >= membership.member_from
        and coalesce(membership.member_to, date '9999-12-31') >= vote.voted_on
where position.position <> 'absent' and position.iso3 is not null and vote.voted_on is not null;

comment on view audit.vote_not_a_member is 'warning on core.vote_positions: One row per State listed in a vote on a day on which it was no Member.';
