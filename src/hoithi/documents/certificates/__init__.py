"""Certificates: their designs, and many of them at once."""
