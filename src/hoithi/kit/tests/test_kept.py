"""What templates keep: no longer than it holds."""

from django.template import Context, Template
from django.utils.translation import override


def said(template, language="vi", **values):
    with override(language):
        return template.render(Context(values))


def test_what_stands_in_keep_is_made_once_for_its_values_and_each_language():
    template = Template('{% keep a|yesno b %}{{ a }} {{ c }} {% translate "Tệp" %}{% endkeep %}')
    assert said(template, a=1, b=(1, 2), c="x") == "1 x Tệp"
    assert said(template, a=3, b=(1, 2), c="y") == "1 x Tệp"
    assert said(template, a=1, b=(1, 3), c="y") == "1 y Tệp"
    assert said(template, "en", a=1, b=(1, 2), c="z") == "1 z Files"


def test_constant_words_are_said_in_the_language_of_the_moment():
    template = Template('{% translate "Tệp" %}')
    assert [said(template, language) for language in ("vi", "en", "vi", "en")] == ["Tệp", "Files", "Tệp", "Files"]


def test_words_that_change_are_translated_each_time():
    template = Template('{% translate words %}{% translate "Tệp" as kept %} {{ kept }}')
    assert said(template, "en", words="Tệp") == "Files Files"
    assert said(template, "en", words="Ngày") == "Day Files"
