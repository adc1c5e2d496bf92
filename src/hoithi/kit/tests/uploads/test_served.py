"""The upload protocol against the real server: cut lines, two writers in two processes, kills at every point.

What the client was told is the measure (INV-3): bytes that were acknowledged are there, and no offset goes back.
"""

import hashlib
import http.client
import json
import random
import socket
import sqlite3
import threading
import time
from shutil import copytree

import pytest

from hoithi.kit.tests.tus_client import checksum, metadata
from hoithi.kit.tests.upload_place import text
from hoithi.kit.tests.upload_site import served

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("installation")]
TOKEN, PIECE = "a" * 32, 100_000


class Line:
    """A client with a connection for each request; None for an answer that never came."""

    def __init__(self, site, who=0):
        self.site = site
        self.headers = {
            "Cookie": f"sessionid={site.sessions[who]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Tus-Resumable": "1.0.0",
        }

    def ask(self, method, path, body=None, **headers):
        said = self.headers | {name.replace("_", "-"): str(value) for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            answer.body = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        else:
            return answer
        finally:
            connection.close()

    def insist(self, method, path, **headers):
        """Ask until there is an answer: the server comes back by itself."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            answer = self.ask(method, path, **headers)
            if answer is not None and answer.status < 500:
                return answer
            time.sleep(0.1)
        raise AssertionError("the server stays away")

    def begin(self, data, name="bai.txt"):
        about = metadata(place="thu", target="t1", filename=name, sha256=hashlib.sha256(data).hexdigest())
        answer = self.insist("POST", "/tai-len/", Upload_Length=len(data), Upload_Metadata=about)
        assert answer.status == 201, answer.body
        return answer.headers["Location"]

    def patch(self, path, offset, data, **headers):
        kind = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": offset}
        return self.ask("PATCH", path, data, **kind, **headers)

    def patch_in_turn(self, path, offset, data, **headers):
        """Wait while a request that was cut off still holds the turn; None when the answer never came."""
        end = time.monotonic() + 30
        while (answer := self.patch(path, offset, data, **headers)) is not None and answer.status == 423:
            assert time.monotonic() < end
            time.sleep(0.02)
        return answer

    def offset(self, path):
        return int(self.insist("HEAD", path).headers["Upload-Offset"])

    def files(self):
        return json.loads(self.insist("GET", "/thu-tai-len/da-nhan/").body)["files"]

    def cut(self, path, offset, promised, data, **headers):
        """Promise `promised` bytes, send `data`, and go away."""
        said = {**self.headers, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream", **headers}
        lines = [f"PATCH {path} HTTP/1.1", f"Host: 127.0.0.1:{self.site.port}", f"Content-Length: {promised}"]
        lines += [f"{name}: {value}" for name, value in said.items()]
        with socket.create_connection(("127.0.0.1", self.site.port), 30) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode() + data)

    def settled(self, path, offset):
        """Wait until the server has noticed a cut and stands at `offset`."""
        end = time.monotonic() + 30
        while self.offset(path) != offset:
            assert time.monotonic() < end, (self.offset(path), offset)
            time.sleep(0.02)


@pytest.fixture(scope="module")
def folder(installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("uploads")
    copytree(installation, folder / "var")
    return folder


@pytest.fixture(scope="module")
def site(folder):
    with served(folder, workers=2) as site:
        yield site


def stored_bytes(site, sha256):
    with sqlite3.connect(site.folder / "var/hoithi.sqlite3") as database:
        keys = [key for (key,) in database.execute("SELECT key FROM kit_storedfile WHERE sha256 = ?", [sha256])]
    return [(site.folder / "var/files" / key).read_bytes() for key in keys]


def acknowledged_bytes(site, path):
    with sqlite3.connect(site.folder / "var/hoithi.sqlite3") as database:
        question = (
            "SELECT part.key FROM kit_uploadpart part JOIN kit_upload upload ON upload.id = part.upload_id"
            " WHERE upload.uid = ? ORDER BY part.offset"
        )
        keys = [key for (key,) in database.execute(question, [path.split("/")[2]])]
    return b"".join((site.folder / "var/files" / key).read_bytes() for key in keys)


def test_what_came_before_the_line_was_cut_is_kept(site):
    line, data = Line(site), text(1_500_000)
    path = line.begin(data)
    line.cut(path, 0, 1_000_000, data[:700_000])
    line.settled(path, 700_000)
    line.cut(path, 700_000, 800_000, data[700_000:700_001])
    line.settled(path, 700_001)
    line.cut(path, 700_001, 100, b"")
    assert acknowledged_bytes(site, path) == data[:700_001]
    assert line.patch_in_turn(path, 700_001, data[700_001:]).status == 204
    assert stored_bytes(site, hashlib.sha256(data).hexdigest()) == [data]


def test_lengths_that_lie(site):
    line, data = Line(site), text(1000, seed=2)
    path = line.begin(data)
    line.cut(path, 0, 10, data[:500])  # more than promised: the promise counts
    line.settled(path, 10)
    assert line.patch_in_turn(path, 10, data).status == 413
    chunked = line.ask(
        "PATCH",
        path,
        iter([data[10:]]),
        Content_Type="application/offset+octet-stream",
        Upload_Offset=10,
        Transfer_Encoding="chunked",
    )
    assert chunked.status == 411
    assert line.offset(path) == 10
    assert line.patch_in_turn(path, 10, data[10:], Upload_Checksum=checksum(data[10:])).status == 204


def test_two_writers_at_the_same_offset_in_two_processes(site):
    """Two hundred rounds: each time one is taken, whole, and the other is told why not."""
    line, other = Line(site), Line(site)
    mine, theirs = text(200 * 3000, seed=3), text(200 * 3000, seed=4)
    about = metadata(place="thu", target="t1", filename="hai.txt")
    path = line.insist("POST", "/tai-len/", Upload_Length=len(mine) + 1, Upload_Metadata=about).headers["Location"]
    offset, expected, told, gate = 0, b"", [], threading.Barrier(2)

    def send(who, data, answers):
        gate.wait()
        answers.append((who.patch(path, offset, data[offset : offset + 3000]), data))

    for _ in range(200):
        answers = []
        threads = [threading.Thread(target=send, args=(*each, answers)) for each in ((line, mine), (other, theirs))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        won = [data for answer, data in answers if answer.status == 204]
        told += [answer.status for answer, _data in answers]
        assert len(won) == 1, told[-2:]
        expected += won[0][offset : offset + 3000]
        offset += 3000
        assert line.offset(path) == offset
    assert set(told) == {204, 409, 423}
    assert acknowledged_bytes(site, path) == expected


def test_pieces_out_of_order_twice_and_overlapping(site):
    """Whatever comes in whatever order, the bytes are those of the file (seed in the name of the file)."""
    line, seed = Line(site), random.randrange(10**6)  # noqa: S311
    dice, data = random.Random(seed), text(200_000, seed=seed)  # noqa: S311
    path = line.begin(data, name=f"{seed}.txt")
    reached = 0
    for _ in range(1000):
        start = dice.choice([reached, reached, max(0, reached - 5000), reached + 1, 0])
        answer = line.patch(path, start, data[start : start + dice.randrange(1, 20_000)])
        assert (answer.status == 204) == (start == reached), seed
        now = int(answer.headers["Upload-Offset"])
        assert now >= reached, seed
        reached = now
        if reached == len(data):
            break
    assert stored_bytes(site, hashlib.sha256(data).hexdigest()) == [data], seed


def test_anothers_upload_is_absent_on_the_wire_too(site):
    data = text(10, seed=5)
    path = Line(site).begin(data)
    assert Line(site, who=1).patch(path, 0, data).status == 404
    assert Line(site, who=1).ask("HEAD", path).status == 404


@pytest.fixture(scope="module")
def mortal(folder):
    """A server that tests kill and start again."""
    with served(folder) as site:
        yield site


@pytest.mark.parametrize(
    ("point", "before"),
    [("upload.written", 2), ("upload.committed", 0), ("upload.assembled", 0), ("upload.finished", 2)],
)
def test_a_kill_at_every_point_loses_nothing_and_doubles_nothing(mortal, point, before):
    """Some pieces, kill -9, then a server that kills itself at `point`, then one that is left alone: one whole file."""
    line, data = Line(mortal), text(400_000, seed=f"{point}{before}")
    path = line.begin(data)
    told, __ = send(line, path, data, start=0, pieces=before)
    mortal.start(chaos=f"{point}:1")
    told, lost = send(line, path, data, start=told, pieces=5)
    assert lost
    mortal.start()
    reached = line.offset(path)
    assert reached >= told
    assert reached <= told + PIECE
    if reached < len(data):
        assert acknowledged_bytes(mortal, path) == data[:reached]
        assert send(line, path, data, start=reached, pieces=5) == (len(data), False)
    assert json.loads(line.insist("GET", path).body)["state"] == "done"
    assert stored_bytes(mortal, hashlib.sha256(data).hexdigest()) == [data]


def send(line, path, data, *, start, pieces):
    """Send up to `pieces` pieces; how far the server said it is, and whether its last answer stayed away."""
    told = start
    for _ in range(pieces):
        if told == len(data):
            break
        answer = line.patch_in_turn(path, told, data[told : told + PIECE])
        if answer is None:
            return told, True
        told = int(answer.headers["Upload-Offset"])
    return told, False
