create view report.votes as
select
    vote.vote_id,
    coalesce(vote.voted_on, document.document_date) as voted_on,
    coalesce(vote.body_code, document.body_code) as body_code,
    body.name as body,
    vote.meeting,
    vote.item_symbol,
    vote.motion,
    vote."method",
    vote.result,
    vote.yes_count,
    vote.no_count,
    vote.abstain_count,
    vote.listed_yes,
    vote.listed_no,
    vote.listed_abstain,
    case
        when vote.method = 'recorded'
            then
                (vote.yes_count, vote.no_count, vote.abstain_count)
                = (vote.listed_yes, vote.listed_no, vote.listed_abstain)
    end as lists_agree,
    vote.document_id,
    document.symbol as document_symbol,
    document.file_name,
    vote.paragraph_id,
    paragraph.page_number,
    paragraph.text as sentence
from core.votes as vote
inner join core.documents as document on vote.document_id = document.document_id
left join core.paragraphs as paragraph on vote.paragraph_id = paragraph.paragraph_id
left join ref.bodies as body on body.body_code = coalesce(vote.body_code, document.body_code);

comment on view report.votes is 'One row per decision on a text or motion that a document reports.';
comment on column report.votes.vote_id is 'The vote. Key.';
comment on column report.votes.voted_on is 'Day of the vote; where it is not printed, the date of the document.';
comment on column report.votes.body_code is 'The organ that voted; see ref.bodies.';
comment on column report.votes.body is 'Its name.';
comment on column report.votes.meeting is 'The meeting, as printed.';
comment on column report.votes.item_symbol is 'The text voted on.';
comment on column report.votes.motion is 'What was put to the vote where it is not a whole text.';
comment on column report.votes.method is 'recorded, counted or without_vote.';
comment on column report.votes.result is 'adopted, rejected or unknown.';
comment on column report.votes.yes_count is 'Printed number of votes in favour.';
comment on column report.votes.no_count is 'Printed number of votes against.';
comment on column report.votes.abstain_count is 'Printed number of abstentions.';
comment on column report.votes.listed_yes is 'Number of names listed in favour.';
comment on column report.votes.listed_no is 'Number of names listed against.';
comment on column report.votes.listed_abstain is 'Number of names listed as abstaining.';
comment on column report.votes.lists_agree is 'Whether every list is as long as its printed total; null where no names are listed.';
comment on column report.votes.document_id is 'The document that reports it; see report.documents.';
comment on column report.votes.document_symbol is 'Its symbol.';
comment on column report.votes.file_name is 'Name of its file.';
comment on column report.votes.paragraph_id is 'The paragraph that states the result; see core.paragraphs.';
comment on column report.votes.page_number is 'The page on which that stands.';
comment on column report.votes.sentence is 'The text of that paragraph.';
