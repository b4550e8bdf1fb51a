create table if not exists core.pages (
    document_id text not null,
    page_number integer not null check (page_number >= 1),
    start_char integer not null,
    end_char integer not null,
    text_layer text not null check (text_layer in ('digital', 'ocr', 'none')),
    ocr_confidence double check (ocr_confidence between 0 and 1),
    primary key (document_id, page_number),
    check (0 <= start_char and start_char <= end_char)
);

comment on table core.pages is 'One row per page of a document.';
comment on column core.pages.document_id is 'The document; see core.documents. Key with page_number.';
comment on column core.pages.page_number is 'Page of the file, from 1.';
comment on column core.pages.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.pages.end_char is 'Offset after its last character.';
comment on column core.pages.text_layer is 'Where its text comes from: digital, ocr (recognised from the picture) or none.';
comment on column core.pages.ocr_confidence is 'Confidence of the text recognition, 0 to 1; null where none was used.';
