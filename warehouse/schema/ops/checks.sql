create table if not exists ops.checks (
    run_id text not null,
    check_name text not null,
    table_name text,
    column_name text,
    kind text not null check (kind in ('audit', 'expectation')),
    severity text not null check (severity in ('critical', 'warning')),
    passed boolean not null,
    failing_rows bigint,
    checked_rows bigint,
    detail text,
    checked_at timestamptz not null
);

comment on table ops.checks is 'One row per check and run: what was checked before publication, and what came of it.';
comment on column ops.checks.run_id is 'The run; see ops.runs.';
comment on column ops.checks.check_name is 'Name of the check; of an audit the name of its view in the schema audit.';
comment on column ops.checks.table_name is 'The table that was checked.';
comment on column ops.checks.column_name is 'The column that was checked; null for a check on whole rows.';
comment on column ops.checks.kind is 'audit (a view of rows that must not exist) or expectation (a Great Expectations suite).';
comment on column ops.checks.severity is 'critical stops publication, warning is reported.';
comment on column ops.checks.passed is 'Whether it passed.';
comment on column ops.checks.failing_rows is 'Number of rows at fault.';
comment on column ops.checks.checked_rows is 'Number of rows looked at.';
comment on column ops.checks.detail is 'What was found, for people.';
comment on column ops.checks.checked_at is 'When (UTC).';
