create view audit.vote_total_differs as
select
    vote_id,
    yes_count,
    listed_yes,
    no_count,
    listed_no,
    abstain_count,
    listed_abstain
from core.votes
where
    "method" = 'recorded'
    and (yes_count <> listed_yes or no_count <> listed_no or abstain_count <> listed_abstain);

comment on view audit.vote_total_differs is 'warning on core.votes: One row per recorded vote whose printed totals are not the numbers of names listed: a name was lost, or doubled, or the document errs.';
