"""What templates say again and again, made once a process for each language. Loaded everywhere."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()
MOST_KEPT = 1000  # texts of one place


class _Said(TranslateNode):
    """Words without a variable in them."""

    def __init__(self, words: FilterExpression, *, noop: bool) -> None:
        super().__init__(words, noop)
        self.kept: dict[str | None, Any] = {}

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
        return _Said(words, noop=node.noop)
    return node


class _Kept(Node):
    def __init__(self, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.values, self.nodelist = values, nodelist
        self.texts: dict[tuple[Any, ...], str] = {}

    def render(self, context: Context) -> str:
        key = (get_language(), *(value.resolve(context) for value in self.values))
        text = self.texts.get(key)
        if text is None:
            text = self.nodelist.render(context)
            if len(self.texts) < MOST_KEPT:
                self.texts[key] = text
        return text


@register.tag
def keep(parser: Parser, token: Token) -> _Kept:
    """`{% keep a b %}...{% endkeep %}`: what stands inside hangs on these values and the language, on nothing else."""
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return _Kept(values, nodelist)
