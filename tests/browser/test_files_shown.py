"""A PDF and a picture are really seen inside a page of ours, under the policies of the page and of the file."""

import io
import socketserver
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path
from PIL import Image

from hoithi.kit import files
from hoithi.kit.models import StoredFile

pytestmark = pytest.mark.browser
KINDS = {"pdf": "application/pdf", "png": "image/png", "html": "text/html"}


def red(form):
    memory = io.BytesIO()
    Image.new("RGB", (300, 400), "red").save(memory, form)
    return memory.getvalue()


def file(request, form, flag):
    data = default_storage.open(f"x.{form}").read()
    stored = StoredFile(key=f"x.{form}", name=f"x.{form}", size=len(data), sha256="0" * 64, content_type=KINDS[form])
    return files.show(stored, request=request, flags={flag})


def frame(request, form, flag):
    return HttpResponse(f"<!doctype html><title>x</title><iframe src='/f/{form}/{flag}/'></iframe>")


def image(request, form, flag):
    return HttpResponse(f"<!doctype html><title>x</title><img src='/f/{form}/{flag}/'>")


urlpatterns = [
    path("f/<form>/<flag>/", file),
    path("frame/<form>/<flag>/", files.shows_files(frame)),
    path("image/<form>/<flag>/", files.shows_files(image)),
    path("bare/<form>/<flag>/", frame),
]


class Threads(socketserver.ThreadingMixIn, WSGIServer):
    """A browser opens lines that it does not use yet."""

    daemon_threads = True
    block_on_close = False


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


@pytest.fixture
def address(settings, tmp_path):
    """These views behind the middleware that says what a browser may do, on a port of this machine."""
    settings.MEDIA_ROOT = tmp_path
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one.endswith(("GZipMiddleware", "CSPMiddleware"))]
    settings.MIDDLEWARE += ["django.middleware.clickjacking.XFrameOptionsMiddleware"]
    for form in ("pdf", "png"):
        default_storage.save(f"x.{form}", ContentFile(red(form)))
    default_storage.save("x.html", ContentFile(b"<title>x</title><script>document.title = 'ran'</script>"))
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser):
    context = browser.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


def red_points(page):
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return sum(count for count, (r, g, b) in shot.getcolors(1 << 24) if r > 200 and g < 60 and b < 60)


def seen(page):
    """Whether red comes into sight before long: a reader of PDF takes a moment and says nothing to the page."""
    for _ in range(40):
        if red_points(page) > 10_000:
            return True
        page.wait_for_timeout(250)
    return False


@pytest.mark.parametrize("where", ["frame/pdf/none/", "image/png/none/", "f/pdf/none/", "f/png/none/"])
def test_it_is_seen(page, address, where):
    page.goto(f"{address}/{where}")
    assert seen(page)


def test_a_page_that_does_not_say_that_it_frames_files_frames_none(page, address):
    blocked = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto(f"{address}/bare/pdf/none/")
    assert any("frame-src" in text or "default-src" in text for text in blocked)
    assert red_points(page) == 0


def test_what_is_active_is_downloaded_even_from_a_frame(page, address):
    with page.expect_download() as download:
        page.goto(f"{address}/frame/pdf/active/")
    assert download.value.suggested_filename == "x.pdf"
    assert red_points(page) == 0


def test_a_page_that_came_as_a_file_never_runs(page, address):
    with page.expect_download():
        page.goto(f"{address}/frame/html/none/")
    assert all(frame.title() != "ran" for frame in page.frames)
