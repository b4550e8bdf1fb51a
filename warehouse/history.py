"""Keeps track of which document replaces which.

A document is superseded by one with other content that was seen later, and that has the same symbol, joint symbol
and language, or lies at the place where it lay. Both stay. Two that a run saw first together (the PDF and the Word
file of one paper) do not supersede each other.
"""

import duckdb

# What `travaux history SYMBOL` shows.
STORY = """
select file_name, language, fate, is_current, why_rejected, first_seen_at, last_seen_at, gone_at, document_id, run_id
from report.history
where symbol = ?
order by first_seen_at, file_uri
"""

# One row per document and one that it supersedes. The order of documents is: those that were replaced everywhere,
# then the others (a file may be put back), each as they were first seen.
_PAIRS = """
create or replace temp table pairs as
with documents as (
    select
        document.document_id,
        document.symbol,
        document.joint_symbol,
        document.language,
        struct_pack(
            is_there := coalesce(bool_or(file.fate <> 'replaced'), true), seen_at := any_value(document.first_seen_at)
        ) as age
    from core.documents as document
    left join ops.files as file on file.document_id = document.document_id
    group by all
),

same_place as (
    select distinct younger.document_id, elder.document_id as elder_id
    from ops.files as younger
    inner join ops.files as elder
        on elder.file_uri = younger.file_uri and elder.document_id <> younger.document_id
),

same_symbol as (
    select younger.document_id, elder.document_id as elder_id
    from documents as younger
    inner join documents as elder
        on elder.symbol = younger.symbol
        and elder.joint_symbol is not distinct from younger.joint_symbol
        and elder.language is not distinct from younger.language
)

select related.document_id, related.elder_id, elder.age as elder_age
from (from same_place union from same_symbol) as related
inner join documents as younger on younger.document_id = related.document_id
inner join documents as elder on elder.document_id = related.elder_id
where elder.age < younger.age
"""
_UPDATE = """
update core.documents as document
set supersedes_document_id = wanted.elder_id, is_current = wanted.is_current
from (
    select
        documents.document_id,
        elders.elder_id,
        documents.document_id not in (select elder_id from pairs) as is_current
    from core.documents as documents
    left join (
        select document_id, arg_max(elder_id, elder_age) as elder_id from pairs group by document_id
    ) as elders on elders.document_id = documents.document_id
) as wanted
where wanted.document_id = document.document_id
    and (
        document.supersedes_document_id is distinct from wanted.elder_id
        or document.is_current <> wanted.is_current
    )
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> int:
    """Set `is_current` and `supersedes_document_id` of every document; return how many rows that changed.

    The caller may have a transaction open or not.
    """
    connection.execute(_PAIRS)
    changed = connection.execute(_UPDATE).fetchone()
    connection.execute("drop table pairs")
    assert changed is not None
    return int(changed[0])
