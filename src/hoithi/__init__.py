"""Runs a juried technical innovation contest from the signed plan to the prizes and the papers."""
