"""An administrative document as content, and the two layouts made from it: Word and PDF. Plain Python without Django.

Source of the prescribed parts: Nghị định 30/2020/NĐ-CP, annexes I and III.
"""
