"""The one refusal of the plan reader."""


class NotAPlan(Exception):
    """The file cannot be read as a plan; `str()` is one Vietnamese sentence for the person who sent it."""
