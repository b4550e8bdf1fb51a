create view audit.vote_result_contradicts_totals as
select
    vote_id,
    item_symbol,
    result,
    yes_count,
    no_count
from core.votes
where (result = 'adopted' and yes_count <= no_count) or (result = 'rejected' and yes_count > no_count);

comment on view audit.vote_result_contradicts_totals is 'warning on core.votes: One row per vote whose result is not what its totals say. (A veto, or a majority of two thirds, explains some.)';
