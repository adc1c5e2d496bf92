"""Files in a bucket: a real S3 server, the same doors."""

import os
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from hoithi.kit import files, uploads
from hoithi.kit.environment import file_settings
from hoithi.kit.models import StoredFile, UploadPart
from hoithi.kit.tests import upload_place
from hoithi.kit.tests.test_files import keep, picture
from hoithi.kit.tests.tus_client import Tus

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("s3")]  # one server of the bucket at a time


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """The address of an empty bucket on a server of its own."""
    said = ""
    for _ in range(3):
        folder = tmp_path_factory.mktemp("s3")
        ports = {name: _free_port() for name in ("master.port", "volume.port", "filer.port", "s3.port")}
        server = _start(folder, ports)
        try:
            if _answers(ports["s3.port"], server):
                yield f"http://key:secret@127.0.0.1:{ports['s3.port']}/hoithi"
                return
        finally:
            server.kill()  # told politely it waits for ten seconds
            server.wait(20)
        said = (folder / "server.log").read_text(errors="replace")[-3000:]
    raise RuntimeError(f"the S3 server did not start:\n{said}")


def _start(folder, ports):
    weed = Path(sys.executable).parent / "weed"
    (folder / "s3.json").write_text(
        '{"identities": [{"name": "a", "credentials": [{"accessKey": "key", "secretKey": "secret"}],'
        ' "actions": ["Admin", "Read", "Write", "List"]}]}'
    )
    words = [f"-{name}={port}" for name, port in ports.items()]
    command = [weed, "server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", f"-s3.config={folder / 's3.json'}", *words]
    with (folder / "server.log").open("w") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})


def _free_port():
    """One whose number and that plus 10,000, which the server takes too, are not given to lines that go out."""
    while True:
        port = random.randrange(10_000, 20_000)  # noqa: S311
        with socket.socket() as probe, socket.socket() as second, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 10_000))
            return port


def _answers(port, server):
    end = time.monotonic() + 20
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


@pytest.fixture
def stored_there(bucket, settings):
    """The default storage is the bucket."""
    settings.STORAGES = {**settings.STORAGES, "default": file_settings(bucket)}
    storage = default_storage
    until, known = time.monotonic() + 60, storage.connection.meta.client.exceptions
    while True:
        try:
            storage.connection.create_bucket(Bucket="hoithi")
            break
        except (known.BucketAlreadyExists, known.BucketAlreadyOwnedByYou):
            break
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def test_a_bucket_keeps_gives_back_and_forgets(db, stored_there):
    first, second = keep("Hồ sơ “đẹp”.png"), keep()
    assert type(default_storage._wrapped).__name__ == "S3Storage"
    assert files.read(first) == picture()
    response = files.download(first)
    assert b"".join(response.streaming_content) == picture()
    assert response["Content-Type"] == "image/png"
    response.file_to_stream.close()  # response.close() would end the request, and with it the test's connection
    assert list(files.damaged()) == []
    default_storage.delete(second.key)
    assert list(files.damaged()) == [f"file {second.uid} is missing from the storage"]
    assert files.sweep() == 0
    assert default_storage.exists(first.key)


@pytest.mark.parametrize("pieces", [1, 3])
def test_a_file_in_pieces_becomes_one_file_in_the_bucket(db, stored_there, settings, tmp_path, actor, sign_in, pieces):
    settings.MEDIA_ROOT = tmp_path / "files"
    upload_place.register()
    tus, data = Tus(sign_in(actor(None))), upload_place.text(300_000, seed=pieces)
    path = tus.begin(len(data))
    step = len(data) // pieces
    for start in range(0, len(data), step):
        assert tus.patch(path, start, data[start : start + step]).status_code == 204
        assert not list(uploads.broken())
    stored = StoredFile.objects.get()
    assert files.read(stored) == data
    assert list(files.damaged()) == []
    keys = [
        f"{folder}/{name}" for folder in default_storage.listdir("")[0] for name in default_storage.listdir(folder)[1]
    ]
    assert stored.key in keys
    assert not UploadPart.objects.exists()
    assert not list((tmp_path / "files/incoming").iterdir())
