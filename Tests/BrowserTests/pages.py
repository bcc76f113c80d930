"""A browser whose pages fail the test when they complain: in the console, about their policy, or by asking elsewhere."""

import os
import unittest

from playwright.sync_api import expect, sync_playwright

from baedal import Baedal

expect.set_options(timeout=15_000)
CHROMIUM = os.environ.get("BAEDAL_CHROMIUM", "/usr/bin/chromium")


def launch(playwright):
    arguments = ["--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required"]
    # Chromium's sandbox does not run as root.
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=arguments + (["--no-sandbox"] if os.geteuid() == 0 else []))


class PageTest(unittest.TestCase):
    """One program and one browser a class; each page in a context of its own, as on a device of its own."""

    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.baedal = cls.enterClassContext(Baedal(*cls.arguments))
        cls.playwright = cls.enterClassContext(sync_playwright())
        cls.browser = launch(cls.playwright)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.complaints = []
        # While the broker or the server is away on purpose the browser itself reports what it cannot reach.
        self.may_be_away = False

    def tearDown(self):
        if not self._outcome_is_failure():
            self.assertEqual(self.complaints, [])

    def _outcome_is_failure(self):
        return any(error for _, error in getattr(self._outcome, "errors", []) or [])

    def open(self, path, width=1280, height=900, scheme="light", touch=False, prepare=None):
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=touch,
            locale="ko-KR", timezone_id="Asia/Seoul", reduced_motion="reduce")
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("console", lambda message: self._heard(message))
        page.on("pageerror", lambda error: self.complaints.append(f"{path}: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        if prepare:
            prepare(page)
        page.goto(self.baedal.base + path)
        return page

    def live(self, path, **options):
        page = self.open(path, **options)
        expect(page.get_by_test_id("connection")).to_have_text("실시간")
        return page

    def _heard(self, message):
        if message.type not in ("error", "warning"):
            return
        is_network = "net::ERR" in message.text or "WebSocket connection" in message.text or "Failed to load resource" in message.text
        if not (self.may_be_away and is_network):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, url):
        if not url.startswith((self.baedal.base, self.baedal.base.replace("http", "ws"), "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {url}")
