create table if not exists ops.runs (
    run_id text primary key,
    started_at timestamptz not null,
    finished_at timestamptz,
    code_version text not null,
    fingerprint text not null,
    outcome text not null check (outcome in ('running', 'published', 'unchanged', 'failed')),
    counts json,
    durations json
);

comment on table ops.runs is 'One row per run that wrote to this warehouse.';
comment on column ops.runs.run_id is 'Name of the run. Key.';
comment on column ops.runs.started_at is 'When it began (UTC).';
comment on column ops.runs.finished_at is 'When it was ready to be published (UTC).';
comment on column ops.runs.code_version is 'Version of Travaux.';
comment on column ops.runs.fingerprint is 'Fingerprint of the rules and reference data by which documents were read.';
comment on column ops.runs.outcome is 'running, published, unchanged or failed.';
comment on column ops.runs.counts is 'JSON object: how many files were found, parsed, loaded, rejected, …; counts->>''$.loaded'' takes one out.';
comment on column ops.runs.durations is 'JSON object: seconds spent in each stage.';
