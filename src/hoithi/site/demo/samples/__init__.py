"""Files for the entries of the demo, made by code when it loads: a sketch, papers, costs, a scan. All are whole."""

from hoithi.site.demo.samples.papers import costs, described
from hoithi.site.demo.samples.pictures import scan, sketch

__all__ = ["costs", "described", "scan", "sketch"]
