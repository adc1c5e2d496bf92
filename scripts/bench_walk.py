"""An entrant as a browser without a script, and the whole way to a receipt, for what measures it."""

import io
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

MEGABYTE = 1024 * 1024
ANSWER = "Hai trục quay ngược chiều tách vỏ mà không làm vỡ nhân, công suất hai tạ một giờ. " * 12


@dataclass
class Answer:
    """What the application answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def leads_to(self) -> str:
        """The path of a redirect."""
        return next(urlsplit(value).path for name, value in self.headers if name.lower() == "location")

    def cookies(self) -> Iterator[tuple[str, str]]:
        """The cookies that it sets; an empty one is forgotten."""
        for name, value in self.headers:
            if name.lower() == "set-cookie":
                yield from ((one.key, one.value) for one in SimpleCookie(value).values())

    def hidden(self, name: str) -> str:
        """The value of a hidden box of the page."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', self.text)
        if found is None:
            raise SystemExit(f"the page has no box {name}")
        return found[1] or found[2] or ""


@dataclass(frozen=True)
class Sample:
    """A file to send."""

    name: str
    kind: str
    content: bytes


@dataclass
class Browser:
    """A browser with its cookies, in front of the application of this process (`carry` is how a request gets there)."""

    cookies: dict[str, str]
    carry: Callable[..., Answer]
    asked: list[tuple[str, str]] = field(default_factory=list)

    def get(self, path: str) -> Answer:
        """The page at `path`."""
        return self._ask("GET", path)

    def post(self, path: str, page: Answer, data: dict[str, str]) -> Answer:
        """A form sent from `page`; the page that it leads to."""
        sent = {"csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken"), **data}
        return self._follow(self._ask("POST", path, urlencode(sent).encode(), "application/x-www-form-urlencoded"))

    def post_file(self, path: str, page: Answer, file: "Sample") -> Answer:
        """A form with one file, sent by the button that leads on; the page that it leads to."""
        mark = secrets.token_hex(12)
        token = page.hidden("csrfmiddlewaretoken")
        head = f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        head += f'--{mark}\r\nContent-Disposition: form-data; name="then"\r\n\r\ndi-tiep\r\n'
        head += f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        head += f"Content-Type: {file.kind}\r\n\r\n"
        body = head.encode() + file.content + f"\r\n--{mark}--\r\n".encode()
        return self._follow(self._ask("POST", path, body, f"multipart/form-data; boundary={mark}"))

    def send_file(self, target: str, page: Answer, file: "Sample") -> Answer:
        """The same file as the script of the page sends it: tus, creation with upload."""
        about = {"place": "entry_file", "target": target, "filename": file.name}
        headers = {
            "HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_UPLOAD_LENGTH": str(len(file.content)),
            "HTTP_UPLOAD_METADATA": ",".join(f"{key} {_base64(text)}" for key, text in about.items()),
            "HTTP_X_CSRFTOKEN": page.hidden("csrfmiddlewaretoken"),
        }  # fmt: skip
        return self._ask("POST", "/tai-len/", file.content, "application/offset+octet-stream", **headers)

    def _follow(self, answer: Answer) -> Answer:
        if answer.status != 302:
            raise SystemExit(f"{self.asked[-1]} answered {answer.status}")
        return self.get(answer.leads_to)

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "", **headers: str) -> Answer:
        self.asked.append((method, path))
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        answer = self.carry(method, path, body, kind, cookies, headers)
        if answer.status >= 400:
            raise SystemExit(f"{method} {path} answered {answer.status}")
        self.cookies |= dict(answer.cookies())
        return answer


def _base64(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode()).decode()


def in_process(method: str, path: str, body: bytes, kind: str, cookies: str, headers: dict[str, str]) -> Answer:
    """A request through the whole WSGI stack of this process."""
    from hoithi.wsgi import application

    route, __, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": route, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "HTTP_COOKIE": cookies, "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "HTTP_ACCEPT_ENCODING": "identity", **headers,
    }  # fmt: skip
    told: list[Any] = []
    answered = application(environ, lambda status, sent: told.append((status, sent)))
    try:
        content = b"".join(answered)
    finally:
        answered.close()
    status, sent = told[0]
    return Answer(int(status[:3]), sent, content)


def document() -> Sample:
    """A PDF of one page and a megabyte."""
    filling = secrets.token_hex((MEGABYTE - 1000) // 2)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Length {len(filling)} >>\nstream\n{filling}\nendstream",
    ]  # fmt: skip
    body, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 5\n0000000000 65535 f \n{rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return Sample("thuyet-minh.pdf", "application/pdf", (body + tail).encode())


def photo() -> Sample:
    """A photograph of about a megabyte, as a telephone makes it smaller before it is sent."""
    from PIL import Image

    made = io.BytesIO()
    Image.effect_noise((2000, 1500), 40).convert("RGB").save(made, "JPEG", quality=62)
    return Sample("may.jpg", "image/jpeg", made.getvalue())


def walk(browser: Browser, slug: str, file: Sample, *, by_script: bool = False) -> Answer:
    """The whole way, from the button "begin" to the receipt."""
    page = browser.get(f"/hoi-thi/{slug}/du-thi/bat-dau/")
    about = {"title": "Máy tách vỏ hạt điều", "field": "co-khi", "entrant": "individual", "unit_name": ""}
    begun = {name: page.hidden(name) for name in ("once", "base", "tab")}
    page = browser.post(f"/hoi-thi/{slug}/du-thi/bat-dau/", page, {**begun, **about})
    here = browser.asked[-1][1].removesuffix("buoc/mo-ta/")
    said = {"base": page.hidden("base"), "tab": page.hidden("tab"), "q-mo-ta": ANSWER}
    page = browser.post(browser.asked[-1][1], page, said)
    if by_script:
        browser.send_file(f"{here.split('/')[2]}:tai-lieu", page, file)
        page = browser.get(f"{here}kiem-tra/")
    else:
        page = browser.post_file(f"{here}tep/tai-lieu/", page, file)
    sent = {"once": page.hidden("once"), "base": page.hidden("base"), "enter": "on"}
    page = browser.post(f"{here}kiem-tra/", page, sent)
    if "HS-" not in page.text:
        raise SystemExit("the way did not end at a receipt")
    return page
