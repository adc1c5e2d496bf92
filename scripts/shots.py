"""Photographs every page of the demo as the role it is for, on a phone and on a desktop, into `var/shots/`.

`python scripts/shots.py [PART_OF_NAME ...]` photographs only the pages whose name holds one of the parts.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import Browser, sync_playwright

from tests.served import Served, served

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


def main(parts: list[str]) -> None:
    """Serves a demo of its own and photographs it."""
    out = ROOT / "var" / "shots"
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as site,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, width in WIDTHS.items():
            shoot(browser, site, name, width, out, parts)
        browser.close()


def shoot(browser: Browser, site: Served, label: str, size: tuple[int, int], out: Path, parts: list[str]) -> None:
    """All pages at one size."""
    for visit in site.visits:
        if parts and not any(part in visit["name"] for part in parts):
            continue
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN")
        if visit["cookie"]:
            name, _, value = visit["cookie"].partition("=")
            context.add_cookies([{"name": name, "value": value, "url": site.url}])
        page = context.new_page()
        answer = page.goto(site.url + visit["path"])
        page.screenshot(path=out / f"{visit['name']}-{label}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        print(f"{visit['name']} {label} {answer.status if answer else '?'}{f' WIDER BY {wide}' if wide > 0 else ''}")
        context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
