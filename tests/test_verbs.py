"""The record speaks of people's acts in words: every verb that the code records has a name."""

import ast
import re
from pathlib import Path

import hoithi
from hoithi.audit.messages import NAMES
from hoithi.contests.enums import Decision

VERB = re.compile(r"[a-z]+\.[a-z_]*[a-z]\Z")
COMPOSED = {f"contests.proposal_{decision.value}" for decision in Decision}


def texts(node):
    """Every verb that stands in an expression."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return {text for text in found if VERB.match(text)}


def verbs_of(tree):
    """What a module gives to `record`: as it stands, kept in `verb` before, or handed to a function of its own."""
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    given = [call.args[0] for call in calls if call.func.id == "record"]
    if any(isinstance(verb, ast.Name) for verb in given):
        own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        handed = [call for call in calls if call.func.id in own]
        kept = [node.value for node in nodes if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "verb"]
        given += [*kept, *handed]
    return set().union(*(texts(node) for node in given))


def test_every_verb_that_is_recorded_has_a_name():
    sources = [path for path in Path(hoithi.__file__).parent.rglob("*.py") if "tests" not in path.parts]
    recorded = COMPOSED.union(*(verbs_of(ast.parse(path.read_text())) for path in sources))
    assert sorted(recorded - set(NAMES)) == []
    assert sorted(set(NAMES) - recorded) == []
