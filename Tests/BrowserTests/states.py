"""Every page in every state worth looking at, for axe, for narrow screens and for the pictures."""

import re

from playwright.sync_api import expect


def prepare(baedal):
    """A town in the middle of its day; what each page is to show of it."""
    done = baedal.order("f1", options="덜 맵게, 젓가락은 빼 주세요")
    delivery = baedal.cook(done)
    for action in ("claim", "pick", "deliver"):
        baedal.put(f"/deliveries/{delivery}/{action}", {"riderId": "r3"})
    baedal.until(lambda: baedal.status(done) == "DELIVERED")
    baedal.put(f"/orders/{done}/confirm")
    baedal.put(f"/orders/{done}/rate", {"score": 5, "comment": "맛있어요"})
    rejected = baedal.order("f2")
    baedal.until(lambda: baedal.exists(f"/storeOrders/{rejected}"))
    baedal.put(f"/storeOrders/{rejected}/reject", {"reason": "재료가 떨어졌어요"})
    riding = baedal.order("f1", address="서울 서초구 서초대로 411")
    delivery = baedal.cook(riding)
    baedal.put(f"/deliveries/{delivery}/claim", {"riderId": "r1"})
    baedal.put(f"/deliveries/{delivery}/pick", {"riderId": "r1"})
    for address in ("서울 강남구 압구정로 340", "서울 송파구 올림픽로 300", "서울 강남구 남부순환로 2806"):
        baedal.cook(baedal.order("f3", address=address))
    cooking = baedal.order("f3", options="단무지 많이 주세요")
    waiting = baedal.order("f2", options="문 앞에 놓아 주세요")
    for order, actions in ((cooking, ("accept", "start-cook")), (waiting, ("accept",))):
        baedal.until(lambda: baedal.exists(f"/storeOrders/{order}"))
        for action in actions:
            baedal.put(f"/storeOrders/{order}/{action}", {"cookMinutes": 15} if action == "accept" else {})
    new = [baedal.order("f1", options="덜 맵게"), baedal.order("f2")]
    baedal.until(lambda: all(baedal.exists(f"/storeOrders/{order}") for order in new))
    baedal.until(lambda: baedal.status(riding) == "PICKED_UP")
    return {"done": done, "rejected": rejected, "riding": riding, "new": new[0]}


def fill_cart(page):
    page.get_by_role("button", name="떡볶이 담기").click()
    page.get_by_role("button", name=re.compile("장바구니 보기")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def go_online(page):
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_be_checked()


def open_regions(page):
    page.get_by_role("button", name="강남구").click()
    expect(page.get_by_role("dialog").get_by_label("강남구")).to_be_visible()


def reject(page):
    page.get_by_role("button", name="거절").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def states(orders):
    """Name, address, what to do there, what is there then."""
    seen = lambda text: lambda page: expect(page.get_by_text(text).first).to_be_visible()
    nothing = lambda page: None
    return [
        ("home", "/", nothing, seen("지금까지 주문")),
        ("customer", "/customer?as=c1", nothing, seen("지난 주문")),
        ("customer-new", "/customer?as=nobody", nothing, seen("누구신가요?")),
        ("customer-menu", "/customer?as=c1&store=s1", nothing, seen("김밥")),
        ("customer-cart", "/customer?as=c1&store=s1", fill_cart, seen("결제 수단")),
        ("customer-order", f"/customer?as=c1&order={orders['riding']}", nothing, seen("라이더가 음식을 받아 출발했어요")),
        ("customer-done", f"/customer?as=c1&order={orders['done']}", nothing, seen("주문이 모두 끝났어요")),
        ("customer-rejected", f"/customer?as=c1&order={orders['rejected']}", nothing, seen("거절")),
        ("store", "/store?as=s1", nothing, seen("조리 시작")),
        ("store-empty", "/store?as=s3", nothing, seen("새 주문이 오면")),
        ("store-reject", "/store?as=s1", reject, seen("주문을 거절할까요?")),
        ("store-menu", "/store?as=s1&view=menu", nothing, seen("번 팔렸어요")),
        ("rider-off", "/rider?as=r2", nothing, seen("지금은 쉬는 중이에요")),
        ("rider-board", "/rider?as=r2", go_online, seen("잡기")),
        ("rider-current", "/rider?as=r1", go_online, seen("손님에게 가는 중")),
        ("rider-regions", "/rider?as=r2", open_regions, seen("어느 지역에서 일할까요?")),
        ("monitor", "/monitor", nothing, seen("baedal/v1/")),
        ("monitor-story", f"/monitor?order={orders['done']}", nothing, seen("주문이 모두 끝났어요")),
        ("monitor-unknown", "/monitor?order=nothing", nothing, seen("그런 주문이 없어요")),
    ]
