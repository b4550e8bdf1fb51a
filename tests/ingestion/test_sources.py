import os
import zipfile

import pytest

from tasks.errors import RejectedDocument, UsageError
from tasks.ingestion import sources
from tasks.ingestion.sources import BadSource, FoundFile, Source, find_files, identify, read_source


def found(*paths):
    return list(find_files(paths))


def identified(path):
    (file,) = found(path)
    return list(identify(file))


def test_folders_are_searched_in_the_order_of_names_and_hidden_files_passed_over(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt", "half.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.path.name for f in found(tmp_path)] == ["a.txt", "b.txt", "c.txt"]


def test_a_file_named_twice_is_found_once(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert len(found(tmp_path, tmp_path / "a.txt")) == 1


def test_a_name_with_spaces_and_other_letters_is_found_and_read_again(tmp_path):
    file = tmp_path / "Résolution 74∕247 №1.txt"
    file.write_text("x")
    (source,) = identified(file)
    assert isinstance(source, Source)
    assert source.file_name == file.name
    assert read_source(source.uri) == b"x"


def test_a_path_that_does_not_exist_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="does not exist: give files or folders that do"):
        found(tmp_path / "nowhere")


def test_a_dangling_link_is_unreadable(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (bad,) = found(tmp_path)
    assert isinstance(bad, BadSource)
    assert bad.reason == "unreadable"
    assert "link to nothing" in bad.detail


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (bad,) = found(tmp_path)
    assert "not a regular file" in bad.detail


def test_a_file_over_the_limit_is_not_even_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(sources.MAX_BYTES + 1)
    (bad,) = found(tmp_path)
    assert bad.reason == "too_large"
    assert "100,000,001 bytes" in bad.detail


def test_a_changed_file_has_another_token(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x")
    (before,) = found(file)
    os.utime(file, ns=(1, 1))
    (after,) = found(file)
    assert isinstance(before, FoundFile)
    assert before.token != after.token


def test_an_archive_is_read_as_its_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("one.txt", "1")
        archive.writestr("deep/two.txt", "2")
        archive.writestr("__MACOSX/._one.txt", "junk")
    members = identified(tmp_path / "z.zip")
    assert [m.file_name for m in members] == ["one.txt", "two.txt"]
    assert [read_source(m.uri) for m in members] == [b"1", b"2"]


def test_a_broken_archive_is_one_bad_source(tmp_path):
    (tmp_path / "z.zip").write_bytes(b"PK\x03\x04 and then nothing")
    (bad,) = identified(tmp_path / "z.zip")
    assert isinstance(bad, BadSource)
    assert bad.reason == "damaged"


def test_a_file_that_went_away_is_rejected_when_it_is_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x")
    (source,) = identified(file)
    file.unlink()
    with pytest.raises(RejectedDocument, match="unreadable"):
        read_source(source.uri)
