create table if not exists ops.rejections (
    file_uri text not null,
    sha256 text,
    stage text not null,
    reason text not null check (
        reason in (
            'empty', 'too_large', 'unreadable', 'unknown_type', 'binary', 'unknown_encoding', 'encrypted',
            'damaged', 'no_pages', 'no_text_layer', 'no_text', 'placeholder', 'unsafe', 'timed_out',
            'out_of_memory', 'worker_died'
        )
    ),
    detail text,
    run_id text not null,
    rejected_at timestamptz not null
);

comment on table ops.rejections is 'One row per file that a run could not read.';
comment on column ops.rejections.file_uri is 'Where it lies: path or address; see ops.files.';
comment on column ops.rejections.sha256 is 'SHA-256 of its bytes, hexadecimal; null where the bytes could not be had.';
comment on column ops.rejections.stage is 'Where it failed: discover, read, ….';
comment on column ops.rejections.reason is 'Why, from a closed set: empty, too_large, unreadable, unknown_type, binary, unknown_encoding, encrypted, damaged, no_pages, no_text_layer, no_text, placeholder, unsafe, timed_out, out_of_memory or worker_died.';
comment on column ops.rejections.detail is 'What exactly was found.';
comment on column ops.rejections.run_id is 'The run; see ops.runs.';
comment on column ops.rejections.rejected_at is 'When (UTC).';
