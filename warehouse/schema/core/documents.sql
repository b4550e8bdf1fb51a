create table if not exists core.documents (
    document_id text primary key,
    file_name text,
    symbol text,
    joint_symbol text,
    title text,
    document_type text not null check (
        document_type in (
            'resolution', 'decision', 'draft_resolution', 'draft_decision', 'committee_report', 'report',
            'budget', 'note', 'letter', 'verbatim_record', 'summary_record', 'statement', 'agenda',
            'information', 'news', 'other'
        )
    ),
    body_code text,
    session text,
    agenda_items text[],
    document_date date,
    distribution text,
    original_language text,
    language text,
    job_number text,
    author_iso3 text,
    author_group text,
    media_type text not null,
    reader text not null,
    page_count integer not null check (page_count >= 0),
    character_count integer not null check (character_count >= 0),
    ocr_confidence double check (ocr_confidence between 0 and 1),
    is_current boolean not null default true,
    supersedes_document_id text,
    source_uri text,
    sha256 text not null unique,
    first_seen_at timestamptz,
    loaded_at timestamptz,
    run_id text,
    check (document_id = substr(sha256, 1, 16))
);

comment on table core.documents is 'One row per document, that is per file of other content. Two files with the same bytes are one document; two language versions, or a reissue, are two.';
comment on column core.documents.document_id is 'First 16 hexadecimal digits of the SHA-256 of the bytes of the file. Key.';
comment on column core.documents.file_name is 'Name of the file, without its folder.';
comment on column core.documents.symbol is 'The symbol of the document, in the canonical form, such as A/RES/74/247; null where none is printed. Not a key: it is found, and sometimes printed wrong.';
comment on column core.documents.joint_symbol is 'The second symbol of a document that two organs share (A/77/277-S/2022/606).';
comment on column core.documents.title is 'Its own heading, without author, sponsors, number and addendum lines.';
comment on column core.documents.document_type is 'What kind of document it is. committee_report: of a Main Committee or alike on an agenda item; report: any other; statement: a speech or written statement; letter: also a note verbale. Corrigenda, addenda and revisions keep the type of what they change.';
comment on column core.documents.body_code is 'The most specific organ printed, for a joint symbol that of the first; see ref.bodies.';
comment on column core.documents.session is 'Session as text: 74, ES-10, S-32, 2025.';
comment on column core.documents.agenda_items is 'Agenda items as printed, such as 18 (d); those of the first body.';
comment on column core.documents.document_date is 'The date of the masthead; of a resolution that of its adoption, of a record that of the meeting.';
comment on column core.documents.distribution is 'General, Limited, Restricted, …, in English.';
comment on column core.documents.original_language is 'Language of the original, by its English name; two are joined by a slash.';
comment on column core.documents.language is 'Language of this version, by its English name.';
comment on column core.documents.job_number is 'Job number as printed on the first page, with its language letter.';
comment on column core.documents.author_iso3 is 'The State that wrote a letter or statement; see ref.countries.';
comment on column core.documents.author_group is 'The group on whose behalf it was written; see ref.groups.';
comment on column core.documents.media_type is 'Media type, told from the content.';
comment on column core.documents.reader is 'What read the file, with the encoding or engine.';
comment on column core.documents.page_count is 'Number of pages.';
comment on column core.documents.character_count is 'Number of Unicode code points in core.texts.text.';
comment on column core.documents.ocr_confidence is 'Mean confidence of the text recognition, 0 to 1; null where none was used.';
comment on column core.documents.is_current is 'False once a document of the same symbol and language with other content was seen later.';
comment on column core.documents.supersedes_document_id is 'The document of the same symbol and language that was seen before this one.';
comment on column core.documents.source_uri is 'Where the file was found first: file path or address.';
comment on column core.documents.sha256 is 'SHA-256 of the bytes of the file, hexadecimal.';
comment on column core.documents.first_seen_at is 'When a run saw these bytes first (UTC).';
comment on column core.documents.loaded_at is 'When the rows of this document were written last (UTC).';
comment on column core.documents.run_id is 'The run that wrote them; see ops.runs.';
