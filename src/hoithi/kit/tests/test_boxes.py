"""The boxes that are made without a template are the very same."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from hoithi.kit.boxes import Renderer

ODD = "\"a\" & <b> 'c'"
SOME = [("1", "Một"), (ODD, ODD), (3, gettext_lazy("Ngày")), (mark_safe("&amp;"), mark_safe("<b>in</b>"))]
GROUPED = [("Nhóm", SOME[:2]), ("", SOME[2:])]
ATTRS = {"id": "id_x", "class": "a b", "required": True, "hidden": False, "data-n": 5, "data-x": ODD, "title": 1.5}
WIDGETS = [
    forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput(), forms.PasswordInput(),
    forms.HiddenInput(), forms.FileInput(), forms.CheckboxInput(), forms.Textarea({"rows": 5}),
    forms.RadioSelect(choices=SOME), forms.RadioSelect(choices=GROUPED), forms.CheckboxSelectMultiple(choices=SOME),
]  # fmt: skip


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [None, "", ODD, "1", 3, True, mark_safe("&amp;")])
@pytest.mark.parametrize("attrs", [{}, ATTRS], ids=["bare", "dressed"])
def test_the_same_as_from_the_template(widget, value, attrs):
    ours, theirs = (widget.render("a<b", value, attrs, renderer) for renderer in (Renderer(), TemplatesSetting()))
    assert squeezed(ours) == squeezed(theirs)
    assert hasattr(ours, "__html__")


def squeezed(text):
    """Without the space between tags."""
    return re.sub(r"> ", ">", re.sub(r" <", "<", re.sub(r"\s+", " ", text)))


def test_a_widget_with_a_template_of_its_own_keeps_it():
    assert "<select" in forms.Select(choices=SOME).render("x", "1", {}, Renderer())
