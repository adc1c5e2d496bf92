"""A box of a form with its label, its help and what is wrong with it. Loaded everywhere."""

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hoithi.kit.templatetags.kit import icon

register = template.Library()
_NOTHING, _HIDDEN = mark_safe(""), mark_safe(' class="visually-hidden"')


@register.simple_tag
def framed(field: BoundField, slot: str = "", *, hidden_label: bool = False) -> SafeString:
    """`<c-field>`; made here and not by a template, for a page has a dozen and each asks its field twenty things."""
    if field.is_hidden:
        return field.as_widget()
    silent = field.field.required or (hidden_label and not field.use_fieldset)
    optional = _NOTHING if silent else format_html(' <span class="optional">{}</span>', _("(không bắt buộc)"))
    inside = format_html("{}{}{}{}", _help(field), _wrong(field), _box(field), slot)
    if field.use_fieldset:
        told = format_html(' aria-describedby="{}"', field.aria_describedby) if field.aria_describedby else ""
        head = format_html('<fieldset id="{}"{}><legend>{}{}</legend>', field.auto_id, told, field.label, optional)
        inside = format_html("{}{}</fieldset>", head, inside)
    elif field.widget_type != "checkbox":
        looks = _HIDDEN if hidden_label else _NOTHING
        inside = format_html(
            '<label for="{}"{}>{}{}</label>{}', field.id_for_label, looks, field.label, optional, inside
        )
    return format_html('<div class="field{}">{}</div>', " field--bad" if field.errors else "", inside)


def _box(field: BoundField) -> SafeString:
    box = field.as_widget()
    if field.widget_type != "checkbox":
        return box
    return format_html('<label class="choice" for="{}">{}<span>{}</span></label>', field.id_for_label, box, field.label)


def _help(field: BoundField) -> SafeString:
    if not field.help_text:
        return _NOTHING
    return format_html('<div class="help" id="{}_helptext">{}</div>', field.auto_id, field.help_text)


def _wrong(field: BoundField) -> SafeString:
    if not field.errors:
        return _NOTHING
    shown = ((icon("circle-alert"), _("Lỗi:"), error) for error in field.errors)
    said = format_html_join("", '<p>{} <span class="visually-hidden">{}</span> {}</p>', shown)
    return format_html('<div class="field-error" id="{}_error">{}</div>', field.auto_id, said)
