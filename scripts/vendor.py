"""Brings the fonts and icons that the pages need from their published packages into the repository.

    python scripts/vendor.py            fetch by version, check the hash, write under src/hoithi
    python scripts/vendor.py --check    say whether the files in the repository are still the ones fetched (no network)

Needs `npm` and fontTools for the first form only. The hash is npm's own integrity value of the package at that version.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "src/hoithi"
RECORD = HOUSE / "kit/static/kit/VENDORED.json"
FONTS = "@fontsource/be-vietnam-pro@5.3.0"
FACES = "@expo-google-fonts/be-vietnam-pro@0.4.1"
PAPER_FACES = "@expo-google-fonts/tinos@0.4.2"
ICONS = "lucide-static@1.62.0"
TUS = "tus-js-client@4.3.1"
INTEGRITY = {
    FONTS: "xhAQBGHDxP5BF8IJxedy5MoWUmc1DlPCcZbMLhvnPkf8TaYCbbUVs3LjpuJ4BYdTrdiCLaewNaY8z+owq/FqFw==",
    FACES: "4o2bsqU1zcC6NZf5FRYB+7gE49waNWYOGc5c5qLfPgrSqqr61hS2Bz4TVPgxudO038tLydSyPxV8e79g8j5DpQ==",
    PAPER_FACES: "MQkfvUO1Aw7UP3jRtWLcjda+udanoL8ecrbkjbc3ZdhSI1iW/Uil4uD8O0eOiIxU2v/FeAT2XjGNiz5oYUlucg==",
    TUS: "ZLeYmjrkaU1fUsKbIi8JML52uAocjEZtBx4DKjRrqzrZa0O4MYwT6db+oqePlspV+FxXJAyFBc/L5gwUi2OFsg==",
    ICONS: "WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==",
}
FAMILY = "be-vietnam-pro"
# file in the package -> file under src/hoithi; the TTF faces are for what the server draws and are never served
FILES = {
    FONTS: {
        **{
            f"files/{FAMILY}-{part}-{weight}-normal.woff2": f"kit/static/kit/fonts/{FAMILY}-{part}-{weight}.woff2"
            for part in ("latin", "vietnamese")
            for weight in (400, 700)
        },
        "LICENSE": "kit/static/kit/fonts/LICENSE.txt",
    },
    FACES: {
        "400Regular/BeVietnamPro_400Regular.ttf": "kit/data/BeVietnamPro-Regular.ttf",
        "700Bold/BeVietnamPro_700Bold.ttf": "kit/data/BeVietnamPro-Bold.ttf",
        "LICENSE_FONT": "kit/data/BeVietnamPro-LICENSE.txt",
    },
    PAPER_FACES: {
        "400Regular/Tinos_400Regular.ttf": "documents/data/fonts/Tinos-Regular.ttf",
        "400Regular_Italic/Tinos_400Regular_Italic.ttf": "documents/data/fonts/Tinos-Italic.ttf",
        "700Bold/Tinos_700Bold.ttf": "documents/data/fonts/Tinos-Bold.ttf",
        "700Bold_Italic/Tinos_700Bold_Italic.ttf": "documents/data/fonts/Tinos-BoldItalic.ttf",
        "LICENSE_FONT": "documents/data/fonts/Tinos-LICENSE.txt",
    },
    ICONS: {"LICENSE": "kit/static/kit/icons.LICENSE.txt"},
    TUS: {"dist/tus.min.js": "kit/static/kit/tus.min.js", "LICENSE": "kit/static/kit/tus.LICENSE.txt"},
}
ICON_NAMES = (HOUSE / "kit/styles/icons.txt").read_text().split()


def fetch(package: str, folder: Path) -> tarfile.TarFile:
    """The tarball of `package` as npm gives it; stops when its hash is another than the one written above."""
    made = subprocess.run(
        ["npm", "pack", package, "--silent", "--pack-destination", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / made.stdout.split()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY[package]:
        sys.exit(f"vendor: {package} is not the package we know (sha512-{digest})")
    return tarfile.open(archive)


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """The bytes of one file of the package, without the address of a source map that is not taken along."""
    found = archive.extractfile(f"package/{name}")
    if found is None:
        sys.exit(f"vendor: no {name}")
    return re.sub(rb"\n//# sourceMappingURL=\S+\s*\Z", b"\n", found.read())


def without_hints(face: bytes) -> bytes:
    """A TrueType face without the programs that fit letters to the dots of old screens: papers that embed it become a
    third smaller, and their letters stay as wide as they were."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(face), recalcTimestamp=False)
    for table in {"fpgm", "prep", "cvt ", "gasp"} & set(font.keys()):
        del font[table]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    kept = BytesIO()
    font.save(kept)
    return kept.getvalue()


def symbol(name: str, svg: str) -> str:
    """One lucide picture as a <symbol> of the sprite."""
    inner = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", svg, flags=re.DOTALL)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{re.sub(r" */>", "/>", " ".join(inner.split()))}</symbol>'


def write(target: str, data: bytes) -> None:
    """Writes one file under src/hoithi."""
    path = HOUSE / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def fetch_all() -> None:
    """Fetches every package and writes its files and the record of their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        for package, files in FILES.items():
            archive = fetch(package, Path(folder))
            for source, target in files.items():
                data = member(archive, source)
                write(
                    target, without_hints(data) if target.startswith("documents/") and target.endswith(".ttf") else data
                )
            if package == ICONS:
                symbols = [symbol(name, member(archive, f"icons/{name}.svg").decode()) for name in ICON_NAMES]
                write(
                    "kit/static/kit/icons.svg",
                    f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.replace("> <", "><").encode(),
                )
    RECORD.write_text(json.dumps(hashes(), indent=1, sort_keys=True) + "\n")


def hashes() -> dict[str, str]:
    """SHA-256 of every vendored file as it lies in the repository."""
    targets = [target for files in FILES.values() for target in files.values()] + ["kit/static/kit/icons.svg"]
    return {target: hashlib.sha256((HOUSE / target).read_bytes()).hexdigest() for target in targets}


if __name__ == "__main__":
    if "--check" not in sys.argv:
        fetch_all()
    elif hashes() != json.loads(RECORD.read_text()):
        sys.exit("vendor: a vendored file was changed by hand; run python scripts/vendor.py")
    print("vendor: files are those of the packages")
