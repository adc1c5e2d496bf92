"""A place that takes files, and a signed-in client of the protocol."""

import pytest

from hoithi.kit.tests import upload_place
from hoithi.kit.tests.tus_client import Tus


@pytest.fixture(autouse=True)
def place(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    upload_place.register()
    upload_place.closed.clear()
    upload_place.taken.clear()  # tests elsewhere use the place too


@pytest.fixture
def me(actor):
    return actor(None)


@pytest.fixture
def tus(me, sign_in):
    return Tus(sign_in(me))
