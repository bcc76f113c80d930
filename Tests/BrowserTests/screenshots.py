"""Takes the README's pictures: `python screenshots.py FOLDER`."""

import pathlib
import sys

from playwright.sync_api import expect, sync_playwright

from baedal import Baedal
from pages import launch
from states import prepare, states

# Name of the state, of the picture, width, height, scheme.
PICTURES = [
    ("home", "home", 1200, 760, "light"),
    ("customer", "customer-phone", 390, 844, "light"),
    ("customer-order", "customer", 1200, 860, "light"),
    ("customer-order", "customer-order-phone", 390, 844, "dark"),
    ("store", "store", 1360, 860, "light"),
    ("store-menu", "store-menu-phone", 390, 844, "light"),
    ("rider-current", "rider", 1200, 760, "dark"),
    ("rider-board", "rider-board-phone", 390, 844, "light"),
    ("rider-regions", "rider-regions-phone", 390, 844, "light"),
    ("monitor", "monitor", 1440, 960, "light"),
    ("monitor", "monitor-dark", 1440, 960, "dark"),
]


def take(browser, baedal, state, name, width, height, scheme, folder):
    _, path, act, is_there = state
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="ko-KR", timezone_id="Asia/Seoul",
        reduced_motion="reduce")
    page = context.new_page()
    page.goto(baedal.base + path)
    expect(page.get_by_test_id("connection")).to_have_text("실시간")
    act(page)
    is_there(page)
    page.wait_for_load_state("networkidle")
    # Until the rates are known, which takes two looks, and the rider has moved.
    page.wait_for_timeout(2500)
    page.screenshot(path=folder / f"{name}.png", animations="disabled")
    context.close()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with Baedal() as baedal, sync_playwright() as playwright:
        browser = launch(playwright)
        known = {state[0]: state for state in states(prepare(baedal))}
        rider = browser.new_context(viewport={"width": 900, "height": 700}).new_page()
        rider.goto(f"{baedal.base}/rider?as=r1")
        rider.get_by_role("switch").click()
        rider.get_by_role("slider").fill("0.6")
        for state, name, width, height, scheme in PICTURES:
            take(browser, baedal, known[state], name, width, height, scheme, folder)
        browser.close()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
