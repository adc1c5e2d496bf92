"""A worker that is killed while it prints: whoever starts next prints the rest, and nothing is printed twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from signal import SIGKILL

import pytest

from hoithi.documents.actions import approve_run, issue_run, return_run, save_run, submit_run
from hoithi.documents.certificates.printing import CHUNK
from hoithi.kit.clock import today
from hoithi.kit.tests.test_jobs import url_of_database

MANY = CHUNK + 10
_WORKER = """
import json, time
import django
django.setup()
from hoithi.documents.models import Certificate, CertificateRun, Number
from hoithi.kit import invariants
from hoithi.kit.jobs import queue, run_pending
time.sleep(0.2)
queue.reap()
run_pending()
files = [one.file_id for one in Certificate.objects.all()]
broken = [list(invariants.broken(name)) for name in ("document numbers", "certificates", "files")]
print(json.dumps({
    "state": CertificateRun.objects.get().state, "numbers": list(Number.objects.values_list("number", flat=True)),
    "printed": len(set(files) - {None}), "broken": sum(broken, []),
}))
"""


def work(url, folder, chaos=""):
    """A worker that begins, and how it ended: with what it found at last, unless it was killed."""
    environment = {
        **os.environ,
        "HOITHI_DATABASE_URL": url, "HOITHI_VAR": str(folder), "HOITHI_JOB_LEASE_SECONDS": "0.1", "HOITHI_CHAOS": chaos,
        "HOITHI_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "hoithi.settings", "PYTHONPATH": str(Path(__file__).parents[4]),
    }  # fmt: skip
    ended = subprocess.run([sys.executable, "-c", _WORKER], env=environment, stdout=subprocess.PIPE, check=False)
    return ended.returncode, json.loads(ended.stdout) if ended.stdout else None


@pytest.mark.django_db(transaction=True)
def test_a_killed_printing_goes_on_where_it_stopped(approved_run, officer, head, tmp_path):
    run = return_run(approved_run, reason="Thêm người", version=approved_run.version, by=head)
    people = "\n".join(f"Người {n}\txã\tGiải Ba\tMáy" for n in range(MANY))
    run = save_run(run, facts={**run.facts, "people": people}, version=run.version, by=officer)
    run = submit_run(run, version=run.version, by=officer)
    run = approve_run(run, version=run.version, by=head)
    issue_run(run, day=today(), version=run.version, by=officer, once_key="mot")
    url, folder = url_of_database(tmp_path), tmp_path / "var"
    assert work(url, folder, "certificates.kept:1") == (-SIGKILL, None)  # files written, not yet noted
    assert work(url, folder, "certificates.printed:1") == (-SIGKILL, None)  # a chunk noted, the next one not begun
    status, found = work(url, folder)
    assert status == 0
    assert found == {"state": "issued", "numbers": list(range(MANY, 0, -1)), "printed": MANY, "broken": []}
