"""Every use of a component passes only what the component declares: a misspelt property is a failed test."""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2]
COTTON = SRC / "kit/templates/cotton"
USE = re.compile(r"<c-([a-z][a-z0-9.-]*)((?:\s+[^\s=/>]+(?:=\"[^\"]*\"|='[^']*'|=[^\s\"'>]+)?)*)\s*/?>")
NAME = re.compile(r"([^\s=\"'/>]+)(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
OWN_TAGS = {"vars", "slot"}
# What HTML itself allows on the outermost element of a component that passes {{ attrs }} on.
PASSED_ON = re.compile(r"(hx|data|aria)-[a-z-]+|id|title|rel|target|lang|hreflang")


def declared(text):
    """The properties that a component declares, or None when it declares none at all."""
    found = re.search(r"<c-vars\b(.*?)/?>", text, re.DOTALL)
    return {name.lstrip(":").replace("-", "_") for name in NAME.findall(found[1])} if found else set()


def wrong_uses(text):
    """(component, property) of every use in `text` that the component does not know."""
    for name, attributes in USE.findall(re.sub(r"{#.*?#}", "", text)):
        if name in OWN_TAGS:
            continue
        path = COTTON / (name.replace("-", "_").replace(".", "/") + ".html")
        if not path.exists():
            yield name, "(there is no such component)"
            continue
        source = path.read_text()
        for attribute in NAME.findall(attributes):
            plain = attribute.lstrip(":")
            known = plain.replace("-", "_") in declared(source)
            if not known and not ("{{ attrs }}" in source and PASSED_ON.fullmatch(plain)):
                yield name, plain


def test_every_use_passes_only_declared_properties():
    templates = sorted(SRC.rglob("templates/**/*.html"))
    wrong = [(str(path.relative_to(SRC)), *use) for path in templates for use in wrong_uses(path.read_text())]
    assert not wrong
    assert len(templates) >= 30


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('<c-button kind="primary" hrf="/x">a</c-button>', [("button", "hrf")]),
        ('<c-button :hrf="x" hx-get="/y">a</c-button>', [("button", "hrf")]),
        ("<c-buton>a</c-buton>", [("buton", "(there is no such component)")]),
        ('<c-badge id="a">a</c-badge>', [("badge", "id")]),
        ("<c-page-title title=\"{% translate 'Hội thi > giải' %}\" />", []),
    ],
)
def test_the_test_is_loud(text, wrong):
    assert list(wrong_uses(text)) == wrong


def test_every_icon_named_is_in_the_sprite():
    sprite = set(re.findall(r'id="([a-z0-9-]+)"', (SRC / "kit/static/kit/icons.svg").read_text()))
    named = {
        name
        for path in SRC.rglob("templates/**/*.html")
        for name in re.findall(r"{% icon \"([a-z0-9-]+)\"|\bicon=\"([a-z0-9-]+)\"", path.read_text())
        for name in name
        if name
    }
    assert named <= sprite
    assert len(named) >= 10
