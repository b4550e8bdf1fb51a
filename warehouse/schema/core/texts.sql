create table if not exists core.texts (
    document_id text primary key,
    text text not null
);

comment on table core.texts is 'One row per document: its whole text.';
comment on column core.texts.document_id is 'The document; see core.documents. Key.';
comment on column core.texts.text is 'The text of its paragraphs in reading order, joined by line feeds. Page numbers, running headers and other furniture are not in it. All offsets count its Unicode code points from 0, end exclusive: substr(text, start_char + 1, end_char - start_char).';
