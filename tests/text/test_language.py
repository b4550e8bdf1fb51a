import pytest

from seeds.reference import read_reference
from tasks.text.language import detect_language

ENGLISH = "The General Assembly, recalling its previous resolutions on the matter, decides to include the item in its agenda."
FRENCH = "L’Assemblée générale, rappelant ses résolutions antérieures sur la question, décide d’inscrire la question à son ordre du jour."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "English"),
        (FRENCH, "French"),
        ("La Asamblea General, recordando sus resoluciones anteriores sobre la cuestión, decide incluir el tema.", "Spanish"),
        ("Генеральная Ассамблея, ссылаясь на свои предыдущие резолюции, постановляет включить этот пункт.", "Russian"),
        ("إن الجمعية العامة، إذ تشير إلى قراراتها السابقة بشأن هذه المسألة، تقرر أن تدرج البند في جدول أعمالها", "Arabic"),
        ("大会，回顾其以往关于这一问题的各项决议，决定将该项目列入其议程。", "Chinese"),
        ("Report of the Secretary-General", "English"),
        ("SECURITY COUNCIL RESOLUTION ADOPTED", "English"),
    ],
)  # fmt: skip
def test_names_the_language_in_english(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   \n", "A/79/352", "Mr. Al-Bader", "25-08477 (E) 040625", "1 2 3"])
def test_leaves_open_what_is_too_short(text):
    assert detect_language(text) is None


def test_two_languages_that_share_a_text_are_both_named_in_order():
    assert detect_language(f"{ENGLISH * 4}\n{FRENCH * 4}") == "English/French"
    assert detect_language(f"{FRENCH * 4}\n{ENGLISH * 4}") == "French/English"


def test_a_quotation_in_another_language_changes_nothing():
    assert detect_language(f"{ENGLISH * 10}\n{FRENCH}") == "English"


def test_a_long_text_is_judged_by_its_beginning():
    assert detect_language(ENGLISH * 50 + FRENCH * 10_000) == "English"


def test_every_code_has_one_name():
    names = {(row["code"], row["name"]) for row in read_reference("languages")}
    assert len(names) == len({code for code, _ in names})
    words = [row["word"].lower() for row in read_reference("languages")]
    assert len(words) == len(set(words))
