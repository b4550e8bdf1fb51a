create view report.sponsorships as
select
    sponsor.item_symbol,
    sponsor.iso3,
    sponsor.group_code,
    coalesce(country.name, named_group.name, sponsor.name_as_printed) as sponsor,
    sponsor.name_as_printed,
    sponsor."role",
    sponsor.wave,
    document.document_date,
    sponsor.document_id,
    document.symbol as document_symbol,
    document.file_name,
    sponsor.paragraph_id,
    paragraph.page_number,
    paragraph.number as paragraph_number
from core.sponsors as sponsor
inner join core.documents as document on sponsor.document_id = document.document_id
left join core.paragraphs as paragraph on sponsor.paragraph_id = paragraph.paragraph_id
left join ref.countries as country on sponsor.iso3 = country.iso3
left join ref.groups as named_group on sponsor.group_code = named_group.group_code;

comment on view report.sponsorships is 'One row per State, group or office that a document names as submitting or joining a draft, and announcement.';
comment on column report.sponsorships.item_symbol is 'The draft, else the report that holds it.';
comment on column report.sponsorships.iso3 is 'The State; null for a group or an office.';
comment on column report.sponsorships.group_code is 'The group; null for a State or an office.';
comment on column report.sponsorships.sponsor is 'Name of the State or group today, else as printed.';
comment on column report.sponsorships.name_as_printed is 'The name as printed.';
comment on column report.sponsorships.role is 'main: submits it; additional: joined later.';
comment on column report.sponsorships.wave is 'Number of the announcement for this draft, from 1.';
comment on column report.sponsorships.document_date is 'Date of the document that says so.';
comment on column report.sponsorships.document_id is 'The document that says so; see report.documents.';
comment on column report.sponsorships.document_symbol is 'Its symbol.';
comment on column report.sponsorships.file_name is 'Name of its file.';
comment on column report.sponsorships.paragraph_id is 'The paragraph that says so; see core.paragraphs.';
comment on column report.sponsorships.page_number is 'The page on which it begins.';
comment on column report.sponsorships.paragraph_number is 'Its number.';
