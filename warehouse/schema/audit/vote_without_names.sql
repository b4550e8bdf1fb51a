create view audit.vote_without_names as
select
    vote_id,
    document_id,
    item_symbol
from core.votes
where "method" = 'recorded' and listed_yes is null and listed_no is null and listed_abstain is null;

comment on view audit.vote_without_names is 'warning on core.votes: One row per recorded vote for which no names are listed.';
