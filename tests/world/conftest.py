"""The demo's own world, loaded through the product's doors once for all tests of this folder, and undone at its end."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from hoithi.site.demo import load_demo


class _Undo(Exception):  # noqa: N818 - nothing went wrong
    pass


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loaded demo, in a transaction that is undone."""
    kept, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                load_demo()
                yield
                raise _Undo
        except _Undo:
            settings.MEDIA_ROOT = kept


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items):
    """One process has the world; the others go on with the rest of the suite meanwhile."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("world"))
