"""A headless Chromium on a desk of its own: what it asks for, what its console says, and what axe finds."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).with_name(".npm") / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@contextlib.contextmanager
def served(db: Path, *more: str) -> Iterator[str]:
    """The desk on a free port of this machine."""
    from extractor.web.serving import free_port

    port = free_port(0)
    code = "from extractor.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(db), "--port", str(port), *more]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(900):
                try:
                    urllib.request.urlopen(url, timeout=10).read()
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    time.sleep(0.1)
            yield url
        finally:
            process.terminate()


class Browser:
    """A page that remembers what went wrong."""

    def __init__(self, page: Any, url: str) -> None:
        self.page = page
        self.url = url
        self.said: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        self.open_requests = 0
        page.on("request", lambda request: self._asked(request.url))
        for event in ("requestfinished", "requestfailed"):
            page.on(event, lambda request: self._answered())

    def _answered(self) -> None:
        self.open_requests -= 1

    def _asked(self, url: str) -> None:
        self.open_requests += 1
        if not url.startswith((self.url, "data:", "blob:")):
            self.outside.append(url)

    def open(self, path: str) -> Any:
        self.open_requests = 0
        self.page.goto(self.url + path)
        self.settled()
        return self.page

    def settled(self) -> None:
        """After this, what a key or click has started is done."""
        deadline = time.monotonic() + 20
        quiet = 0
        while quiet < 3 and time.monotonic() < deadline:
            self.page.wait_for_timeout(25)
            quiet = quiet + 1 if self.open_requests <= 0 else 0
        self.page.wait_for_load_state("load")

    def until(self, said: str, seconds: float = 60.0) -> None:
        """Waits until an expression is true; the pages allow no evaluation of their own."""
        deadline = time.monotonic() + seconds
        while not self.page.evaluate(said):
            assert time.monotonic() < deadline, said
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.settled()

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """What is said and asked for meanwhile, and not before, is checked at the end."""
        self.said.clear()
        self.outside.clear()
        yield
        self.check()

    def check(self) -> None:
        """Nothing asked for elsewhere, nothing on the console, no text that has become a script."""
        assert not self.outside, self.outside
        assert not self.said, self.said
        assert self.page.evaluate("window.hacked") is None

    def barriers(self) -> list[str]:
        """What axe finds that is serious or critical."""
        if not AXE.is_file():
            pytest.skip("axe-core is not installed (tests/install-system.sh)")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"][:5]
        ]


@contextlib.contextmanager
def browser(url: str, folder: Path, **options: Any) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder), executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1440, "height": 900}, accept_downloads=True, **options
        )
        try:
            page = context.new_page()
            page.set_default_timeout(20_000)
            yield Browser(page, url)
        finally:
            context.close()
