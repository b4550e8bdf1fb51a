create table if not exists core.actions (
    document_id text not null,
    paragraph_id text not null,
    position integer not null check (position >= 0),
    verb text not null,
    addressee text,
    report_due_session text
);

comment on table core.actions is 'One row per operative paragraph that does something: the verb, to whom, and when a report is due.';
comment on column core.actions.document_id is 'The document; see core.documents.';
comment on column core.actions.paragraph_id is 'The operative paragraph; see core.paragraphs.';
comment on column core.actions.position is 'Place of that paragraph in reading order, from 0.';
comment on column core.actions.verb is 'What it does, without also and further: requests, urges, decides.';
comment on column core.actions.addressee is 'To whom it speaks, as printed; null where to nobody.';
comment on column core.actions.report_due_session is 'Session at which a report is due, as text; null where none is asked for.';
