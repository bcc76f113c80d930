"""Measures how smooth the pages stay: frames a second under load against the same page at rest."""

import json
import socket
import threading
import time

from playwright.sync_api import expect, sync_playwright

from baedal import Baedal
from pages import launch

SECONDS = 5
UPDATES = 2000
RIDERS = 200
# While the page is measured: sixty a second.
CLAIMS = 300
# The page counts its own frames, and the longest pause between two of them.
COUNT = """seconds => new Promise(done => {
  let frames = 0, longest = 0, last = performance.now();
  const end = last + seconds * 1000;
  const step = now => {
    frames += 1;
    longest = Math.max(longest, now - last);
    last = now;
    now < end ? requestAnimationFrame(step) : done({ rate: frames / seconds, longest });
  };
  requestAnimationFrame(step);
})"""


class Rain:
    """Publishes locations over one TCP connection, as many a second as are wanted."""

    def __init__(self, port, rate):
        self.port, self.rate, self.is_over, self.sent = port, rate, threading.Event(), 0

    def __enter__(self):
        self.thread = threading.Thread(target=self._fall)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()

    def _fall(self):
        client = socket.create_connection(("127.0.0.1", self.port))
        client.sendall(b"\x10\x10\x00\x04MQTT\x04\x02\x00\x3c\x00\x04rain")
        client.recv(4)
        start = time.monotonic()
        while not self.is_over.is_set():
            due = int((time.monotonic() - start) * self.rate) - self.sent
            packets = b"".join(self._packet(self.sent + number) for number in range(due))
            client.sendall(packets)
            self.sent += due
            time.sleep(0.005)
        client.close()

    def _packet(self, number):
        rider, step = number % RIDERS, number // RIDERS
        place = {"lat": 37.45 + (rider * 37 + step) % 240 / 1000, "lon": 126.8 + (rider * 91 + 2 * step) % 370 / 1000, "at": "2026-01-01T00:00:00Z"}
        topic, payload = f"baedal/v1/riders/load-{rider}/location".encode(), json.dumps(place).encode()
        body = len(topic).to_bytes(2, "big") + topic + payload
        length = len(body)
        return bytes([0x30, length]) + body if length < 128 else bytes([0x30, length & 0x7F | 0x80, length >> 7]) + body


def measure(page):
    return page.evaluate(COUNT, SECONDS)


def show(what, rest, load):
    print(f"{what}: {load['rate']:.0f} frames/s, at rest {rest['rate']:.0f} (ratio {load['rate'] / rest['rate']:.2f}); "
          f"longest pause {load['longest']:.0f} ms, at rest {rest['longest']:.0f} ms", flush=True)


def scroll(page):
    page.evaluate("() => { let y = 0; setInterval(() => scrollTo(0, y = (y + 90) % document.body.scrollHeight), 16); }")


def main():
    with Baedal("--rider-load", "100") as baedal, sync_playwright() as playwright:
        browser = launch(playwright)

        def live(path):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(baedal.base + path)
            expect(page.get_by_test_id("connection")).to_have_text("실시간")
            return page

        monitor = live("/monitor")
        monitor.wait_for_timeout(1500)
        rest = measure(monitor)
        with Rain(baedal.mqtt_port, UPDATES) as rain:
            monitor.wait_for_timeout(1000)
            load = measure(monitor)
        show(f"/monitor with {UPDATES} locations/s of {RIDERS} riders", rest, load)
        monitor.context.close()

        for number in range(500):
            baedal.post("/foods", {"id": f"many-{number}", "name": f"메뉴 {number}", "price": 1000, "count": 5, "storeId": "many"})
        menu = live("/customer?as=c1&store=many")
        expect(menu.locator(".food")).to_have_count(500)
        rest = measure(menu)
        scroll(menu)
        show("/customer scrolling 500 foods", rest, measure(menu))
        menu.context.close()

        for number in range(1000):
            baedal.post("/deliveries", {"id": f"d-{number}", "orderId": f"o-{number}", "storeId": "s1", "address": "서울 강남구 역삼동 736"})
        for number in range(3):
            baedal.post("/riders", {"id": f"quick-{number}", "name": "빠른 라이더", "phone": "01012345678"})
        board = live("/rider?as=r1")
        board.get_by_role("switch").click()
        expect(board.get_by_test_id("board-count")).to_have_text("1000", timeout=30_000)
        rest = measure(board)
        scroll(board)

        def claim():
            start = time.monotonic()
            for number in range(CLAIMS):
                time.sleep(max(0, start + number * SECONDS / CLAIMS - time.monotonic()))
                baedal.put(f"/deliveries/d-{number}/claim", {"riderId": f"quick-{number % 3}"})

        claims = threading.Thread(target=claim)
        claims.start()
        load = measure(board)
        claims.join()
        show(f"/rider scrolling 1,000 deliveries while {CLAIMS} are claimed", rest, load)
        browser.close()


if __name__ == "__main__":
    main()
