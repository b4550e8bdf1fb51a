create table if not exists ops.schema_versions (
    version integer primary key,
    applied_at timestamptz not null,
    how text not null check (how in ('created', 'migrated'))
);

comment on table ops.schema_versions is 'One row per version of the tables that this file has had; the highest is in force.';
comment on column ops.schema_versions.version is 'Number of the version, from 1. Key.';
comment on column ops.schema_versions.applied_at is 'When the file got it (UTC).';
comment on column ops.schema_versions.how is 'created with it, or migrated to it.';
