create table if not exists core.country_mentions (
    document_id text not null,
    paragraph_id text not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    surface text not null,
    iso3 text,
    form text not null check (form in ('name', 'demonym')),
    method text not null,
    check (0 <= start_char and start_char < end_char)
);

comment on table core.country_mentions is 'One row per place in a text that names a State.';
comment on column core.country_mentions.document_id is 'The document; see core.documents. Key with start_char and end_char, watched by an audit: an index would make the file five times as large.';
comment on column core.country_mentions.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column core.country_mentions.page_number is 'The page on which it begins.';
comment on column core.country_mentions.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.country_mentions.end_char is 'Offset after its last character.';
comment on column core.country_mentions.surface is 'The words as they stand in the text.';
comment on column core.country_mentions.iso3 is 'The State whose seat it is at the date of the document; see ref.countries. Null: left open (Korea alone).';
comment on column core.country_mentions.form is 'name, or demonym for an adjective or a people.';
comment on column core.country_mentions.method is 'The rule that found it.';
