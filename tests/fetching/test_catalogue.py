from typing import get_args

import pytest

from tasks.errors import UsageError
from tasks.fetching.catalogue import CitedSource, FolderSource, Kinds, Source, SymbolsSource, read_catalogue


def written(tmp_path, text):
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return file


WHOLE = """
inbox = "in"
contact = "mailto:desk@example.org"
[limits]
requests_per_minute = 6
[[source]]
name = "mine"
kind = "folder"
path = "papers"
[[source]]
name = "session"
kind = "symbols"
symbols = ["A/AC.291/1..40", "A/RES/79/*"]
languages = ["en", "fr"]
limits = { requests_per_minute = 2 }
[[source]]
name = "cited"
kind = "cited"
depth = 2
budget = 10
[[source]]
name = "bucket"
kind = "files"
url = "s3://papers/79/**/*.pdf"
[[source]]
name = "site"
kind = "web"
urls = ["https://example.org/docs/"]
links = "*.pdf"
"""


def test_a_whole_file_is_read_and_its_folders_are_beside_it(tmp_path):
    catalogue = read_catalogue(written(tmp_path, WHOLE))
    assert catalogue.inbox == tmp_path / "in"
    folder, session, cited, *_ = catalogue.source
    assert isinstance(folder, FolderSource)
    assert folder.path == tmp_path / "papers"
    assert isinstance(session, SymbolsSource)
    assert catalogue.limits_of(session).requests_per_minute == 2
    assert isinstance(cited, CitedSource)
    assert catalogue.limits_of(cited).requests_per_minute == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[source]]\nname='a'\nkind='folder'", "source a path: is missing"),
        ("[[source]]\nname='a'\nkind='feed'", "source a: kind is one of folder, files, web, symbols, cited"),
        ("[[source]]\nname='a'", "source a: kind is one of"),
        ("[[source]]\nkind='folder'\npath='x'", "source number 1 name: is missing"),
        ("source = 5", r"source: is a list"),
        ("[[source]]\nname='a b'\nkind='folder'\npath='x'", "may have letters, digits"),
        (
            "[[source]]\nname='a'\nkind='symbols'\nsymbols=['A/1']\nform='xls'",
            "form: is one of 'pdf' or 'doc'",
        ),
        ("[limits]\ntries='many'", "limits.tries: should be a valid integer"),
        (
            "[[source]]\nname='a'\nkind='folder'\npath='x'\n[[source]]\nname='a'\nkind='folder'\npath='y'",
            "two sources",
        ),
        ("[[source]]\nname='../a'\nkind='folder'\npath='x'", "name"),
        ("[[source]]\nname='a'\nkind='symbols'\nsymbols=['A/RES/40..1']", "backwards"),
        ("[[source]]\nname='a'\nkind='symbols'\nsymbols=['A/1']\nlanguages=['de']", "languages"),
        ("[[source]]\nname='a'\nkind='files'\nurl='https://x.org/'", 'kind "web"'),
        ("[[source]]\nname='a'\nkind='files'\nurl='folder'", "protocol"),
        ("[[source]]\nname='a'\nkind='web'\nurls=['ftp://x.org']", "no web address"),
        ("[[source]]\nname='a'\nkind='web'\nurls=['http://[x']", "no address"),
        ("[[source]]\nname='a'\nkind='web'\nurls=['https://me:x@y.org']", "environment only"),
        (
            "[[source]]\nname='a'\nkind='web'\nurls=['https://y.org']\nhosts=['https://z.org/x']",
            "name of a host",
        ),
        ("[[source]]\nname='a'\nkind='web'\nurls=['https://y.org']\nhosts=['*']", "name of a host"),
        ("[[source]]\nname='a'\nkind='symbols'\nsymbols=['A/1']\nbase_url='ftp://x.org'", "no web address"),
        (
            "[[source]]\nname='a'\nkind='files'\nurl='simplecache::http://10.0.0.1/x'",
            "one address in another",
        ),
        ("limits = {requests_per_minute = 0}", "requests_per_minute"),
        ("colour = 'red'", "colour: there is no such key here"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_fault_is_named_by_its_source_and_key(tmp_path, text, said):
    with pytest.raises(UsageError, match=said):
        read_catalogue(written(tmp_path, text))


@pytest.mark.parametrize("url", ["s3://me:hunter2@bucket/x", "sftp://me:hunter2@example.org/x"])
def test_credentials_have_no_place_in_it_and_are_not_repeated(tmp_path, url):
    text = f"[[source]]\nname='a'\nkind='files'\nurl='{url}'\nsecret='hunter2'"
    with pytest.raises(UsageError) as raised:
        read_catalogue(written(tmp_path, text))
    assert "environment only" in str(raised.value)
    assert "hunter2" not in str(raised.value)


def test_a_file_that_is_not_there_is_a_slip(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_catalogue(tmp_path / "sources.toml")


def test_a_file_of_another_encoding_is_a_slip(tmp_path):
    file = tmp_path / "sources.toml"
    file.write_bytes(b"\xff\xfei\0")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_catalogue(file)


def test_every_kind_of_source_is_named_where_none_fits():
    assert {s.model_fields["kind"].annotation.__args__[0] for s in Source.__origin__.__args__} == set(
        get_args(Kinds)
    )
