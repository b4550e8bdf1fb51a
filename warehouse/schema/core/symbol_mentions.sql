create table if not exists core.symbol_mentions (
    document_id text not null,
    paragraph_id text not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    surface text not null,
    symbol text,
    joint_symbol text,
    body_code text,
    series text,
    session text,
    number text,
    adopted_on date,
    pinpoint text,
    role text not null check (role in ('self', 'cited')),
    context_verb text,
    method text not null,
    check (0 <= start_char and start_char < end_char)
);

comment on table core.symbol_mentions is 'One row per place in a text that names a document, resolution or decision by its symbol or number.';
comment on column core.symbol_mentions.document_id is 'The document; see core.documents. Key with start_char and end_char, watched by an audit: an index would make the file five times as large.';
comment on column core.symbol_mentions.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column core.symbol_mentions.page_number is 'The page on which it begins.';
comment on column core.symbol_mentions.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.symbol_mentions.end_char is 'Offset after its last character.';
comment on column core.symbol_mentions.surface is 'The words as they stand in the text.';
comment on column core.symbol_mentions.symbol is 'Canonical symbol, such as A/RES/74/247; null: left open.';
comment on column core.symbol_mentions.joint_symbol is 'The second symbol of a document that two organs share.';
comment on column core.symbol_mentions.body_code is 'The organ; see ref.bodies.';
comment on column core.symbol_mentions.series is 'Series of the symbol; see ref.symbol_series.';
comment on column core.symbol_mentions.session is 'Session or year inside the symbol.';
comment on column core.symbol_mentions.number is 'Number inside the symbol.';
comment on column core.symbol_mentions.adopted_on is 'Date of adoption that the text states for it.';
comment on column core.symbol_mentions.pinpoint is 'Place in it that is cited, such as para. 13 or annex II.';
comment on column core.symbol_mentions.role is 'self: the own symbol of the document, once; cited: any other.';
comment on column core.symbol_mentions.context_verb is 'The verb that introduces the citation, such as recalling or reaffirming; null where none does.';
comment on column core.symbol_mentions.method is 'The rule that found it.';
