"""The plan reader: what a signed contest plan says, as data. See README.md.

Empty, so that the site, which needs a few of its words, does not load the whole reader.
"""
