"""Every bad input of the catalogue (sections A, B, D to G, and shares of section C) is held by a test.

`tests/bad_inputs.csv` has a line for each: what comes in, the tests that hold it, the sentence as the sources have it,
and what happens. A test is written as "path::function", in a class "path::Class::function"; what stands in brackets
behind it occurs in its parameters. A module of theirs asks for three words of the sentence that follow one another.
"""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# The product has no such door yet: the documents of issue 4, the periodic reports of issue 6, the interface for
# machines.
LATER = {46: "issue 6", 47: "issue 6", 74: "issue 4", 80: "machines", **dict.fromkeys(range(133, 136), "issue 4")}
WANTED = {*range(1, 48), 60, *range(61, 136)}

with Path(__file__).with_name("bad_inputs.csv").open(newline="") as _file:
    LINES = list(csv.DictReader(_file))


def test_every_row_is_held_or_belongs_to_later_work():
    held = [int(line["row"]) for line in LINES]
    assert held == sorted(set(held))
    assert set(held) | set(LATER) == WANTED
    assert not set(held) & set(LATER)


@cache
def functions_of(path: str) -> dict[str, str]:
    """The tests of a module by name ("Class::test" inside a class), each with its decorators as they are written."""
    source = (ROOT / path).read_text()
    found = {}
    for node in ast.parse(source).body:
        inside = [(f"{node.name}::", one) for one in node.body] if isinstance(node, ast.ClassDef) else [("", node)]
        for before, one in inside:
            if isinstance(one, ast.FunctionDef):
                written = [ast.get_source_segment(source, mark) or "" for mark in one.decorator_list]
                found[before + one.name] = "\n".join(written)
    return found


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["row"])
def test_the_tests_that_hold_it_are_there(line):
    assert line["tests"]
    for test in line["tests"].split("|"):
        name, _, parameter = test.partition("[")
        path, _, function = name.partition("::")
        decorators = functions_of(path)[function]
        assert not parameter or parameter.removesuffix("]") in decorators, test


@cache
def said() -> str:
    """All that the product says: the texts of its Python, and its templates."""
    found = []
    for path in sorted((ROOT / "src/hoithi").rglob("*")):
        if path.suffix == ".html":
            found.append(path.read_text())
        elif path.suffix == ".py" and "tests" not in path.parts and "migrations" not in path.parts:
            nodes = ast.walk(ast.parse(path.read_text()))
            found += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(found)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["row"])
def test_the_product_says_it(line):
    assert line["outcome"]
    assert line["sentence"] in said()


@pytest.mark.parametrize("line", [line for line in LINES if line["sentence"]], ids=lambda line: line["row"])
def test_its_tests_ask_for_the_sentence(line):
    asked = "\n".join((ROOT / test.partition("::")[0]).read_text() for test in line["tests"].split("|"))
    pieces = re.split(r"%\(\w+\)[sd]|%[sd%]|{{.*?}}|[“”:.,]", line["sentence"])
    runs = [words[at : at + 3] for words in map(str.split, pieces) for at in range(max(len(words) - 2, 1))]
    assert any(" ".join(run) in asked for run in runs if len(run) > 1)
