create view audit.vote_names_unexpected as
with listed as (
    select
        vote_id,
        count(*) filter (where position = 'yes') as yes,
        count(*) filter (where position = 'no') as no,
        count(*) filter (where position = 'abstain') as abstain
    from core.vote_positions
    group by vote_id
)

-- A counted vote may name its minority: "by 14 votes to none, with 1 abstention (Cuba)", S/RES/616 (1988).
select
    vote.vote_id,
    vote.method,
    listed.yes,
    vote.yes_count,
    listed.no,
    vote.no_count,
    listed.abstain,
    vote.abstain_count
from core.votes as vote
inner join listed on vote.vote_id = listed.vote_id
where
    vote.method <> 'recorded'
    and (
        (listed.yes > 0 and listed.yes is distinct from vote.yes_count)
        or (listed.no > 0 and listed.no is distinct from vote.no_count)
        or (listed.abstain > 0 and listed.abstain is distinct from vote.abstain_count)
    );

comment on view audit.vote_names_unexpected is 'warning on core.votes: One row per vote that was not recorded, and names States in favour, against or abstaining, but not as many as were counted.';
