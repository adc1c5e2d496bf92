"""What these pages put into menus, panels and lists of verbs."""

from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
