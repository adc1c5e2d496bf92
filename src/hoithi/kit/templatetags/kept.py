"""The words of templates, translated once a process for each language. Loaded everywhere."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class _Said(TranslateNode):
    """Words without a variable in them."""

    def render(self, context: Context) -> Any:
        language = get_language()
        if language not in self.kept:
            self.kept[language] = super().render(context)
        return self.kept[language]


@register.tag
def translate(parser: Parser, token: Token) -> TranslateNode:
    """The tag of the library."""
    node = do_translate(parser, token)
    words = node.filter_expression
    if isinstance(words.var.literal, str) and not (words.filters or node.asvar or node.message_context):
        node.__class__, node.kept = _Said, {}
    return node
