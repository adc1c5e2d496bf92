"""The sample contests, made through the doors of the product: plans are read and confirmed, entries are entered."""

from hoithi.site.demo.load import load_demo

__all__ = ["load_demo"]
