create macro report.search(words, at_most := 100) as table
with asked as (
    select distinct unnest(report.words_of(words)) as word
),

-- Quoted words, and words with a mark inside (A/RES/74/247, L.11/Rev.1), must stand in the text as they are.
literals as (
    select regexp_replace(strip_accents(lower(trim(part, '"'))), '\s+', ' ', 'g') as literal
    from (select unnest(regexp_extract_all(words, '"[^"]+"|\S+')) as part)
    where part like '"%"' or regexp_matches(part, '[\p{L}\p{N}][^\p{L}\p{N}\s]+[\p{L}\p{N}]')
),

-- All forms of each word; one that is in no text may still be a form of one that is (cybercrimes).
forms as (
    select distinct asked.word as asked_word, form.word, form.paragraphs
    from asked
    inner join search.words as known
        on known.word = asked.word
        or (
            asked.word not in (select word from search.words)
            and starts_with(asked.word, known.stem)
            and length(asked.word) - length(known.stem) between 1 and 4
            and length(known.stem) >= 4
        )
    inner join search.words as form on form.stem = known.stem
),

hits as (
    select
        posting.document_number,
        posting.position,
        posting.occurrences,
        forms.asked_word,
        ln(1 + (sizes.paragraphs - forms.paragraphs + 0.5) / (forms.paragraphs + 0.5)) as rarity
    from search.postings as posting
    inner join forms on forms.word = posting.word
    cross join (select count(*) as paragraphs from core.paragraphs) as sizes
    where posting.word in (select word from forms)
),

-- BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75, an average paragraph taken as 250 characters long.
ranked as (
    select
        document.document_id,
        hits.position,
        paragraph.paragraph_id,
        paragraph.page_number,
        paragraph.number,
        paragraph.text,
        sum(
            hits.rarity * hits.occurrences * 2.2
            / (hits.occurrences + 1.2 * (0.25 + 0.75 * (paragraph.end_char - paragraph.start_char) / 250))
        ) as score
    from hits
    inner join search.documents as document on document.document_number = hits.document_number
    inner join core.paragraphs as paragraph
        on paragraph.document_id = document.document_id and paragraph.position = hits.position
    group by all
    having count(distinct hits.asked_word) = (select count(*) from asked)
)

select
    round(ranked.score, 3) as score,
    document.symbol,
    document.title,
    document.file_name,
    ranked.page_number,
    ranked.number,
    ranked.text,
    ranked.document_id,
    ranked.paragraph_id
from ranked
inner join core.documents as document on document.document_id = ranked.document_id
where not exists (
    select 1
    from literals
    where not regexp_matches(
        regexp_replace(strip_accents(lower(ranked.text)), '\s+', ' ', 'g'),
        '(^|[^\p{L}\p{N}])' || regexp_escape(literals.literal) || '($|[^\p{L}\p{N}])'
    )
)
order by ranked.score desc, ranked.document_id, ranked.position
limit at_most;

comment on macro table report.search is 'One row per paragraph that holds all of the words, in any of their forms, best first; quoted words, and symbols or fragments of symbols, as they are printed. at_most limits the rows (100). Example: from report.search(''cybercrime convention'').';
