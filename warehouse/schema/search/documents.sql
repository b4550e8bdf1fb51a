create table if not exists search.documents (
    document_number integer primary key,
    document_id text not null unique,
    loaded_at timestamptz
);

comment on table search.documents is 'One row per document in the index of report.search.';
comment on column search.documents.document_number is 'A short number for it, used in the index only. Key.';
comment on column search.documents.document_id is 'The document; see core.documents.';
comment on column search.documents.loaded_at is 'Its core.documents.loaded_at when it was indexed: another one there means that it has to be indexed again.';
