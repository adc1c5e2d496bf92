"""The English catalogue is complete for what anybody may meet, and its compiled form is its own."""

import re
import runpy
from pathlib import Path

import pytest

CATALOGUE = runpy.run_path(str(Path(__file__).parents[5] / "scripts/catalogue.py"))
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]")
VIETNAMESE = re.compile(r"[àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ]", re.IGNORECASE)


def test_nothing_is_missing_and_the_compiled_file_is_current():
    assert CATALOGUE["problems"]() == []
    assert len(CATALOGUE["wanted"]()) > 1200


def test_a_translation_keeps_the_places_of_the_source():
    for (one, many), forms in CATALOGUE["read_po"](CATALOGUE["PO"].read_text()).items():
        for form in forms:
            for source in filter(None, (one, many)):
                assert sorted(PLACES.findall(form)) == sorted(PLACES.findall(source))
                assert form.count("<strong>") == source.count("<strong>")


def test_the_check_is_loud():
    messages = CATALOGUE["read_po"](CATALOGUE["PO"].read_text())
    assert CATALOGUE["compiled"]({**messages, ("Câu mới", ""): ["New"]}) != CATALOGUE["compiled"](messages)
    assert ("Câu mới", "") in set(CATALOGUE["in_template"]('{% translate "Câu mới" %}'))
    counted = "{% blocktranslate count n=a %}{{ n }} thẻ{% plural %}{{ n }} thẻ{% endblocktranslate %}"
    assert ("%(n)s thẻ", "%(n)s thẻ") in set(CATALOGUE["in_template"](counted))
    assert set(CATALOGUE["in_python"]('ngettext("%d ngày", "%d ngày", n)')) == {("%d ngày", "%d ngày")}


def strings(data):
    """Every text inside JSON data."""
    if isinstance(data, dict | list):
        return [text for item in (data.values() if isinstance(data, dict) else data) for text in strings(item)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize("part", ["", "the-le/", "tin-tuc/"])
def test_an_english_page_speaks_vietnamese_only_where_people_wrote_it(client, live, part):
    client.cookies["django_language"] = "en"
    page = client.get(f"/hoi-thi/{live.slug}/{part}").content.decode()
    for rows in (
        type(live).objects.filter(pk=live.pk).values(),
        live.milestones.values(),
        live.rule_versions.values(),
        live.news.values(),
        [{"owner": live.owner.name, "own words": ["Tiếng Việt", "tính mới", "đồng"]}],
    ):
        for text in sorted(strings([dict(row) for row in rows]), key=len, reverse=True):
            page = page.replace(text, "")
    assert VIETNAMESE.findall(page) == []
