"""Runs a juried technical innovation contest from the signed plan to the prizes and the papers."""

__version__ = "0.1.0"
