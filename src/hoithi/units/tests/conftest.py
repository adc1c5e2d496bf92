"""The bodies of Hớn Quản as the State lists them, loaded by the verb that the import page uses."""

from pathlib import Path

from hoithi.accounts.actors import SYSTEM
from hoithi.kit.tests.standing import shared
from hoithi.units.actions import load_tree
from hoithi.units.models import Unit
from hoithi.units.rows import read_rows

DATA = Path(__file__).parents[1] / "data" / "hon_quan.csv"


@shared
def tree(standing):
    """All bodies of the data file; `tree("25357")` is the one with this code."""
    load_tree(read_rows(DATA.read_bytes()), by=SYSTEM)
    return lambda code: Unit.objects.get(code=code)
