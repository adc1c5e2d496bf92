"""Whether a paper is laid out as Nghị định 30/2020/NĐ-CP prescribes: read back out of the file, rule by rule.

Knows nothing of how our own papers are made: what it expects is taken from annex I of the decree alone.
"""
