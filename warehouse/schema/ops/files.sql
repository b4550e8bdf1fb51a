create table if not exists ops.files (
    file_uri text not null,
    sha256 text not null default '',
    file_name text not null,
    document_id text,
    size_bytes bigint check (size_bytes >= 0),
    modified_at timestamptz,
    version_token text,
    fate text not null check (fate in ('loaded', 'unchanged', 'duplicate', 'rejected', 'replaced', 'gone')),
    fingerprint text,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    gone_at timestamptz,
    run_id text,
    primary key (file_uri, sha256)
);

comment on table ops.files is 'One row per place and content: every file that was ever seen, and what became of it.';
comment on column ops.files.file_uri is 'Where it lies: path or address. Key with sha256.';
comment on column ops.files.sha256 is 'SHA-256 of its bytes, hexadecimal; empty where the bytes could not be had.';
comment on column ops.files.file_name is 'Its name without the folder.';
comment on column ops.files.document_id is 'The document it holds; see core.documents. Null where it was rejected.';
comment on column ops.files.size_bytes is 'Size in bytes.';
comment on column ops.files.modified_at is 'When it was changed last, as its store says (UTC).';
comment on column ops.files.version_token is 'What tells without reading it that it was not touched: size, times, or the entity tag of a web server.';
comment on column ops.files.fate is 'loaded, unchanged, duplicate (same bytes as another file), rejected (see ops.rejections), replaced (other bytes lie there now) or gone.';
comment on column ops.files.fingerprint is 'Fingerprint of the rules by which it was read last.';
comment on column ops.files.first_seen_at is 'When a run saw this content there first (UTC).';
comment on column ops.files.last_seen_at is 'When a run saw this content there last (UTC).';
comment on column ops.files.gone_at is 'When a run missed it first (UTC); null while it is there.';
comment on column ops.files.run_id is 'The run that decided its fate; see ops.runs.';
