create table if not exists core.sponsors (
    document_id text not null,
    paragraph_id text not null,
    item_symbol text,
    iso3 text,
    group_code text,
    name_as_printed text not null,
    role text not null check (role in ('main', 'additional')),
    wave integer not null check (wave >= 1)
);

comment on table core.sponsors is 'One row per State, group or office that a document names as submitting or joining a draft, and announcement.';
comment on column core.sponsors.document_id is 'The document that says so; see core.documents.';
comment on column core.sponsors.paragraph_id is 'The paragraph that says so; see core.paragraphs.';
comment on column core.sponsors.item_symbol is 'The draft, else the report that holds it.';
comment on column core.sponsors.iso3 is 'The State; see ref.countries. Null for a group or an office.';
comment on column core.sponsors.group_code is 'The group; see ref.groups. Null for a State or an office.';
comment on column core.sponsors.name_as_printed is 'The name as printed.';
comment on column core.sponsors.role is 'main: submits it; additional: joined later.';
comment on column core.sponsors.wave is 'Number of the announcement for this draft, from 1.';
