create table if not exists core.session_mentions (
    document_id text not null,
    paragraph_id text not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    surface text not null,
    body_code text,
    session text not null,
    method text not null,
    check (0 <= start_char and start_char < end_char)
);

comment on table core.session_mentions is 'One row per place in a text that names a session.';
comment on column core.session_mentions.document_id is 'The document; see core.documents. Key with start_char and end_char, watched by an audit: an index would make the file five times as large.';
comment on column core.session_mentions.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column core.session_mentions.page_number is 'The page on which it begins.';
comment on column core.session_mentions.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.session_mentions.end_char is 'Offset after its last character.';
comment on column core.session_mentions.surface is 'The words as they stand in the text.';
comment on column core.session_mentions.body_code is 'The body; see ref.bodies.';
comment on column core.session_mentions.session is 'Number or year of the session as text: 74, ES-10, S-32, 2025.';
comment on column core.session_mentions.method is 'The rule that found it.';
