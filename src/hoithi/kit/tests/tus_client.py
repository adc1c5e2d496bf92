"""A client of the upload protocol over Django's test client, as small as the protocol lets it be."""

import base64
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from hoithi.kit import invariants
from hoithi.kit.models import Upload

BODY = "application/offset+octet-stream"


def metadata(**words):
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in words.items())


def checksum(data):
    return "sha256 " + base64.b64encode(hashlib.sha256(data).digest()).decode()


class Tus:
    """Speaks tus 1.0.0 through `client`; headers in capitals of the protocol, None takes one away."""

    def __init__(self, client):
        self.client = client

    def send(self, method, path, data=b"", content_type="", **headers):
        said = {"Tus-Resumable": "1.0.0", **{name.replace("_", "-"): value for name, value in headers.items()}}
        said = {name: str(value) for name, value in said.items() if value is not None}
        body = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(data))} if content_type else {}
        return self.client.generic(method, path, data, headers=said, **body)

    def create(self, size, *, name="bai.txt", target="t1", place="thu", sha256="", data=None, **headers):
        about = metadata(place=place, target=target, filename=name, sha256=sha256)
        words = {"Upload_Length": size, "Upload_Metadata": about, **headers}
        return self.send("POST", "/tai-len/", data or b"", BODY if data is not None else "", **words)

    def begin(self, size, **about):
        answer = self.create(size, **about)
        assert answer.status_code == 201, answer.content
        return answer["Location"]

    def patch(self, path, offset, data, **headers):
        return self.send("PATCH", path, data, headers.pop("content_type", BODY), Upload_Offset=offset, **headers)

    def head(self, path):
        return self.send("HEAD", path)

    def offset(self, path):
        return int(self.head(path)["Upload-Offset"])

    def state(self, path):
        return self.client.get(path).json()


def row(path):
    return Upload.objects.get(uid=path.split("/")[2])


def kept(upload):
    """The acknowledged bytes of an upload, as they lie in the storage."""
    found = b""
    for part in upload.parts.order_by("offset"):
        assert part.offset == len(found)
        with default_storage.open(part.key) as file:
            found += file.read()
    return found


def bytes_on_disk():
    """Every file below the folder of files, kept or on its way."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def nothing_is_broken():
    return not list(invariants.broken("uploads")) and not list(invariants.broken("files"))
