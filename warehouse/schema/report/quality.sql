create view report.quality as
select
    run.run_id,
    run.started_at,
    run.code_version,
    checked.kind,
    checked.check_name,
    checked.table_name,
    checked.column_name,
    checked.severity,
    checked.passed,
    checked.failing_rows,
    checked.checked_rows,
    round(checked.failing_rows / nullif(checked.checked_rows, 0), 6) as failing_share,
    lag(checked.failing_rows) over (
        partition by checked.kind, checked.check_name, checked.table_name, checked.column_name
        order by checked.checked_at
    ) as failing_rows_before,
    checked.detail,
    checked.checked_at
from ops.checks as checked
left join ops.runs as run on checked.run_id = run.run_id;

comment on view report.quality is 'One row per run and check: what was checked before publication, what came of it, and what came of it in the run before.';
comment on column report.quality.run_id is 'The run; see ops.runs.';
comment on column report.quality.started_at is 'When it began (UTC).';
comment on column report.quality.code_version is 'Version of Travaux.';
comment on column report.quality.kind is 'audit or expectation.';
comment on column report.quality.check_name is 'Name of the check.';
comment on column report.quality.table_name is 'The table that was checked.';
comment on column report.quality.column_name is 'The column that was checked.';
comment on column report.quality.severity is 'critical stops publication, warning is reported.';
comment on column report.quality.passed is 'Whether it passed.';
comment on column report.quality.failing_rows is 'Number of rows at fault.';
comment on column report.quality.checked_rows is 'Number of rows looked at.';
comment on column report.quality.failing_share is 'failing_rows as a share of checked_rows.';
comment on column report.quality.failing_rows_before is 'Number of rows at fault in the run before.';
comment on column report.quality.detail is 'What was found.';
comment on column report.quality.checked_at is 'When (UTC).';
