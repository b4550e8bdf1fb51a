create view audit.run_unknown as
select
    document.run_id,
    count(*) as documents
from core.documents as document
left join ops.runs as run on document.run_id = run.run_id
where run.run_id is null
group by document.run_id;

comment on view audit.run_unknown is 'warning on core.documents: One row per run that documents name but that is not in ops.runs.';
