"""Dataclasses whose fields say what they may be: one piece of code reads, compares, shows and edits them all."""
