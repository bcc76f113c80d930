import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages import PageTest
from states import prepare, states

NARROWEST = 360


class Access(PageTest):
    """Each page in each state: for everybody, on every screen, in light and dark."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orders = prepare(cls.baedal)

    def in_each_state(self, check, **options):
        for name, path, act, is_there in states(self.orders):
            with self.subTest(name, **options):
                # A page that asks for what is not there is told so, and the browser notes it.
                self.may_be_away = name in ("customer-new", "monitor-unknown")
                page = self.live(path, **options)
                act(page)
                is_there(page)
                check(page)
                page.context.close()

    def check(self, page):
        found = Axe().run(page)
        self.assertEqual(found.violations_count, 0, found.generate_report())

    def test_axe_finds_nothing_in_light(self):
        self.in_each_state(self.check)

    def test_axe_finds_nothing_in_dark_on_the_narrowest_phone_and_nothing_is_wider(self):
        def check(page):
            self.assertLessEqual(page.evaluate("document.scrollingElement.scrollWidth"), NARROWEST)
            self.check(page)

        self.in_each_state(check, width=NARROWEST, height=740, scheme="dark", touch=True)

    def test_axe_finds_nothing_while_the_connection_is_away(self):
        self.may_be_away = True
        away = lambda page: page.route_web_socket("**/mqtt", lambda socket: socket.close())
        for path in ("/", "/customer?as=c1", "/store?as=s1", "/rider?as=r1", "/monitor"):
            with self.subTest(path):
                page = self.open(path, prepare=away)
                expect(page.get_by_test_id("disconnected")).to_be_visible()
                self.check(page)

    def test_axe_finds_nothing_while_the_server_fails(self):
        self.may_be_away = True
        failing = lambda page: page.route("**/stores?*", lambda route: route.fulfill(
            status=503, content_type="application/problem+json", json={"detail": "지금은 쓸 수 없어요.", "code": "unavailable"}))
        page = self.open("/customer?as=c1", prepare=failing)
        expect(page.get_by_text("지금은 쓸 수 없어요.")).to_be_visible()
        self.check(page)
        page.unroute_all()
        page.get_by_role("button", name="다시 불러오기").click()
        expect(page.get_by_text("오늘은 뭐 먹을까요?")).to_be_visible()

    def test_the_keyboard_alone_is_enough_to_order(self):
        page = self.live("/customer?as=c1&store=s1")
        page.get_by_role("button", name="순대 담기").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="장바구니 보기").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="장바구니 보기").focus()
        page.keyboard.press("Space")
        order = page.get_by_role("button", name="주문하고 결제하기")
        for _ in range(20):
            page.keyboard.press("Tab")
            if order.evaluate("button => button === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("status-text")).to_contain_text("결제가 끝났어요")


if __name__ == "__main__":
    unittest.main()
