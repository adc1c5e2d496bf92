"""The one refusal of the plan reader."""


class NotAPlan(Exception):  # noqa: N818 — the name in the contract with the other domains
    """The file cannot be read as a plan; `str()` is one Vietnamese sentence for the person who sent it."""
