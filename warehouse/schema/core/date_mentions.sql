create table if not exists core.date_mentions (
    document_id text not null,
    paragraph_id text not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    surface text not null,
    start_date date,
    end_date date,
    precision text not null check (precision in ('day', 'month', 'year', 'range')),
    is_inferred boolean not null,
    inferred_from text,
    method text not null,
    check (0 <= start_char and start_char < end_char)
);

comment on table core.date_mentions is 'One row per place in a text that names a day, a month, a year or a range of them.';
comment on column core.date_mentions.document_id is 'The document; see core.documents. Key with start_char and end_char, watched by an audit: an index would make the file five times as large.';
comment on column core.date_mentions.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column core.date_mentions.page_number is 'The page on which it begins.';
comment on column core.date_mentions.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.date_mentions.end_char is 'Offset after its last character.';
comment on column core.date_mentions.surface is 'The words as they stand in the text.';
comment on column core.date_mentions.start_date is 'First day; null where the year was left open.';
comment on column core.date_mentions.end_date is 'Last day, included.';
comment on column core.date_mentions.precision is 'day, month, year or range.';
comment on column core.date_mentions.is_inferred is 'True where the year comes from outside the sentence.';
comment on column core.date_mentions.inferred_from is 'Where the year comes from; null where it is printed.';
comment on column core.date_mentions.method is 'The rule that found it.';
