"""The sample contests, made through the doors of the product: plans are read, reviewed and confirmed."""

from hoithi.site.demo.load import load_demo

__all__ = ["load_demo"]
