import re
import unittest

from playwright.sync_api import expect

from pages import PageTest

SCRIPT = "<script>broken=1</script><img onerror=broken=1>"
REVERSED = "\u202eמסעדה\u202c 역방향"
EMOJI = "👩‍🍳🍜🏳️‍🌈 면집 🫠"
FIRST_VIEW = 350_000


class Input(PageTest):
    def test_names_are_text_whatever_is_in_them(self):
        self.baedal.post("/customers", {"id": "odd", "name": SCRIPT, "phone": "010-1234-5678"})
        for id, name in (("x1", SCRIPT), ("x2", REVERSED), ("x3", EMOJI)):
            self.baedal.post("/stores", {"id": id, "name": name, "address": "서울 강남구 역삼동 736"})
            self.baedal.post("/foods", {"id": f"food-{id}", "name": name, "price": 1000, "count": 9, "storeId": id})
            self.baedal.post("/riders", {"id": f"rider-{id}", "name": name, "phone": "010-1234-5678"})
        order = self.baedal.order("food-x1", customer="odd", options=f"{SCRIPT} {REVERSED} {EMOJI}")
        self.baedal.until(lambda: self.baedal.exists(f"/storeOrders/{order}"))
        shown = [self.live("/customer?as=odd")]
        for name in (SCRIPT, REVERSED, EMOJI):
            expect(shown[0].locator(".store-card", has_text=name)).to_be_visible()
        shown.append(self.live(f"/customer?as=odd&order={order}"))
        expect(shown[-1].locator(".receipt")).to_contain_text(SCRIPT)
        shown.append(self.live("/store?as=x1"))
        expect(shown[-1].get_by_test_id(f"ticket-{order}")).to_contain_text(SCRIPT)
        expect(shown[-1].get_by_role("heading", level=1)).to_have_text(SCRIPT)
        delivery = self.baedal.cook(order)
        shown.append(self.live("/rider?as=rider-x1"))
        shown[-1].get_by_role("switch").click()
        job = shown[-1].get_by_test_id(f"job-{delivery}")
        expect(job).to_contain_text(SCRIPT)
        job.get_by_role("button", name="잡기").click()
        shown[-1].get_by_role("button", name="음식을 받았어요").click()
        expect(shown[-1].locator(".ticket-note")).to_contain_text(EMOJI)
        shown.append(self.live(f"/monitor?order={order}"))
        expect(shown[-1].locator(".lines")).to_contain_text("<script>broken=1")
        for page in shown:
            self.assertIsNone(page.evaluate("window.broken ?? null"))
            self.assertEqual(page.evaluate("document.querySelectorAll('main img, main script').length"), 0)

    def test_what_is_no_json_and_no_position_is_passed_over(self):
        monitor = self.live("/monitor")
        self.publish("baedal/v1/riders/r1/location", "not json", '{"lat":"<b>","lon":1}', '{"lat":37.5,"lon":127}')
        monitor.get_by_label("거르기").fill("riders/r1/location")
        expect(monitor.locator(".line-text", has_text="not json")).to_be_visible()
        expect(monitor.locator(".line-text", has_text='{"lat":"<b>"')).to_be_visible()
        monitor.get_by_label("거르기").fill("그런 말은 없다")
        expect(monitor.get_by_text("걸러진 메시지가 없어요")).to_be_visible()

    def publish(self, topic, *payloads):
        import subprocess
        for payload in payloads:
            subprocess.run(["mosquitto_pub", "-p", str(self.baedal.mqtt_port), "-t", topic, "-m", payload], check=True)

    def test_a_wrong_address_or_phone_number_is_explained(self):
        self.may_be_away = True
        page = self.live("/customer?as=somebody-new")
        page.get_by_label("이름").fill("새 손님")
        page.get_by_label("휴대폰 번호").fill("전화 없음")
        page.get_by_role("button", name="시작하기").click()
        expect(page.locator(".toast-bad")).to_be_visible()
        page.get_by_label("휴대폰 번호").fill("010-2222-3333")
        page.get_by_role("button", name="시작하기").click()
        expect(page.get_by_role("heading", name=re.compile("새 손님님"))).to_be_visible()

    def test_the_first_view_is_light_and_the_second_is_kept(self):
        for path in ("/", "/customer?as=c1", "/store?as=s1", "/rider?as=r1", "/monitor"):
            with self.subTest(path):
                sizes = []
                page = self.live(path, prepare=lambda page: self.weigh(page, sizes))
                page.wait_for_load_state("networkidle")
                first = sum(sizes)
                self.assertGreater(first, 50_000)
                self.assertLess(first, FIRST_VIEW)
                sizes.clear()
                page.goto(self.baedal.base + path)
                expect(page.get_by_test_id("connection")).to_have_text("실시간")
                page.wait_for_load_state("networkidle")
                self.assertLess(sum(sizes), first / 4)
                page.context.close()

    @staticmethod
    def weigh(page, sizes):
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))


class Many(PageTest):
    def test_500_foods_and_1000_open_deliveries_are_shown(self):
        for number in range(500):
            self.baedal.post("/foods", {"id": f"many-{number}", "name": f"메뉴 {number}", "price": 1000, "count": 5, "storeId": "many"})
        for number in range(1000):
            self.baedal.post("/deliveries", {"id": f"d-{number}", "orderId": f"o-{number}", "storeId": "s1", "address": "서울 강남구 역삼동 736"})
        customer = self.live("/customer?as=c1&store=many")
        expect(customer.locator(".food")).to_have_count(500)
        customer.get_by_role("button", name="메뉴 499 담기").click()
        expect(customer.get_by_role("button", name=re.compile("장바구니 보기"))).to_be_visible()
        rider = self.live("/rider?as=r1")
        rider.get_by_role("switch").click()
        expect(rider.get_by_test_id("board-count")).to_have_text("1000", timeout=30_000)
        first, middle, last = (rider.get_by_test_id(f"job-d-{number}") for number in (0, 500, 999))
        for width in (1280, 390):
            rider.set_viewport_size({"width": width, "height": 844})
            for share, card in ((1, last), (0.5, middle), (0, first)):
                # The page is as long as it will be once the cards lie in the columns of this width.
                rider.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
                rider.evaluate("share => scrollTo(0, share * document.body.scrollHeight)", share)
                expect(card).to_be_in_viewport()
                self.assertLess(rider.locator(".job").count(), 120)
        # The next card is always there for the keyboard, however far that goes.
        first.get_by_role("button").focus()
        for number in range(1, 40):
            rider.keyboard.press("Tab")
            expect(rider.get_by_test_id(f"job-d-{number}").get_by_role("button")).to_be_focused()
        # Somebody else takes one before it: the focus stays on the same delivery.
        self.baedal.put("/deliveries/d-0/claim", {"riderId": "r2"})
        expect(rider.get_by_test_id("board-count")).to_have_text("999")
        expect(rider.get_by_test_id("job-d-39").get_by_role("button")).to_be_focused()
        rider.set_viewport_size({"width": 1280, "height": 844})
        rider.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
        rider.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        expect(middle).to_be_in_viewport()
        self.baedal.put("/deliveries/d-500/claim", {"riderId": "r2"})
        expect(rider.get_by_test_id("board-count")).to_have_text("998")
        expect(middle).to_have_count(0)
        # One that the screen's edge cuts is taken where it is pressed.
        button = rider.get_by_test_id("job-d-501").get_by_role("button")
        rider.evaluate("by => scrollBy(0, by)", button.bounding_box()["y"] - 844 + 20)
        expect(button).to_be_in_viewport()
        box = button.bounding_box()
        rider.mouse.move(box["x"] + box["width"] / 2, 840)
        rider.mouse.down()
        rider.mouse.up()
        expect(rider.get_by_test_id("board-count")).to_have_text("997")
        # The page says so at once, wherever the rider has scrolled to.
        expect(rider.get_by_role("region", name="지금 배달")).to_have_count(1)


if __name__ == "__main__":
    unittest.main()
