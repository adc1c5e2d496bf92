"""The demo's own world, loaded once through the product's doors and rolled back at the end of each module."""

import pytest
from django.db import transaction
from hoithi.site.demo import load_demo


class _Undo(Exception):  # noqa: N818 - it undoes, nothing went wrong
    pass


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loaded demo: bodies, people of every role, and the contests made from their plans."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield load_demo(files=tmp_path_factory.mktemp("files"))
                raise _Undo
        except _Undo:
            pass
