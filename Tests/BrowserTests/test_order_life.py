import re
import unittest

from playwright.sync_api import expect

from pages import PageTest


class OrderLife(PageTest):
    def test_an_order_goes_through_the_four_pages_at_once(self):
        store = self.live("/store?as=s1")
        rider = self.live("/rider?as=r1")
        monitor = self.live("/monitor")
        customer = self.live("/customer?as=c1")
        rider.get_by_role("switch").click()
        expect(rider.get_by_text("열린 배달이 없어요")).to_be_visible()

        customer.locator(".store-card", has_text="역삼분식").click()
        customer.get_by_role("button", name="떡볶이 담기").click()
        customer.get_by_role("group", name="떡볶이 수량").get_by_role("button", name="하나 더하기").click()
        customer.get_by_role("button", name=re.compile("장바구니 보기")).click()
        customer.get_by_label("배달 주소").fill("서울 강남구 압구정로 340")
        customer.get_by_label("요청사항").fill("덜 맵게")
        customer.get_by_role("button", name="9,000원 주문하고 결제하기").click()
        status = customer.get_by_test_id("status-text")
        expect(status).to_have_text("결제가 끝났어요. 가게가 주문을 확인하고 있어요")
        order = re.search(r"order=([\w-]+)", customer.url)[1]

        ticket = store.get_by_test_id(f"ticket-{order}")
        expect(ticket.get_by_role("timer")).to_be_visible()
        self.assertEqual(store.locator("html").get_attribute("data-rings"), "1")
        ticket.get_by_label("15분").check()
        ticket.get_by_role("button", name="15분 뒤로 수락").click()
        expect(status).to_have_text("가게가 주문을 받았어요")
        expect(customer.locator(".eta")).to_contain_text("분 뒤 도착 예정")
        ticket.get_by_role("button", name="조리 시작").click()
        expect(status).to_have_text("음식을 만들고 있어요")
        ticket.get_by_role("button", name=re.compile("조리 끝")).click()
        expect(status).to_contain_text("라이더를 찾고 있어요")
        expect(ticket.get_by_text("조리 완료")).to_be_visible()

        rider.get_by_role("button", name="잡기").click()
        current = rider.locator("article.current")
        expect(current.get_by_role("heading", name="역삼분식")).to_be_visible()
        expect(rider.get_by_test_id("board-count")).to_have_text("0")
        expect(status).to_have_text("라이더가 가게로 가고 있어요")
        expect(customer.locator(".pin-rider")).to_be_visible()
        current.get_by_role("slider").fill("1")
        current.get_by_role("button", name="음식을 받았어요").click()
        expect(status).to_have_text("라이더가 음식을 받아 출발했어요")
        expect(current.get_by_text("덜 맵게")).to_be_visible()
        expect(current.get_by_role("heading", name="서울 강남구 압구정로 340")).to_be_visible()
        # After a reload the map draws the rider where the slider stands: at the beginning of the way, which is the store.
        rider.reload()
        expect(current.get_by_role("slider")).to_have_value("0")
        expect(rider.locator(".pin-rider")).to_be_visible()
        places = [rider.locator(f".pin-{kind}").bounding_box() for kind in ("rider", "store", "door")]
        self.assertLess(abs(places[0]["x"] - places[1]["x"]), 4)
        self.assertGreater(abs(places[1]["x"] - places[2]["x"]) + abs(places[1]["y"] - places[2]["y"]), 40)
        before = customer.locator(".pin-rider").bounding_box()
        current.get_by_role("slider").fill("1")
        self.baedal.until(lambda: customer.locator(".pin-rider").bounding_box() != before)
        current.get_by_role("button", name="전달했어요").click()
        expect(current).to_have_count(0)

        expect(status).to_have_text("음식이 도착했어요")
        customer.get_by_role("button", name="잘 받았어요").click()
        expect(status).to_have_text("주문이 모두 끝났어요")
        customer.get_by_label("5점 최고예요").check()
        customer.get_by_role("button", name="평가 남기기").click()
        expect(customer.get_by_label("내 평가 5점")).to_be_visible()
        bubbles = customer.get_by_role("log").get_by_role("heading")
        expect(bubbles).to_have_text([
            "주문이 접수됐어요", "결제가 완료됐어요", "가게가 주문을 받았어요", "조리가 시작됐어요", "음식이 준비됐어요",
            "라이더가 정해졌어요", "라이더가 출발했어요", "음식이 도착했어요", "주문이 완료됐어요",
        ])

        expect(monitor.get_by_test_id("count-COMPLETED").locator("b")).to_have_text("1")
        monitor.get_by_label("거르기").fill("orders/+/status")
        expect(monitor.locator(".line-topic").first).to_have_text(f"baedal/v1/orders/{order}/status")
        monitor.get_by_placeholder("주문 번호").fill(order)
        monitor.get_by_role("button", name="보기", exact=True).click()
        expect(monitor.locator(".story .story-status")).to_have_count(9)
        expect(monitor.locator(".story .story-payment")).to_have_count(1)
        expect(monitor.locator(".story .story-delivery")).to_have_count(1)

    def test_a_delivery_is_offered_declined_and_accepted(self):
        self.baedal.put("/regions/서울/강남구/dispatch", {"mode": "auto"})
        self.addCleanup(self.baedal.put, "/regions/서울/강남구/dispatch", {"mode": "board"})
        riders = {}
        for id in ("r2", "r3"):
            riders[id] = self.live(f"/rider?as={id}")
            riders[id].get_by_role("switch").click()
        order = self.baedal.order("f1", address="서울 강남구 압구정로 340")
        self.baedal.until(lambda: self.baedal.exists(f"/storeOrders/{order}"))
        for action in ("accept", "start-cook", "finish-cook"):
            self.baedal.put(f"/storeOrders/{order}/{action}")

        def asked():
            return next((id for id, page in riders.items() if page.locator(".offer").count()), None)

        first = self.baedal.until(asked, within=30)
        offer = riders[first].locator(".offer")
        expect(offer.get_by_role("timer")).to_be_visible()
        expect(offer).to_contain_text("역삼분식")
        offer.get_by_role("button", name="넘기기").click()
        expect(offer).to_have_count(0)
        second = next(id for id in riders if id != first)
        riders[second].locator(".offer").get_by_role("button", name="받기").click(timeout=30_000)
        expect(riders[second].locator("article.current").get_by_role("heading", name="역삼분식")).to_be_visible()
        expect(riders[second].locator(".offer")).to_have_count(0)
        self.assertEqual(self.baedal.embedded(f"/deliveries?orderId={order}")[0]["riderId"], second)

    def test_a_customer_cancels(self):
        store = self.live("/store?as=s2")
        order = self.baedal.order("f4")
        customer = self.live(f"/customer?as=c1&order={order}")
        ticket = store.get_by_test_id(f"ticket-{order}")
        expect(ticket.get_by_role("timer")).to_be_visible()
        customer.get_by_role("button", name="주문 취소").click()
        expect(customer.get_by_test_id("status-text")).to_contain_text("취소")
        expect(customer.get_by_role("button", name="주문 취소")).to_have_count(0)
        expect(ticket.get_by_text("취소됨")).to_be_visible()
        expect(customer.get_by_text("합계 (환불됨)")).to_be_visible()

    def test_a_store_rejects_with_its_reason(self):
        order = self.baedal.order("f4")
        store = self.live("/store?as=s2")
        customer = self.live(f"/customer?as=c1&order={order}")
        ticket = store.get_by_test_id(f"ticket-{order}")
        expect(ticket).to_be_visible()
        # It was there before the page was: no news.
        self.assertIsNone(store.locator("html").get_attribute("data-rings"))
        ticket.get_by_role("button", name="거절").click()
        dialog = store.get_by_role("dialog")
        dialog.get_by_role("radio", name="직접 쓰기").check()
        dialog.get_by_role("textbox", name="직접 쓰기").fill("기름이 다 떨어졌어요 <b>")
        dialog.get_by_role("button", name="거절하기").click()
        expect(ticket.get_by_text("사유: 기름이 다 떨어졌어요 <b>")).to_be_visible()
        expect(customer.get_by_test_id("status-text")).to_contain_text("거절")
        expect(customer.get_by_role("log")).to_contain_text("기름이 다 떨어졌어요 <b>")

    def test_a_declined_payment_can_be_made_again(self):
        customer = self.live("/customer?as=c1&store=s2")
        customer.get_by_role("button", name=re.compile("담기")).first.click()
        customer.get_by_role("button", name=re.compile("장바구니 보기")).click()
        customer.get_by_label(re.compile("한도 초과 카드")).check()
        # The browser itself notes the 402 in its console.
        self.may_be_away = True
        customer.get_by_role("button", name=re.compile("주문하고 결제하기")).click()
        expect(customer.locator(".toast-bad")).to_be_visible()
        customer.get_by_role("button", name=re.compile("원 결제하기")).click()
        expect(customer.get_by_test_id("status-text")).to_contain_text("결제가 끝났어요")


if __name__ == "__main__":
    unittest.main()
