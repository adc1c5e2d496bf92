"""Stored files seen from above: what the sweep may take depends on every domain that points at a file."""

import os
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hoithi.accounts.actors import SYSTEM
from hoithi.contests.models import PlanVersion
from hoithi.kit import files
from hoithi.kit.clock import now
from hoithi.kit.models import StoredFile


def keep():
    return files.store(ContentFile("Kế hoạch".encode(), "ke-hoach.md"), kinds=files.PLANS, by=SYSTEM)


def test_the_sweep_takes_what_nothing_points_at(contest, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    used, loose, fresh = keep(), keep(), keep()
    PlanVersion.objects.create(owner=contest.owner, file=used)
    StoredFile.objects.filter(pk__in=[used.pk, loose.pk]).update(created_at=now() - timedelta(days=2))
    for stored in (used, loose):
        os.utime(default_storage.path(stored.key), (0, 0))
    assert files.sweep() == 2  # the row, then its bytes
    assert set(StoredFile.objects.all()) == {used, fresh}
    assert default_storage.exists(used.key)
    assert default_storage.exists(fresh.key)
    assert not default_storage.exists(loose.key)
    assert files.sweep() == 0
