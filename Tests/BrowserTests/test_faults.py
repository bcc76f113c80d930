import os
import re
import signal
import time
import unittest

from playwright.sync_api import expect

from pages import PageTest

RIGHT_WITHIN = 5


class HeldSocket:
    """Holds back what the server sends to a page, until it is let go."""

    def __init__(self):
        self.is_held = False
        self.waiting = []

    def __call__(self, page):
        page.route_web_socket(re.compile(".*/mqtt"), self._connect)

    def _connect(self, socket):
        server = socket.connect_to_server()
        self.socket = socket
        server.on_message(self._receive)

    def _receive(self, message):
        if self.is_held:
            self.waiting.append(message)
        else:
            self.socket.send(message)

    def let_go(self):
        self.is_held = False
        for message in self.waiting:
            self.socket.send(message)


class Faults(PageTest):
    def test_the_second_of_two_riders_is_told_and_sees_it_no_more(self):
        delivery = self.baedal.cook(self.baedal.order())
        slow = HeldSocket()
        second = self.live("/rider?as=r2", prepare=slow)
        second.get_by_role("switch").click()
        job = second.get_by_test_id(f"job-{delivery}")
        expect(job).to_be_visible()
        slow.is_held = True
        self.baedal.put(f"/deliveries/{delivery}/claim", {"riderId": "r1"})
        job.get_by_role("button", name="잡기").click()
        self.baedal.until(lambda: second.wait_for_timeout(30) or len(slow.waiting) > 1)
        slow.let_go()
        expect(second.locator(".toast-bad")).to_contain_text("라이더")
        expect(job).to_have_count(0)
        self.assertEqual(self.baedal.get(f"/deliveries/{delivery}")["riderId"], "r1")
        expect(second.locator("article.current")).to_have_count(0)

    def test_after_the_broker_was_killed_each_page_is_right_within_seconds(self):
        waiting = self.baedal.order()
        moving = self.baedal.order()
        delivery = self.baedal.cook(self.baedal.order())
        customer = self.live(f"/customer?as=c1&order={moving}")
        store = self.live("/store?as=s1")
        rider = self.live("/rider?as=r3")
        monitor = self.live("/monitor")
        pages = [customer, store, rider, monitor]
        rider.get_by_role("switch").click()
        expect(rider.get_by_test_id(f"job-{delivery}")).to_be_visible()
        expect(store.get_by_test_id(f"ticket-{waiting}")).to_be_visible()
        self.may_be_away = True
        broker = self.baedal.broker()
        # Stopped first, so that it stays away for as long as the test wants.
        self.addCleanup(self.let_go, broker)
        os.kill(broker, signal.SIGSTOP)
        for page in pages:
            expect(page.get_by_test_id("disconnected")).to_be_visible(timeout=30_000)
            expect(page.get_by_test_id("connection")).to_have_text("연결 끊김")
        # What happens meanwhile is told to nobody, but asked for.
        self.baedal.put(f"/storeOrders/{moving}/accept")
        expect(customer.get_by_test_id("status-text")).to_have_text("가게가 주문을 받았어요")
        self.baedal.put(f"/deliveries/{delivery}/claim", {"riderId": "r1"})
        expect(rider.get_by_test_id(f"job-{delivery}")).to_have_count(0)
        fresh = self.baedal.order()
        os.kill(broker, signal.SIGKILL)
        self.baedal.until(lambda: self.baedal.broker() not in (None, broker))
        start = time.monotonic()
        for page in pages:
            expect(page.get_by_test_id("connection")).to_have_text("실시간", timeout=RIGHT_WITHIN * 1000)
            expect(page.get_by_test_id("disconnected")).to_have_count(0)
        expect(store.get_by_test_id(f"ticket-{fresh}")).to_be_visible(timeout=RIGHT_WITHIN * 1000)
        expect(store.get_by_test_id(f"ticket-{moving}").get_by_role("button", name="조리 시작")).to_be_visible()
        expect(monitor.get_by_test_id("count-ACCEPTED").locator("b")).to_have_text("1")
        self.assertLess(time.monotonic() - start, RIGHT_WITHIN)
        # And live again.
        self.baedal.put(f"/storeOrders/{moving}/start-cook")
        expect(customer.get_by_test_id("status-text")).to_have_text("음식을 만들고 있어요")

    @staticmethod
    def let_go(process):
        try:
            os.kill(process, signal.SIGCONT)
        except ProcessLookupError:
            pass

    def test_a_double_tap_acts_once(self):
        orders = self.baedal.get("/orders?customerId=c1")["page"]["totalElements"]
        customer = self.live("/customer?as=c1&store=s1")
        customer.get_by_role("button", name="김밥 담기").click()
        customer.get_by_role("button", name=re.compile("장바구니 보기")).click()
        # Both within one task of the page, faster than any finger.
        customer.get_by_role("button", name=re.compile("주문하고 결제하기")).evaluate("button => { button.click(); button.click(); }")
        expect(customer.get_by_test_id("status-text")).to_contain_text("결제가 끝났어요")
        self.assertEqual(self.baedal.get("/orders?customerId=c1")["page"]["totalElements"], orders + 1)
        order = re.search(r"order=([\w-]+)", customer.url)[1]
        self.assertEqual(self.baedal.get(f"/payments?orderId={order}")["page"]["totalElements"], 1)

    def test_back_and_reload_lose_nothing(self):
        page = self.live("/customer?as=c1")
        page.locator(".store-card", has_text="홍대치킨").click()
        page.get_by_role("button", name=re.compile("담기")).first.click()
        page.get_by_role("button", name=re.compile("장바구니 보기")).click()
        page.get_by_label("요청사항").fill("문 앞에 두세요")
        page.reload()
        expect(page.get_by_label("요청사항")).to_have_value("문 앞에 두세요")
        page.go_back()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("heading", name="홍대치킨")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("장바구니 보기"))).to_be_visible()
        page.go_back()
        expect(page.get_by_text("오늘은 뭐 먹을까요?")).to_be_visible()

        rider = self.live("/rider?as=r2")
        rider.get_by_role("switch").click()
        rider.get_by_role("button", name="강남구").click()
        rider.get_by_role("dialog").get_by_label("마포구").check()
        rider.reload()
        expect(rider.get_by_role("dialog").get_by_label("마포구")).to_be_checked()
        rider.get_by_role("button", name="2곳에서 보기").click()
        expect(rider.get_by_role("switch")).to_be_checked()

    def test_a_rider_that_goes_without_a_word_is_offline(self):
        monitor = self.live("/monitor")
        rider = self.live("/rider?as=r1")
        rider.get_by_role("switch").click()
        riding = monitor.locator(".map-words dd").first
        expect(riding).not_to_have_text("0")
        count = int(riding.inner_text())
        # Its successor greets before the last will of the one that is gone is told.
        rider.reload()
        expect(rider.get_by_role("switch")).to_be_checked()
        expect(rider.get_by_test_id("connection")).to_have_text("실시간")
        expect(riding).to_have_text(str(count))
        rider.context.close()
        expect(riding).to_have_text(str(count - 1))


if __name__ == "__main__":
    unittest.main()
