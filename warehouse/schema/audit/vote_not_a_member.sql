create view audit.vote_not_a_member as
select position.vote_id, position.iso3, position.name_as_printed, coalesce(vote.voted_on, document.document_date) as voted_on
from core.vote_positions as position
inner join core.votes as vote on vote.vote_id = position.vote_id
inner join core.documents as document on document.document_id = vote.document_id
inner join ref.countries as country on country.iso3 = position.iso3
where position.position <> 'absent'
    and (
        country.member_since is null
        or coalesce(vote.voted_on, document.document_date) < country.member_since
        or coalesce(vote.voted_on, document.document_date) > country.member_until
    );

comment on view audit.vote_not_a_member is 'warning on core.vote_positions: One row per State listed in a vote on a day on which it was no Member.';
