"""Takes the pictures of the README from a portal that runs with its demo: `make run`, then `make pictures`."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "seoul_gov" / "demo" / "pictures"
ADDRESS = os.environ.get("PORTAL_BASE_URL") or f"http://localhost:{os.environ.get('PORT', '8000')}"
PASSWORD = "demo-seoul-2026"  # noqa: S105  the demo's own, printed by demo_logins


def sign_in(browser, login, width=1280, height=860):
    page = browser.new_page(
        base_url=ADDRESS,
        viewport={"width": width, "height": height},
        locale="ko-KR",
        timezone_id="Asia/Seoul",
    )
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{login}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    return page


def shoot(page, name):
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"{name}: {page.url}")


def follow(page, project):
    """From the list of projects to the page of one."""
    page.goto(f"/projects/?q={project}")
    page.locator("main table").get_by_role("link").first.click()


def main():
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"), args=flags
        )
        officer = sign_in(browser, "officer")
        shoot(officer, "desk")
        follow(officer, "열린데이터광장")
        officer.locator("nav.tabs").get_by_role("link", name="절차").click()
        shoot(officer, "process")
        follow(officer, "공공와이파이")
        officer.locator("nav.tabs").get_by_role("link", name="유형 선정").click()
        officer.wait_for_load_state("networkidle")
        link = officer.locator("main a[href^='/selection/']:not([href*='/project/'])").first
        officer.goto(
            f"{link.get_attribute('href').rstrip('/')}/answer/".replace("/answer/answer/", "/answer/")
        )
        shoot(officer, "matrix")
        member = sign_in(browser, "panelist3")
        member.goto("/reviews/?size=50")
        member.locator("main li, main tr", has_text="열린데이터광장").get_by_role("link").first.click()
        member.locator("canvas").first.wait_for()
        shoot(member, "review")
        visitor = browser.new_page(
            base_url=ADDRESS,
            viewport={"width": 1280, "height": 860},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
        )
        visitor.goto("/")
        shoot(visitor, "front")
        visitor.goto("/record/?status=completed")
        visitor.locator("main table").get_by_role("link").first.click()
        shoot(visitor, "record")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
