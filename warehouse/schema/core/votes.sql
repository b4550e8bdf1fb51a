create table if not exists core.votes (
    vote_id text primary key,
    document_id text not null,
    paragraph_id text not null,
    item_symbol text,
    motion text,
    method text not null check (method in ('recorded', 'counted', 'without_vote')),
    result text not null check (result in ('adopted', 'rejected', 'unknown')),
    body_code text,
    meeting text,
    voted_on date,
    yes_count integer check (yes_count >= 0),
    no_count integer check (no_count >= 0),
    abstain_count integer check (abstain_count >= 0),
    listed_yes integer check (listed_yes >= 0),
    listed_no integer check (listed_no >= 0),
    listed_abstain integer check (listed_abstain >= 0)
);

comment on table core.votes is 'One row per decision on a text or motion that a document reports: by recorded vote, by counted vote or without a vote.';
comment on column core.votes.vote_id is 'document_id, :v and the number of the vote in the document. Key.';
comment on column core.votes.document_id is 'The document that reports it; see core.documents.';
comment on column core.votes.paragraph_id is 'The paragraph that states the result; see core.paragraphs.';
comment on column core.votes.item_symbol is 'The text voted on: the symbol of the draft or amendment, else of the resolution it became, else of the report.';
comment on column core.votes.motion is 'What was put to the vote where it is not a whole text, such as operative paragraph 2.';
comment on column core.votes.method is 'recorded (with names), counted (totals only) or without_vote.';
comment on column core.votes.result is 'adopted, rejected or unknown. Retained is adopted; a vetoed draft is rejected.';
comment on column core.votes.body_code is 'The organ that voted; see ref.bodies.';
comment on column core.votes.meeting is 'The meeting, as printed.';
comment on column core.votes.voted_on is 'Day of the vote.';
comment on column core.votes.yes_count is 'Printed number of votes in favour, whatever the order of print.';
comment on column core.votes.no_count is 'Printed number of votes against.';
comment on column core.votes.abstain_count is 'Printed number of abstentions; 0 where the sentence mentions none.';
comment on column core.votes.listed_yes is 'Number of names listed in favour; null where no list is printed.';
comment on column core.votes.listed_no is 'Number of names listed against; null where no list is printed.';
comment on column core.votes.listed_abstain is 'Number of names listed as abstaining; null where no list is printed.';
