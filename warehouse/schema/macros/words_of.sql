-- What the index holds and what a query asks for are cut by the same rule, so that a fragment of a symbol
-- (L.11/Rev.1) becomes words that are there. Chinese characters are words of their own. Function words are left out:
-- a third of all postings, of no use.
create macro report.words_of(content) as list_filter(
    regexp_extract_all(strip_accents(lower(content)), '\p{Han}|[\p{L}\p{N}]+'),
    lambda word: word not in (
        'a', 'an', 'and', 'as', 'at', 'be', 'by', 'for', 'from', 'in', 'is', 'it', 'its', 'of', 'on', 'or',
        'that', 'the', 'this', 'to', 'was', 'were', 'which', 'with'
    )
);

comment on macro report.words_of is 'The words of a text as report.search knows them: small letters, no accents, no function words.';
