create table if not exists core.paragraphs (
    paragraph_id text primary key,
    document_id text not null,
    position integer not null check (position >= 0),
    kind text not null check (
        kind in (
            'masthead', 'title', 'heading', 'body', 'preambular', 'operative', 'list_item', 'footnote',
            'table', 'vote_list', 'speech'
        )
    ),
    number text,
    level integer not null check (level >= 0),
    opener text,
    section_path text[] not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    anchor_char integer check (anchor_char >= 0),
    text text not null,
    check (0 <= start_char and start_char <= end_char),
    check (length(text) = end_char - start_char)
);

comment on table core.paragraphs is 'One row per paragraph, heading, list item, footnote or table row of a document: one line of its text.';
comment on column core.paragraphs.paragraph_id is 'document_id, a colon and position. Key.';
comment on column core.paragraphs.document_id is 'The document; see core.documents.';
comment on column core.paragraphs.position is 'Place in reading order, from 0.';
comment on column core.paragraphs.kind is 'What it is: masthead, title, heading, body, preambular, operative, list_item, footnote, table, vote_list or speech.';
comment on column core.paragraphs.number is 'Its number as printed, without brackets and final full stop: 1, 1bis, a, IV. The text keeps it.';
comment on column core.paragraphs.level is '1 for a heading of the highest rank, a numbered paragraph or an unnumbered one, 2 for (a), 3 for (i), ….';
comment on column core.paragraphs.opener is 'Opening words of a preambular or operative paragraph, such as Recalling also.';
comment on column core.paragraphs.section_path is 'The headings above it, outermost first.';
comment on column core.paragraphs.page_number is 'The page on which it begins.';
comment on column core.paragraphs.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.paragraphs.end_char is 'Offset after its last character.';
comment on column core.paragraphs.anchor_char is 'Of a footnote: the offset in core.texts.text where its marker stood.';
comment on column core.paragraphs.text is 'Its text.';
