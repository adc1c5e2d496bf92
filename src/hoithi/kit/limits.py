"""A body larger than any page takes is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class RefuseHugeBodies:
    """Middleware: 413 with a sentence when the request says that it is larger than `MAX_BODY_BYTES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) <= settings.MAX_BODY_BYTES:
            return self.get_response(request)
        most = settings.MAX_BODY_BYTES // (1024 * 1024)
        sentence = _("Nội dung gửi lên quá lớn; tối đa %d MB. Hãy quay lại và chọn tệp nhỏ hơn.") % most
        return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")
