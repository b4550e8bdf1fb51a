create view audit.vote_list_miscounted as
with listed as (
    select
        vote_id,
        count(*) filter (where position = 'yes') as yes,
        count(*) filter (where position = 'no') as no,
        count(*) filter (where position = 'abstain') as abstain
    from core.vote_positions
    group by vote_id
)

select
    vote.vote_id,
    vote.listed_yes,
    vote.listed_no,
    vote.listed_abstain,
    listed.yes,
    listed.no,
    listed.abstain
from core.votes as vote
left join listed on vote.vote_id = listed.vote_id
where
    coalesce(vote.listed_yes, 0) <> coalesce(listed.yes, 0)
    or coalesce(vote.listed_no, 0) <> coalesce(listed.no, 0)
    or coalesce(vote.listed_abstain, 0) <> coalesce(listed.abstain, 0);

comment on view audit.vote_list_miscounted is 'critical on core.votes: One row per vote whose numbers of listed names are not those of its positions.';
