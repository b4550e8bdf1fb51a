create table if not exists search.postings (
    word text not null,
    document_number integer not null,
    position integer not null,
    occurrences usmallint not null
);

comment on table search.postings is 'One row per word and paragraph in which it occurs.';
comment on column search.postings.word is 'The word in small letters, without accents.';
comment on column search.postings.document_number is 'The document; see search.documents.';
comment on column search.postings.position is 'The position of the paragraph; see core.paragraphs.';
comment on column search.postings.occurrences is 'How often it occurs there.';
