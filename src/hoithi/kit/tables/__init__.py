"""Lists: searched without marks, filtered, sorted and paged by the address, taken away as an Excel file."""

from hoithi.kit.tables.columns import Cell, Column, Filter
from hoithi.kit.tables.page import ListPage

__all__ = ["Cell", "Column", "Filter", "ListPage"]
