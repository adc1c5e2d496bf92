"""Signing a PDF: PAdES, as an addition behind what stands there, so that earlier signatures stay good."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.pdf_embedded import read_certification_data
from pyhanko.stamp import StaticStampStyle

from hoithi.documents.signing.keys import Key
from hoithi.documents.signing.looks import Look
from hoithi.documents.signing.places import Place
from hoithi.kit.refusals import Refusal

_POINTS = 72 / 25.4
_TIMESTAMP_SECONDS = 10
_FILLED = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins.uniform(0))


def sign_pdf(
    data: bytes, *, key: Key, look: Look | None = None, reason: str = "", location: str = "", contact: str = "",
    timestamp_url: str = "",
) -> bytes:  # fmt: skip
    """`data` with a signature by `key` appended (PAdES B-B; B-T when `timestamp_url` names a server), seen as `look`
    says or not at all.

    Raises `Refusal`: 422 for what is no PDF, is encrypted or is built in a way that cannot be signed, 409 for a paper
    that a signature has closed, 503 when the server of times does not answer.
    """
    try:
        writer = _opened(data)
        name = _free_name(writer.prev)
        about = PdfSignatureMetadata(
            field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.name,
            reason=reason or None, location=location or None, contact_info=contact or None,
        )  # fmt: skip
        with _style(look) as style:
            signer = PdfSigner(
                about, key.signer, stamp_style=style,
                timestamper=HTTPTimeStamper(timestamp_url, timeout=_TIMESTAMP_SECONDS) if timestamp_url else None,
                new_field_spec=SigFieldSpec(
                    name, on_page=look.place.page - 1 if look else 0,
                    box=_box(writer.prev, look.place) if look else None,
                    readable_field_name=_("Chữ ký của %s") % key.name,
                ),
            )  # fmt: skip
            return bytes(signer.sign_pdf(writer).getbuffer())
    except TimestampRequestError as error:
        sentence = _("Máy chủ cấp dấu thời gian không trả lời nên chưa ký được. Hãy thử lại sau ít phút.")
        raise Refusal("no_timestamp", sentence, status=503) from error
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError) as error:
        sentence = _("Tệp PDF bị hỏng hoặc có cấu trúc không ký được. Hãy xuất lại tệp rồi ký.")
        raise Refusal("cannot_sign", sentence, status=422) from error


@contextmanager
def _style(look: Look | None) -> Iterator[StaticStampStyle | None]:
    """What is drawn, as the library wants it: from a file."""
    if look is None:
        yield None
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
        drawn.write(look.drawn)
        drawn.flush()
        yield StaticStampStyle(
            background=ImportedPdfPage(drawn.name), background_layout=_FILLED, border_width=0, background_opacity=1.0
        )


def _opened(data: bytes) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    if writer.prev.encrypted:
        sentence = _("Tệp PDF có mật khẩu nên không ký được. Hãy gỡ mật khẩu rồi ký.")
        raise Refusal("encrypted", sentence, status=422)
    if _closed(writer.prev):
        sentence = _("Người ký trước đã khóa văn bản, không cho ký thêm. Hãy ký trên bản chưa khóa.")
        raise Refusal("closed", sentence, status=409)
    return writer


def _closed(reader: PdfFileReader) -> bool:
    """Whether an author certified it against any change, or a signer locked it."""
    certified = read_certification_data(reader)
    if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
        return True
    return any(signature.docmdp_level == MDPPerm.NO_CHANGES for signature in reader.embedded_signatures)


def _free_name(reader: PdfFileReader) -> str:
    taken = {name for name, _value, _field in enumerate_sig_fields(reader)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"ChuKy{number}") not in taken)


def _box(reader: PdfFileReader, place: Place) -> Any:
    """The place in points from the lower left corner of the sheet."""
    page = reader.find_page_for_modification(place.page - 1)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, _bottom, _right, top = (float(side) for side in page["/MediaBox"])
    x, y = left + place.left * _POINTS, top - (place.top + place.height) * _POINTS
    return x, y, x + place.width * _POINTS, y + place.height * _POINTS
