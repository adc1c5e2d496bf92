"""What the people do: send files in pieces, submit, look; over lines that are slow, drop and lose answers."""

import base64
import contextlib
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from clients import SLOW, Answer, Broken, Gone, Journal, Person, ask, patiently

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = 1 << 20
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}
HIDDEN = re.compile(r'<input type="hidden" name="(once|base)" value="([^"]*)"')
CODE = re.compile(r'/bien-nhan/([0-9A-Z]{17})/"')
TWINS = 3_000_000  # bytes a second at which two windows send the same piece, so that both are at it at once


def begin(journal: Journal, who: Person, number: int, data: bytes) -> str:
    """Open an upload; its address."""
    about = {
        "filename": f"tep-{number}.pdf",
        "place": "entry_file",
        "target": f"{who.uid}:tai-lieu",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    said = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in about.items())
    head = {**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": said}
    answer = patiently(lambda: ask(journal, who, "POST", "/tai-len/", **head), wanted={201})
    who.sent.append(about["sha256"])
    return answer.headers["location"]


def send(journal: Journal, who: Person, address: str, data: bytes, *, start: int = 0, stop: int = 0) -> int:
    """The bytes of one file from `start` up to `stop`, going on where the server says it stands after every trouble
    (F1); where it ended."""
    offset, cuts = start, who.cuts if len(data) > PIECE else 0
    pace = SLOW if who.slow else 0
    while offset < (stop or len(data)):
        piece = data[offset : min(offset + PIECE, stop or len(data))]
        cut, cuts = cuts > 0, cuts - 1
        try:
            answer = _patch(journal, who, address, piece, offset, pace=pace, cut=cut)
        except Gone:
            answer = None
        if answer is not None and answer.status == 204:
            offset = int(answer.headers["upload-offset"])
            with journal.lock:
                journal.sent += len(piece)
        elif answer is None or answer.status in {409, 423} or answer.status >= 500:
            offset = _stands(journal, who, address, at_least=offset)
        else:
            raise Broken(f"PATCH answered {answer.status}: {answer.text[:200].decode(errors='replace')}")
    return offset


def _patch(journal: Journal, who: Person, address: str, piece: bytes, offset: int, *, pace: int, cut: bool) -> Answer:
    """One piece; one in ten is sent by two windows at the same time, of which one at the most is believed."""
    head = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    answers: list[Answer] = []

    def one(pace: int) -> None:
        answers.append(ask(journal, who, "PATCH", address, body=piece, pace=pace, cut=cut, **head))

    if cut or pace or (who.number + offset // PIECE) % 10 != 5:
        one(pace)
    else:
        together([partial(one, TWINS)] * 2)
    if not answers:
        raise Gone
    return min(answers, key=lambda answer: answer.status)


def _stands(journal: Journal, who: Person, address: str, *, at_least: int) -> int:
    """Where the server says that the upload stands; never behind what it acknowledged."""
    time.sleep(0.1)
    answer = patiently(lambda: ask(journal, who, "HEAD", address, **TUS), wanted={200}, again={423})
    offset = int(answer.headers["upload-offset"])
    if offset < at_least:
        raise Broken(f"{at_least} bytes were acknowledged, now it says {offset}")
    return offset


def finish(journal: Journal, who: Person, address: str) -> None:
    """Wait until the whole became a file; a kill between the last byte and that is mended by asking."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = patiently(lambda: ask(journal, who, "GET", address, **TUS), wanted={200}, again={423})
        if b'"state": "done"' in answer.text:
            return
        if b'"state": "failed"' in answer.text:
            break
        time.sleep(0.5)
    raise Broken(f"an upload with all its bytes did not become a file: {answer.text.decode()}")


def submit(journal: Journal, who: Person) -> None:
    """Look everything over, submit, read the receipt; without an answer the same again with the same key (F2)."""
    path = f"/ho-so/{who.uid}/kiem-tra/"
    with journal.timed(journal.pages):
        page = patiently(lambda: ask(journal, who, "GET", path), wanted={200})
    body = "&".join(f"{name}={value}" for name, value in HIDDEN.findall(page.text.decode())).encode()

    def press() -> None:
        with journal.timed(journal.submits):
            answer = patiently(lambda: ask(journal, who, "POST", path, body=body, **TYPED), wanted={302})
        with journal.lock:
            who.told.append(answer.headers["location"])

    if who.deaf:
        with contextlib.suppress(Gone):
            ask(journal, who, "POST", path, body=body, **TYPED)
    together([press, press] if who.twice else [press])
    for address in set(who.told):
        receipt = patiently(partial(ask, journal, who, "GET", address), wanted={200, 404})
        who.codes += set(CODE.findall(receipt.text.decode())) or {f"none at {address}"}


def live(journal: Journal, who: Person, at: float) -> None:
    """One entrant: waits for their moment, sends the files, submits; the late ones while the files are on their way."""
    time.sleep(max(0.0, at - time.monotonic()))
    if who.late:
        _live_late(journal, who)
        return
    for number in range(who.files):
        data = who.data(number)
        address = begin(journal, who, number, data)
        send(journal, who, address, data)
        finish(journal, who, address)
    submit(journal, who)


def _live_late(journal: Journal, who: Person) -> None:
    files = [who.data(number) for number in range(who.files)]
    addresses = [begin(journal, who, number, data) for number, data in enumerate(files)]
    half = send(journal, who, addresses[0], files[0], stop=len(files[0]) // 2)

    def rest() -> None:
        for data, address, start in zip(files, addresses, [half, *[0] * len(files)], strict=False):
            send(journal, who, address, data, start=start)
            finish(journal, who, address)

    together([rest, lambda: submit(journal, who)])


def press_at(journal: Journal, who: Person, gate: float) -> None:
    """Submits when the gate opens."""
    time.sleep(max(0.0, gate - time.monotonic()))
    submit(journal, who)


def watch(journal: Journal, who: Person, inbox: str, over: threading.Event) -> None:
    """An officer who reads the inbox again and again until the rush is over."""
    while not over.wait(1.0):
        with contextlib.suppress(Gone), journal.timed(journal.pages):
            answer = ask(journal, who, "GET", inbox)
            if answer.status < 500 and answer.status != 200:
                raise Broken(f"the inbox answered {answer.status}")


def together(acts: Iterable[Callable[[], object]], *, journal: Journal | None = None) -> None:
    """All of `acts` at once. What one raises is raised after the last has ended, or told to `journal`."""
    raised: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - told below
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if journal is not None:
        for error in raised:
            journal.complain(f"{type(error).__name__}: {error}")
    elif len(raised) == len(threads) or any(isinstance(error, Broken) for error in raised):
        raise raised[-1]
