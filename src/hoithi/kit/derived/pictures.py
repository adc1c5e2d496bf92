"""Pictures made smaller, upright, in the colours of the web, and without what the camera wrote into them."""

import io

import pi_heif  # type: ignore[import-untyped]
from PIL import Image, ImageCms, ImageOps

MAX_PIXELS = 60_000_000
THUMBNAIL = 320
_FORMS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}


def thumbnail(data: bytes, kind: str) -> list[bytes]:
    """WebP, longest side 320."""
    return picture(data, kind, THUMBNAIL)


def picture(data: bytes, kind: str, side: int) -> list[bytes]:
    """WebP, upright, longest side at most `side`."""
    image = _opened(data, kind)
    image.thumbnail((side, side), reducing_gap=2.0)
    return [webp(_web_colours(ImageOps.exif_transpose(image)))]


def plain(data: bytes, kind: str) -> list[bytes]:
    """The whole picture in its own form (HEIC as JPEG), upright: pixels and profile of colours, nothing else."""
    image = ImageOps.exif_transpose(_opened(data, kind))
    profile = image.info.get("icc_profile")
    image.info = {}
    form = "JPEG" if kind == "heic" else _FORMS[kind]
    if form == "JPEG" and image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("RGB")
    memory = io.BytesIO()
    image.save(memory, form, icc_profile=profile, **({} if form == "PNG" else {"quality": 92}))
    return [memory.getvalue()]


def webp(image: Image.Image) -> bytes:
    """The picture as WebP; quick rather than as small as can be, for a hundred pages are made in one go."""
    memory = io.BytesIO()
    image.save(memory, "WEBP", quality=80, method=2)
    return memory.getvalue()


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "heic":
        pi_heif.options.DECODE_THREADS = 1  # each would reserve memory of its own
        pi_heif.register_heif_opener(thumbnails=False)
    image = Image.open(io.BytesIO(data), formats=[_FORMS[kind]])
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return image


def _web_colours(image: Image.Image) -> Image.Image:
    """`image` in sRGB without a profile: telephones take pictures in wider colours, which would look dull."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    if profile and mode == "RGB" and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
        except ImageCms.PyCMSError:
            image = image.convert("RGB")
    image = image.convert(mode)
    image.info = {}
    return image
