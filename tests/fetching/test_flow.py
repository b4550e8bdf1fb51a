"""Fetching and ingesting in one flow, and for a person, against the played Document System."""

import pytest

from tests import played

pytestmark = pytest.mark.slow


def note(symbol, *cites):
    """A text that a reader takes for a document with a symbol that cites others; as RTF it is no page of HTML."""
    return f"United Nations\n{symbol}\n\nNote by the Secretariat\n\n1. The Committee recalls {' and '.join(cites)}.\n"


@pytest.fixture
def sources(stage, tmp_path):
    file = tmp_path / "sources.toml"
    common = f'allow_private = true\nbase_url = "{stage.url}/access"\n'
    limits = "[limits]\nrequests_per_minute = 6000\nfirst_wait_seconds = 0.01\ntries = 2\n"
    file.write_text(
        f'inbox = "in"\n{limits}'
        f'[[source]]\nname = "session"\nkind = "symbols"\nsymbols = ["A/RES/74/1..2"]\n{common}'
        f'[[source]]\nname = "cited"\nkind = "cited"\ndepth = 2\nbudget = 5\n{common}'
        f'[[source]]\nname = "site"\nkind = "web"\nurls = ["{stage.url}/a.txt"]\nallow_private = true\n'
    )
    return file


def test_a_person_fetches_by_symbol_and_hears_what_is_missing(travaux, stage, sources, tmp_path):
    stage.answers[played.symbol_path("A/RES/74/247")] = played.document(played.pdf("one"))
    done = travaux("fetch", "A/RES/74/247", "--sources", sources)
    assert (done.returncode, "1 new" in done.stdout) == (0, True), done.stderr
    assert (tmp_path / "in" / "asked-for" / "A_RES_74_247-en.pdf").is_file()
    done = travaux("fetch", "A/RES/74/247", "A/RES/74/999", "--sources", sources)
    assert (done.returncode, "A/RES/74/999|en: missing" in done.stdout) == (1, True)
    done = travaux("fetch", "resolution 5", "--sources", sources)
    assert (done.returncode, "no document symbol" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("A/RES/40..1",), "symbols: 'A/RES/40..1' counts backwards"),
        (("A/1", "-l", "de"), "languages: is one of 'ar', 'zh', 'en', 'fr', 'ru' or 'es'"),
        (("A/1", "--form", "xls"), "form: is one of 'pdf' or 'doc'"),
        (("A/1", "--source", "session"), "not both"),
        (("--form", "doc"), "are for symbols"),
        (("--source", "sesion"), "there is no source sesion; there are: session, cited, site"),
        (("A/1", "--sources", "nowhere.toml"), "nowhere.toml cannot be read"),
    ],
)
def test_slips_are_named_in_a_sentence(travaux, sources, arguments, said):
    done = travaux(
        "fetch", *arguments, **({} if "--sources" in arguments else {"TRAVAUX_SOURCES": str(sources)})
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert said in done.stderr


def test_sources_are_checked_without_being_asked(travaux, stage, sources):
    with sources.open("a", encoding="utf-8") as file:
        file.write('[[source]]\nname = "mine"\nkind = "folder"\npath = "nowhere"\n')
    done = travaux("sources", "check", TRAVAUX_SOURCES=str(sources), COLUMNS="200")
    assert (done.returncode, stage.asked) == (0, [])
    assert "A/RES/74/1..2 (en; pdf)" in done.stdout
    assert "nowhere (not there now)" in done.stdout


def test_what_is_fetched_is_ingested_and_what_it_cites_is_fetched_too(
    stage, sources, tmp_path, prefect_server, monkeypatch
):
    for name, value in prefect_server.items():
        monkeypatch.setenv(name, value)
    import duckdb

    from flows.fetch import fetch_and_ingest

    stage.answers["/a.txt"] = played.document(note("A/79/1", "resolution 74/5").encode())
    stage.answers[played.symbol_path("A/RES/74/5")] = played.document(
        played.paper(note("A/RES/74/5", "resolution 74/6"))
    )
    stage.answers[played.symbol_path("A/RES/74/6")] = played.document(
        played.paper(note("A/RES/74/6", "resolution 74/7"))
    )
    stage.answers[played.symbol_path("A/RES/74/7")] = played.document(played.paper(note("A/RES/74/7")))
    warehouse = tmp_path / "t.duckdb"
    outcome = fetch_and_ingest(sources, warehouse)
    assert outcome.published
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        names = {name for (name,) in connection.execute("select file_name from core.documents").fetchall()}
    assert {n for n in names if n.startswith("A_RES")} == {"A_RES_74_5-en.pdf", "A_RES_74_6-en.pdf"}
    asked = len(stage.asked)
    fetch_and_ingest(sources, warehouse)
    assert stage.times(played.symbol_path("A/RES/74/7")) == 0
    assert (
        len(stage.asked) - asked == 2
    )  # the series' two missing numbers; all else is held or was missing lately
